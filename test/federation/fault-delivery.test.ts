import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { anyAccountByUri } from '../../src/accounts/account.ts';
import { listHosts } from '../../src/federation/hosts.ts';
import { retryAfter } from '../../src/federation/outbound/retry-after.ts';
import { listDead, queueState } from '../../src/platform/jobs.ts';
import type { Answer } from '../support/hostile-peer.ts';
import { hostileScene, type Scene } from '../support/hostile-scene.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** A scene whose clock is moved by hand; mallory follows malik, so what he writes is delivered to `evil`. */
const followed = async (work: (scene: Scene, pass: (ms: number) => Promise<void>) => Promise<void>) => {
  let ahead = 0;
  await hostileScene(
    async (scene) => {
      const { home, mallory, evil, fediverse } = scene;
      await mallory.post(home.origin, mallory.activity('Follow', (await home.account('malik')).uri));
      await fediverse.settled();
      evil.requests.length = 0;
      await work(scene, async (ms) => {
        ahead += ms;
        await fediverse.settled();
      });
    },
    {},
    { clock: () => Date.now() + ahead },
  );
};

const arrived = ({ evil }: Scene) =>
  evil.heard('/inbox').map(({ body }) => JSON.parse(body).object?.content?.replace(/<[^>]*>/g, ''));
const down: Answer = (_, response) => void response.destroy();
const up: Answer = { status: 202 };

test('F11 a peer that is down for six days gets everything, in order, when it is back', () =>
  followed(async (scene, pass) => {
    const { home, evil, fediverse } = scene;
    evil.answer('/inbox', down);
    for (let n = 1; n <= 3; n++) await home.write('malik', `numéro ${n}`);
    await fediverse.settled();
    for (let days = 0; days < 6; days++) await pass(day);
    assert.ok(evil.requests.length > 3, 'it was tried again');
    assert.is.not((await listHosts(home.instance))[0]!.state, 'ok');
    evil.answer('/inbox', up);
    evil.requests.length = 0;
    await pass(17 * hour);
    assert.equal(arrived(scene), ['numéro 1', 'numéro 2', 'numéro 3']);
    assert.is((await listHosts(home.instance))[0]!.state, 'ok');
  }));

test('F11 a peer that comes back and speaks is answered at once', () =>
  followed(async (scene, pass) => {
    const { home, evil, mallory, fediverse } = scene;
    evil.answer('/inbox', down);
    await home.write('malik', 'en attente');
    for (let n = 0; n < 3; n++) await pass(day);
    evil.answer('/inbox', up);
    evil.requests.length = 0;
    const now = home.instance.clock();
    assert.is(await mallory.post(home.origin, mallory.activity('Like', 'https://x.example/1'), { now }), 202);
    await fediverse.settled();
    assert.equal(arrived(scene), ['en attente']);
  }));

test('F11 after seven failing days a host is unavailable: nothing piles up, a probe a day brings it back', () =>
  followed(async (scene, pass) => {
    const { home, evil, fediverse } = scene;
    evil.answer('/inbox', { status: 502 });
    await home.write('malik', 'perdu');
    await fediverse.settled();
    for (let days = 0; days < 9; days++) await pass(day);
    assert.is((await listHosts(home.instance)).find((host) => host.host === evil.host)!.state, 'unavailable');
    assert.match((await listDead(home.instance.db))[0]!.reason, /7 days/);
    evil.requests.length = 0;
    await home.write('malik', 'sonde');
    await fediverse.settled();
    const probes = evil.requests.length;
    await home.write('malik', 'retenu');
    await fediverse.settled();
    assert.ok(probes <= 1);
    assert.is(evil.requests.length, probes, 'one probe a day');
    evil.answer('/inbox', up);
    await pass(2 * day);
    await home.write('malik', 'de retour');
    await fediverse.settled();
    assert.ok(arrived(scene).includes('de retour'));
    assert.is((await listHosts(home.instance)).find((host) => host.host === evil.host)!.state, 'ok');
  }));

test('F13 410 and 404 end a delivery; a gone actor is looked at again and follows no more', () =>
  followed(async (scene) => {
    const { home, evil, mallory, fediverse } = scene;
    evil.answer('/inbox', { status: 410 });
    await home.write('malik', `@mallory@${evil.host} es-tu là ?`, { audience: 'direct' });
    await fediverse.settled();
    assert.is((await home.account('malik')).followers, 1, 'the actor is still there');
    assert.match((await listDead(home.instance.db))[0]!.reason, /410/);
    evil.answer('/users/mallory', { status: 410 });
    await home.write('malik', `@mallory@${evil.host} et là ?`, { audience: 'direct' });
    await fediverse.settled();
    assert.is((await home.account('malik')).followers, 0);
    assert.ok((await anyAccountByUri(home.instance, mallory.uri))!.deletedAt);
  }));

test('F14 Retry-After is kept, is no failure, and holds back nobody else', () =>
  followed(async (scene, pass) => {
    const { home, evil, victim, fediverse, alice } = scene;
    await alice.post(home.origin, alice.activity('Follow', (await home.account('malik')).uri));
    await fediverse.settled();
    victim.requests.length = 0;
    evil.answer('/inbox', { status: 429, headers: { 'retry-after': '7200' } });
    await home.write('malik', 'plus tard');
    await fediverse.settled();
    assert.is(evil.heard('/inbox').length, 1);
    assert.is(victim.heard('/inbox').length, 1, 'the other has it');
    await pass(hour);
    assert.is(evil.heard('/inbox').length, 1, 'not before its time');
    evil.answer('/inbox', up);
    await pass(hour + 60_000);
    assert.is(evil.heard('/inbox').length, 2);
    assert.ok((await listHosts(home.instance)).every((host) => host.state === 'ok'));
  }));

test('F14 Retry-After as seconds, as a date, as nonsense, beyond a day', () => {
  const now = Date.UTC(2026, 10, 23, 12);
  assert.is(retryAfter('120', now), now + 120_000);
  assert.is(retryAfter(new Date(now + 5 * 60_000).toUTCString(), now), now + 5 * 60_000);
  assert.is(retryAfter('9999999', now), now + day);
  assert.is(retryAfter('0', now), now + 1000);
  for (const nothing of [undefined, '', 'soon', '-5 minutes']) assert.is(retryAfter(nothing, now), null);
});

test('F15 a refusal of the draft is answered with RFC 9421, once, and remembered', () =>
  followed(async (scene) => {
    const { home, evil, fediverse } = scene;
    evil.answer(
      '/inbox',
      (request, response) => void response.writeHead(request.headers['signature-input'] ? 202 : 401).end(),
    );
    await home.write('malik', 'un');
    await fediverse.settled();
    assert.is(evil.heard('/inbox').length, 2);
    await home.write('malik', 'deux');
    await fediverse.settled();
    assert.is(evil.heard('/inbox').length, 3);
    assert.is((await queueState(home.instance.db)).waiting, 0);
  }));

test('F15 keys that were changed are fetched once more', () =>
  followed(async (scene, pass) => {
    const { home, mallory, evil, fediverse } = scene;
    const { generateRsa, pemOf } = await import('../../src/federation/signatures/keys.ts');
    const { privateKey, publicKey } = await generateRsa();
    const key = { id: mallory.key.keyId, owner: mallory.uri, publicKeyPem: pemOf(publicKey) };
    evil.answer('/users/mallory', { body: { ...mallory.document, publicKey: key } });
    await pass(2 * 60_000);
    const now = home.instance.clock();
    const signing = { key: { ...mallory.key, privateKey }, now };
    assert.is(await mallory.post(home.origin, mallory.activity('Like', 'https://x.example/1'), signing), 202);
    assert.is(await mallory.post(home.origin, mallory.activity('Like', 'https://x.example/2'), { now }), 401);
    await fediverse.settled();
  }));

test.run();
