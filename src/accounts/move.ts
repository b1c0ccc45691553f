import type { Instance } from '../instance.ts';
import { eq, sql } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { enqueue, type JobHandler } from '../platform/jobs.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { type Account, accountById, accountsByIds, isLocal } from './account.ts';
import type { AccountEvent } from './events.ts';
import { follow, followersOf, unfollow } from './follow.ts';
import { accounts } from './tables.ts';

const mostAliases = 10;
const betweenMs = 30 * 86_400_000;
const batch = 100;

/** Says that the account at `uri` is the same person: what lets that one move here (FEP-7628). Twice changes nothing. */
export const addAlias = (instance: Instance, accountId: string, uri: string): Promise<void> =>
  changeAliases(instance, accountId, (known) => {
    if (known.length >= mostAliases && !known.includes(uri))
      throw new Refusal(422, 'form.tooMany', { args: { most: mostAliases } });
    return [...new Set([...known, uri])];
  });

export const removeAlias = (instance: Instance, accountId: string, uri: string): Promise<void> =>
  changeAliases(instance, accountId, (known) => {
    if (!known.includes(uri)) throw notFound();
    return known.filter((one) => one !== uri);
  });

const changeAliases = (instance: Instance, accountId: string, change: (known: string[]) => string[]): Promise<void> =>
  write(instance, async (tx) => {
    const account = await accountById(within(instance, tx), accountId);
    if (!account) throw notFound();
    const alsoKnownAs = change(account.alsoKnownAs);
    await tx
      .update(accounts)
      .set({ alsoKnownAs, version: sql`${accounts.version} + 1` })
      .where(eq(accounts.id, accountId));
    await record<AccountEvent>(tx, { type: 'account.updated', accountId });
  });

/**
 * `from` goes on as `to`: its followers here follow on, and where it went is said on its page. Refused (422) unless
 * `to` names `from` as an alias, when `to` is itself or has moved on, and twice within thirty days (S68).
 */
export const moveAccount = (instance: Instance, fromId: string, toId: string): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const [from, to] = [await accountById(inside, fromId), await accountById(inside, toId)];
    if (!from || !to) throw notFound();
    checkMove(from, to, instance.clock());
    await tx
      .update(accounts)
      .set({ movedToId: to.id, movedAt: instance.clock(), version: sql`${accounts.version} + 1` })
      .where(eq(accounts.id, from.id));
    await enqueue(tx, {
      kind: 'accounts.move-followers',
      lane: 'follow',
      key: `move ${from.id}`,
      payload: { fromId: from.id, toId: to.id },
    });
    await record<AccountEvent>(tx, { type: 'account.moved', accountId: from.id });
    if (isLocal(from)) await record<AccountEvent>(tx, { type: 'account.updated', accountId: from.id });
  });

function checkMove(from: Account, to: Account, now: number) {
  if (from.id === to.id) throw new Refusal(422, 'move.self');
  if (!to.alsoKnownAs.includes(from.uri)) throw new Refusal(422, 'move.noAlias');
  if (to.movedToId) throw new Refusal(422, 'move.chain');
  if (from.movedAt !== null && now - from.movedAt < betweenMs) throw new Refusal(422, 'move.tooSoon');
}

/** The page no longer says where the account went; who followed on stays there. */
export const stayAfterAll = (instance: Instance, accountId: string): Promise<void> =>
  write(instance, async (tx) => {
    await tx
      .update(accounts)
      .set({ movedToId: null, version: sql`${accounts.version} + 1` })
      .where(eq(accounts.id, accountId));
    await record<AccountEvent>(tx, { type: 'account.updated', accountId });
  });

/** Followers of ours follow on, by the same door as anybody: who chooses followers is asked, who blocks is left alone. */
export const moveFollowers: JobHandler = async (instance, { fromId, toId }: { fromId: string; toId: string }, job) => {
  for (let before: number | undefined; ; ) {
    const rows = await followersOf(instance, fromId, before, batch);
    const people = await accountsByIds(
      instance,
      rows.map((row) => row.followerId),
    );
    for (const person of people.filter((one) => isLocal(one) && one.id !== toId)) {
      job.alive();
      try {
        await follow(instance, person.id, toId);
        await unfollow(instance, person.id, fromId);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
    if (rows.length < batch) return;
    before = rows.at(-1)!.id;
  }
};
