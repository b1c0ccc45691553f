import type { Instance } from '../../../instance.ts';
import { and, count, inArray, sql } from '../../../platform/columns.ts';
import { attendances, gatherings } from '../../../posts/gathering-tables.ts';
import { visitArrivals } from '../../draw-tables.ts';
import type { Step, StepModule } from '../../step.ts';
import { sessionsOf } from './session.ts';

/** Sessions one asks a place in: an event each, with its places; lots are drawn where too many ask. */
export const visits: StepModule = {
  kind: 'visits',
  settings: {},
  takes: null,
  line: async (instance, step) => {
    const { sessions, places } = await figuresOf(instance, step);
    return sessions ? { key: 'visit.line', args: { sessions, places } } : null;
  },
  figures: figuresOf,
};

async function figuresOf(instance: Instance, step: Step) {
  const ids = (await sessionsOf(instance, step.id)).map(({ id }) => id);
  if (!ids.length) return { sessions: 0, places: 0, requests: 0, visitors: 0 };
  const [held] = await instance.db
    .select({ places: sql<number>`coalesce(sum(${gatherings.capacity}), 0)` })
    .from(gatherings)
    .where(inArray(gatherings.postId, ids));
  const states = ['asked', 'going', 'waiting'] as const;
  const [asked] = await instance.db
    .select({ n: count() })
    .from(attendances)
    .where(and(inArray(attendances.postId, ids), inArray(attendances.state, [...states])));
  const [came] = await instance.db.select({ n: count() }).from(visitArrivals).where(inArray(visitArrivals.postId, ids));
  return { sessions: ids.length, places: Number(held!.places), requests: asked!.n, visitors: came!.n };
}
