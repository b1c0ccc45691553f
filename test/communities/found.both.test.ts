import sharp from 'sharp';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findCommunity, openCommunity } from '../../src/communities/community.ts';
import { join } from '../../src/communities/membership.ts';
import type { CommunitySettings } from '../../src/communities/view.ts';
import { get } from '../support/document.ts';
import { startFediverse } from '../support/fediverse.ts';
import { picture, pictureWithPlace } from '../support/pictures.ts';
import { member, multipart, stranger } from '../support/visitor.ts';
import { settings, withGarden } from './garden.ts';

const told = { purpose: 'Ensemble.', reach: 'public', admission: 'open', posting: 'members', language: 'fr' };

test('S91 S93 a community’s picture and banner are made anew, told to other servers, and gone when taken away', async () => {
  const fediverse = await startFediverse(['valombre', 'terrefranche']);
  try {
    const { valombre: home, terrefranche: farm } = fediverse.homes;
    const [ines, nobody] = [await member(home, 'ines'), stranger(home)];
    const send = async (path: string, more: Record<string, string>, files: [string, Buffer][]) => {
      const fields = { _csrf: await ines.token(), displayName: 'Jardin partagé', ...told, ...more };
      const form = await multipart(
        fields,
        files.map(([field, bytes]) => ({ field, name: `${field}.jpg`, bytes })),
      );
      return ines.send('POST', path, { ...form, headers: { ...form.headers, accept: 'text/html' } });
    };
    const bad = await send('/communities', { name: 'jardin', rules: 'Gardée' }, [['avatar', Buffer.from('<svg/>')]]);
    assert.is(bad.status, 422);
    assert.match(bad.text, 'Gardée', 'what was typed is kept');
    const opened = await send('/communities', { name: 'jardin', topics: 'Jardin, jardin, #Biodiversité' }, [
      ['avatar', await pictureWithPlace('jpeg')],
      ['banner', await picture('png', 1600, 900)],
    ]);
    assert.is(opened.status, 303);

    const { account, community } = await findCommunity(home.instance, null, 'jardin');
    assert.equal(community.topics, ['Jardin', 'Biodiversité']);
    const page = (await nobody.get('/communities/jardin')).text;
    for (const part of [`/media/${account.avatarId}/avatar`, `/media/${account.bannerId}/banner`])
      assert.match(page, part);
    const raw = await fetch(`http://127.0.0.1:${new URL(home.origin).port}/media/${account.avatarId}/avatar`);
    const made = await sharp(Buffer.from(await raw.arrayBuffer())).metadata();
    assert.equal([made.format, made.width, made.height, made.exif], ['webp', 132, 132, undefined]);

    const actor = (await get(home, `/ap/accounts/${account.id}`)).json;
    assert.is(actor.icon.url, `${home.origin}/media/${account.avatarId}/avatar`);
    assert.is(actor.image.url, `${home.origin}/media/${account.bannerId}/banner`);
    assert.equal(
      actor.tag.map((tag: { type: string; name: string }) => [tag.type, tag.name]),
      [
        ['Hashtag', '#Jardin'],
        ['Hashtag', '#Biodiversité'],
      ],
    );
    const entity = JSON.parse((await nobody.get('/api/v1/accounts/lookup?acct=jardin')).text);
    assert.is(entity.avatar, actor.icon.url);
    assert.is(entity.header, actor.image.url);

    const id = await farm.find(`@jardin@${home.host}`);
    const there = await findCommunity(farm.instance, null, `jardin@${home.host}`);
    assert.equal([there.account.avatarUrl, there.account.bannerUrl], [actor.icon.url, actor.image.url]);
    assert.equal(there.community.topics, ['Jardin', 'Biodiversité']);
    const guest = await member(farm, 'gerard');
    assert.match((await guest.get(`/communities/jardin@${home.host}`)).text, `/media/accounts/${id}/avatar`);

    assert.is((await send(`/communities/${account.id}/settings`, { 'avatar-remove': 'on' }, [])).status, 303);
    const after = (await findCommunity(home.instance, null, 'jardin')).account;
    assert.equal([after.avatarId, after.bannerId], [null, account.bannerId], 'the one that was not named stays');
    assert.is((await nobody.get(`/media/${account.avatarId}/avatar`)).status, 404, 'its files are no longer given');
    const malik = await member(home, 'malik');
    const theirs = await malik.post(`/communities/${account.id}/settings`, { ...told, displayName: 'À moi' });
    assert.is(theirs.status, 403);
  } finally {
    await fediverse.stop();
  }
});

test('the page of communities is narrowed by a topic, of those alone that one may know of', () =>
  withGarden(
    {},
    async ({ host }) => {
      const ines = (await host.account('ines')).id;
      const more = { ...settings, displayName: 'Vélo Valombre', topics: ['Vélo'] };
      await openCommunity(host.instance, ines, 'velo', more);
      await openCommunity(host.instance, ines, 'secret', {
        ...settings,
        displayName: 'Comité secret',
        reach: 'organisation',
        topics: ['Budget', 'velo'],
      });
      const nobody = stranger(host);
      const all = (await nobody.get('/communities')).text;
      assert.match(all, 'topic=V%C3%A9lo');
      assert.not.match(all, 'Budget');
      const some = (await nobody.get('/communities?topic=velo')).text;
      assert.match(some, 'Vélo Valombre');
      assert.not.match(some, 'Jardin partagé');
      assert.not.match(some, 'Comité secret');
      assert.match((await (await member(host, 'malik')).get('/communities?topic=velo')).text, 'Comité secret');
      assert.match((await nobody.get('/communities?topic=nothing')).text, 'Jardin partagé');
    },
    [],
  ));

test('S53 an empty home and the first steps propose communities that one may come into, the largest first, and no other', () =>
  withGarden(
    {},
    async ({ host }) => {
      const ines = (await host.account('ines')).id;
      const open = (name: string, displayName: string, more: Partial<CommunitySettings>) =>
        openCommunity(host.instance, ines, name, { ...settings, displayName, ...more });
      await open('velo', 'Vélo Valombre', { rules: '' });
      await open('cercle', 'Cercle fermé', { admission: 'invitation', reach: 'organisation' });
      await open('secret', 'Cercle secret', { admission: 'invitation', reach: 'members' });
      await join(host.instance, (await host.account('solene')).id, (await host.account('jardin')).id);
      const malik = await member(host, 'malik');
      for (const path of ['/', '/welcome/3']) {
        const { text } = await malik.get(path);
        assert.ok(text.indexOf('Jardin partagé') > 0, path);
        assert.ok(text.indexOf('Vélo Valombre') > text.indexOf('Jardin partagé'), path);
        assert.not.match(text, 'Cercle', path);
      }
      const velo = (await host.account('velo')).id;
      const referer = `${host.origin}/welcome/3`;
      const joined = await malik.post(`/communities/${velo}/join`, {}, { referer });
      assert.is(joined.location, `/welcome/3#join-${velo}`, 'one goes on from where one was');
      assert.not.match((await malik.get('/')).text.split('id="suggested"')[1] ?? '', 'Vélo Valombre');
    },
    [],
  ));

test.run();
