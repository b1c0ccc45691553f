import type { SignedRequest } from '../../platform/http-client.ts';
import { verifyBytes } from './crypto.ts';
import { checkDigest, contentDigestHeader } from './digest.ts';
import type { SigningKey } from './keys.ts';
import { checkCreated, type ReadSignature, type ReceivedRequest, SignatureFault, single, targets } from './received.ts';
import { readByteSequences, readSignatureInput, type SignatureInput } from './structured-fields.ts';
import { signed, type Unsigned } from './unsigned.ts';

/** Headers that sign a request by RFC 9421 in the form Mastodon ≥ 4.5 reads. `now` in Unix milliseconds. */
export const signRfc9421 = (request: SignedRequest, key: SigningKey, now: number): Record<string, string> =>
  signed(rfc9421(request, key, now), key);

/** The same, to be signed here or aside. */
export function rfc9421(request: SignedRequest, key: SigningKey, now: number): Unsigned {
  const url = new URL(request.url);
  const headers: Record<string, string> = { host: url.host };
  const lines = [`"@method": ${request.method}`, `"@target-uri": ${url.href}`];
  const covered = ['"@method"', '"@target-uri"'];
  if (request.method === 'POST') {
    headers['content-digest'] = contentDigestHeader(request.body);
    lines.push(`"content-digest": ${headers['content-digest']}`);
    covered.push('"content-digest"');
  }
  const algorithm = key.privateKey.asymmetricKeyType === 'ed25519' ? 'ed25519' : 'rsa-v1_5-sha256';
  const input = `(${covered.join(' ')});created=${Math.floor(now / 1000)};keyid="${key.keyId}";alg="${algorithm}"`;
  lines.push(`"@signature-params": ${input}`);
  headers['signature-input'] = `sig1=${input}`;
  return {
    text: lines.join('\n'),
    headers: (signature) => ({ ...headers, signature: `sig1=:${signature}:` }),
  };
}

/** Reads the first signature of `Signature-Input`; throws {@link SignatureFault}. `now` in Unix milliseconds. */
export function readRfc9421(request: ReceivedRequest, now: number): ReadSignature {
  const inputs = readSignatureInput(single(request.headers, 'signature-input') ?? '');
  const signatures = readByteSequences(single(request.headers, 'signature') ?? '');
  const [label, input] = inputs?.entries().next().value ?? [];
  const bytes = label === undefined ? undefined : signatures?.get(label);
  if (!input || !bytes) throw new SignatureFault('malformed');
  const { keyid, alg = '', created, expires } = input.parameters;
  if (typeof keyid !== 'string' || typeof alg !== 'string' || typeof created !== 'number')
    throw new SignatureFault('malformed');

  const covers = (name: string) => input.components.includes(name);
  const place = covers('@target-uri') || (covers('@authority') && (covers('@path') || covers('@request-target')));
  if (!covers('@method') || !place || input.components.length > 32) throw new SignatureFault('coverage');
  checkCreated(created, typeof expires === 'number' ? expires : undefined, now);
  if (request.method === 'POST') {
    const name = ['content-digest', 'digest'].find(covers);
    if (!name) throw new SignatureFault('coverage');
    checkDigest(single(request.headers, name) ?? '', request.body);
  }

  const bases = targets(request.target).map((target) => signatureBase(input, { ...request, target }));
  return { keyId: keyid, verify: (key) => bases.some((base) => verifyBytes(key, alg, base, bytes)) };
}

/** The bytes a signature stands over (RFC 9421 §2.5); throws {@link SignatureFault} when a covered header is absent. */
export const signatureBase = (input: SignatureInput, request: ReceivedRequest): string =>
  [
    ...input.components.map((name) => `"${name}": ${component(name, request)}`),
    `"@signature-params": ${input.text}`,
  ].join('\n');

/** Value of a covered component (RFC 9421 §2.1, §2.2). */
function component(name: string, request: ReceivedRequest): string {
  const { target } = request;
  const home = new URL(request.origin);
  const query = target.indexOf('?');
  switch (name) {
    case '@method':
      return request.method;
    case '@target-uri':
      return home.origin + target;
    case '@authority':
      return home.host;
    case '@scheme':
      return home.protocol.slice(0, -1);
    case '@request-target':
      return target;
    case '@path':
      return query < 0 ? target : target.slice(0, query);
    case '@query':
      return query < 0 ? '?' : target.slice(query);
    case 'host':
      return home.host;
  }
  const value = name.startsWith('@') ? undefined : single(request.headers, name);
  if (value === undefined) throw new SignatureFault('coverage');
  return value.trim();
}
