import type { SignedRequest } from '../../platform/http-client.ts';
import { verifyBytes } from './crypto.ts';
import { checkDigest, digestHeader } from './digest.ts';
import type { SigningKey } from './keys.ts';
import {
  checkCreated,
  checkDate,
  type ReadSignature,
  type ReceivedRequest,
  SignatureFault,
  single,
  targets,
} from './received.ts';
import { signed, type Unsigned } from './unsigned.ts';

/**
 * Headers that sign a request by draft-cavage-http-signatures-12 with `rsa-sha256`: the form every server reads.
 * `now` in Unix milliseconds.
 */
export const signCavage = (request: SignedRequest, key: SigningKey, now: number): Record<string, string> =>
  signed(cavage(request, key, now), key);

/** The same, to be signed here or aside. */
export function cavage(request: SignedRequest, key: SigningKey, now: number): Unsigned {
  const url = new URL(request.url);
  const headers: Record<string, string> = { host: url.host, date: new Date(now).toUTCString() };
  if (request.method === 'POST') headers.digest = digestHeader(request.body);
  const type = request.headers['content-type'];
  const covered: Record<string, string> =
    type && request.method === 'POST' ? { ...headers, 'content-type': type } : headers;
  const names = ['(request-target)', ...Object.keys(covered)];
  const lines = [
    `(request-target): ${request.method.toLowerCase()} ${url.pathname}${url.search}`,
    ...Object.entries(covered).map(([name, value]) => `${name}: ${value}`),
  ];
  const parameters = `keyId="${key.keyId}",algorithm="rsa-sha256",headers="${names.join(' ')}"`;
  return {
    text: lines.join('\n'),
    headers: (signature) => ({ ...headers, signature: `${parameters},signature="${signature}"` }),
  };
}

/** Reads a `Signature` header of the draft; throws {@link SignatureFault}. `now` in Unix milliseconds. */
export function readCavage(request: ReceivedRequest, now: number): ReadSignature {
  const parameters = parse(single(request.headers, 'signature'));
  const names = (parameters.get('headers') ?? '(created)').toLowerCase().split(' ');
  const keyId = parameters.get('keyid');
  const signature = parameters.get('signature');
  if (!keyId || !signature || names.length > 32 || new Set(names).size !== names.length)
    throw new SignatureFault('malformed');

  const created = seconds(parameters.get('created'));
  if (!names.includes('(request-target)') || !names.includes('host')) throw new SignatureFault('coverage');
  if (names.includes('date')) checkDate(single(request.headers, 'date'), now);
  else if (!names.includes('(created)')) throw new SignatureFault('coverage');
  if (names.includes('(created)')) checkCreated(created, seconds(parameters.get('expires')), now);
  if (request.method === 'POST') {
    const name = ['digest', 'content-digest'].find((digest) => names.includes(digest));
    if (!name) throw new SignatureFault('coverage');
    checkDigest(single(request.headers, name) ?? '', request.body);
  }

  const line = (name: string, target: string) => {
    if (name === '(request-target)') return `${name}: ${request.method.toLowerCase()} ${target}`;
    if (name === 'host') return `host: ${new URL(request.origin).host}`;
    if (name === '(created)' || name === '(expires)') return `${name}: ${parameters.get(name.slice(1, -1)) ?? ''}`;
    const value = single(request.headers, name);
    if (value === undefined) throw new SignatureFault('coverage');
    return `${name}: ${value.trim()}`;
  };
  const candidates = targets(request.target).map((target) => names.map((name) => line(name, target)).join('\n'));
  const bytes = Buffer.from(signature, 'base64');
  return {
    keyId,
    verify: (key) => candidates.some((text) => verifyBytes(key, parameters.get('algorithm') ?? '', text, bytes)),
  };
}

const seconds = (text: string | undefined) => (text === undefined ? undefined : Number(text));

/** Parameters by lower-case name; one that comes twice, or anything between them, is a refusal (S14). */
function parse(header: string | undefined): Map<string, string> {
  if (header === undefined) throw new SignatureFault('missing');
  if (header.length > 8192) throw new SignatureFault('malformed');
  const text = header.replace(/^Signature\s+/i, '');
  const found = new Map<string, string>();
  const parameter = /\s*([a-zA-Z]+)=(?:"([^"]*)"|(\d{1,15}))\s*(,|$)/y;
  while (parameter.lastIndex < text.length) {
    const [, name, quoted, number] = parameter.exec(text) ?? [];
    if (!name || found.has(name.toLowerCase())) throw new SignatureFault('malformed');
    found.set(name.toLowerCase(), quoted ?? number!);
  }
  return found;
}
