import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import { decodeBase58, encodeBase58 } from './base58.ts';
import { canonicalize } from './jcs.ts';
import type { SigningKey } from './keys.ts';

type Json = Record<string, unknown>;

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** What an eddsa-jcs-2022 signature stands over: hash of the options, then hash of the document without its proof. */
const hashData = (options: Json, document: Json) =>
  Buffer.concat([sha256(canonicalize(options)), sha256(canonicalize(document))]);

/**
 * The document with an integrity proof (FEP-8b32, cryptosuite eddsa-jcs-2022) by an Ed25519 key. `now` in Unix
 * milliseconds; `created` is written in whole seconds because some verifiers print the date anew.
 */
export function addProof(document: Json, key: SigningKey, now: number): Json {
  const { proof: _, ...plain } = document;
  const options = {
    '@context': plain['@context'],
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    verificationMethod: key.keyId,
    proofPurpose: 'assertionMethod',
    created: `${new Date(now).toISOString().slice(0, 19)}Z`,
  };
  const value = sign(null, hashData(options, plain), key.privateKey);
  return { ...plain, proof: { ...options, proofValue: `z${encodeBase58(value)}` } };
}

/** An integrity proof found on a document; nothing is believed before `verify`. */
export interface ReadProof {
  /** URL of the key (`verificationMethod`). */
  keyId: string;
  verify: (key: KeyObject) => boolean;
}

/** The document's only eddsa-jcs-2022 proof made for assertion, or null. */
export function readProof(document: Json): ReadProof | null {
  const { proof, ...plain } = document;
  const found = (Array.isArray(proof) && proof.length === 1 ? proof[0] : proof) as Json | undefined;
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return null;
  const { proofValue, ...options } = found;
  if (options.type !== 'DataIntegrityProof' || options.cryptosuite !== 'eddsa-jcs-2022') return null;
  if (options.proofPurpose !== 'assertionMethod' || typeof options.verificationMethod !== 'string') return null;
  if (typeof proofValue !== 'string' || proofValue[0] !== 'z') return null;
  const bytes = decodeBase58(proofValue.slice(1));
  if (bytes?.length !== 64) return null;
  // The options carry the document's context, or are meant to: some signers leave it out of what they send.
  const context = plain['@context'];
  if (options['@context'] !== undefined && canonicalize(options['@context']) !== canonicalize(context)) return null;
  const candidates = [{ ...options, '@context': context }, options];
  return {
    keyId: options.verificationMethod,
    verify: (key) =>
      key.asymmetricKeyType === 'ed25519' && candidates.some((each) => verify(null, hashData(each, plain), key, bytes)),
  };
}
