import type { Instance } from '../instance.ts';
import { alias, and, desc, eq, inArray, isNull, lt, or, sql } from '../platform/columns.ts';
import { notFound } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { mentions, posts } from './tables.ts';
import { putAway } from './thread-tables.ts';
import { notMuted, readable } from './visibility.ts';

/** A conversation for named people only. */
export interface Conversation {
  /** Id of its first post. */
  threadId: string;
  /** Id of its last post. */
  lastId: string;
  /** Who takes part, the member left out: who wrote, or is named. */
  people: string[];
}

type Member = { accountId: string; local: true };

const said = alias(posts, 'said');

/** Conversations for named people that the member takes part in, last answered first; `before`: the `lastId` of the last one seen. */
export async function conversationsOf(
  instance: Instance,
  viewer: Member,
  cursor: { before?: string | undefined; most?: number; threadId?: string } = {},
): Promise<Conversation[]> {
  const me = viewer.accountId;
  const named = instance.db.select({ id: mentions.postId }).from(mentions).where(eq(mentions.accountId, me));
  const last = sql<string>`max(${posts.id})`;
  const rows = await instance.db
    .select({ threadId: posts.threadId, lastId: last })
    .from(posts)
    .leftJoin(putAway, and(eq(putAway.accountId, me), eq(putAway.threadId, posts.threadId)))
    .where(
      and(
        eq(posts.audience, 'direct'),
        or(eq(posts.accountId, me), inArray(posts.id, named)),
        cursor.threadId ? eq(posts.threadId, cursor.threadId) : undefined,
        or(isNull(putAway.upToId), sql`${posts.id} > ${putAway.upToId}`),
        isNull(posts.boostOfId),
        readable(viewer),
        notMuted(viewer),
      ),
    )
    .groupBy(posts.threadId)
    .having(cursor.before ? lt(last, cursor.before) : undefined)
    .orderBy(desc(last))
    .limit(cursor.most ?? 20);
  if (!rows.length) return [];
  const ids = rows.map(({ threadId }) => threadId);
  const which = and(inArray(said.threadId, ids), eq(said.audience, 'direct'), readable(viewer, said));
  const wrote = await instance.db
    .selectDistinct({ threadId: said.threadId, accountId: said.accountId })
    .from(said)
    .where(which);
  const heard = await instance.db
    .selectDistinct({ threadId: said.threadId, accountId: mentions.accountId })
    .from(said)
    .innerJoin(mentions, eq(mentions.postId, said.id))
    .where(which);
  const people = new Map<string, Set<string>>();
  for (const { threadId, accountId } of [...wrote, ...heard])
    if (accountId !== me) people.set(threadId, (people.get(threadId) ?? new Set()).add(accountId));
  return rows.map((row) => ({ ...row, people: [...(people.get(row.threadId) ?? [])] }));
}

/** One of them; 404 for a conversation that is not for the member. */
export async function ownConversation(instance: Instance, viewer: Member, threadId: string): Promise<Conversation> {
  const [found] = await conversationsOf(instance, viewer, { threadId, most: 1 });
  if (!found) throw notFound();
  return found;
}

/** Takes a conversation off the member's list, until somebody writes in it again. Throws 404. */
export const putConversationAway = (instance: Instance, viewer: Member, threadId: string): Promise<void> =>
  write(instance, async (tx) => {
    const { lastId } = await ownConversation(within(instance, tx), viewer, threadId);
    await tx
      .insert(putAway)
      .values({ accountId: viewer.accountId, threadId, upToId: lastId })
      .onConflictDoUpdate({ target: [putAway.accountId, putAway.threadId], set: { upToId: lastId } });
  });
