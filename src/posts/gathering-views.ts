import type { Viewer } from '../accounts/account.ts';
import { communityRoles } from '../communities/tables.ts';
import type { Instance } from '../instance.ts';
import { and, count, eq, inArray, lt } from '../platform/columns.ts';
import type { AttendanceRow } from './attend.ts';
import { endOf, type Gathering, takesAnswers } from './gathering.ts';
import { attendances, gatherings } from './gathering-tables.ts';
import type { Post } from './post.ts';
import type { GatheringView } from './view.ts';

/** The events among these posts, by post; the number of queries does not depend on how many there are. */
export async function gatheringViews(
  instance: Instance,
  viewer: Viewer,
  shown: Post[],
): Promise<Map<string, GatheringView>> {
  const events = shown.filter((post) => post.hasGathering);
  if (!events.length) return new Map();
  const ids = events.map((post) => post.id);
  const rows = await instance.db.select().from(gatherings).where(inArray(gatherings.postId, ids));
  const said = viewer
    ? await instance.db
        .select()
        .from(attendances)
        .where(and(eq(attendances.accountId, viewer.accountId), inArray(attendances.postId, ids)))
    : [];
  const mine = new Map(said.map((row) => [row.postId, row]));
  const ranks = new Map<string, number>();
  for (const row of said) if (row.state === 'waiting') ranks.set(row.postId, await rankOf(instance, row));
  const animated = await communitiesAnimated(instance, viewer, events);
  const posts = new Map(events.map((post) => [post.id, post]));
  return new Map(
    rows.map((row) => {
      const post = posts.get(row.postId)!;
      const own = viewer && (post.accountId === viewer.accountId || post.writtenById === viewer.accountId);
      const organises = post.local && Boolean(own || (post.communityId && animated.has(post.communityId)));
      return [
        row.postId,
        viewOf(row, mine.get(row.postId), instance.clock(), organises, ranks.get(row.postId) ?? null),
      ];
    }),
  );
}

const viewOf = (
  { postId, cancelledAt, remindedAt: _, ...row }: Gathering,
  said: AttendanceRow | undefined,
  now: number,
  mayOrganise: boolean,
  rank: number | null,
): GatheringView => ({
  ...row,
  id: postId,
  cancelled: cancelledAt !== null,
  over: endOf(row) <= now,
  open: takesAnswers({ ...row, cancelledAt }, now),
  mine: said?.state ?? null,
  rank,
  mayOrganise,
});

/** How many stand before, and oneself. At an event elsewhere its server alone knows. */
async function rankOf(instance: Instance, { id, postId }: AttendanceRow): Promise<number> {
  const [row] = await instance.db
    .select({ n: count() })
    .from(attendances)
    .where(and(eq(attendances.postId, postId), eq(attendances.state, 'waiting'), lt(attendances.id, id)));
  return row!.n + 1;
}

async function communitiesAnimated(instance: Instance, viewer: Viewer, events: Post[]): Promise<Set<string>> {
  const ids = [...new Set(events.flatMap((post) => post.communityId ?? []))];
  if (!viewer || !ids.length) return new Set();
  const rows = await instance.db
    .select({ id: communityRoles.communityId })
    .from(communityRoles)
    .where(and(eq(communityRoles.accountId, viewer.accountId), inArray(communityRoles.communityId, ids)));
  return new Set(rows.map((row) => row.id));
}
