import { accountById, accountsByIds, localHost } from '../../../accounts/account.ts';
import { accounts, follows } from '../../../accounts/tables.ts';
import type { Instance } from '../../../instance.ts';
import { and, asc, count, eq, inArray, isNull, lte, ne } from '../../../platform/columns.ts';
import { forbidden, Invalid, Refusal } from '../../../platform/refusal.ts';
import { write } from '../../../platform/write.ts';
import { ballotBoxes, ballots, tallies } from '../../ballot-tables.ts';
import { type Campaign, facilitated } from '../../campaign.ts';
import type { Step } from '../../step.ts';
import { campaignHosts } from '../../tables.ts';
import { touch } from '../../tell-changes.ts';
import { ballotOver, boxOf, closeList, listClosing, turnoutOf } from './box.ts';
import { clausesOf } from './clauses.ts';
import { ballotSettings, type Vote } from './settings.ts';
import { addTallies, countBallots, type Tally, type TallyFault, tallyDigest, tallyFault } from './tally.ts';

/** What our own people voted, as others may add it; 403 before the end: nobody learns where it leans. */
export async function ownTally(instance: Instance, campaign: Campaign, step: Step): Promise<Tally> {
  if (!ballotOver(campaign, step, instance.clock())) throw forbidden('ballot.notOver');
  const group = await accountById(instance, campaign.communityId);
  const rows = await instance.db
    .select({ votes: ballots.votes })
    .from(ballots)
    .where(eq(ballots.stepId, step.id))
    .orderBy(asc(ballots.id));
  const names = new Map((await clausesOf(instance, step.id)).map(({ id, uri }) => [id, uri]));
  const { electors } = await turnoutOf(instance, step);
  const counts = countBallots(
    rows.map(({ votes }) => votes),
    names,
  );
  return {
    ...{ campaign: group?.uri ?? '', step: step.uri, host: localHost(instance) },
    ...{ electors, turnout: rows.length, counts },
  };
}

/**
 * Takes what another organisation that carries the campaign counted. `from`: the server whose signature it bears. Refused
 * (422) when it speaks for another, is no carrier, comes before the end, does not add up, or says something else than it
 * said before: one that comes again unchanged changes nothing.
 */
export const receiveTally = (
  instance: Instance,
  campaign: Campaign,
  step: Step,
  from: string,
  tally: Tally,
): Promise<void> =>
  write(instance, async (tx) => {
    if (tally.host !== from) throw new Refusal(422, 'ballot.tally.stranger');
    if (!ballotOver(campaign, step, instance.clock())) throw forbidden('ballot.notOver');
    const group = await accountById(instance, campaign.communityId);
    const clauses = (await clausesOf(instance, step.id)).map(({ uri }) => uri);
    const { mode } = ballotSettings(step);
    const known = { campaign: group?.uri ?? '', step: step.uri, mode, clauses };
    const fault = tallyFault(tally, { ...known, members: await membersOfCarriers(instance, campaign, step) });
    if (fault) throw new Refusal(422, tallyWords[fault]);
    const [before] = await tx
      .select()
      .from(tallies)
      .where(and(eq(tallies.stepId, step.id), eq(tallies.host, from)));
    if (before && tallyDigest(before.tally) !== tallyDigest(tally)) throw new Refusal(422, 'ballot.tally.replayed');
    if (before) return;
    await tx.insert(tallies).values({ stepId: step.id, host: from, tally, receivedAt: instance.clock() });
    await touch(instance, tx, campaign.communityId);
  });

const tallyWords: Record<TallyFault, string> = {
  shape: 'ballot.tally.shape',
  elsewhere: 'ballot.tally.elsewhere',
  stranger: 'ballot.tally.stranger',
  sum: 'ballot.tally.sum',
  electors: 'ballot.tally.electors',
};

/** How many members each carrier had when the list was closed: we know them, they follow the group. */
async function membersOfCarriers(instance: Instance, campaign: Campaign, step: Step): Promise<Map<string, number>> {
  const box = await boxOf(instance, step.id);
  const before = listClosing(step) ?? box?.listedAt ?? instance.clock();
  const carriers = await instance.db
    .select({ host: campaignHosts.host })
    .from(campaignHosts)
    .where(and(eq(campaignHosts.campaignId, campaign.communityId), eq(campaignHosts.state, 'active')));
  const hosts = carriers.map(({ host }) => host);
  const rows = hosts.length
    ? await instance.db
        .select({ host: accounts.host, n: count() })
        .from(follows)
        .innerJoin(accounts, and(eq(accounts.id, follows.followerId), isNull(accounts.deletedAt)))
        .where(
          and(
            eq(follows.followedId, campaign.communityId),
            eq(follows.accepted, true),
            lte(follows.createdAt, before),
            inArray(accounts.host, hosts),
          ),
        )
        .groupBy(accounts.host)
    : [];
  const counted = new Map(rows.map(({ host, n }) => [host, n]));
  return new Map(hosts.map((host) => [host, counted.get(host) ?? 0]));
}

export interface BallotResult {
  /** Ours first, then as they came. */
  parts: Tally[];
  sum: Pick<Tally, 'electors' | 'turnout' | 'counts'>;
  quorumMet: boolean;
}

/** The sum and its parts; null before the end. */
export async function resultOf(instance: Instance, campaign: Campaign, step: Step): Promise<BallotResult | null> {
  if (!ballotOver(campaign, step, instance.clock())) return null;
  const others = await instance.db
    .select()
    .from(tallies)
    .where(and(eq(tallies.stepId, step.id), ne(tallies.host, localHost(instance))))
    .orderBy(asc(tallies.receivedAt), asc(tallies.host));
  const parts = [await ownTally(instance, campaign, step), ...others.map(({ tally }) => tally)];
  const sum = addTallies(parts);
  return { parts, sum, quorumMet: sum.turnout * 100 >= ballotSettings(step).quorum * sum.electors };
}

export interface ReasonView {
  clauseId: string;
  position: string;
  reason: string;
  /** Of an open ballot. */
  name: string | null;
}

/** Reasons that were given, clause by clause, in an order that says nothing; null names in a secret ballot. */
export async function reasonsOf(instance: Instance, campaign: Campaign, step: Step): Promise<ReasonView[]> {
  if (!ballotOver(campaign, step, instance.clock())) return [];
  const rows = await instance.db
    .select({ votes: ballots.votes, accountId: ballots.accountId })
    .from(ballots)
    .where(eq(ballots.stepId, step.id));
  const people = await accountsByIds(
    instance,
    rows.flatMap(({ accountId }) => accountId ?? []),
  );
  const names = new Map(people.map(({ id, displayName }) => [id, displayName]));
  return rows
    .flatMap(({ votes, accountId }) =>
      Object.entries(votes).flatMap(([clauseId, { position, reason }]) =>
        reason ? [{ clauseId, position, reason, name: accountId ? (names.get(accountId) ?? null) : null }] : [],
      ),
    )
    .sort((one, other) => one.reason.localeCompare(other.reason));
}

/** What was decided, in the name of who writes it; 422 before the end. It may be written anew, and then says since when. */
export async function writeOutcome(
  instance: Instance,
  byId: string,
  campaign: Campaign,
  step: Step,
  outcome: string,
): Promise<void> {
  await facilitated(instance, byId, campaign.communityId);
  if (!ballotOver(campaign, step, instance.clock())) throw new Refusal(422, 'ballot.notOver');
  if (!outcome.trim()) throw new Invalid({ outcome: 'form.required' });
  await write(instance, async (tx) => {
    await closeList(instance, tx, step);
    await tx
      .update(ballotBoxes)
      .set({ outcome: outcome.trim().slice(0, 2000), outcomeById: byId, outcomeAt: instance.clock() })
      .where(eq(ballotBoxes.stepId, step.id));
    await touch(instance, tx, campaign.communityId);
  });
}

/** What somebody voted in an open ballot; null: not yet. */
export async function openVoteOf(
  instance: Instance,
  step: Step,
  accountId: string,
): Promise<Record<string, Vote> | null> {
  const [row] = await instance.db
    .select({ votes: ballots.votes })
    .from(ballots)
    .where(and(eq(ballots.stepId, step.id), eq(ballots.accountId, accountId)));
  return row?.votes ?? null;
}
