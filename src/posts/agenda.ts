import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, asc, count, desc, eq, getTableColumns, gte, isNull, lt, or } from '../platform/columns.ts';
import { gatherings } from './gathering-tables.ts';
import { posts } from './tables.ts';
import { readable } from './visibility.ts';

const dayMs = 86_400_000;
const mostShown = 100;

/** Events of a community that the viewer may read: those to come (and running) in their order, or the past ones, the last first. */
export function agendaOf(instance: Instance, viewer: Viewer, communityId: string, which: 'coming' | 'past') {
  const now = instance.clock();
  return instance.db
    .select(getTableColumns(posts))
    .from(posts)
    .innerJoin(gatherings, eq(gatherings.postId, posts.id))
    .where(and(inAgenda(viewer, communityId), which === 'coming' ? coming(now) : past(now)))
    .orderBy(which === 'coming' ? asc(gatherings.startsAt) : desc(gatherings.startsAt), asc(posts.id))
    .limit(mostShown);
}

/** How many are to come. */
export async function countComing(instance: Instance, viewer: Viewer, communityId: string): Promise<number> {
  const [row] = await instance.db
    .select({ n: count() })
    .from(posts)
    .innerJoin(gatherings, eq(gatherings.postId, posts.id))
    .where(and(inAgenda(viewer, communityId), coming(instance.clock()), isNull(gatherings.cancelledAt)));
  return row!.n;
}

const inAgenda = (viewer: Viewer, communityId: string) =>
  and(eq(posts.communityId, communityId), eq(posts.hasGathering, true), isNull(posts.boostOfId), readable(viewer));

// One without an end counts until the day after it began.
const coming = (now: number) =>
  or(gte(gatherings.endsAt, now), and(isNull(gatherings.endsAt), gte(gatherings.startsAt, now - dayMs / 2)));
const past = (now: number) =>
  or(lt(gatherings.endsAt, now), and(isNull(gatherings.endsAt), lt(gatherings.startsAt, now - dayMs / 2)));
