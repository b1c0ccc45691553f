// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { acceptFollow } from '../../src/accounts/follow.ts';
import { openCommunity } from '../../src/communities/community.ts';
import { join } from '../../src/communities/membership.ts';
import type { CommunitySettings } from '../../src/communities/view.ts';
import type { Json } from '../../src/federation/json.ts';
import { notificationsOf } from '../../src/notifications/notifications.ts';
import { eq } from '../../src/platform/columns.ts';
import { attend, attendanceOf, decline } from '../../src/posts/attend.ts';
import { cancelGathering, changeGathering } from '../../src/posts/change-gathering.ts';
import { gatheringOf } from '../../src/posts/gathering.ts';
import { postByUri } from '../../src/posts/post.ts';
import { posts } from '../../src/posts/tables.ts';
import type { GatheringDraft } from '../../src/posts/view.ts';
import { get } from '../support/document.ts';
import { type Fediverse, type Home, startFediverse } from '../support/fediverse.ts';
import { hostileOrigin } from '../support/hostile-peer.ts';
import { refusalOf } from '../support/refusal.ts';
import { remoteActor } from '../support/remote-actor.ts';

const settings: CommunitySettings = {
  ...{ displayName: 'Jardin partagé', purpose: 'On cultive ensemble.', rules: '', reach: 'public', admission: 'open' },
  ...{ posting: 'members', language: 'fr', topics: [] },
};
const event = (more: Partial<GatheringDraft> = {}): GatheringDraft => ({
  ...{ startsAt: Date.UTC(2027, 0, 9, 13), endsAt: Date.UTC(2027, 0, 9, 16), zone: 'Europe/Paris' },
  ...{ place: 'Entrée nord', address: '12 rue des Haies', link: 'https://jardin.example/visio', access: '' },
  ...{ capacity: 2, waitingList: true, answersUntil: null, ...more },
});

/** valombre's garden with gerard (terrefranche) and jeanne (morvan) in it, and an event of ines there. */
async function withEvent(
  work: (scene: {
    fediverse: Fediverse;
    host: Home;
    farm: Home;
    shop: Home;
    id: string;
    uri: string;
    at: (home: Home) => Promise<string>;
  }) => Promise<void>,
  more: Partial<GatheringDraft> = {},
  reach: 'public' | 'members' = 'public',
) {
  const fediverse = await startFediverse(['valombre', 'terrefranche', 'morvan']);
  try {
    const { valombre: host, terrefranche: farm, morvan: shop } = fediverse.homes;
    const ines = await host.account('ines');
    const admission = reach === 'public' ? 'open' : 'request';
    const communityId = await openCommunity(host.instance, ines.id, 'jardin', { ...settings, reach, admission });
    for (const [home, name] of [
      [farm, 'gerard'],
      [shop, 'jeanne'],
    ] as const) {
      if (reach === 'members' && home === shop) continue;
      await join(home.instance, (await home.account(name)).id, await home.find(`@jardin@${host.host}`));
      await fediverse.settled();
      if (reach === 'members') await acceptFollow(host.instance, communityId, await host.find(`@${name}@${home.host}`));
      await fediverse.settled();
    }
    const id = await host.write('ines', 'Quarante plants arrivent.', {
      communityId,
      title: 'La haie',
      gathering: event(more),
    });
    await fediverse.settled();
    const [row] = await host.instance.db.select().from(posts).where(eq(posts.id, id));
    const at = async (home: Home) => (await postByUri(home.instance, row!.uri))!.id;
    await work({ fediverse, host, farm, shop, id, uri: row!.uri, at });
  } finally {
    await fediverse.stop();
  }
}

const viewer = async (home: Home, name: string) => ({ accountId: (await home.account(name)).id, local: true });
const figures = async (home: Home, id: string) => {
  const { going, waiting } = (await gatheringOf(home.instance, id))!;
  return [going, waiting];
};

test('an event reaches members elsewhere as it is; they come from home, wait, move up, and hear that it is off', () =>
  withEvent(async ({ fediverse, host, farm, shop, id, at }) => {
    const there = await at(farm);
    const { going, waiting, remindedAt, postId, waitingList, ...said } = (await gatheringOf(farm.instance, there))!;
    assert.is(said.startsAt, Date.UTC(2027, 0, 9, 13));
    assert.equal(
      [said.zone, said.place, said.address, said.link],
      ['Europe/Paris', 'Entrée nord', '12 rue des Haies', 'https://jardin.example/visio'],
    );
    assert.equal([said.capacity, said.joinMode, said.cancelledAt], [2, 'free', null]);

    const gerard = await viewer(farm, 'gerard');
    const jeanne = await viewer(shop, 'jeanne');
    assert.is(await attend(farm.instance, gerard, there), 'asked');
    await fediverse.settled();
    assert.is((await attendanceOf(farm.instance, there, gerard.accountId))?.state, 'going');
    assert.is(await attend(host.instance, await viewer(host, 'malik'), id), 'going');
    await attend(shop.instance, jeanne, await at(shop));
    await fediverse.settled();
    assert.is((await attendanceOf(shop.instance, await at(shop), jeanne.accountId))?.state, 'waiting');
    assert.equal(await figures(host, id), [2, 1]);

    await decline(farm.instance, gerard, there);
    await fediverse.settled();
    assert.equal(await figures(host, id), [2, 0]);
    assert.is((await attendanceOf(shop.instance, await at(shop), jeanne.accountId))?.state, 'going');
    const toldJeanne = async () => (await notificationsOf(shop.instance, jeanne.accountId)).map(({ type }) => type);
    assert.ok((await toldJeanne()).includes('event-place'));

    const ines = await viewer(host, 'ines');
    const words = { title: 'La haie', text: 'Quarante plants arrivent.', language: 'fr' };
    await changeGathering(host.instance, ines.accountId, id, words, event({ place: 'Entrée sud' }));
    await fediverse.settled();
    assert.is((await gatheringOf(shop.instance, await at(shop)))?.place, 'Entrée sud');
    assert.ok((await toldJeanne()).includes('event-moved'));
    await cancelGathering(host.instance, ines.accountId, id);
    await fediverse.settled();
    assert.ok((await gatheringOf(shop.instance, await at(shop)))?.cancelledAt);
    assert.ok((await toldJeanne()).includes('event-cancelled'));
    assert.is(await refusalOf(attend(farm.instance, gerard, there)), 'gathering.isCancelled');
  }));

test('full without a waiting list is a Reject, which the page elsewhere says', () =>
  withEvent(
    async ({ fediverse, host, farm, id, at }) => {
      await attend(host.instance, await viewer(host, 'malik'), id);
      const gerard = await viewer(farm, 'gerard');
      await attend(farm.instance, gerard, await at(farm));
      await fediverse.settled();
      assert.is((await attendanceOf(farm.instance, await at(farm), gerard.accountId))?.state, 'refused');
      assert.equal(await figures(host, id), [1, 0]);
    },
    { capacity: 1, waitingList: false },
  ));

test('the document: an Event for those who know it, title, day and place in words for Mastodon; who comes is told to nobody', () =>
  withEvent(async ({ host, farm, fediverse, id, at }) => {
    await attend(farm.instance, await viewer(farm, 'gerard'), await at(farm));
    await fediverse.settled();
    const { json } = await get(host, `/ap/posts/${id}`);
    assert.equal(
      [json.type, json.name, json.startTime, json.timezone],
      ['Event', 'La haie', '2027-01-09T13:00:00.000Z', 'Europe/Paris'],
    );
    assert.equal([json.maximumAttendeeCapacity, json.remainingAttendeeCapacity, json.joinMode], [2, 1, 'free']);
    assert.equal(
      (json.location as Json[]).map(({ type }) => type),
      ['Place', 'VirtualLocation'],
    );
    const summary = String(json.summary).replace(/[\u00a0\u202f]/g, ' ');
    assert.match(summary, 'Samedi 9 janvier 2027, 14 h à 17 h (heure de Paris)');
    assert.match(summary, 'Entrée nord, 12 rue des Haies');
    assert.match(summary, '#<span>jeviens</span>');
    const attendees = (await get(host, `/ap/posts/${id}/attendees`)).json;
    assert.equal([attendees.type, attendees.totalItems], ['Collection', 1]);
    assert.not(JSON.stringify([json, attendees]).includes('gerard'));
    const note = await host.write('ines', 'Une publication');
    assert.is((await get(host, `/ap/posts/${note}/attendees`)).status, 404);
  }));

test('S53 S60 S67 a stranger neither comes to an event for members nor answers for its server', () =>
  withEvent(
    async ({ fediverse, host, farm, id, uri, at }) => {
      const evil = await hostileOrigin('evil');
      const mallory = remoteActor(evil, 'mallory');
      try {
        await mallory.post(host.origin, mallory.activity('Join', uri));
        await fediverse.settled();
        assert.equal(await figures(host, id), [0, 0]);
        assert.is(
          evil.heard('/inbox').length + evil.heard('/users/mallory/inbox').length,
          0,
          'no answer tells that it is there',
        );
        const gerard = await viewer(farm, 'gerard');
        const there = await at(farm);
        await farm.instance.discover.address(mallory.uri);
        await attend(farm.instance, gerard, there);
        const { uri: joinUri } = (await attendanceOf(farm.instance, there, gerard.accountId))!;
        for (const type of ['Reject', 'Ignore', 'TentativeAccept'])
          await mallory.post(
            farm.origin,
            mallory.activity(type, {
              id: joinUri,
              type: 'Join',
              actor: (await farm.account('gerard')).uri,
              object: uri,
            }),
          );
        await mallory.post(host.origin, mallory.activity('Leave', uri));
        await mallory.post(
          host.origin,
          mallory.activity('Undo', { id: joinUri, type: 'Join', actor: mallory.uri, object: uri }),
        );
        await fediverse.settled();
        assert.is((await attendanceOf(farm.instance, there, gerard.accountId))?.state, 'going');
        assert.equal(await figures(host, id), [1, 0]);
      } finally {
        await evil.close();
      }
    },
    {},
    'members',
  ));

test('from Mastodon one comes by a reply with #jeviens, is told so in words, and leaves by #jeneviensplus; words alone say nothing', () =>
  withEvent(
    async ({ fediverse, host, id, uri }) => {
      const masto = await hostileOrigin('masto');
      const lea = remoteActor(masto, 'lea');
      const tom = remoteActor(masto, 'tom');
      const reply = async (who: typeof lea, text: string, tag: string | null) => {
        const tags = tag ? [{ type: 'Hashtag', name: `#${tag}`, href: `${masto.origin}/tags/${tag}` }] : [];
        const note = who.note(text, { inReplyTo: uri, tag: tags });
        await who.post(host.origin, who.activity('Create', note));
        await fediverse.settled();
      };
      const heard = () =>
        [...masto.heard('/inbox'), ...masto.heard('/users/lea/inbox'), ...masto.heard('/users/tom/inbox')]
          .map(({ body }) => JSON.parse(body) as { type: string; object: Json })
          .filter(({ type }) => type === 'Create')
          .map(({ object }) => String(object.content).replace(/[\u00a0\u202f]/g, ' '));
      try {
        await reply(lea, 'Je viens !', null);
        assert.equal(await figures(host, id), [0, 0]);
        await reply(lea, 'Je viens ! #jeviens', 'jeviens');
        assert.equal(await figures(host, id), [1, 0]);
        assert.match(heard().at(-1)!, 'vous venez');
        await reply(tom, '#ImComing', 'ImComing');
        assert.equal(await figures(host, id), [1, 1]);
        assert.match(heard().at(-1)!, 'liste d’attente');
        await reply(lea, '#jeneviensplus', 'jeneviensplus');
        assert.equal(await figures(host, id), [1, 0]);
        assert.ok(heard().some((text) => text.includes('Une place s’est libérée')));
      } finally {
        await masto.close();
      }
    },
    { capacity: 1 },
  ));

test.run();
