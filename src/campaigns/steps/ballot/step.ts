import { campaignById } from '../../campaign.ts';
import type { StepModule } from '../../step.ts';
import { isAdopted } from './adopted.ts';
import { boxOf, turnoutOf } from './box.ts';
import { clauseIds } from './clauses.ts';
import { resultOf } from './results.ts';
import { ballotFault, firstSettings, sharedSettings } from './settings.ts';

/** A vote, clause by clause or among choices; only how many voted is told before its end. */
export const ballot: StepModule = {
  kind: 'ballot',
  settings: { ...firstSettings },
  settingsFault: ballotFault,
  shared: sharedSettings,
  takes: null,
  // Who asked people to vote owes them a sentence on what is decided.
  owed: async (instance, step) => {
    const { turnout } = await turnoutOf(instance, step);
    return turnout > 0 && !(await boxOf(instance, step.id))?.outcome ? 1 : 0;
  },
  line: async (instance, step) => {
    const campaign = await campaignById(instance, step.campaignId);
    const over = campaign && (await resultOf(instance, campaign, step));
    const { turnout, electors } = over?.sum ?? (await turnoutOf(instance, step));
    return { key: 'ballot.line', args: { n: turnout, electors } };
  },
  figures: async (instance, step): Promise<Record<string, number>> => {
    const campaign = await campaignById(instance, step.campaignId);
    const result = campaign && (await resultOf(instance, campaign, step));
    const clauses = (await clauseIds(instance, step.id)).length;
    if (!result) {
      const { turnout, electors } = await turnoutOf(instance, step);
      return { clauses, electors, turnout };
    }
    const { electors, turnout, counts } = result.sum;
    const adopted = Object.values(counts).filter(isAdopted).length;
    const against = Object.values(counts).reduce((sum, said) => sum + (said.against ?? 0), 0);
    return { clauses, electors, turnout, adopted: result.quorumMet ? adopted : 0, against };
  },
};
