import { passkeys } from '../../src/accounts/sign-in-tables.ts';
import type { Instance } from '../../src/instance.ts';
import { write } from '../../src/platform/write.ts';

/** A passkey of this account that opens nothing; gives its id. */
export async function passkeyOf(instance: Instance, accountId: string): Promise<string> {
  const row = { id: `key-of-${accountId}`, accountId, publicKey: '', counter: 0, transports: [], createdAt: 0 };
  await write(instance, (tx) => tx.insert(passkeys).values({ ...row, name: 'À moi' }));
  return row.id;
}
