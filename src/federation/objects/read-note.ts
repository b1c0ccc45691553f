import type { Offered } from '../../campaigns/take-part.ts';
import { plainText } from '../../platform/sanitise.ts';
import type { RemoteGathering, RemotePost } from '../../posts/receive-post.ts';
import { type Audience, threadKinds } from '../../posts/view.ts';
import { activityStreams } from '../context-policy.ts';
import { authorOf } from '../guard.ts';
import { canonicalId, documentId, pageOf, refId } from '../ids.ts';
import { isObject, type Json, list, text, time, typesOf } from '../json.ts';
import { readContribution } from './contribution-facts.ts';
import { readAttachments } from './read-attachments.ts';
import { readEvent } from './read-event.ts';
import { readPoll } from './read-poll.ts';
import { readQuote, readQuotePolicy, withoutFallback } from './read-quote.ts';

/** A post of another server as its document tells it, before its people are looked up and its HTML cleaned. */
export interface ReadNote {
  uri: string;
  author: string;
  url: string | null;
  inReplyToUri: string | null;
  title: string | null;
  /** HTML or text: what an Article is about. */
  summary: string;
  notice: string;
  /** HTML as received. */
  content: string;
  /** The whole of it cannot be shown here: `content` is empty and the page there is linked. */
  linked: boolean;
  language: string | null;
  audience: Audience;
  sensitive: boolean;
  createdAt: number | null;
  updatedAt: number | null;
  /** Actors named by a Mention, or addressed. */
  people: string[];
  /** Actors whose audience it is for (FEP-1b12). */
  groups: string[];
  /** Address of a hashtag's page there → its name without #. */
  hashtags: Map<string, string>;
  media: RemotePost['media'];
  /** Links to attachments that are no pictures. */
  links: { url: string; name: string }[];
  poll: RemotePost['poll'];
  gathering: RemoteGathering | null;
  replies: string | null;
  quote: RemotePost['quote'];
  quotePolicy: RemotePost['quotePolicy'];
  /** What it says it is to a campaign. */
  offered: Offered | null;
  threadKind: RemotePost['threadKind'];
}

const shown = new Set(['Note', 'Question', 'Article', 'Page']);
const linkedOnly = new Set(['Video', 'Audio', 'Event', 'Image', 'Document']);
export const isPost = (value: unknown) => typesOf(value).some((type) => shown.has(type) || linkedOnly.has(type));

const limits = {
  content: 200_000,
  title: 300,
  notice: 500,
  summary: 1000,
  mentions: 100,
  tags: 50,
  tag: 100,
  linkText: 300,
};
const publicNames = new Set([`${activityStreams}#Public`, 'as:Public', 'Public']);

/**
 * Reads a Note, Question, Article or Page; of other kinds title and link alone. Null when it is no post (S35, S65).
 * `followersUri`: the author's followers collection, where we know it.
 */
export function readNote(object: Json, followersUri: string | null = null): ReadNote | null {
  const uri = documentId(object.id);
  const author = authorOf(object);
  const types = typesOf(object);
  const gathering = readEvent(object);
  const whole = gathering !== null || types.some((type) => shown.has(type));
  if (!uri || !author || !isPost(object)) return null;
  const article = types.includes('Article') || types.includes('Page');
  // Of an event the summary says in words what its own fields say.
  const noNotice = article || gathering !== null || !whole;
  const tags = list(object.tag).slice(0, 500).filter(isObject);
  const { media, links } = readAttachments(object.attachment);
  const spoken = content(object);
  const quote = readQuote(object);
  const isFollowers = (reader: string) => reader === followersUri || looksLikeFollowers(reader, author);
  return {
    uri,
    author,
    url: pages(object.url, uri),
    inReplyToUri: documentId(refId(list(object.inReplyTo)[0])),
    title: text(object.name, limits.title),
    // In an Article the summary is an abstract; in a Note it is what one is told before reading on.
    summary: article && object.sensitive !== true ? (text(object.summary, limits.summary) ?? '') : '',
    notice: noNotice && object.sensitive !== true ? '' : (text(object.summary, limits.notice) ?? ''),
    content: whole ? withoutTitle(object, quote ? withoutFallback(spoken.html) : spoken.html) : '',
    linked: !whole,
    language: spoken.language,
    audience: audienceOf(object, isFollowers),
    sensitive: object.sensitive === true,
    createdAt: time(object.published),
    updatedAt: time(object.updated),
    groups: list(object.audience)
      .slice(0, 10)
      .flatMap((value) => documentId(refId(value)) ?? []),
    people: peopleOf(object, tags, (uri) => uri === author || isFollowers(uri)),
    hashtags: hashtagsOf(tags),
    media,
    links,
    poll: types.includes('Question') ? readPoll(object) : null,
    gathering,
    replies: documentId(refId(object.replies)),
    quote,
    quotePolicy: readQuotePolicy(object, isFollowers),
    offered: readContribution(object),
    threadKind: threadKinds.find((kind) => kind === object.threadKind) ?? null,
  };
}

/** A Note with a title says it again at the head of its text, for servers that show no titles (mastodon-api.md §2.4). */
function withoutTitle(object: Json, html: string): string {
  const [, head, rest] = /^\s*<p><strong>([^<]*)<\/strong><\/p>([\s\S]*)$/.exec(html) ?? [];
  return head !== undefined && plainText(head) === text(object.name, limits.title) ? rest! : html;
}

/** A vote travels as a Note that has a name and nothing else to say (FEP-9967). */
export const voteIn = (object: Json): string | null =>
  typesOf(object).includes('Note') && typeof object.name === 'string' && !object.content && object.inReplyTo
    ? text(object.name, 500)
    : null;

function content(object: Json): { html: string; language: string | null } {
  const map = isObject(object.contentMap) ? Object.entries(object.contentMap) : [];
  const html = text(object.content, limits.content) ?? text(map[0]?.[1], limits.content) ?? '';
  const found = map.find(([, value]) => value === object.content) ?? (map.length === 1 ? map[0] : undefined);
  const language = found?.[0] ?? (typeof object.language === 'string' ? object.language : undefined);
  return {
    html: object.mediaType === 'text/plain' ? html.replaceAll('&', '&amp;').replaceAll('<', '&lt;') : html,
    language: language && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language) && language !== 'und' ? language : null,
  };
}

/** Pages are given as text, as a Link, or as a list where PeerTube puts its players too: the first HTML one counts. */
const pages = (value: unknown, uri: string): string | null => {
  const offered = list(value).slice(0, 50);
  const html = offered.find((item) => isObject(item) && item.mediaType === 'text/html') ?? offered[0];
  return pageOf(isObject(html) ? html.href : html, uri);
};

/** Public in `to`, Public in `cc`, the author's followers, or nobody but those named. Groups are told apart later. */
function audienceOf(object: Json, isFollowers: (reader: string) => boolean): Audience {
  const to = list(object.to).map(String);
  const cc = list(object.cc).map(String);
  if (to.some((reader) => publicNames.has(reader))) return 'public';
  if (cc.some((reader) => publicNames.has(reader))) return 'unlisted';
  return [...to, ...cc].some(isFollowers) ? 'followers' : 'direct';
}

/** Of an author we do not know yet: most followers collections end so, on the author's host. */
const looksLikeFollowers = (reader: string, author: string) =>
  canonicalId(reader) !== null && new URL(reader).host === new URL(author).host && /\/followers\/?$/.test(reader);

const peopleOf = (object: Json, tags: Json[], isNobody: (uri: string) => boolean): string[] => {
  const named = tags.filter((tag) => typesOf(tag).includes('Mention')).map((tag) => tag.href);
  const people = [...named, ...list(object.to), ...list(object.cc)]
    .slice(0, limits.mentions * 2)
    .flatMap((value) => documentId(value) ?? [])
    .filter((uri) => !publicNames.has(uri) && !isNobody(uri));
  return [...new Set(people)].slice(0, limits.mentions);
};

function hashtagsOf(tags: Json[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const tag of tags) {
    const name = typesOf(tag).includes('Hashtag') ? (text(tag.name, limits.tag) ?? '').replace(/^#/, '') : '';
    if (/^[\p{L}\p{N}_\p{M}]+$/u.test(name) && found.size < limits.tags)
      found.set(canonicalId(tag.href) ?? `#${name}`, name);
  }
  return found;
}
