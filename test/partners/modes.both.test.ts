// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow, followBetween } from '../../src/accounts/follow.ts';
import { changeFederation } from '../../src/accounts/organisation-settings.ts';
import type { FederationWish } from '../../src/accounts/organisation-tables.ts';
import { fetchDocument } from '../../src/federation/fetch-document.ts';
import { partnershipWith } from '../../src/partners/partners.ts';
import { accept } from '../../src/partners/partnership.ts';
import { eq } from '../../src/platform/columns.ts';
import { deadJobs } from '../../src/platform/tables.ts';
import { postByUri } from '../../src/posts/post.ts';
import { posts } from '../../src/posts/tables.ts';
import { startFediverse } from '../support/fediverse.ts';
import { ask, partnersUp, terms } from '../support/partners.ts';
import { stranger as visit } from '../support/visitor.ts';

const fediverse = await startFediverse(['valombre', 'terrefranche', 'morvan']);
const { valombre, terrefranche, morvan } = fediverse.homes;
type Home = typeof valombre;
const { settled } = fediverse;
const mode = (federation: FederationWish, home = valombre) =>
  changeFederation(home.instance, { authorizedFetch: false, federation });
const fetched = (home: Home, uri: string) =>
  fetchDocument(home.instance, uri, { fresh: true }).then(
    () => 'read',
    (fault) => fault.reason as string,
  );
const reaches = async (home: Home, id: string) => {
  const [post] = await valombre.instance.db.select().from(posts).where(eq(posts.id, id));
  return (await postByUri(home.instance, post!.uri)) !== null;
};
const publish = async () => {
  const id = await valombre.write('nour', 'Bonjour à qui me suit.');
  await settled();
  return id;
};
const nour = await valombre.account('nour');
await partnersUp(fediverse, valombre, terrefranche);
for (const [home, name] of [
  [terrefranche, 'gerard'],
  [morvan, 'jeanne'],
] as const)
  await follow(home.instance, (await home.account(name)).id, await home.find(`@nour@${valombre.host}`));
await settled();
const first = await publish();

test('open: everybody who follows is told', async () => {
  assert.ok(await reaches(terrefranche, first));
  assert.ok(await reaches(morvan, first));
});

test('S58 partners only: nothing goes to another server, nothing is taken from it, and it reads no document', async () => {
  await mode('partners');
  const id = await publish();
  assert.ok(await reaches(terrefranche, id));
  assert.not(await reaches(morvan, id));
  assert.equal(await valombre.instance.db.select().from(deadJobs), [], 'what may not go is not tried');
  assert.is(await fetched(terrefranche, nour.uri), 'read');
  assert.is(await fetched(morvan, nour.uri), 'forbidden');
  assert.is(await fetched(valombre, (await morvan.account('paul')).uri), 'refused');
  const theo = await valombre.account('theo');
  const paul = await morvan.account('paul');
  const there = (await morvan.instance.discover.account(`@theo@${valombre.host}`).catch(() => null)) ?? null;
  assert.is(there, null);
  await follow(morvan.instance, paul.id, await morvan.find(`@nour@${valombre.host}`));
  await settled();
  const known = await valombre.instance.discover.account(`@paul@${morvan.host}`);
  assert.is(known, null, `${theo.name} does not meet paul`);
});

test('WebFinger and NodeInfo answer in every mode', async () => {
  for (const wish of ['open', 'mixed', 'partners'] as const) {
    await mode(wish);
    const stranger = visit(valombre);
    const finger = `/.well-known/webfinger?resource=acct:nour@${valombre.host}`;
    for (const path of [finger, '/.well-known/nodeinfo', '/nodeinfo/2.1', '/nodeinfo/2.0'])
      assert.is((await stranger.get(path)).status, 200, `${wish} ${path}`);
  }
});

test('partners only: who is none may still ask to be one, and be answered', async () => {
  await mode('partners');
  await ask(morvan, valombre);
  await settled();
  assert.is((await partnershipWith(valombre.instance, morvan.host)).state, 'asked');
  assert.not(await reaches(morvan, await publish()), 'asking is not being one');
  await accept(valombre.instance, morvan.host, terms(), '1');
  await settled();
  assert.is((await partnershipWith(morvan.instance, valombre.host)).state, 'active');
  assert.ok(await reaches(morvan, await publish()), 'whose follow was kept all the time');
  const { end } = await import('../../src/partners/partnership.ts');
  await end(valombre.instance, morvan.host, '', '1');
  await settled();
  assert.is((await partnershipWith(morvan.instance, valombre.host)).state, 'ended', 'the last word goes out');
  assert.not(await reaches(morvan, await publish()));
});

test('mixed: what is public is read by all, and written with partners', async () => {
  await mode('mixed');
  assert.is(await fetched(morvan, nour.uri), 'read');
  assert.is(await fetched(valombre, (await morvan.account('paul')).uri), 'read');
  const id = await publish();
  assert.ok(await reaches(terrefranche, id));
  assert.not(await reaches(morvan, id));
  const paul = (await morvan.account('paul')).id;
  const solene = await morvan.find(`@solene@${valombre.host}`);
  await follow(morvan.instance, paul, solene);
  await settled();
  assert.is((await followBetween(morvan.instance, paul, solene))?.accepted, false, 'a follow is not taken');
});

test('open again: nobody has to follow anew', async () => {
  await mode('open');
  assert.ok(await reaches(morvan, await publish()));
});

test('the organisations are stopped', () => fediverse.stop());

test.run();
