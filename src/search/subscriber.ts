import type { Instance } from '../instance.ts';
import { mediaOf } from '../media/media.ts';
import type { Tx } from '../platform/database.ts';
import type { Subscriber } from '../platform/events-log.ts';
import { dropWords, feature, keepWords } from '../platform/full-text.ts';
import { sanitisedText } from '../platform/sanitise.ts';
import { wordsOf } from '../platform/words.ts';
import { write } from '../platform/write.ts';
import { pollOf } from '../posts/poll.ts';
import { type Post, postById } from '../posts/post.ts';
import { authorWord, languageWord } from './query.ts';

/** Keeps the words of posts as they are now; inside the transaction that moves the cursor. */
export const searchSubscriber: Subscriber = {
  name: 'search',
  on: {
    'post.created': (instance, { postId }) => keep(instance, postId),
    'post.imported': (instance, { postId }) => keep(instance, postId),
    'post.edited': (instance, { postId }) => keep(instance, postId),
    'post.restored': (instance, { postId }) => keep(instance, postId),
    'post.deleted': (instance, { postId }) => write(instance, (tx) => dropWords(tx, [postId])),
    'posts.forgotten': (instance, { postIds }) => write(instance, (tx) => dropWords(tx, postIds)),
  },
};

const keep = (instance: Instance, postId: string) => write(instance, async (tx) => keepPost(instance, tx, postId));

/** Keeps what a person reads of a post, and what `from:`, `lang:` and `has:` ask for. */
export async function keepPost(instance: Instance, tx: Tx, postId: string): Promise<void> {
  const post = await postById(instance, postId);
  if (!post || post.deletedAt) return dropWords(tx, [postId]);
  const media = (await mediaOf(instance, [postId])).get(postId) ?? [];
  const poll = post.hasPoll ? await pollOf(instance, postId) : null;
  const texts = [
    post.title ?? '',
    post.summary,
    post.notice,
    sanitisedText(post.html),
    ...media.map((one) => one.description),
    ...(poll?.options.map((option) => option.title) ?? []),
  ];
  const has = { media: media.length > 0, poll: poll !== null, link: hasLink(post.html) };
  const features = Object.entries(has).flatMap(([name, held]) => (held ? [feature(name)] : []));
  await keepWords(tx, postId, [...features, ...aboutOf(post), ...wordsOf(texts.join('\n'))]);
}

/** Who wrote it, in the organisation's name too, and its language: `en-GB` is found as `en` as well. */
const aboutOf = ({ accountId, writtenById, language }: Post): string[] => [
  ...new Set([accountId, writtenById ?? accountId].map(authorWord)),
  ...(language ? new Set([language.split('-')[0]!, language].map(languageWord)) : []),
];

/** A link that is neither a person's name nor a hashtag. */
const hasLink = (html: string) =>
  [...html.matchAll(/<a\b[^>]*>/g)].some(
    ([tag]) => /\bhref="https?:/.test(tag) && !/mention|hashtag|rel="tag/.test(tag),
  );
