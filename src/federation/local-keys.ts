import { createPrivateKey, type KeyObject } from 'node:crypto';
import { accountUri } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, desc, eq } from '../platform/columns.ts';
import { createSecretBox } from '../platform/secret-box.ts';
import { write } from '../platform/write.ts';
import { instanceActorUri, keyUri } from './addresses.ts';
import { perInstance } from './per-instance.ts';
import { recent } from './recent.ts';
import { generateEd25519, generateRsa, pemOf, type SigningKey } from './signatures/keys.ts';
import { actorKeys } from './tables.ts';

/** Owner of the instance actor's keys, where others have an account id. */
export const instanceOwner = 'instance';
type Kind = 'rsa' | 'ed25519';

const unsealed = perInstance(() => recent<KeyObject>(1000, 3_600_000));
const making = perInstance(() => new Map<string, Promise<void>>());

const actorOf = (instance: Instance, owner: string) =>
  owner === instanceOwner ? instanceActorUri(instance) : accountUri(instance, owner);

/** The key an actor of ours signs with; made at the first need. Not for use inside a transaction. */
export async function signingKey(instance: Instance, owner: string, kind: Kind = 'rsa'): Promise<SigningKey> {
  const keyId = keyUri(actorOf(instance, owner), kind);
  const name = `${owner} ${kind}`;
  const known = unsealed(instance).get(name, instance.clock());
  if (known) return { keyId, privateKey: known };
  const row = await keyRow(instance, owner, kind);
  const pem = createSecretBox(instance.config.secretKey).open(row.sealedPrivate, `actor-key:${name}`);
  const privateKey = createPrivateKey(pem);
  unsealed(instance).set(name, privateKey, instance.clock());
  return { keyId, privateKey };
}

/** Public half, for the actor's document. */
export const publicPem = async (instance: Instance, owner: string, kind: Kind = 'rsa'): Promise<string> =>
  (await keyRow(instance, owner, kind)).publicPem;

async function keyRow(instance: Instance, owner: string, kind: Kind): Promise<typeof actorKeys.$inferSelect> {
  const find = async () => {
    const [row] = await instance.db
      .select()
      .from(actorKeys)
      .where(and(eq(actorKeys.owner, owner), eq(actorKeys.kind, kind)));
    return row;
  };
  const known = await find();
  if (known) return known;
  // Two requests for a new actor's document make one key between them; across processes the first row stays.
  const name = `${owner} ${kind}`;
  const made = making(instance).get(name) ?? makeKey(instance, owner, kind);
  making(instance).set(name, made);
  await made.finally(() => making(instance).delete(name));
  return (await find())!;
}

async function makeKey(instance: Instance, owner: string, kind: Kind): Promise<void> {
  const { privateKey, publicKey } = await (kind === 'rsa' ? generateRsa() : generateEd25519());
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const sealedPrivate = createSecretBox(instance.config.secretKey).seal(pem, `actor-key:${owner} ${kind}`);
  await write(instance, (tx) =>
    tx
      .insert(actorKeys)
      .values({ owner, kind, publicPem: pemOf(publicKey), sealedPrivate, createdAt: instance.clock() })
      .onConflictDoNothing(),
  );
}

/** Whether SECRET_KEY opens the keys that are kept: the last few are tried. */
export async function openSealedKeys(instance: Instance): Promise<boolean> {
  const box = createSecretBox(instance.config.secretKey);
  const rows = await instance.db.select().from(actorKeys).orderBy(desc(actorKeys.createdAt)).limit(5);
  try {
    for (const { owner, kind, sealedPrivate } of rows) box.open(sealedPrivate, `actor-key:${owner} ${kind}`);
    return true;
  } catch {
    return false;
  }
}
