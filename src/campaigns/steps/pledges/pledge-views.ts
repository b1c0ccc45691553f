import type { Account, Viewer } from '../../../accounts/account.ts';
import { memberOf } from '../../../accounts/members.ts';
import { organisationOf } from '../../../accounts/organisation.ts';
import { may } from '../../../accounts/roles.ts';
import type { Instance } from '../../../instance.ts';
import { contributionsOf } from '../../contribution-views.ts';
import { measuredIn } from '../../measures.ts';
import type { MeasureLevel } from '../../measures-tables.ts';
import type { Step } from '../../step.ts';
import type { Unit } from '../../units.ts';
import type { ContributionView } from '../../view.ts';
import { type PledgeFacts, pledgeOf } from './pledge.ts';
import { settingsOf } from './settings.ts';
import { holds, type Standing, standingOf } from './standing.ts';

export interface PledgeView {
  one: ContributionView;
  pledge: PledgeFacts;
  /** Enough others have pledged. */
  holds: boolean;
  /** The viewer made it, or speaks for the organisation that did. */
  own: boolean;
  verifiable: boolean;
}

export interface Meter extends Standing {
  goal: number;
  /** Promised, by unit. */
  promised: { unit: Unit; amount: number }[];
  /** How many were told of, by how sure that is. */
  told: Record<Exclude<MeasureLevel, 'confirmed'>, number>;
}

const mostShown = 100;

/** What is promised in a step, newest first. */
export async function pledgeViews(instance: Instance, viewer: Viewer, step: Step): Promise<PledgeView[]> {
  const query = { stepId: step.id, kinds: ['pledge' as const], sort: 'new' as const, most: mostShown };
  const shown = await contributionsOf(instance, viewer, { ...query, states: ['open', 'realised'] });
  const { active } = await standingOf(instance, step.id);
  const voices = viewer?.local ? await voicesOf(instance, viewer.accountId) : [];
  return shown.map((one) => {
    const pledge = pledgeOf(one);
    const own = pledge.name === 'organisation' ? voices.includes(one.author.id) : one.mine;
    return {
      ...{ one, pledge, own, holds: holds(pledge.threshold, active) },
      // Who reads it here is of our organisation: what ours promise others verify, from their own server.
      verifiable: Boolean(
        viewer?.local && one.author.host !== null && pledge.told && pledge.done && pledge.level !== 'verified',
      ),
    };
  });
}

/** The organisation's account, where this member speaks for it. */
async function voicesOf(instance: Instance, accountId: Account['id']): Promise<string[]> {
  const member = await memberOf(instance, accountId);
  if (!member || !may(member, 'speak')) return [];
  const own = await organisationOf(instance);
  return own ? [own.accountId] : [];
}

export async function meterOf(instance: Instance, step: Step): Promise<Meter> {
  const rows = await measuredIn(instance, step.id, ['promised', 'kept']);
  const told = { declared: 0, evidenced: 0, verified: 0 };
  const promised = new Map<Unit, number>();
  for (const { nature, level, unit, amount, count } of rows)
    if (nature === 'promised') promised.set(unit as Unit, (promised.get(unit as Unit) ?? 0) + amount);
    else if (level in told) told[level as keyof typeof told] += count;
  return {
    ...(await standingOf(instance, step.id)),
    goal: settingsOf(step).goal,
    promised: [...promised].map(([unit, amount]) => ({ unit, amount })).filter(({ unit }) => unit !== 'one'),
    told,
  };
}
