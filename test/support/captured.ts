import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signCavage } from '../../src/federation/signatures/cavage.ts';
import { generateRsa, pemOf } from '../../src/federation/signatures/keys.ts';
import type { Home } from './fediverse.ts';
import { type HostileOrigin, hostileOrigin } from './hostile-peer.ts';
import { type Json, postRaw } from './remote-actor.ts';

const pair = await generateRsa();
const folder = join(import.meta.dirname, '../fixtures/activities');

/** A server of some software, played from a file: its actors and objects are served, its activities sent when asked. */
export interface Captured {
  peer: HostileOrigin;
  /** Address of something at `https://<software>.example/…`, where it stands in this test. */
  here: (uri: string) => string;
  /** Sends the activities of one part of the file in their order, each signed by its actor; `settled` is awaited after each. */
  tell: (home: Home, settled: () => Promise<void>, which?: string) => Promise<number[]>;
  /** Activities of one type that it was sent. */
  heard: (type: string) => Json[];
  /** More words to be replaced, known only now. */
  names: (more: Record<string, string>) => void;
}

/** `name`: the file; `HOME_…` in it becomes what `replace` says. */
export async function captured(software: string, name: string, replace: Record<string, string>): Promise<Captured> {
  const peer = await hostileOrigin(software);
  const words = { [`https://${software}.example`]: peer.origin, ...replace };
  const text = readFileSync(join(folder, software, `${name}.json`), 'utf8');
  const read = () =>
    JSON.parse(Object.entries(words).reduce((all, [from, to]) => all.replaceAll(from, to), text)) as Record<
      string,
      Json[]
    >;
  const serve = (document: Json) => peer.answer(new URL(String(document.id)).pathname, { body: document });
  for (const actor of read().actors!)
    serve({ ...actor, publicKey: { ...(actor.publicKey as Json), publicKeyPem: pemOf(pair.publicKey) } });
  for (const object of read().objects!) serve(object);
  const inboxes = ['/inbox', ...read().actors!.map((actor) => new URL(String(actor.inbox)).pathname)];
  for (const path of inboxes) peer.answer(path, { status: 202 });
  return {
    peer,
    here: (uri) => uri.replace(`https://${software}.example`, peer.origin),
    names: (more) => void Object.assign(words, more),
    tell: async (home, settled, which = 'activities') => {
      const statuses: number[] = [];
      for (const activity of read()[which]!) {
        if (activity.serve) {
          serve(activity.serve as Json);
          continue;
        }
        const body = Buffer.from(JSON.stringify(activity));
        const url = new URL('/ap/inbox', home.origin);
        const headers = { 'content-type': 'application/activity+json' };
        const key = { keyId: `${activity.actor}#main-key`, privateKey: pair.privateKey };
        const signed = signCavage({ method: 'POST', url: url.href, headers, body }, key, Date.now());
        statuses.push(await postRaw(url, body, { ...headers, ...signed }));
        await settled();
      }
      return statuses;
    },
    heard: (type) =>
      inboxes
        .flatMap((path) => peer.heard(path))
        .map(({ body }) => JSON.parse(body) as Json)
        .filter((activity) => activity.type === type),
  };
}
