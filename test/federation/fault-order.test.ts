import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { followBetween } from '../../src/accounts/follow.ts';
import { postById, postByUri } from '../../src/posts/post.ts';
import { hostileScene, type Scene } from '../support/hostile-scene.ts';
import type { Json } from '../support/remote-actor.ts';

/** Every order of a list. */
const orders = <T>(list: T[]): T[][] =>
  list.length < 2 ? [list] : list.flatMap((first, at) => orders(list.toSpliced(at, 1)).map((rest) => [first, ...rest]));

async function tell({ home, alice, fediverse }: Scene, activities: Json[]) {
  for (const activity of activities) {
    assert.is(await alice.post(home.origin, activity), 202);
    await fediverse.settled();
  }
}

test('F17 a Delete that comes before its Create leaves nothing behind', () =>
  hostileScene(async (scene) => {
    const { home, alice } = scene;
    const note = alice.note('trop tard');
    await tell(scene, [
      alice.activity('Delete', note.id),
      alice.activity('Create', note),
      alice.activity('Update', note),
    ]);
    assert.is(await postByUri(home.instance, String(note.id)), null);
  }));

test('F18 Create and two Updates in any order end as the newest', () =>
  hostileScene(async (scene) => {
    const { home, alice } = scene;
    const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    for (const order of orders([0, 1, 2])) {
      const note = alice.note('un', { published: at(30) });
      const activities = [
        alice.activity('Create', note),
        alice.activity('Update', { ...note, content: '<p>deux</p>', updated: at(20) }),
        alice.activity('Update', { ...note, content: '<p>trois</p>', updated: at(10) }),
      ];
      await tell(
        scene,
        order.map((place) => activities[place]!),
      );
      assert.is((await postByUri(home.instance, String(note.id)))!.html, '<p>trois</p>', order.join());
    }
  }));

test('F18 Follow, Undo, Like, Undo: all 24 orders end with neither', () =>
  hostileScene(async (scene) => {
    const { home, alice } = scene;
    const malik = await home.account('malik');
    const id = await home.write('malik', 'bonjour');
    const uri = `${home.origin}/ap/posts/${id}`;
    const { accountId } = (await home.instance.discover.address(alice.uri)) as { accountId: string };
    for (const order of orders([0, 1, 2, 3])) {
      const [follow, like] = [alice.activity('Follow', malik.uri), alice.activity('Like', uri)];
      const activities = [follow, alice.activity('Undo', follow), like, alice.activity('Undo', like)];
      await tell(
        scene,
        order.map((place) => activities[place]!),
      );
      assert.is(await followBetween(home.instance, accountId, malik.id), null, order.join());
      assert.is((await postById(home.instance, id))!.likes, 0, order.join());
    }
    // The same id again, as Misskey does, is a new wish.
    const again = alice.activity('Follow', malik.uri);
    await tell(scene, [again, alice.activity('Undo', again), again]);
    assert.ok((await followBetween(home.instance, accountId, malik.id))!.accepted);
  }));

test.run();
