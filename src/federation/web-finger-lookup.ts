import type { Instance } from '../instance.ts';
import { mayFederate } from './host-policy.ts';
import { canonicalId, hostOf } from './ids.ts';
import { isObject, list } from './json.ts';
import { parseJson } from './parse-json.ts';

/** What WebFinger (RFC 7033) says of a handle: its actor, and the handle its server calls it by. */
export interface Finger {
  actor: string;
  /** Local part and host of `subject`, in lower case but for the name. */
  name: string;
  host: string;
}

/**
 * Asks `host` for `acct:name@host`. Null when nobody is known by that handle or the answer is not one. Plain http is
 * used where the guarded client may reach the host that way alone: `*.localhost` and ports of a test bench.
 */
export async function fingerHandle(instance: Instance, name: string, host: string): Promise<Finger | null> {
  const home = canonicalId(`https://${host}/`);
  if (!home || hostOf(home) !== host.toLowerCase() || !(await mayFederate(instance, home))) return null;
  for (const scheme of schemes(instance, host)) {
    const resource = encodeURIComponent(`acct:${name}@${host}`);
    const answer = await instance.http
      .request(`${scheme}://${host}/.well-known/webfinger?resource=${resource}`, {
        headers: { accept: 'application/jrd+json, application/json;q=0.9' },
        maxBytes: 65_536,
      })
      .catch(() => null);
    if (answer?.status === 200) return readFinger(answer.body);
  }
  return null;
}

/** https first, as the field demands; http after it only where private addresses are open at all. */
export const schemes = (instance: Instance, host: string) =>
  instance.config.allowPrivateAddresses.length === 0
    ? ['https']
    : /(^|\.)localhost(:\d+)?$/.test(host)
      ? ['http']
      : ['https', 'http'];

function readFinger(body: Buffer): Finger | null {
  const document = parseJson(body);
  const subject = /^acct:([^@\s]{1,64})@([^@\s/]{1,253})$/.exec(String(document?.subject ?? ''));
  if (!document || !subject) return null;
  const self = list(document.links).find(
    (link) =>
      isObject(link) &&
      link.rel === 'self' &&
      /^application\/(activity\+json|ld\+json)/.test(String(link.type ?? '')) &&
      canonicalId(link.href) !== null,
  );
  if (!isObject(self)) return null;
  return { actor: canonicalId(self.href)!, name: subject[1]!, host: subject[2]!.toLowerCase() };
}
