import type { Instance } from '../instance.ts';
import { and, asc, eq, isNull, lte } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { Invalid, Refusal } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import type { CampaignEvent } from './events.ts';
import { campaignRecalls } from './report-tables.ts';
import { touch } from './tell-changes.ts';

/** Days after its end on which one asks whether a campaign lives on. */
export const recallDays = [30, 180] as const;
const dayMs = 86_400_000;
const mostWords = 600;

export type Recall = typeof campaignRecalls.$inferSelect;

/** With its end, the days are set on which it will be asked about. */
export async function planRecalls(instance: Pick<Instance, 'clock'>, tx: Tx, campaignId: string): Promise<void> {
  const now = instance.clock();
  for (const days of recallDays)
    await tx
      .insert(campaignRecalls)
      .values({ campaignId, days, dueAt: now + days * dayMs })
      .onConflictDoNothing();
}

export const recallsOf = (instance: Instance, campaignId: string): Promise<Recall[]> =>
  instance.db
    .select()
    .from(campaignRecalls)
    .where(eq(campaignRecalls.campaignId, campaignId))
    .orderBy(asc(campaignRecalls.days));

/** What is asked of its organisers now. */
export const dueRecalls = (instance: Instance, campaignId: string): Promise<Recall[]> =>
  instance.db
    .select()
    .from(campaignRecalls)
    .where(
      and(
        eq(campaignRecalls.campaignId, campaignId),
        isNull(campaignRecalls.answeredAt),
        lte(campaignRecalls.dueAt, instance.clock()),
      ),
    )
    .orderBy(asc(campaignRecalls.days));

/** Says whether it lives on. That `byId` may is for the caller to have asked; 422 before its day, Invalid without words. */
export const answerRecall = (
  instance: Instance,
  byId: string,
  campaignId: string,
  days: number,
  said: { alive: boolean | null; words: string; copies: number },
): Promise<void> =>
  write(instance, async (tx) => {
    const { alive, words, copies } = said;
    if (alive === null) throw new Invalid({ alive: 'form.required' });
    if (!words.trim()) throw new Invalid({ words: 'form.required' });
    if (!Number.isInteger(copies) || copies < 0) throw new Invalid({ copies: 'report.figureFault' });
    const [answered] = await tx
      .update(campaignRecalls)
      .set({ answeredAt: instance.clock(), byId, alive, words: words.trim().slice(0, mostWords), copies })
      .where(
        and(
          eq(campaignRecalls.campaignId, campaignId),
          eq(campaignRecalls.days, days),
          lte(campaignRecalls.dueAt, instance.clock()),
        ),
      )
      .returning({ days: campaignRecalls.days });
    if (!answered) throw new Refusal(422, 'recall.notYet');
    await touch(instance, tx, campaignId);
    await record<CampaignEvent>(tx, { type: 'campaign.changed', campaignId });
  });
