import type { Account } from '../../accounts/account.ts';
import type { Instance } from '../../instance.ts';
import { escapeHtml } from '../../platform/sanitise.ts';
import { type Post, postById } from '../../posts/post.ts';
import { withPolicies } from '../../posts/quote-policy.ts';
import type { Json } from '../json.ts';
import { publicCollection } from './context.ts';

const shows = (post: Post) =>
  post.quoteUri !== null && (post.quoteState === 'accepted' || post.quoteState === 'pending');

/** Whom a post lets quote it without asking (FEP-044f). */
export async function quotersOf(instance: Instance, post: Post, author: Account): Promise<string[]> {
  const [said] = await withPolicies(instance, [post]);
  if (said?.quotePolicy === 'public') return [publicCollection];
  return said?.quotePolicy === 'followers' ? [`${author.uri}/followers`] : [author.uri];
}

/** What a post quotes, in the words of FEP-044f and of those before it. */
export const quoteOf = (post: Post): Json =>
  shows(post)
    ? {
        quote: post.quoteUri,
        quoteUri: post.quoteUri,
        _misskey_quote: post.quoteUri,
        ...(post.quoteProof && { quoteAuthorization: post.quoteProof }),
      }
    : {};

/** FEP-e232. */
export const quoteLink = (post: Post): Json[] =>
  shows(post)
    ? [
        {
          type: 'Link',
          mediaType: 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
          rel: 'https://misskey-hub.net/ns#_misskey_quote',
          href: post.quoteUri,
        },
      ]
    : [];

/** For servers that know no quotes; the others leave it out. */
export async function fallbackOf(instance: Instance, post: Post): Promise<string> {
  if (!shows(post)) return '';
  const quoted = post.quoteOfId ? await postById(instance, post.quoteOfId) : null;
  const url = escapeHtml(quoted?.url ?? post.quoteUri!);
  return `<p class="quote-inline">RE: <a href="${url}">${url}</a></p>`;
}
