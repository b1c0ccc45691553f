import type { Account } from '../accounts/account.ts';
import type { Affiliation } from '../accounts/view.ts';
import type { Instance } from '../instance.ts';
import { and, eq, inArray, sql } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import type { Contribution } from './contribution.ts';
import { type MeasureLevel, type MeasureNature, measures } from './measures-tables.ts';
import { fromHundredths, toHundredths } from './units.ts';

/** From which organisation somebody gives or receives: their server, ours is '', and what they are there. */
export interface Origin {
  host: string;
  affiliation: Affiliation | null;
}

export const originOf = ({ host, affiliation }: Pick<Account, 'host' | 'affiliation'>): Origin => ({
  host,
  affiliation,
});

export interface NewMeasure {
  /** The contribution it comes from. */
  row: Contribution;
  /** The agreement or the pledge it measures; one figure of each nature. */
  sourceId: string;
  nature: MeasureNature;
  what: string;
  unit: string;
  amount: number;
  level: MeasureLevel;
  statedById: string;
  giver: Origin;
  receiver?: Origin;
}

/** States a figure, or what has become of one that was stated. */
export async function stateMeasure(inside: Instance, tx: Tx, one: NewMeasure): Promise<void> {
  const { row, sourceId, nature, what, unit, level, statedById, giver, receiver } = one;
  const said = { what, unit, amount: toHundredths(one.amount), level, statedById, at: inside.clock() };
  await tx
    .insert(measures)
    .values({
      ...{ campaignId: row.campaignId, stepId: row.stepId, postId: row.postId, sourceId, nature },
      ...{ giverHost: giver.host, giverAffiliation: giver.affiliation },
      ...{ receiverHost: receiver?.host ?? null, receiverAffiliation: receiver?.affiliation ?? null },
      ...said,
    })
    .onConflictDoUpdate({ target: [measures.sourceId, measures.nature], set: said });
}

/** Takes back what was stated of this. */
export const dropMeasures = (tx: Tx, sourceId: string) => tx.delete(measures).where(eq(measures.sourceId, sourceId));

export interface SharedLine {
  what: string;
  unit: string;
  giver: Origin;
  receiver: Origin;
  amount: number;
  /** How many receipts of both sides stand behind it. */
  receipts: number;
}

/** What passed from whom to whom in a campaign, of receipts that both sides confirmed. */
export async function sharedIn(instance: Instance, campaignId: string): Promise<SharedLine[]> {
  const columns = {
    what: measures.what,
    unit: measures.unit,
    giverHost: measures.giverHost,
    giverAffiliation: measures.giverAffiliation,
    receiverHost: measures.receiverHost,
    receiverAffiliation: measures.receiverAffiliation,
  };
  const rows = await instance.db
    .select({ ...columns, amount: sql<number>`sum(${measures.amount})`, n: sql<number>`count(*)` })
    .from(measures)
    .where(and(eq(measures.campaignId, campaignId), eq(measures.nature, 'given'), eq(measures.level, 'confirmed')))
    .groupBy(...Object.values(columns));
  return rows.map((row) => ({
    what: row.what,
    unit: row.unit,
    giver: { host: row.giverHost, affiliation: row.giverAffiliation },
    receiver: { host: row.receiverHost ?? '', affiliation: row.receiverAffiliation },
    amount: fromHundredths(Number(row.amount)),
    receipts: Number(row.n),
  }));
}

/** Sums of a step by kind, unit and level, of these natures. */
export async function measuredIn(
  instance: Instance,
  stepId: string,
  natures: MeasureNature[],
): Promise<
  { nature: MeasureNature; what: string; unit: string; level: MeasureLevel; amount: number; count: number }[]
> {
  const columns = { nature: measures.nature, what: measures.what, unit: measures.unit, level: measures.level };
  const rows = await instance.db
    .select({ ...columns, amount: sql<number>`sum(${measures.amount})`, count: sql<number>`count(*)` })
    .from(measures)
    .where(and(eq(measures.stepId, stepId), inArray(measures.nature, natures)))
    .groupBy(...Object.values(columns));
  return rows.map((row) => ({ ...row, amount: fromHundredths(Number(row.amount)), count: Number(row.count) }));
}
