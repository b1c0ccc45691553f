import { type Account, accountsByIds, localHost } from '../../accounts/account.ts';
import type { Instance } from '../../instance.ts';
import { type Media, type MediaVariant, mediaPath, mediaRows } from '../../media/media.ts';
import { sharedMediaUrl } from '../../media/shared-link.ts';
import { escapeHtml, plainText } from '../../platform/sanitise.ts';
import { isArticle } from '../../posts/community-post.ts';
import { gatheringOf } from '../../posts/gathering.ts';
import { imagePlaces } from '../../posts/image-places.ts';
import { isClosed, type Poll, pollOf } from '../../posts/poll.ts';
import { hashtagsOf, namedIn, type Post, postById } from '../../posts/post.ts';
import { conversationUri, partnersUri } from '../addresses.ts';
import { defined, type Json } from '../json.ts';
import { circleOf } from '../partner-thread.ts';
import { publicCollection } from './context.ts';
import { contributionFacts } from './contribution-facts.ts';
import { toAttachment } from './to-attachment.ts';
import { eventWords, toEvent } from './to-event.ts';
import { fallbackOf, quoteLink, quoteOf, quotersOf } from './to-quote.ts';

/** Characters of an article that stand for its summary when it has none. */
const summaryLength = 300;

/** The object of a post of ours, without its context; `author` is its account. */
export async function toNote(instance: Instance, post: Post, author: Account): Promise<Json> {
  const { origin } = instance.config;
  const named = await accountsByIds(instance, await namedIn(instance, post.id));
  const poll = post.hasPoll ? await pollOf(instance, post.id) : null;
  const pictures = await mediaRows(instance, post.id);
  const isOpen = post.audience === 'public' || post.audience === 'unlisted';
  // Other servers fetch pictures unsigned: what not everybody may read goes under an address that opens it.
  const addressOf = (row: Media, variant: MediaVariant = 'full') =>
    isOpen ? `${origin}${mediaPath(row, variant)}` : sharedMediaUrl(instance, row, variant);
  const body = !isArticle(post) ? post.html : withPictures(post.html, pictures, addressOf);
  const group = await groupOf(instance, post);
  const head = group && post.title ? `<p><strong>${escapeHtml(post.title)}</strong></p>` : '';
  const gathering = post.hasGathering ? await gatheringOf(instance, post.id) : null;
  const content = (gathering ? '' : head) + (await fallbackOf(instance, post)) + body;
  return defined({
    id: post.uri,
    type: gathering ? 'Event' : poll ? 'Question' : isArticle(post) ? 'Article' : 'Note',
    attributedTo: author.uri,
    ...audienceOf(post, author, named, group, await circleOf(instance, post)),
    published: new Date(post.createdAt).toISOString(),
    updated: post.editedAt === null ? undefined : new Date(post.editedAt).toISOString(),
    url: post.url ?? post.uri,
    name: post.title ?? undefined,
    ...(gathering
      ? { summary: eventWords(instance, post, gathering), ...toEvent(post, gathering) }
      : !isArticle(post)
        ? { summary: post.notice || null }
        : aboutOf(post, author)),
    sensitive: post.sensitive,
    inReplyTo: post.inReplyToUri,
    content,
    contentMap: post.language ? { [post.language]: content } : undefined,
    source: post.source === null ? undefined : { content: post.source, mediaType: 'text/markdown' },
    tag: [
      ...named.concat(group ?? []).map((account) => mentionOf(instance, account)),
      ...(await hashtagTags(instance, post)),
      ...quoteLink(post),
    ],
    attachment: [
      ...pictures.map((row) => toAttachment(row, addressOf)),
      ...(group ? await contributionFacts(instance, post.id) : []),
    ],
    ...(isOpen && { interactionPolicy: { canQuote: { automaticApproval: await quotersOf(instance, post, author) } } }),
    ...quoteOf(post),
    threadKind: post.threadKind ?? undefined,
    acceptedAnswer: await acceptedAnswer(instance, post),
    context: conversationUri(instance, post.threadId),
    replies: `${post.uri}/replies`,
    likes: `${post.uri}/likes`,
    shares: `${post.uri}/shares`,
    ...(poll && questionOf(poll, instance.clock())),
  });
}

/** The answer that settled the question, while it is there. */
async function acceptedAnswer(instance: Instance, { answerId }: Post): Promise<string | undefined> {
  const answer = answerId ? await postById(instance, answerId) : null;
  return answer && !answer.deletedAt ? answer.uri : undefined;
}

/** The pictures of an article where they stand in its text. */
const withPictures = (html: string, pictures: Media[], addressOf: (row: Media) => string): string =>
  imagePlaces(html, pictures.length)
    .map((part) => {
      if (typeof part === 'string') return part;
      const picture = pictures[part]!;
      return `<p><img src="${escapeHtml(addressOf(picture))}" alt="${escapeHtml(picture.description)}"></p>`;
    })
    .join('');

/**
 * What an Article is about: Mastodon shows title, `summary` and link, and no content (mastodon-api.md §2.2); `preview` is
 * the same as a Note (FEP-b2b8).
 */
function aboutOf(post: Post, author: Account): Json {
  const words = post.summary || plainText(post.html).replace(/\s+/g, ' ').slice(0, summaryLength);
  const summary = `<p>${escapeHtml(words)}</p>`;
  const published = new Date(post.createdAt).toISOString();
  return { summary, preview: { type: 'Note', attributedTo: author.uri, content: summary, published } };
}

/** To whom a post is addressed (`circle`: the partners of who opened the conversation); blind copies do not exist here, so none can leak (S59). */
export function audienceOf(
  post: Pick<Post, 'audience'>,
  author: Account,
  named: Account[],
  group: Account | null = null,
  circle: string | null = null,
): { to: string[]; cc: string[]; audience?: string } {
  const people = named.map((account) => account.uri);
  const followers = `${author.uri}/followers`;
  if (group) {
    const members = group.followersUri ? [group.followersUri] : [];
    return post.audience === 'public'
      ? { to: [publicCollection, group.uri], cc: [followers, ...members, ...people], audience: group.uri }
      : { to: [group.uri, ...members], cc: people, audience: group.uri };
  }
  switch (post.audience) {
    case 'public':
      return { to: [publicCollection], cc: [followers, ...people] };
    case 'unlisted':
      return { to: [followers], cc: [publicCollection, ...people] };
    case 'partners':
      return { to: [circle ?? partnersUri(new URL(author.uri).origin)], cc: people };
    case 'followers':
      return { to: [followers], cc: people };
    default:
      return { to: people, cc: [] };
  }
}

/** The group of the community that the post stands in. */
export const groupOf = async (instance: Instance, post: Pick<Post, 'communityId'>): Promise<Account | null> =>
  post.communityId ? ((await accountsByIds(instance, [post.communityId]))[0] ?? null) : null;

const mentionOf = (instance: Instance, account: Account) => ({
  type: 'Mention',
  href: account.uri,
  name: `@${account.name}@${account.host || localHost(instance)}`,
});

const hashtagTags = async (instance: Instance, post: Post) =>
  (await hashtagsOf(instance, post.id)).map((name) => ({
    type: 'Hashtag',
    href: `${instance.config.origin}/tags/${encodeURIComponent(name)}`,
    name: `#${name}`,
  }));

/** Options and figures of a poll (FEP-9967). */
const questionOf = (poll: Poll, now: number): Json =>
  defined({
    [poll.multiple ? 'anyOf' : 'oneOf']: poll.options.map((option) => ({
      type: 'Note',
      name: option.title,
      replies: { type: 'Collection', totalItems: option.votes },
    })),
    endTime: poll.endsAt === null ? undefined : new Date(poll.endsAt).toISOString(),
    closed: isClosed(poll, now) ? new Date(poll.closedAt ?? poll.endsAt!).toISOString() : undefined,
    votersCount: poll.voters,
  });
