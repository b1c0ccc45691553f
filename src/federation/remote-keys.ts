import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Instance } from '../instance.ts';
import { eq } from '../platform/columns.ts';
import { write } from '../platform/write.ts';
import { FetchFault, fetchDocument } from './fetch-document.ts';
import { canonicalId, documentId, hostOf, refId, withoutFragment } from './ids.ts';
import { actorKeysOf } from './objects/read-actor.ts';
import { perInstance } from './per-instance.ts';
import { recent } from './recent.ts';
import { pemOf } from './signatures/keys.ts';
import { remoteKeys } from './tables.ts';

export interface RemoteKey {
  /** Actor who vouches for the key in its own document. */
  owner: string;
  key: KeyObject;
  fetchedAt: number;
}

const dayMs = 86_400_000;
const known = perInstance(() => recent<RemoteKey>(10_000, dayMs));
const spent = perInstance(() => recent<number[]>(5_000, 60_000));
const fetchesPerMinute = 5;

/** Too many keys of one host were asked for in vain (S46); the answer is 429. */
export class KeyBudget extends Error {}

/** The key behind a signature's key id, from memory or our table, at most a day old; null when it has to be fetched. */
export async function cachedKey(instance: Instance, keyId: string): Promise<RemoteKey | null> {
  const now = instance.clock();
  const remembered = known(instance).get(keyId, now);
  if (remembered) return remembered;
  const [row] = await instance.db.select().from(remoteKeys).where(eq(remoteKeys.keyId, keyId));
  if (!row || row.fetchedAt < now - dayMs) return null;
  const found = { owner: row.owner, key: createPublicKey(row.pem), fetchedAt: row.fetchedAt };
  known(instance).set(keyId, found, now);
  return found;
}

/**
 * Fetches a key with the actor it belongs to. The document at `keyId` may be the actor, or a key that names its owner;
 * what counts is the key that the owner's own document lists under that id (S01, S04, S05). Throws
 * {@link FetchFault}, or {@link KeyBudget} when the host has used up its failures of this minute.
 */
export async function fetchKey(instance: Instance, keyId: string): Promise<RemoteKey> {
  const id = canonicalId(keyId);
  if (!id) throw new FetchFault('invalid');
  spend(instance, hostOf(id));
  const first = await fetchDocument(instance, withoutFragment(id), { fresh: true });
  const owner = documentId(refId(first.owner ?? first.controller));
  const actor = owner && !first.inbox ? await fetchDocument(instance, owner, { fresh: true }) : first;
  const listed = actorKeysOf(actor).find((each) => each.keyId === id);
  if (!listed) throw new FetchFault('invalid');
  return { owner: documentId(actor.id)!, key: listed.key, fetchedAt: instance.clock() };
}

/** Keeps a key that has just verified something, and gives its host the fetch back. */
export async function rememberKey(instance: Instance, keyId: string, found: RemoteKey): Promise<void> {
  known(instance).set(keyId, found, instance.clock());
  spent(instance).get(hostOf(keyId), instance.clock())?.pop();
  const row = { owner: found.owner, pem: pemOf(found.key), fetchedAt: found.fetchedAt };
  await write(instance, (tx) =>
    tx
      .insert(remoteKeys)
      .values({ keyId, ...row })
      .onConflictDoUpdate({ target: remoteKeys.keyId, set: row }),
  );
}

export function forgetKey(instance: Instance, keyId: string): void {
  known(instance).delete(keyId);
}

function spend(instance: Instance, host: string) {
  const now = instance.clock();
  const times = (spent(instance).get(host, now) ?? []).filter((at) => at > now - 60_000);
  if (times.length >= fetchesPerMinute) throw new KeyBudget();
  spent(instance).set(host, [...times, now], now);
}
