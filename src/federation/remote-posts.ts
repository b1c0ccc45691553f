import { type Account, accountsByUris } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { collectionOf } from '../partners/partners.ts';
import { escapeHtml, plainText, sanitise } from '../platform/sanitise.ts';
import { type Post, postByUri } from '../posts/post.ts';
import { type RemotePost, receivePost } from '../posts/receive-post.ts';
import type { Audience } from '../posts/view.ts';
import { actorAccount } from './actors.ts';
import { isOwn, partnersUri } from './addresses.ts';
import { FetchFault, fetchDocument } from './fetch-document.ts';
import { authorOf } from './guard.ts';
import { ruleAbout } from './host-policy.ts';
import { documentId } from './ids.ts';
import type { Json } from './json.ts';
import { picturesInPlace } from './objects/pictures-in-place.ts';
import { isPost, type ReadNote, readNote } from './objects/read-note.ts';
import { ownerOfThread } from './partner-thread.ts';

/** A post we know, or have to fetch from its origin; null when it cannot be had or is none. Not inside a transaction. */
export async function postAt(instance: Instance, address: string): Promise<Post | null> {
  const uri = documentId(address);
  if (!uri) return null;
  const known = await postByUri(instance, uri);
  if (known || isOwn(instance, uri)) return known?.deletedAt || known?.boostOfId ? null : known;
  try {
    const document = await fetchDocument(instance, uri);
    const remote = isPost(document) ? await remotePostOf(instance, document) : null;
    const id = remote && (await receivePost(instance, remote));
    return id ? await postByUri(instance, remote!.uri) : null;
  } catch (error) {
    if (error instanceof FetchFault) return null;
    throw error;
  }
}

/**
 * The domain's view of a document whose word can be taken (fetched from its origin, or sent by its author). Fetches its
 * author when we do not know them: null when that fails or they are suspended, and for what is no post.
 */
export async function remotePostOf(instance: Instance, document: Json): Promise<RemotePost | null> {
  const uri = authorOf(document);
  const author = uri && !isOwn(instance, uri) ? await actorAccount(instance, uri) : null;
  const note = author && readNote(document, author.followersUri);
  return note ? toRemotePost(instance, note, author) : null;
}

export async function toRemotePost(instance: Instance, note: ReadNote, author: Account): Promise<RemotePost> {
  const people = await accountsByUris(instance, [...new Set([...note.groups, ...note.people])]);
  const isGroup = (person: Account) => person.kind === 'group';
  const localLinks = new Map<string, string>();
  for (const person of people) {
    const path = person.host === '' ? `/@${person.name}` : `/@${person.name}@${person.host}`;
    for (const address of [person.uri, person.url]) if (address) localLinks.set(address, path);
  }
  for (const [address, name] of note.hashtags)
    localLinks.set(address, `/tags/${encodeURIComponent(name.toLowerCase())}`);
  const article = note.title !== null && !note.gathering && !people.some(isGroup);
  // Most posts show nothing: no rule is asked about them.
  const shows = article || note.media.length > 0;
  const rejects = shows && (await ruleAbout(instance, note.uri))?.rejectMedia;
  const { content, media } = article && !rejects ? picturesInPlace(note) : note;
  const html = note.linked ? '' : sanitise(content, { article, localLinks });
  return {
    uri: note.uri,
    url: note.url,
    accountId: author.id,
    groupIds: people.filter(isGroup).map((group) => group.id),
    inReplyToUri: note.inReplyToUri,
    title: note.title && plainText(note.title),
    summary: plainText(note.summary),
    notice: plainText(note.notice),
    html: html + sanitise(linksOf(note)),
    language: note.language,
    audience: await audienceOf(instance, note, author),
    sensitive: note.sensitive || note.notice !== '',
    createdAt: note.createdAt ?? instance.clock(),
    updatedAt: note.updatedAt,
    mentions: people.filter((person) => person.id !== author.id && !isGroup(person)).map((person) => person.id),
    hashtags: [...note.hashtags.values()],
    media: rejects ? [] : media,
    poll: note.poll,
    gathering: note.gathering,
    quote: note.quote,
    quotePolicy: note.quotePolicy,
    threadKind: note.threadKind,
    offered: note.offered,
  };
}

/**
 * Addressed to what its organisation named as its partners: for those, and nobody else; so is an answer addressed to ours, in
 * a conversation of ours with them.
 */
async function audienceOf(instance: Instance, note: ReadNote, { host }: Account): Promise<Audience> {
  const { audience, people, inReplyToUri } = note;
  if (audience === 'public' || audience === 'unlisted' || !people.length) return audience;
  const collection = await collectionOf(instance, host);
  if (collection && people.includes(collection)) return 'partners';
  if (!inReplyToUri || !people.includes(partnersUri(instance.config.origin))) return audience;
  const parent = await postByUri(instance, inReplyToUri);
  return parent && (await ownerOfThread(instance, parent))?.host === '' ? 'partners' : audience;
}

/** What cannot be shown here is linked: a film's page, a sound, the page a link post is about. */
function linksOf(note: ReadNote): string {
  const links = note.linked ? [{ url: note.url ?? note.uri, name: note.title ?? '' }] : note.links;
  return links.map(({ url, name }) => `<p><a href="${escapeHtml(url)}">${escapeHtml(name || url)}</a></p>`).join('');
}
