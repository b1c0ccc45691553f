import type { Instance } from '../instance.ts';
import { and, eq, inArray } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { Invalid } from '../platform/refusal.ts';
import { accountUri } from './account.ts';
import { goneName } from './gone-name.ts';
import { accounts } from './tables.ts';
import type { Affiliation } from './view.ts';

export interface NewLocalAccount {
  id: string;
  kind: 'person' | 'organisation' | 'group';
  name: string;
  displayName: string;
  bio?: string;
  affiliation?: Affiliation | null;
  discoverable?: boolean;
}

/** Throws Invalid when `name` was ever given (S20). */
export async function checkNameFree(tx: Pick<Tx, 'select'>, name: string): Promise<void> {
  const [taken] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.host, ''), inArray(accounts.nameKey, [name, goneName(name)])));
  if (taken) throw new Invalid({ name: 'name.taken' });
}

/** Gives `name` to a new account of ours; throws Invalid when it was ever given before (S20). */
export async function newLocalAccount(instance: Instance, tx: Tx, account: NewLocalAccount): Promise<void> {
  const now = instance.clock();
  await checkNameFree(tx, account.name);
  const uri = accountUri(instance, account.id);
  await tx.insert(accounts).values({
    id: account.id,
    uri,
    kind: account.kind,
    name: account.name,
    nameKey: account.name,
    displayName: account.displayName.trim() || account.name,
    bioSource: account.bio ?? '',
    bio: '',
    affiliation: account.affiliation ?? null,
    url: `${instance.config.origin}${account.kind === 'group' ? `/communities/${account.name}` : `/@${account.name}`}`,
    inbox: `${uri}/inbox`,
    sharedInbox: `${instance.config.origin}/ap/inbox`,
    outbox: `${uri}/outbox`,
    followersUri: `${uri}/followers`,
    featuredUri: `${uri}/featured`,
    discoverable: account.discoverable ?? false,
    createdAt: now,
    updatedAt: now,
  });
}
