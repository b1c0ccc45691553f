import type { Instance } from '../instance.ts';
import { and, eq, lt } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { notFound } from '../platform/refusal.ts';
import { retentionOf } from '../platform/retention.ts';
import { createSecretBox } from '../platform/secret-box.ts';
import { write } from '../platform/write.ts';
import { departedMembers } from './departed-tables.ts';
import { goneName } from './gone-name.ts';
import { accounts } from './tables.ts';

/** Whom an account belonged to: what identifies a person, and nothing that they said or did. */
export interface Identity {
  name: string;
  displayName: string;
  email: string;
  /** Unix ms. */
  joinedAt: number;
  leftAt: number;
}

const context = (accountId: string) => `departed ${accountId}`;

/**
 * Keeps who it was, sealed and apart from everything, when the settings ask for it (LCEN article 6, decree 2021-1362): no
 * page shows it. By default nothing is kept.
 */
export async function keepIdentity(instance: Instance, tx: Tx, accountId: string, who: Identity): Promise<void> {
  if (!(await retentionOf(tx)).identities) return;
  const sealed = createSecretBox(instance.config.secretKey).seal(JSON.stringify(who), context(accountId));
  await tx.insert(departedMembers).values({ accountId, sealed, leftAt: who.leftAt }).onConflictDoNothing();
}

/** Who left the name `name` behind, and under which account id. For the command line alone; 404 when nothing is kept. */
export async function identityOf(instance: Instance, name: string): Promise<{ accountId: string; who: Identity }> {
  const [row] = await instance.db
    .select({ accountId: departedMembers.accountId, sealed: departedMembers.sealed })
    .from(departedMembers)
    .innerJoin(accounts, eq(accounts.id, departedMembers.accountId))
    .where(and(eq(accounts.host, ''), eq(accounts.nameKey, goneName(name))));
  if (!row) throw notFound();
  const { accountId, sealed } = row;
  return { accountId, who: JSON.parse(createSecretBox(instance.config.secretKey).open(sealed, context(accountId))) };
}

/** Forgets who left before (Unix ms). */
export const purgeIdentities = (instance: Instance, before: number) =>
  write(instance, (tx) => tx.delete(departedMembers).where(lt(departedMembers.leftAt, before)));
