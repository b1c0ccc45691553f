import type { Instance } from '../instance.ts';
import { asc, eq, gt, inArray, max, ne } from '../platform/columns.ts';
import { enqueueLetter } from '../platform/letters.ts';
import { write } from '../platform/write.ts';
import { challenges, halfSignIns, signIns } from './sign-in-tables.ts';
import { accounts, members, oneTimeLinks, sessions } from './tables.ts';
import { accessTokens, oauthCodes } from './token-tables.ts';

/** Somebody whom a leak concerns. */
export interface Concerned {
  accountId: string;
  name: string;
  email: string;
  /** Of the last sign-in that is still known, Unix ms. */
  lastSignIn: number | null;
}

/**
 * Everything that opens an account without its password ends at once: sessions, half sign-ins, mailed links, challenges
 * (GDPR 32 to 34: the tables have leaked, or may have). Joins the transaction that `instance` is within. Gives the
 * accounts it concerned.
 */
export const revokeAll = (instance: Instance): Promise<string[]> =>
  write(instance, async (tx) => {
    const held = [
      ...(await tx.selectDistinct({ id: sessions.accountId }).from(sessions)),
      ...(await tx.selectDistinct({ id: halfSignIns.accountId }).from(halfSignIns)),
      ...(await tx.selectDistinct({ id: oneTimeLinks.accountId }).from(oneTimeLinks)),
      ...(await tx.selectDistinct({ id: accessTokens.accountId }).from(accessTokens)),
    ];
    await tx.delete(sessions);
    await tx.delete(accessTokens);
    await tx.delete(oauthCodes);
    await tx.delete(halfSignIns);
    await tx.delete(challenges);
    await tx.delete(oneTimeLinks).where(ne(oneTimeLinks.purpose, 'setup'));
    return [...new Set(held.flatMap(({ id }) => id ?? []))];
  });

/** Who these members are and when each last signed in, by name. */
export async function concerned(instance: Instance, accountIds: Iterable<string>): Promise<Concerned[]> {
  const ids = new Set(accountIds);
  const rows = await instance.db
    .select({ accountId: members.accountId, name: accounts.name, email: members.email })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .orderBy(asc(accounts.nameKey));
  const last = await instance.db
    .select({ accountId: signIns.accountId, at: max(signIns.at) })
    .from(signIns)
    .groupBy(signIns.accountId);
  const times = new Map(last.map(({ accountId, at }) => [accountId, Number(at)]));
  return rows
    .filter(({ accountId }) => ids.has(accountId))
    .map((row) => ({ ...row, lastSignIn: times.get(row.accountId) ?? null }));
}

const batch = 200;

/**
 * Writes the same letter to each of these members (GDPR 34), a few in each transaction. `{name}` in the text stands for
 * their name.
 */
export async function writeToAll(
  instance: Instance,
  accountIds: string[],
  letter: { subject: string; text: string },
): Promise<number> {
  let written = 0;
  for (let from = 0; from < accountIds.length; from += batch) {
    const ids = accountIds.slice(from, from + batch);
    written += await write(instance, async (tx) => {
      const rows = await tx
        .select({ to: members.email, name: accounts.displayName })
        .from(members)
        .innerJoin(accounts, eq(accounts.id, members.accountId))
        .where(inArray(members.accountId, ids));
      for (const { to, name } of rows)
        await enqueueLetter(instance, tx, {
          to,
          subject: letter.subject,
          text: letter.text.replaceAll('{name}', name),
        });
      return rows.length;
    });
  }
  return written;
}

/** Members who have signed in since then: for a breach that began on a known day. */
export async function signedInSince(instance: Instance, at: number): Promise<string[]> {
  const rows = await instance.db.selectDistinct({ id: signIns.accountId }).from(signIns).where(gt(signIns.at, at));
  return rows.map(({ id }) => id);
}
