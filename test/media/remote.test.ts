import sharp from 'sharp';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accountById } from '../../src/accounts/account.ts';
import { saveRemoteAccount } from '../../src/accounts/remote-account.ts';
import { mediaOf, mediaRows } from '../../src/media/media.ts';
import { sweepMedia } from '../../src/media/sweep.ts';
import { type RemotePost, receivePost } from '../../src/posts/receive-post.ts';
import { type HostileOrigin, hostileOrigin } from '../support/hostile-peer.ts';
import { picture, pixelBomb } from '../support/pictures.ts';
import { peerAccount, type ServedMedia, withServedMedia } from './served.ts';

/** A world, another server, and an account of it with an avatar. */
async function withPeer(
  work: (world: ServedMedia, peer: HostileOrigin, accountId: string) => Promise<void>,
  clock = Date.now,
) {
  const peer = await hostileOrigin('peer');
  try {
    await withServedMedia(
      async (world) => {
        const accountId = await saveRemoteAccount(world.instance, peerAccount(peer));
        await work(world, peer, accountId);
      },
      { clock },
    );
  } finally {
    await peer.close();
  }
}

let posts = 0;
const remotePost = (
  peer: HostileOrigin,
  accountId: string,
  urls: string[],
  more: Partial<RemotePost> = {},
): RemotePost => ({
  uri: `${peer.origin}/notes/${++posts}`,
  url: null,
  accountId,
  groupIds: [],
  inReplyToUri: null,
  title: null,
  summary: '',
  quote: null,
  quotePolicy: null,
  notice: '',
  html: '<p>x</p>',
  language: null,
  audience: 'public',
  sensitive: false,
  createdAt: Date.now(),
  updatedAt: null,
  mentions: [],
  hashtags: [],
  media: urls.map((url) => ({ url, description: 'd', width: 0, height: 0 })),
  poll: null,
  ...more,
});

const viewsOf = async ({ instance }: ServedMedia, post: string) => (await mediaOf(instance, [post])).get(post) ?? [];

test('S30 a remote picture is fetched when somebody looks, once, made anew, and kept', () =>
  withPeer(async (world, peer, accountId) => {
    peer.answer('/a.jpg', { headers: { 'content-type': 'image/jpeg' }, body: await picture('jpeg', 3000, 2000) });
    const post = (await receivePost(world.instance, remotePost(peer, accountId, [`${peer.origin}/a.jpg`])))!;
    const [before] = await viewsOf(world, post);
    assert.is(before!.bytes, null);
    assert.is(peer.requests.length, 0);

    const answers = await Promise.all([1, 2, 3].map(() => world.get(before!.full)));
    assert.equal(
      answers.map(({ status }) => status),
      [200, 200, 200],
    );
    assert.is(peer.heard('/a.jpg').length, 1);
    assert.is((await sharp(Buffer.from(await answers[0]!.arrayBuffer())).metadata()).format, 'webp');
    const [after] = await viewsOf(world, post);
    assert.equal([after!.width, after!.height], [2560, 1707]);
    assert.is((await world.get(after!.thumbnail!)).status, 200);
    assert.is(peer.heard('/a.jpg').length, 1);
  }));

test('S30 S61 who may not read the post makes us fetch nothing', () =>
  withPeer(async (world, peer, accountId) => {
    const note = remotePost(peer, accountId, [`${peer.origin}/a.jpg`], { audience: 'followers' });
    const [view] = await viewsOf(world, (await receivePost(world.instance, note))!);
    assert.is((await world.get(view!.full)).status, 404);
    assert.is((await world.get(view!.full, await world.account('ines'))).status, 404);
    assert.is((await world.get('/media/?url=http://127.0.0.1/')).status, 404);
    assert.is(peer.requests.length, 0);
  }));

test('S92 S94 what is no picture, too large, refused or broken is a 404, asked for again after an hour', () => {
  let now = Date.now();
  return withPeer(
    async (world, peer, accountId) => {
      peer.answer('/bomb.png', { body: pixelBomb(20_000, 20_000) });
      peer.answer('/page.png', { headers: { 'content-type': 'image/png' }, body: '<script>alert(1)</script>' });
      peer.answer('/large.png', { body: Buffer.alloc(17 * 1024 * 1024) });
      peer.answer('/gone.png', { status: 410 });
      const paths = ['/bomb.png', '/page.png', '/large.png', '/gone.png'];
      const post = (await receivePost(
        world.instance,
        remotePost(
          peer,
          accountId,
          paths.map((path) => peer.origin + path),
        ),
      ))!;
      for (const { full } of await viewsOf(world, post))
        for (let i = 0; i < 2; i++) assert.is((await world.get(full)).status, 404);
      assert.equal(
        paths.map((path) => peer.heard(path).length),
        [1, 1, 1, 1],
      );
      peer.answer('/gone.png', { body: await picture('png', 60, 60) });
      now += 2 * 3_600_000;
      assert.is((await world.get((await viewsOf(world, post))[3]!.full)).status, 200);
    },
    () => now,
  );
});

test('S35 at most 16 pictures of a post, with web addresses and measures that can be', () =>
  withPeer(async (world, peer, accountId) => {
    const wrong = ['javascript:alert(1)', 'file:///etc/passwd', '//x/y', `${peer.origin}/${'a'.repeat(3000)}`, ''];
    const many = Array.from({ length: 50 }, (_, i) => `${peer.origin}/${i}.png`);
    const note = remotePost(peer, accountId, [...wrong, ...many]);
    note.media[7] = { ...note.media[7]!, width: -1, height: 1e12, description: `\0${'é'.repeat(5000)}` };
    const views = await viewsOf(world, (await receivePost(world.instance, note))!);
    assert.is(views.length, 16);
    assert.ok(views.every(({ width, height }) => width === 640 && height === 360));
    assert.is([...views[2]!.description].length, 1500);
  }));

test('an edit keeps the pictures that stay and forgets the others', () =>
  withPeer(async (world, peer, accountId) => {
    const { instance } = world;
    const [a, b, c] = ['/a.png', '/b.png', '/c.png'].map((path) => peer.origin + path);
    const post = (await receivePost(instance, remotePost(peer, accountId, [a!, b!])))!;
    const before = await mediaRows(instance, post);
    const { write } = await import('../../src/platform/write.ts');
    const { saveRemoteMedia } = await import('../../src/media/remote-media.ts');
    const said = (url: string) => ({ url, description: 'new', width: 10, height: 10 });
    await write(instance, (tx) => saveRemoteMedia(instance, tx, accountId, post, [said(c!), said(b!)]));
    const after = await mediaRows(instance, post);
    assert.equal(
      after.map((row) => row.remoteUrl),
      [c, b],
    );
    assert.is(after[1]!.id, before[1]!.id);
    assert.is(after[1]!.description, 'new');
  }));

test('the picture of a remote profile is copied with the first look, and forgotten after a week without one', () => {
  let now = Date.now();
  return withPeer(
    async (world, peer, accountId) => {
      const { instance } = world;
      peer.answer('/avatar.png', { body: await picture('png', 500, 500) });
      assert.is((await world.get(`/media/accounts/${accountId}/avatar`)).status, 200);
      assert.is((await world.get(`/media/accounts/${accountId}/banner`)).status, 404);
      const { avatarId } = (await accountById(instance, accountId))!;
      assert.is((await world.get(`/media/${avatarId}/avatar66`)).status, 200);

      const kept = async () => {
        const names = [];
        for await (const { name } of instance.files.list()) names.push(name);
        return names.length;
      };
      now += 6 * 86_400_000;
      await world.get(`/media/${avatarId}/avatar`);
      now += 6 * 86_400_000;
      await sweepMedia(instance);
      assert.is(await kept(), 3);
      now += 2 * 86_400_000;
      await sweepMedia(instance);
      assert.is(await kept(), 0);
      assert.is((await accountById(instance, accountId))!.avatarId, null);
      assert.is((await world.get(`/media/accounts/${accountId}/avatar`)).status, 200);
    },
    () => now,
  );
});

test.run();
