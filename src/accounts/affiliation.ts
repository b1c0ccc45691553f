import type { Instance } from '../instance.ts';
import { and, eq, isNotNull, isNull, lt, ne, sql } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import type { AccountEvent } from './events.ts';
import { accounts, members } from './tables.ts';
import type { Affiliation } from './view.ts';

const halfDayMs = 43_200_000;

/** Noon (UTC) of `2027-06-30`: the same day wherever it is read. Null for no date; throws Invalid for none at all. */
export function dayOf(field: string, text: string): number | null {
  if (!text.trim()) return null;
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T12:00:00Z`) : Number.NaN;
  // The 31st of February would be the 3rd of March.
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(text))
    throw new Invalid({ [field]: 'affiliation.noDate' });
  return at;
}

/**
 * The organisation says what ties a member to it, and from when until when (`dayOf`, both days included). With a last
 * day it is the organisation's to change, no longer the member's. Throws Invalid.
 */
export const setAffiliation = (
  instance: Instance,
  accountId: string,
  wanted: { affiliation: Affiliation | null; from: number | null; until: number | null },
): Promise<void> =>
  write(instance, async (tx) => {
    const { affiliation, from, until } = wanted;
    if (from !== null && until !== null && until < from) throw new Invalid({ until: 'affiliation.endsBefore' });
    const [member] = await tx
      .update(members)
      .set({ affiliationFrom: from, affiliationUntil: until })
      .where(eq(members.accountId, accountId))
      .returning({ id: members.accountId });
    if (!member) throw notFound();
    await change(tx, accountId, affiliation);
  });

/** Whether the organisation keeps this member's affiliation. */
export async function isAffiliationKept(tx: Pick<Tx, 'select'>, accountId: string): Promise<boolean> {
  const [member] = await tx
    .select({ id: members.accountId })
    .from(members)
    .where(and(eq(members.accountId, accountId), isNotNull(members.affiliationUntil)));
  return Boolean(member);
}

/** The day after the last one a student is an alum, anybody else an affiliate; account, words and ties stay. */
export async function endAffiliations(instance: Instance): Promise<void> {
  const over = lt(members.affiliationUntil, instance.clock() - halfDayMs);
  const due = await instance.db
    .select({ id: members.accountId, affiliation: accounts.affiliation })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(and(over, isNull(accounts.deletedAt), ne(members.state, 'restricted')));
  for (const { id, affiliation } of due)
    await write(instance, async (tx) => {
      const ended = await tx
        .update(members)
        .set({ affiliationFrom: null, affiliationUntil: null })
        .where(and(eq(members.accountId, id), over))
        .returning({ id: members.accountId });
      if (ended.length) await change(tx, id, affiliation === 'student' ? 'alum' : 'affiliate');
    });
}

async function change(tx: Tx, accountId: string, affiliation: Affiliation | null) {
  await tx
    .update(accounts)
    .set({ affiliation, version: sql`${accounts.version} + 1` })
    .where(eq(accounts.id, accountId));
  await record<AccountEvent>(tx, { type: 'account.updated', accountId });
}
