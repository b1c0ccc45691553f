import type { Instance } from '../instance.ts';
import { and, eq, inArray, sql } from '../platform/columns.ts';
import { write } from '../platform/write.ts';
import { markers } from './thread-tables.ts';

export type Timeline = 'home' | 'notifications';
export interface Marker {
  timeline: Timeline;
  /** The last line that was read, as the app names it. */
  lastReadId: string;
  /** Grows with each change. */
  version: number;
  /** Unix ms. */
  updatedAt: number;
}

/** Where a member's apps have come to in these timelines. */
export const markersOf = ({ db }: Instance, accountId: string, timelines: Timeline[]): Promise<Marker[]> =>
  db
    .select({
      timeline: markers.timeline,
      lastReadId: markers.lastReadId,
      version: markers.version,
      updatedAt: markers.updatedAt,
    })
    .from(markers)
    .where(and(eq(markers.accountId, accountId), inArray(markers.timeline, timelines)));

/** Keeps the places that an app has come to, all or none. */
export const keepMarkers = (instance: Instance, accountId: string, places: [Timeline, lastReadId: string][]) =>
  write(instance, async (tx) => {
    const updatedAt = instance.clock();
    for (const [timeline, lastReadId] of places)
      await tx
        .insert(markers)
        .values({ accountId, timeline, lastReadId, version: 1, updatedAt })
        .onConflictDoUpdate({
          target: [markers.accountId, markers.timeline],
          set: { lastReadId, version: sql`${markers.version} + 1`, updatedAt },
        });
  });
