import type { Instance } from '../../../instance.ts';
import { count, eq } from '../../../platform/columns.ts';
import { draws, drawVolunteers } from '../../draw-tables.ts';
import type { Step, StepModule } from '../../step.ts';
import type { StepView } from '../../view.ts';

/** People, or places, drawn in the open: the list and the sources first, the result recomputed by whoever wants. */
export const draw: StepModule = {
  kind: 'draw',
  settings: {},
  takes: null,
  line: async (instance, step): Promise<StepView['line']> => {
    const { draws: all, drawn, volunteers } = await figuresOf(instance, step);
    if (all) return { key: 'draw.line', args: { n: all, drawn } };
    if (volunteers) return { key: 'draw.lineVolunteers', args: { n: volunteers } };
    return null;
  },
  figures: figuresOf,
};

/** All draws of its campaign: those of sessions too, whose step only says that lots are drawn. */
async function figuresOf(instance: Instance, step: Step) {
  const rows = await instance.db
    .select({ drawnAt: draws.drawnAt })
    .from(draws)
    .where(eq(draws.campaignId, step.campaignId));
  const [stand] = await instance.db
    .select({ n: count() })
    .from(drawVolunteers)
    .where(eq(drawVolunteers.stepId, step.id));
  return { draws: rows.length, drawn: rows.filter(({ drawnAt }) => drawnAt !== null).length, volunteers: stand!.n };
}
