import type { Instance } from '../instance.ts';
import { canonicalId } from './ids.ts';
import { cachedKey, fetchKey, forgetKey, type RemoteKey, rememberKey } from './remote-keys.ts';
import { readSignature } from './signatures/read-signature.ts';
import { type ReceivedRequest, SignatureFault } from './signatures/received.ts';

/** A key is fetched anew for a signature that does not fit it only when it is older than this (F15). */
const freshMs = 60_000;

/** What can be checked against a key: a request's signature, a document's proof. */
interface Checkable {
  keyId: string;
  verify: (key: RemoteKey['key']) => boolean;
}

/**
 * The actor whose key made this signature. The key comes from our cache; when it does not fit and is not fresh, it is
 * fetched once more, because its owner may have changed it. Throws {@link SignatureFault}, FetchFault or KeyBudget.
 */
export async function signerOf(instance: Instance, checkable: Checkable): Promise<string> {
  const keyId = canonicalId(checkable.keyId);
  if (!keyId) throw new SignatureFault('key');
  const cached = await cachedKey(instance, keyId);
  if (cached && checkable.verify(cached.key)) return cached.owner;
  if (cached && cached.fetchedAt > instance.clock() - freshMs) throw new SignatureFault('mismatch');
  const fetched = await fetchKey(instance, keyId);
  if (!checkable.verify(fetched.key)) {
    forgetKey(instance, keyId);
    throw new SignatureFault('mismatch');
  }
  await rememberKey(instance, keyId, fetched);
  return fetched.owner;
}

/** The actor who signed a request; throws as {@link signerOf}. */
export const requestSigner = (instance: Instance, request: ReceivedRequest): Promise<string> =>
  signerOf(instance, readSignature(request, instance.clock()));
