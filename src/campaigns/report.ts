import type { Instance } from '../instance.ts';
import { eq } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { Invalid, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { type Campaign, campaignById, facilitated } from './campaign.ts';
import type { CampaignEvent } from './events.ts';
import { figuresOf, type ReportFigures } from './report-figures.ts';
import { gatherRows, recallRows } from './report-gather.ts';
import { type ReportRows, type SentenceName, type Sentences, sentenceNames } from './report-rows.ts';
import { campaignReports } from './report-tables.ts';
import { campaigns } from './tables.ts';
import { touch } from './tell-changes.ts';

export const limits = { sentence: 600 };

export interface Report {
  sentences: Sentences;
  /** null: figures are provisional, and computed at each reading. */
  publishedAt: number | null;
  rows: ReportRows;
  figures: ReportFigures;
}

/** The report of a campaign that the reader may know of: as it was published, or as it stands now. */
export async function reportOf(instance: Instance, campaign: Campaign): Promise<Report> {
  const id = campaign.communityId;
  const [kept] = await instance.db.select().from(campaignReports).where(eq(campaignReports.campaignId, id));
  const published = kept?.publishedAt && kept.rows;
  // What is asked after the end is added to what was published at the end.
  const rows: ReportRows = published
    ? { ...kept.rows!, recalls: await recallRows(instance, id) }
    : await gatherRows(instance, campaign);
  return {
    sentences: kept?.sentences ?? {},
    publishedAt: published ? kept.publishedAt : null,
    rows,
    figures: figuresOf(rows),
  };
}

/** Sentences that are still to be written before publishing. */
export const missing = (sentences: Sentences): SentenceName[] =>
  sentenceNames.filter((name) => name !== 'closing' && !sentences[name]?.trim());

/** Keeps what its organisers write, and what they declare to have spent. Throws Invalid; 422 once it is published. */
export async function writeReport(
  instance: Instance,
  byId: string,
  campaignId: string,
  said: { sentences: Sentences; hours: number | null; money: number | null },
): Promise<void> {
  await facilitated(instance, byId, campaignId);
  const { hours, money } = said;
  const long = sentenceNames.filter((name) => [...(said.sentences[name] ?? '')].length > limits.sentence);
  const faults = [
    ...long.map((name) => [name, { key: 'form.tooLong', args: { most: limits.sentence } }] as const),
    ...(Number.isNaN(hours) ? [['hours', { key: 'report.figureFault' }] as const] : []),
    ...(Number.isNaN(money) ? [['money', { key: 'report.figureFault' }] as const] : []),
  ];
  if (faults.length) throw new Invalid(Object.fromEntries(faults));
  const sentences = Object.fromEntries(sentenceNames.map((name) => [name, (said.sentences[name] ?? '').trim()]));
  await write(instance, async (tx) => {
    await unpublished(within(instance, tx), campaignId);
    await tx
      .insert(campaignReports)
      .values({ campaignId, sentences, byId })
      .onConflictDoUpdate({ target: campaignReports.campaignId, set: { sentences, byId } });

    await tx
      .update(campaigns)
      .set({ spent: { hours, money, messages: null, weight: null } })
      .where(eq(campaigns.communityId, campaignId));
  });
}

/**
 * Publishes the report: its rows stay as they are from now on. 422 while the campaign runs, while a sentence by a human is
 * missing, or a second time.
 */
export const publishReport = (instance: Instance, byId: string, campaignId: string): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    await facilitated(inside, byId, campaignId);
    const campaign = (await campaignById(inside, campaignId))!;
    if (campaign.state !== 'closed' && campaign.state !== 'remembered') throw new Refusal(422, 'report.closeFirst');
    const before = await unpublished(inside, campaignId);
    const left = missing(before?.sentences ?? {});
    if (left.length) throw new Invalid(Object.fromEntries(left.map((name) => [name, 'report.sentenceMissing'])));
    const rows = await gatherRows(inside, campaign);
    await tx
      .update(campaignReports)
      .set({ rows, byId, publishedAt: instance.clock() })
      .where(eq(campaignReports.campaignId, campaignId));
    await touch(inside, tx, campaignId);
    await record<CampaignEvent>(tx, { type: 'campaign.changed', campaignId });
  });

async function unpublished(inside: Instance, campaignId: string) {
  const [before] = await inside.db.select().from(campaignReports).where(eq(campaignReports.campaignId, campaignId));
  if (before?.publishedAt) throw new Refusal(422, 'report.published');
  return before ?? null;
}
