// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accountById } from '../../src/accounts/account.ts';
import { eq } from '../../src/platform/columns.ts';
import { removePost } from '../../src/posts/delete-post.ts';
import { editPost } from '../../src/posts/edit-post.ts';
import { postByUri, visiblePost } from '../../src/posts/post.ts';
import { posts } from '../../src/posts/tables.ts';
import { homeTimeline } from '../../src/posts/timelines.ts';
import { get } from '../support/document.ts';
import type { Home } from '../support/fediverse.ts';
import { refusalOf } from '../support/refusal.ts';
import { withGarden } from './garden.ts';

const at = async (home: Home, uri: string) => {
  const post = await postByUri(home.instance, uri);
  return post && !post.deletedAt ? post : null;
};
const uriOf = async (home: Home, id: string) =>
  (await home.instance.db.select().from(posts).where(eq(posts.id, id)))[0]!.uri;
const homeOf = async (home: Home, name: string) => {
  const viewer = { accountId: (await home.account(name)).id, local: true };
  return (await homeTimeline(home.instance, viewer)).posts;
};

test('a thread of a member elsewhere reaches the community and, by the group, members everywhere', () =>
  withGarden({}, async ({ host, farm, shop, ids, settled }) => {
    const id = await farm.write('gerard', 'Samedi on plante la haie.', { communityId: ids.farm, title: 'La haie' });
    await settled();
    const uri = await uriOf(farm, id);
    const here = (await at(host, uri))!;
    assert.is(here.communityId, ids.host);
    assert.is(here.title, 'La haie');
    assert.match(here.html, /^<p>Samedi/);
    const there = (await at(shop, uri))!;
    assert.is(there.communityId, ids.shop);
    assert.is(there.audience, 'public');
    const [line] = await homeOf(shop, 'jeanne');
    assert.is(line?.id, there.id);
    assert.is(line?.community?.displayName, 'Jardin partagé');
    assert.ok((await homeOf(host, 'ines')).some((post) => post.id === here.id));

    const replyId = await shop.write('jeanne', 'Je viens.', { inReplyToId: there.id, audience: 'public' });
    await settled();
    const reply = await uriOf(shop, replyId);
    assert.is((await at(host, reply))?.communityId, ids.host);
    assert.is((await at(farm, reply))?.communityId, ids.farm);
    assert.not(
      (await homeOf(farm, 'gerard')).some((post) => post.id === replyId),
      'answers do not flood homes',
    );

    await editPost(farm.instance, (await farm.account('gerard')).id, id, {
      text: 'Dimanche on plante la haie.',
      title: 'La haie',
      notice: '',
      language: 'fr',
    });
    await settled();
    assert.match((await at(shop, uri))!.html, /Dimanche/);
    await removePost(farm.instance, (await farm.account('gerard')).id, id);
    await settled();
  }));

test('S70 a community for its members alone: proved copies reach the members, nobody else', () =>
  withGarden({ reach: 'members', admission: 'request' }, async ({ host, farm, shop, ids, settled }) => {
    const id = await farm.write('gerard', 'Le code du cabanon est 4127.', { communityId: ids.farm });
    await settled();
    const uri = await uriOf(farm, id);
    const here = (await at(host, uri))!;
    assert.is(here.audience, 'community');
    assert.is((await at(shop, uri))?.audience, 'community');
    const jeanne = { accountId: (await shop.account('jeanne')).id, local: true };
    assert.ok(await visiblePost(shop.instance, jeanne, (await at(shop, uri))!.id));
    const other = { accountId: (await host.account('malik')).id, local: true };
    assert.is(await refusalOf(visiblePost(host.instance, other, here.id)), 'error.notFound');
    assert.is((await get(farm, `/ap/posts/${id}`)).status, 404);
    // A change is proved too: the origin would not show it to the third server.
    await editPost(farm.instance, (await farm.account('gerard')).id, id, {
      text: 'Le code du cabanon est 5238.',
      notice: '',
      language: 'fr',
    });
    await settled();
    assert.match((await at(shop, uri))!.html, /5238/);
  }));

test('S70 the third server, without a member, gets nothing and may not look', () =>
  withGarden(
    { reach: 'members', admission: 'request' },
    async ({ host, farm, shop, ids, settled }) => {
      const id = await farm.write('gerard', 'Le code du cabanon est 4127.', { communityId: ids.farm });
      await settled();
      assert.is(await at(shop, await uriOf(farm, id)), null);
      assert.ok(await at(host, await uriOf(farm, id)));
      assert.ok(await accountById(shop.instance, ids.shop));
    },
    ['farm'],
  ));

test('who is not a member opens no thread; an answer from elsewhere is kept where everybody may come in', () =>
  withGarden(
    {},
    async ({ host, farm, shop, ids, settled }) => {
      const asked = shop.write('jeanne', 'Sans être membre', { communityId: ids.shop });
      assert.is(await refusalOf(asked), 'community.membersOnly');
      const id = await farm.write('gerard', 'Qui vient ?', { communityId: ids.farm });
      await settled();
      const uri = await uriOf(farm, id);
      const known = await shop.instance.discover.address(uri);
      assert.ok(known);
      const replyId = await shop.write('jeanne', 'Moi.', {
        inReplyToId: (await at(shop, uri))!.id,
        audience: 'public',
      });
      await settled();
      assert.is((await at(host, await uriOf(shop, replyId)))?.communityId ?? null, null);
    },
    ['farm'],
  ));

test.run();
