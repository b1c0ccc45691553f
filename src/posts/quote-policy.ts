import { members } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { eq, inArray, sql } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { notFound } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import type { PostEvent } from './events.ts';
import { ownPost, type Post } from './post.ts';
import { posts } from './tables.ts';
import type { QuotePolicy } from './view.ts';
import { mayBoost } from './visibility.ts';

const quotePolicies: readonly QuotePolicy[] = ['public', 'followers', 'nobody'];

export const readQuotePolicy = (text: unknown): QuotePolicy | undefined => quotePolicies.find((one) => one === text);

/**
 * The same posts, each of ours with who may quote it: those that never said (written before quotes, or brought from
 * elsewhere) go by what their author wishes in general. No query where all say it.
 */
export async function withPolicies(instance: Instance, list: Post[]): Promise<Post[]> {
  const silent = list.filter((post) => post.local && post.quotePolicy === null);
  if (!silent.length) return list;
  const rows = await instance.db
    .select({ accountId: members.accountId, quotePolicy: members.quotePolicy })
    .from(members)
    .where(inArray(members.accountId, [...new Set(silent.map((post) => post.accountId))]));
  const wishes = new Map(rows.map((row) => [row.accountId, row.quotePolicy]));
  return list.map((post) =>
    post.local && post.quotePolicy === null
      ? { ...post, quotePolicy: wishes.get(post.accountId) ?? ('public' as const) }
      : post,
  );
}

/**
 * From now on these may quote one's own post; quotes that were consented to stay. Throws 404 for anybody else's post,
 * and for one that nobody may quote because not everybody may read it.
 */
export const changeQuotePolicy = (
  instance: Instance,
  accountId: string,
  postId: string,
  quotePolicy: QuotePolicy,
): Promise<void> =>
  write(instance, async (tx) => {
    const post = await ownPost(within(instance, tx), accountId, postId);
    if (post.deletedAt || post.boostOfId || !mayBoost(post.audience)) throw notFound();
    if (post.quotePolicy === quotePolicy) return;
    await tx
      .update(posts)
      .set({ quotePolicy, version: sql`${posts.version} + 1` })
      .where(eq(posts.id, postId));
    await record<PostEvent>(tx, { type: 'quote.allowed', postId });
  });
