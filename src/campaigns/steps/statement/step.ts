import type { Instance } from '../../../instance.ts';
import { and, eq, isNull } from '../../../platform/columns.ts';
import { posts } from '../../../posts/tables.ts';
import type { Step, StepModule } from '../../step.ts';
import { contributions } from '../../tables.ts';
import { signaturesOf, versionsOf } from './statement.ts';

/** How many wordings and dissents there are, and what became of the wordings. */
async function responses(instance: Instance, step: Step) {
  const rows = await instance.db
    .select({ state: contributions.state, facts: contributions.facts })
    .from(contributions)
    .innerJoin(posts, and(eq(posts.id, contributions.postId), isNull(posts.deletedAt)))
    .where(eq(contributions.stepId, step.id));
  const amendments = rows.filter(({ facts }) => facts.role === 'amendment');
  const of = (state: string) => amendments.filter((one) => one.state === state).length;
  const dissents = rows.filter(({ facts }) => facts.role === 'dissent').length;
  return { amendments: amendments.length, open: of('open'), kept: of('kept'), dissents };
}

/** A text in clauses that says where each comes from, who wanted other words, who does not agree, and who signs. */
export const statement: StepModule = {
  kind: 'statement',
  settings: {},
  takes: null,
  owed: async (instance, step) => (await responses(instance, step)).open,
  line: async (instance, step) => {
    const [latest] = await versionsOf(instance, step.id);
    return {
      key: 'statement.line',
      args: { n: (await signaturesOf(instance, step.id)).length, version: latest?.version ?? 0 },
    };
  },
  figures: async (instance, step) => {
    const { amendments, kept, dissents } = await responses(instance, step);
    const signed = (await signaturesOf(instance, step.id)).length;
    return { versions: (await versionsOf(instance, step.id)).length, amendments, kept, dissents, signatures: signed };
  },
};
