import { accounts } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { dropMedia } from '../media/media.ts';
import { alias, and, asc, eq, exists, gt, gte, inArray, isNotNull, isNull, lt, or, sql } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { idAt } from '../platform/ids.ts';
import { write } from '../platform/write.ts';
import type { PostEvent } from './events.ts';
import { attendances, gatherings } from './gathering-tables.ts';
import type { Post } from './post.ts';
import { countReply } from './save-post.ts';
import { bookmarks, edits, hashtags, homeEntries, likes, mentions, polls, postCards, posts, votes } from './tables.ts';
import { threadMarks } from './thread-tables.ts';

export interface Forgetting {
  /** Unix ms: what came before it goes. */
  before: number;
  /** Also what somebody here thanked, kept or voted in. */
  usedToo: boolean;
  /** Posts that stay all the same: a report waits about them. */
  except: ReadonlySet<string>;
}

// What a turn of the walk costs is what a page waits for meanwhile.
const batch = 100;

/**
 * Posts of other servers that may go, oldest first, a small batch at a time. Whole conversations only: one in which
 * somebody here wrote, passed something on or is named, that stands in a community of ours, or that had something new
 * since, stays as it is, and so does what is reported.
 */
async function* forgettable(instance: Instance, wanted: Forgetting): AsyncGenerator<Post[]> {
  const { before, usedToo, except } = wanted;
  const quoted = await quotedHere(instance);
  const last = idAt(before);
  for (let after = '0'; ; ) {
    const rows = await instance.db
      .select()
      .from(posts)
      .where(
        and(
          eq(posts.local, false),
          gt(posts.id, after),
          lt(posts.id, last),
          isNull(posts.boostOfId),
          isNull(posts.hiddenAt),
        ),
      )
      .orderBy(asc(posts.id))
      .limit(batch);
    if (!rows.length) return;
    after = rows.at(-1)!.id;
    const threads = [...new Set(rows.map((row) => row.threadId))];
    const kept = new Set((await keptThreads(instance, threads, before, usedToo)).map((row) => row.threadId));
    const going = rows.filter((row) => !kept.has(row.threadId) && !quoted.has(row.id) && !except.has(row.id));
    yield going;
    // SQLite answers at once: without this nothing else would have its turn until the walk is over.
    await new Promise((next) => setImmediate(next));
  }
}

/** Of these conversations, those of which something here depends. */
function keptThreads({ db }: Instance, threads: string[], before: number, usedToo: boolean) {
  const ours = (of: typeof likes | typeof mentions | typeof bookmarks | typeof votes | typeof attendances) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(of)
        .innerJoin(accounts, and(eq(accounts.id, of.accountId), eq(accounts.host, '')))
        .where(eq(of.postId, posts.id)),
    );
  const passed = alias(posts, 'passed');
  const boosts = exists(
    db
      .select({ one: sql`1` })
      .from(passed)
      .where(and(eq(passed.boostOfId, posts.id), eq(passed.local, true))),
  );
  const marked = exists(db.select({ one: sql`1` }).from(threadMarks).where(eq(threadMarks.threadId, posts.threadId)));
  // What stands in a community of ours is ours to keep, whoever wrote it.
  const housed = exists(
    db
      .select({ one: sql`1` })
      .from(accounts)
      .where(and(eq(accounts.id, posts.communityId), eq(accounts.host, ''))),
  );
  const used = usedToo ? [] : [ours(likes), ours(bookmarks), ours(votes), ours(attendances), marked];
  return db
    .selectDistinct({ threadId: posts.threadId })
    .from(posts)
    .where(
      and(
        inArray(posts.threadId, threads),
        isNull(posts.boostOfId),
        or(eq(posts.local, true), gte(posts.receivedAt, before), ours(mentions), boosts, housed, ...used),
      ),
    );
}

async function quotedHere({ db }: Instance): Promise<Set<string | null>> {
  const rows = await db
    .selectDistinct({ id: posts.quoteOfId })
    .from(posts)
    .where(and(eq(posts.local, true), isNotNull(posts.quoteOfId)));
  return new Set(rows.map((row) => row.id));
}

/**
 * Forgets them for good, without a trace that would keep them out: who asks for one again gets it from its server. In
 * small transactions, each of as few statements for many posts as for one. Gives how many.
 */
export async function forgetRemotePosts(instance: Instance, wanted: Forgetting): Promise<number> {
  let n = 0;
  for await (const going of forgettable(instance, wanted)) {
    if (!going.length) continue;
    await write(instance, async (tx) => {
      const ids = going.map((post) => post.id);
      await uncount(
        tx,
        going.filter((post) => !post.deletedAt),
      );
      await dropMedia(tx, ids);
      for (const child of hanging) await tx.delete(child).where(inArray(child.postId, ids));
      await tx.delete(homeEntries).where(inArray(homeEntries.entryId, ids));
      const boosts = await tx.delete(posts).where(inArray(posts.boostOfId, ids)).returning({ id: posts.id });
      const entries = boosts.map((row) => row.id);
      if (entries.length) await tx.delete(homeEntries).where(inArray(homeEntries.entryId, entries));
      await tx.delete(threadMarks).where(inArray(threadMarks.threadId, ids));
      await tx.update(posts).set({ inReplyToId: null }).where(inArray(posts.inReplyToId, ids));
      await tx.delete(posts).where(inArray(posts.id, ids));
      await record<PostEvent>(tx, { type: 'posts.forgotten', postIds: ids });
    });
    n += going.length;
  }
  return n;
}

/** What stands in tables of its own about a post. */
const hanging = [attendances, bookmarks, edits, gatherings, hashtags, likes, mentions, polls, postCards, votes];

/** The counters of those who stay: of the authors, and of what the posts that go had answered. */
async function uncount(tx: Tx, going: Post[]): Promise<void> {
  for (const [n, ids] of byCount(going.map((post) => post.accountId)))
    await tx
      .update(accounts)
      .set({ posts: sql`${accounts.posts} - ${n}` })
      .where(inArray(accounts.id, ids));
  const together = new Set(going.map((post) => post.id));
  const answers = going.filter((post) => post.inReplyToId && !together.has(post.inReplyToId));
  for (const post of answers) if (isCounted(post)) await countReply(tx, post.inReplyToId!, post.audience, -1);
}

const isCounted = (post: Post) => post.heldAt === null || post.approvedAt !== null;

/** Those that come once, those that come twice, and so on. */
function byCount(ids: string[]): Map<number, string[]> {
  const times = new Map<string, number>();
  for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1);
  const grouped = new Map<number, string[]>();
  for (const [id, n] of times) grouped.set(n, [...(grouped.get(n) ?? []), id]);
  return grouped;
}

/** How many would go now, among the `looked` oldest: nobody waits for a walk through all. `all`: there are no more. */
export async function countForgettable(
  instance: Instance,
  wanted: Forgetting,
  looked: number,
): Promise<{ n: number; all: boolean }> {
  let n = 0;
  let batches = 0;
  for await (const going of forgettable(instance, wanted)) {
    n += going.length;
    batches += 1;
    if (batches * batch >= looked) return { n, all: false };
  }
  return { n, all: true };
}
