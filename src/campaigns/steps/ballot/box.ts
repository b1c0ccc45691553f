import { accounts, follows } from '../../../accounts/tables.ts';
import type { Instance } from '../../../instance.ts';
import { and, count, eq, inArray, isNull, lte, type SQL, sql } from '../../../platform/columns.ts';
import type { Tx } from '../../../platform/database.ts';
import { within, write } from '../../../platform/write.ts';
import { ballotBoxes, electors } from '../../ballot-tables.ts';
import type { Campaign } from '../../campaign.ts';
import { type Step, stepState } from '../../step.ts';
import { campaignSteps, campaigns } from '../../tables.ts';
import { ballotSettings } from './settings.ts';

type Box = typeof ballotBoxes.$inferSelect;

export async function boxOf(instance: Instance, stepId: string): Promise<Box | null> {
  const [box] = await instance.db.select().from(ballotBoxes).where(eq(ballotBoxes.stepId, stepId));
  return box ?? null;
}

/** Nothing is voted any more: what was counted may be said. */
export const ballotOver = (campaign: Campaign, step: Step, now: number): boolean =>
  stepState(step, now) === 'past' || !['draft', 'announced', 'open'].includes(campaign.state);

/** When the list of electors is closed; null: with the first vote. */
export const listClosing = (step: Step): number | null => ballotSettings(step).listClosesAt ?? step.startsAt;

/** People of ours who may vote, were the list closed now: other organisations count their own. */
function entitled(step: Step, now: number): SQL {
  const { electorate, named } = ballotSettings(step);
  const here = and(
    eq(accounts.host, ''),
    eq(accounts.kind, 'person'),
    isNull(accounts.suspendedAt),
    isNull(accounts.deletedAt),
  )!;
  if (electorate === 'named') return and(here, inArray(accounts.id, named.length ? named : ['']))!;
  const before = lte(follows.createdAt, Math.min(now, listClosing(step) ?? now));
  return and(
    here,
    sql`exists (select 1 from ${follows} where ${follows.followerId} = ${accounts.id} and ${and(eq(follows.followedId, step.campaignId), eq(follows.accepted, true), before)})`,
  )!;
}

/** Writes the list of electors, once: who comes later may not vote in this step (ballot stuffing). Gives the box. */
export async function closeList(instance: Instance, tx: Tx, step: Step): Promise<Box> {
  const inside = within(instance, tx);
  const known = await boxOf(inside, step.id);
  if (known) return known;
  const now = instance.clock();
  await tx.insert(electors).select(
    tx
      .select({
        stepId: sql<string>`cast(${step.id} as text)`.as('step_id'),
        accountId: accounts.id,
        voted: sql<boolean>`false`.as('voted'),
      })
      .from(accounts)
      .where(entitled(step, now)),
  );
  const [{ n } = { n: 0 }] = await tx.select({ n: count() }).from(electors).where(eq(electors.stepId, step.id));
  const [box] = await tx.insert(ballotBoxes).values({ stepId: step.id, listedAt: now, electors: n }).returning();
  return box!;
}

/** Closes the lists whose day has come; housekeeping asks this every minute. */
export async function closeLists(instance: Instance): Promise<void> {
  const now = instance.clock();
  const waiting = await instance.db
    .select({ step: campaignSteps })
    .from(campaignSteps)
    .innerJoin(campaigns, eq(campaigns.communityId, campaignSteps.campaignId))
    .where(
      and(
        eq(campaignSteps.kind, 'ballot'),
        eq(campaigns.state, 'open'),
        sql`not exists (select 1 from ${ballotBoxes} where ${ballotBoxes.stepId} = ${campaignSteps.id})`,
      ),
    );
  for (const { step } of waiting) {
    const due = listClosing(step);
    if (due !== null && due <= now) await write(instance, (tx) => closeList(instance, tx, step));
  }
}

export interface Turnout {
  electors: number;
  turnout: number;
  /** The list is closed. */
  listed: boolean;
}

/** How many may vote here, and did: the only figure that is told before the end. */
export async function turnoutOf(instance: Instance, step: Step): Promise<Turnout> {
  const box = await boxOf(instance, step.id);
  if (!box) {
    const [row] = await instance.db.select({ n: count() }).from(accounts).where(entitled(step, instance.clock()));
    return { electors: row!.n, turnout: 0, listed: false };
  }
  const [row] = await instance.db
    .select({ n: count() })
    .from(electors)
    .where(and(eq(electors.stepId, step.id), eq(electors.voted, true)));
  return { electors: box.electors, turnout: row!.n, listed: true };
}

/** Whether somebody may vote, and has; null: not on the list. */
export async function standingOf(
  instance: Instance,
  step: Step,
  accountId: string,
): Promise<{ voted: boolean } | null> {
  if (await boxOf(instance, step.id)) {
    const [row] = await instance.db
      .select({ voted: electors.voted })
      .from(electors)
      .where(and(eq(electors.stepId, step.id), eq(electors.accountId, accountId)));
    return row ?? null;
  }
  const [row] = await instance.db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.id, accountId), entitled(step, instance.clock())));
  return row ? { voted: false } : null;
}
