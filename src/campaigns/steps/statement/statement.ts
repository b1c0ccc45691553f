import { type Account, accountById, type Viewer } from '../../../accounts/account.ts';
import type { Instance } from '../../../instance.ts';
import { and, asc, desc, eq, inArray } from '../../../platform/columns.ts';
import type { Tx } from '../../../platform/database.ts';
import { Invalid, Refusal } from '../../../platform/refusal.ts';
import { sanitisedText } from '../../../platform/sanitise.ts';
import { within, write } from '../../../platform/write.ts';
import { postById } from '../../../posts/post.ts';
import { type Campaign, campaignById, facilitated } from '../../campaign.ts';
import { contribute, judged, move } from '../../contribution.ts';
import { signatures, statementVersions } from '../../statement-tables.ts';
import { type Step, stepById } from '../../step.ts';
import { contributions } from '../../tables.ts';
import { touch } from '../../tell-changes.ts';
import type { StatementClause } from './clause.ts';

export const limits = { clauses: 40, text: 1200, note: 300, capacity: 80 };
const writing = ['open', 'deciding', 'answered'];

export type StatementVersion = typeof statementVersions.$inferSelect;
export type Signature = typeof signatures.$inferSelect;

/** All versions, the latest first. */
export const versionsOf = (instance: Instance, stepId: string): Promise<StatementVersion[]> =>
  instance.db
    .select()
    .from(statementVersions)
    .where(eq(statementVersions.stepId, stepId))
    .orderBy(desc(statementVersions.version));

export const signaturesOf = (instance: Instance, stepId: string): Promise<Signature[]> =>
  instance.db.select().from(signatures).where(eq(signatures.stepId, stepId)).orderBy(asc(signatures.at));

/** Writes a new version; the others stay to be read. A note says what changed, from the second one on. Throws Invalid. */
export const writeVersion = (
  instance: Instance,
  byId: string,
  step: Step,
  said: { clauses: (Omit<StatementClause, 'id'> & { id?: string })[]; note: string },
): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    await facilitated(inside, byId, step.campaignId);
    const campaign = (await campaignById(inside, step.campaignId))!;
    if (!writing.includes(campaign.state)) throw new Refusal(422, 'statement.notNow');
    const written = said.clauses.filter(({ text }) => text.trim());
    const [before] = await versionsOf(inside, step.id);
    if (!written.length) throw new Invalid({ 'text-0': 'form.required' });
    if (written.length > limits.clauses)
      throw new Invalid({ 'text-0': { key: 'statement.tooMany', args: { most: limits.clauses } } });
    const long = written.findIndex(({ text }) => [...text].length > limits.text);
    if (long >= 0) throw new Invalid({ [`text-${long}`]: { key: 'form.tooLong', args: { most: limits.text } } });
    if (before && !said.note.trim()) throw new Invalid({ note: 'statement.noteMissing' });
    const clauses = [];
    for (const { id, text, sources } of written)
      clauses.push({ id: id || inside.ids(), text: text.trim(), sources: await ofCampaign(inside, campaign, sources) });
    await insertVersion(inside, tx, step, { clauses, note: said.note.trim().slice(0, limits.note), byId });
  });

async function insertVersion(
  inside: Instance,
  tx: Tx,
  step: Step,
  { clauses, note, byId }: { clauses: StatementClause[]; note: string; byId: string },
) {
  const [before] = await versionsOf(inside, step.id);
  const version = (before?.version ?? 0) + 1;
  await tx.insert(statementVersions).values({ stepId: step.id, version, clauses, note, byId, at: inside.clock() });
  await touch(inside, tx, step.campaignId);
}

/** Of these posts those that somebody brought to this very campaign. */
async function ofCampaign(inside: Instance, { communityId }: Campaign, ids: string[]): Promise<string[]> {
  if (!ids.length) return [];
  const rows = await inside.db
    .select({ id: contributions.postId })
    .from(contributions)
    .where(and(eq(contributions.campaignId, communityId), inArray(contributions.postId, ids.slice(0, 20))));
  return rows.map(({ id }) => id);
}

/** Proposes another wording of a clause, or says that one does not agree with it: both are posts, and stay. Gives the id. */
export async function respond(
  instance: Instance,
  author: Account,
  campaign: Campaign,
  step: Step,
  said: { role: 'amendment' | 'dissent'; clauseId: string; text: string; reason: string; language: string | null },
): Promise<string> {
  const [latest] = await versionsOf(instance, step.id);
  const clause = latest?.clauses.find(({ id }) => id === said.clauseId);
  if (!clause) throw new Refusal(422, 'statement.noClause');
  if (!said.text.trim()) throw new Invalid({ [`${said.role}-${clause.id}`]: 'form.required' });
  const { role, text, reason, language } = said;
  const facts = { role, clause: clause.id };
  return contribute(instance, author, campaign, step, { kind: 'clause', title: text, text: reason, language, facts });
}

/** Takes a wording over into a new version, or sets it aside with a reason. A dissent is nobody’s to judge (422). */
export const judgeAmendment = (
  instance: Instance,
  viewer: NonNullable<Viewer>,
  id: string,
  said: { kept: boolean; reason: string },
): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const row = await judged(inside, viewer, id);
    if (row.facts.role !== 'amendment' || row.state !== 'open') throw new Refusal(422, 'statement.notOpen');
    if (!said.kept && !said.reason.trim()) throw new Invalid({ reason: 'campaign.asideNeedsReason' });
    const step = await stepById(inside, row.stepId);
    if (said.kept) {
      const [latest] = await versionsOf(inside, step.id);
      const post = await postById(inside, id);
      const author = await accountById(inside, row.authorId);
      const wording = post?.title ?? sanitisedText(post?.html ?? '');
      if (!latest?.clauses.some((one) => one.id === row.facts.clause)) throw new Refusal(422, 'statement.noClause');
      const clauses = latest.clauses.map((one) =>
        one.id === row.facts.clause ? { ...one, text: wording, sources: [...one.sources, id] } : one,
      );
      const note = said.reason.trim() || (author?.displayName ?? '');
      await insertVersion(inside, tx, step, { clauses, note, byId: viewer.accountId });
    }
    await move(inside, viewer.accountId, row, { state: said.kept ? 'kept' : 'aside', reason: said.reason });
  });

/** Our organisation signs the latest version, by somebody who runs it: that they may is for the caller to have asked. */
export const sign = (
  instance: Instance,
  byId: string,
  campaign: Campaign,
  step: Step,
  capacity: string,
): Promise<void> =>
  write(instance, async (tx) => {
    const [latest] = await versionsOf(within(instance, tx), step.id);
    if (!latest) throw new Refusal(422, 'statement.nothingToSign');
    if (campaign.state === 'abandoned' || campaign.state === 'draft') throw new Refusal(422, 'statement.notNow');
    if (!capacity.trim()) throw new Invalid({ capacity: 'form.required' });
    const said = {
      byId,
      capacity: capacity.trim().slice(0, limits.capacity),
      version: latest.version,
      at: instance.clock(),
    };
    await tx
      .insert(signatures)
      .values({ stepId: step.id, host: '', ...said })
      .onConflictDoUpdate({ target: [signatures.stepId, signatures.host], set: said });
    await touch(instance, tx, campaign.communityId);
  });
