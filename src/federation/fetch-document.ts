import type { Instance } from '../instance.ts';
import { HttpFault } from '../platform/http-fault.ts';
import { isPlain } from './context-policy.ts';
import { mayFederate } from './host-policy.ts';
import { canonicalId, documentId, withoutFragment } from './ids.ts';
import type { Json } from './json.ts';
import { instanceOwner, signingKey } from './local-keys.ts';
import { parseJson } from './parse-json.ts';
import { perInstance } from './per-instance.ts';
import { recent } from './recent.ts';
import { signCavage } from './signatures/cavage.ts';
import { signRfc9421 } from './signatures/rfc9421.ts';

/** `gone`: 404 or 410 · `forbidden`: 401 or 403 · `invalid`: an answer we do not take · `unreachable`: try later. */
export type FetchReason = 'gone' | 'forbidden' | 'invalid' | 'unreachable' | 'refused';

export class FetchFault extends Error {
  readonly reason: FetchReason;
  constructor(reason: FetchReason, cause?: unknown) {
    super(`fetch: ${reason}`, { cause });
    this.reason = reason;
  }
}

const accept = 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"; q=0.9';
const cache = perInstance(() => recent<Json>(500, 300_000));
const failures = perInstance(() => recent<FetchReason>(5000, 300_000));

/**
 * The ActivityPub document at `uri`, fetched with the instance actor's signature. What comes back has as its id the
 * address it came from: otherwise it is asked for once more at that id (S06), and only from there believed. Kept for
 * five minutes, as are failures, unless `fresh`. Throws {@link FetchFault}.
 */
export async function fetchDocument(instance: Instance, uri: string, options: { fresh?: boolean } = {}): Promise<Json> {
  const url = withoutFragment(canonicalId(uri) ?? fault('invalid'));
  const now = instance.clock();
  if (!options.fresh) {
    const known = cache(instance).get(url, now);
    if (known) return known;
    const failed = failures(instance).get(url, now);
    if (failed) throw new FetchFault(failed);
  }
  try {
    const { document, from } = await ask(instance, url);
    const id = documentId(document.id) ?? fault('invalid');
    if (id === from) return keep(instance, url, document);
    const again = await ask(instance, id);
    if (documentId(again.document.id) !== again.from) fault('invalid');
    return keep(instance, url, again.document);
  } catch (error) {
    const reason = error instanceof FetchFault ? error.reason : 'unreachable';
    failures(instance).set(url, reason, now);
    throw error instanceof FetchFault ? error : new FetchFault(reason, error);
  }
}

function keep(instance: Instance, url: string, document: Json): Json {
  failures(instance).delete(url);
  cache(instance).set(url, document, instance.clock());
  return document;
}

const fault = (reason: FetchReason, cause?: unknown): never => {
  throw new FetchFault(reason, cause);
};

async function ask(instance: Instance, url: string): Promise<{ document: Json; from: string }> {
  if (!(await mayFederate(instance, url))) fault('refused');
  const key = await signingKey(instance, instanceOwner);
  const get = (sign: typeof signCavage) =>
    instance.http
      .request(url, { headers: { accept }, sign: (request) => sign(request, key, instance.clock()) })
      .catch((error) => fault(error instanceof HttpFault && error.permanent ? 'refused' : 'unreachable', error));
  let answer = await get(signCavage);
  if (answer.status === 401) answer = await get(signRfc9421);
  if (answer.status === 404 || answer.status === 410) fault('gone');
  if (answer.status === 401 || answer.status === 403) fault('forbidden');
  if (answer.status !== 200) fault('unreachable');
  if (!isActivityPub(answer.headers['content-type'] ?? '')) fault('invalid');
  const document = parseJson(answer.body);
  if (!document || !isPlain(document)) return fault('invalid');
  return { document, from: canonicalId(answer.url)! };
}

/** The two media types of ActivityPub, and no other: anybody's upload may be JSON (S07, S08). */
export function isActivityPub(contentType: string): boolean {
  const [type, ...parameters] = contentType.toLowerCase().split(';');
  if (type!.trim() === 'application/activity+json') return true;
  return (
    type!.trim() === 'application/ld+json' &&
    parameters.some((text) => /^\s*profile\s*=\s*"?[^"]*https:\/\/www\.w3\.org\/ns\/activitystreams(\s|"|$)/.test(text))
  );
}
