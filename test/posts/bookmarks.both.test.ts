import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { block } from '../../src/accounts/block.ts';
import { bookmark, bookmarkedPosts, unbookmark } from '../../src/posts/bookmark.ts';
import { pin } from '../../src/posts/pin.ts';
import { bookmarks } from '../../src/posts/tables.ts';
import { eraseNow } from '../support/erase.ts';
import { startFediverse } from '../support/fediverse.ts';
import { member, stranger } from '../support/visitor.ts';

test('what is kept is listed last first, in pages, and only while it may be read', async () => {
  const fediverse = await startFediverse(['valombre']);
  const { instance, account, write } = fediverse.homes.valombre;
  const [malik, nour] = [await account('malik'), await account('nour')];
  const viewer = { accountId: malik.id, local: true };
  const ids: string[] = [];
  for (let n = 0; n < 4; n++) ids.push(await write('nour', `note ${n}`));
  for (const id of [ids[2]!, ids[0]!, ids[1]!, ids[3]!, ids[3]!]) await bookmark(instance, viewer, id);
  const first = await bookmarkedPosts(instance, viewer, undefined, 3);
  const second = await bookmarkedPosts(instance, viewer, Number(first.older), 3);
  assert.equal(
    [...first.posts, ...second.posts].map((post) => post.id),
    [ids[3], ids[1], ids[0], ids[2]],
  );
  assert.is(second.older, null);
  assert.ok(first.posts.every((post) => post.viewer.bookmarked));

  await unbookmark(instance, malik.id, ids[1]!);
  await eraseNow(instance, ids[0]!);
  const left = await bookmarkedPosts(instance, viewer);
  assert.equal(
    left.posts.map((post) => post.id),
    [ids[3], ids[2]],
  );
  assert.is((await instance.db.select().from(bookmarks)).length, 2, 'nothing stays of an erased post');
  await block(instance, nour.id, malik.id);
  assert.equal((await bookmarkedPosts(instance, viewer)).posts, []);
  await fediverse.stop();
});

test('the menu keeps and lets go without scripts, and offers to undo', async () => {
  const fediverse = await startFediverse(['valombre']);
  const home = fediverse.homes.valombre;
  const id = await home.write('nour', 'La note à garder');
  const malik = await member(home, 'malik');
  assert.match((await malik.get(`/@nour/${id}`)).text, new RegExp(`formaction="/posts/${id}/bookmark"`));
  assert.is((await malik.post(`/posts/${id}/bookmark`)).status, 303);
  const page = (await malik.get('/bookmarks')).text;
  assert.match(page, /La note à garder/);
  assert.match(page, /class="toast"/);
  assert.match(page, new RegExp(`formaction="/posts/${id}/bookmark/delete"`));
  await malik.post(`/posts/${id}/bookmark/delete`);
  assert.not.match((await malik.get('/bookmarks')).text, /La note à garder/);
  await malik.post(`/posts/${id}/bookmark`);
  assert.not.match((await (await member(home, 'solene')).get('/bookmarks')).text, /La note à garder/);
  assert.is((await stranger(home).get('/bookmarks')).status, 303);
  await fediverse.stop();
});

test('one’s own public posts are pinned, five at most, and stand once, first, on the profile', async () => {
  const fediverse = await startFediverse(['valombre']);
  const home = fediverse.homes.valombre;
  const ids: string[] = [];
  for (let n = 0; n < 6; n++) ids.push(await home.write('nour', `note ${n}`));
  const inside = await home.write('nour', 'entre nous', { audience: 'organisation' });
  const nour = await member(home, 'nour');
  assert.is((await nour.post(`/posts/${ids[1]}/pin`)).status, 303);
  const profile = (await stranger(home).get('/@nour')).text;
  assert.match(profile, /Épinglée[\s\S]*note 1[\s\S]*note 5/);
  assert.is(profile.match(/note 1</g)?.length, 1);
  assert.not.match(profile, /Épinglée[\s\S]*Épinglée/);
  assert.is((await nour.post(`/posts/${inside}/pin`)).status, 404);
  assert.is((await (await member(home, 'malik')).post(`/posts/${ids[2]}/pin`)).status, 404, 'S54');
  for (const id of [ids[0]!, ids[2]!, ids[3]!, ids[4]!]) await pin(home.instance, (await home.account('nour')).id, id);
  const refused = await nour.post(`/posts/${ids[5]}/pin`);
  assert.is(refused.status, 422);
  assert.match(refused.text, /Pas plus de 5/);
  await nour.post(`/posts/${ids[1]}/pin/delete`);
  assert.is((await nour.post(`/posts/${ids[5]}/pin`)).status, 303);
  await fediverse.stop();
});

test.run();
