import { accountById, type Viewer } from '../accounts/account.ts';
import { isMember } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { and, asc, desc, eq, gt, inArray, isNull, lt, or, sql } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import type { PostEvent } from './events.ts';
import { comingFault, gatheringOf, takesAnswers } from './gathering.ts';
import { attendances, gatherings } from './gathering-tables.ts';
import { mayReadPost, postById, visiblePost } from './post.ts';
import { posts } from './tables.ts';
import type { Attendance } from './view.ts';

export type AttendanceRow = typeof attendances.$inferSelect;

const counted: Attendance[] = ['going', 'waiting'];

/**
 * Says that one comes: a place if there is one, else the end of the waiting list; to an event of another server, a
 * question to it; to one that takes requests, a request of a member, until {@link settleRequests}. `uri`: id of a remote Join. Throws 404, 403 (banned, archived), 409 (full, closed, cancelled). Twice
 * changes nothing. Gives where one stands.
 */
export const attend = (
  instance: Instance,
  viewer: NonNullable<Viewer>,
  postId: string,
  uri?: string,
): Promise<Attendance> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const { accountId } = viewer;
    const post = await visiblePost(inside, viewer, postId);
    const gathering = await gatheringOf(inside, postId);
    if (!gathering) throw notFound();
    const known = await attendanceOf(inside, postId, accountId);
    if (known && (counted.includes(known.state) || known.state === 'asked')) {
      if (uri && uri !== known.uri) {
        // Asked again by another Join: that one waits for an answer too.
        await tx.update(attendances).set({ uri }).where(eq(attendances.id, known.id));
        await record<PostEvent>(tx, { type: 'gathering.answered', postId, accountId, state: known.state, uri });
      }
      return known.state;
    }
    const fault = await comingFault(inside, accountId, post);
    if (fault) throw new Refusal(403, fault);
    if (gathering.cancelledAt !== null) throw new Refusal(409, 'gathering.isCancelled');
    if (!takesAnswers(gathering, instance.clock())) throw new Refusal(409, 'gathering.isClosed');
    const judged = post.local && gathering.joinMode === 'restricted';
    if (judged && post.communityId && !(await isMember(inside, accountId, post.communityId)))
      throw new Refusal(403, 'gathering.membersOnly');
    const asks = !post.local || judged;
    const state = asks ? 'asked' : (await takePlace(tx, postId)) ? 'going' : 'waiting';
    if (state === 'waiting' && !gathering.waitingList) throw new Refusal(409, 'gathering.isFull');
    if (state === 'waiting') await count(tx, postId, { waiting: 1 });
    const join = uri ?? `${instance.config.origin}/ap/activities/${instance.ids()}`;
    await put(tx, { postId, accountId, state, uri: join, createdAt: instance.clock() });
    if (judged) return state;
    if (state === 'asked') await record<PostEvent>(tx, { type: 'gathering.asked', postId, accountId, uri: join });
    else await answered(tx, { postId, accountId, state, uri: join });
    return state;
  });

/** Says that one does not come, or no longer: a place that becomes free goes to who has waited longest. Throws 404. */
export const decline = (instance: Instance, viewer: NonNullable<Viewer>, postId: string): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const { accountId } = viewer;
    const known = await attendanceOf(inside, postId, accountId);
    if (!known) await visiblePost(inside, viewer, postId);
    if (known?.state === 'declined' || !(await gatheringOf(inside, postId))) {
      if (known) return;
      throw notFound();
    }
    const post = (await postById(inside, postId))!;
    const uri = known?.uri ?? `${instance.config.origin}/ap/activities/${instance.ids()}`;
    await put(tx, { postId, accountId, state: 'declined', uri, createdAt: instance.clock() });
    if (!post.local) {
      if (known) await record<PostEvent>(tx, { type: 'gathering.left', postId, accountId, uri });
      return;
    }
    await answered(tx, { postId, accountId, state: 'declined', uri });
    if (known) await freed(inside, tx, known);
  });

/** The server of an event elsewhere has answered one of ours. Nobody who has not asked is put anywhere. */
export const settleAttendance = (
  instance: Instance,
  { postId, accountId }: Pick<AttendanceRow, 'postId' | 'accountId'>,
  state: Extract<Attendance, 'going' | 'waiting' | 'refused'>,
): Promise<void> =>
  write(instance, async (tx) => {
    const known = await attendanceOf(within(instance, tx), postId, accountId);
    if (!known || known.state === 'declined' || known.state === state) return;
    await tx.update(attendances).set({ state }).where(eq(attendances.id, known.id));
    if (known.state === 'waiting' && state === 'going')
      await record<PostEvent>(tx, { type: 'gathering.moved-up', postId, accountId, uri: known.uri });
  });

/** Takes no more requests from now on; within the transaction that publishes who asked. */
export const closeRequests = (inside: Instance, tx: Tx, postId: string) =>
  tx
    .update(gatherings)
    .set({ answersUntil: inside.clock() })
    .where(
      and(
        eq(gatherings.postId, postId),
        or(isNull(gatherings.answersUntil), gt(gatherings.answersUntil, inside.clock())),
      ),
    );

/**
 * The organisers' word on the requests of an event of ours: who has a place and who waits, in this order. Who has not asked,
 * or no longer, is put nowhere; what was settled stays. Where there are fewer places than was said, the first wait before all others.
 */
export const settleRequests = (
  instance: Instance,
  postId: string,
  said: { going: string[]; waiting: string[] },
): Promise<void> =>
  write(instance, async (tx) => {
    const asked = await attendeesOf(within(instance, tx), postId, ['asked'], 200_000);
    const rows = new Map(asked.map((row) => [row.accountId, row]));
    for (const wanted of ['going', 'waiting'] as const)
      for (const accountId of said[wanted]) {
        const row = rows.get(accountId);
        if (!row) continue;
        const state = wanted === 'going' && (await takePlace(tx, postId)) ? 'going' : 'waiting';
        if (state === 'waiting') await count(tx, postId, { waiting: 1 });
        const { uri, createdAt } = row;
        await put(tx, { postId, accountId, state, uri, createdAt });
        if (state === 'waiting') await answered(tx, { postId, accountId, state, uri });
        else await record<PostEvent>(tx, { type: 'gathering.moved-up', postId, accountId, uri });
      }
    await moveUp(within(instance, tx), tx, postId);
  });

/** Lets in who waits, in the order they came, as far as there are places; also after the capacity was raised. */
export async function moveUp(inside: Instance, tx: Tx, postId: string): Promise<void> {
  for (;;) {
    const [next] = await tx
      .select()
      .from(attendances)
      .where(and(eq(attendances.postId, postId), eq(attendances.state, 'waiting')))
      .orderBy(asc(attendances.id))
      .limit(1);
    if (!next) return;
    const account = await accountById(inside, next.accountId);
    const viewer = { accountId: next.accountId, local: account?.host === '' };
    const admitted = account && !account.deletedAt && (await mayReadPost(inside, viewer, postId));
    // Who may no longer read it (left, banned, blocked) comes no more.
    if (admitted && !(await takePlace(tx, postId))) return;
    await tx
      .update(attendances)
      .set({ state: admitted ? 'going' : 'declined' })
      .where(eq(attendances.id, next.id));
    await count(tx, postId, { waiting: -1 });
    const { accountId, uri } = next;
    if (admitted) await record<PostEvent>(tx, { type: 'gathering.moved-up', postId, accountId, uri });
  }
}

/** An account is gone: its places are free. In the transaction that forgets it. */
export async function forgetAttendances(inside: Instance, tx: Tx, accountId: string): Promise<void> {
  const gone = await tx.delete(attendances).where(eq(attendances.accountId, accountId)).returning();
  for (const row of gone) if ((await postById(inside, row.postId))?.local) await freed(inside, tx, row);
}

export async function attendanceOf(instance: Instance, postId: string, accountId: string) {
  const [row] = await instance.db
    .select()
    .from(attendances)
    .where(and(eq(attendances.postId, postId), eq(attendances.accountId, accountId)));
  return row ?? null;
}

/** The one a Join, or an answer to it, speaks of. */
export async function attendanceByUri(instance: Instance, uri: string): Promise<AttendanceRow | null> {
  const [row] = await instance.db.select().from(attendances).where(eq(attendances.uri, uri));
  return row ?? null;
}

/** Who has said one of these, in the order they did. For who organises, and for the server itself. */
export const attendeesOf = (instance: Instance, postId: string, states: Attendance[], most = 1000) =>
  instance.db
    .select()
    .from(attendances)
    .where(and(eq(attendances.postId, postId), inArray(attendances.state, states)))
    .orderBy(asc(attendances.id))
    .limit(most);

/** Addresses of the events somebody comes to, waits or asks for, last first: row ids page the list. */
export const attendedBy = (instance: Instance, accountId: string, before: number | undefined, most: number) =>
  instance.db
    .select({ id: attendances.id, uri: posts.uri })
    .from(attendances)
    .innerJoin(posts, eq(posts.id, attendances.postId))
    .where(
      and(
        eq(attendances.accountId, accountId),
        inArray(attendances.state, ['going', 'waiting', 'asked']),
        before ? lt(attendances.id, before) : undefined,
      ),
    )
    .orderBy(desc(attendances.id))
    .limit(most);

/** One statement, so that the last place is taken once, whoever asks at the same moment. */
async function takePlace(tx: Tx, postId: string): Promise<boolean> {
  const taken = await tx
    .update(gatherings)
    .set({ going: sql`${gatherings.going} + 1` })
    .where(
      and(eq(gatherings.postId, postId), or(isNull(gatherings.capacity), lt(gatherings.going, gatherings.capacity))),
    )
    .returning({ going: gatherings.going });
  return taken.length > 0;
}

async function freed(inside: Instance, tx: Tx, { postId, state }: AttendanceRow) {
  if (state === 'waiting') await count(tx, postId, { waiting: -1 });
  if (state !== 'going') return;
  await count(tx, postId, { going: -1 });
  await moveUp(inside, tx, postId);
}

const count = (tx: Tx, postId: string, { going = 0, waiting = 0 }) =>
  tx
    .update(gatherings)
    .set({ going: sql`${gatherings.going} + ${going}`, waiting: sql`${gatherings.waiting} + ${waiting}` })
    .where(eq(gatherings.postId, postId));

async function put(tx: Tx, row: Omit<AttendanceRow, 'id'>) {
  const { postId, accountId } = row;
  await tx.delete(attendances).where(and(eq(attendances.postId, postId), eq(attendances.accountId, accountId)));
  await tx.insert(attendances).values(row);
}

async function answered(tx: Tx, said: Pick<AttendanceRow, 'postId' | 'accountId' | 'state' | 'uri'>) {
  await tx
    .update(posts)
    .set({ version: sql`${posts.version} + 1` })
    .where(eq(posts.id, said.postId));
  await record<PostEvent>(tx, { type: 'gathering.answered', ...said });
}
