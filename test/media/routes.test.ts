import sharp from 'sharp';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { block } from '../../src/accounts/block.ts';
import { follow, unfollow } from '../../src/accounts/follow.ts';
import { mediaPath, receiveImage } from '../../src/media/media.ts';
import { sharedMediaUrl } from '../../src/media/shared-link.ts';
import { removePost } from '../../src/posts/delete-post.ts';
import { audiences } from '../../src/posts/view.ts';
import { picture } from '../support/pictures.ts';
import { withServedMedia } from './served.ts';

test('S08 S91 a picture goes out as a picture and nothing else, whatever is asked', () =>
  withServedMedia(async ({ account, get, upload, publish }) => {
    const ines = await account('ines');
    const row = await upload(ines);
    await publish(ines, 'public', [row.id]);
    for (const accept of ['*/*', 'application/activity+json', 'text/html']) {
      const response = await get(mediaPath(row, 'full'), null, { headers: { accept } });
      assert.is(response.status, 200);
      const header = (name: string) => response.headers.get(name);
      assert.is(header('content-type'), 'image/webp');
      assert.is(header('x-content-type-options'), 'nosniff');
      assert.is(header('content-security-policy'), "default-src 'none'; sandbox");
      assert.match(header('content-disposition')!, /^inline; filename="\d+\.webp"$/);
      assert.match(header('cache-control')!, /^public, max-age=86400$/);
      assert.is((await sharp(Buffer.from(await response.arrayBuffer())).metadata()).width, 800);
    }
    assert.is(
      (await sharp(Buffer.from(await (await get(mediaPath(row, 'thumbnail'))).arrayBuffer())).metadata()).width,
      640,
    );
  }));

test('S91 S92 nothing but a picture is taken in', () =>
  withServedMedia(async ({ instance, account, upload }) => {
    const ines = await account('ines');
    const actor = '{"@context":"https://www.w3.org/ns/activitystreams","type":"Person"}';
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    for (const text of [
      actor,
      svg,
      '<html><script>alert(1)</script>',
      '<?xml version="1.0"?><x/>',
      '%PDF-1.7',
      'MIME-Version: 1.0',
    ]) {
      const status = await upload(ines, Buffer.from(text)).then(
        () => 200,
        ({ status }) => status,
      );
      assert.is(status, 422, text);
    }
    for await (const { name } of instance.files.list()) assert.unreachable(name);
  }));

test('S61 a picture opens for exactly those who may read its post, also by HEAD and by Range', () =>
  withServedMedia(async ({ instance, account, get, upload, publish }) => {
    const [ines, malik, third] = [await account('ines'), await account('malik'), await account('solene')];
    await follow(instance, malik.id, ines.id);
    const opensFor: Record<string, string[]> = {
      public: ['nobody', 'ines', 'malik', 'solene'],
      unlisted: ['nobody', 'ines', 'malik', 'solene'],
      followers: ['ines', 'malik'],
      organisation: ['ines', 'malik', 'solene'],
      direct: ['ines', 'solene'],
      draft: ['ines'],
    };
    for (const audience of [...audiences.filter((one) => one in opensFor), 'draft'] as const) {
      const row = await upload(ines);
      if (audience !== 'draft')
        await publish(ines, audience, [row.id], audience === 'direct' ? '@solene' : 'Une image');
      for (const [name, reader] of Object.entries({ nobody: null, ines, malik, [third.name]: third })) {
        const open = opensFor[audience]!.includes(name);
        const cell = `${audience} for ${name}`;
        for (const init of [{}, { method: 'HEAD' }, { headers: { range: 'bytes=0-9' } }]) {
          const response = await get(mediaPath(row, 'full'), reader, init);
          assert.is(response.ok, open, cell);
          if (!open) assert.is(response.status, 404, cell);
          else if (!opensFor[audience]!.includes('nobody')) {
            assert.is(response.headers.get('cache-control'), 'private, max-age=60', cell);
            assert.is(response.headers.get('vary'), 'Cookie', cell);
          }
        }
        // Only the random name opens it.
        assert.is((await get(`/media/${row.id}/full`, reader)).status, 404, cell);
      }
    }
  }));

test('S61 a right taken away closes the picture at once: unfollowed, blocked, removed', () =>
  withServedMedia(async ({ instance, account, get, upload, publish }) => {
    const [ines, malik, third] = [await account('ines'), await account('malik'), await account('solene')];
    for (const one of [malik, third]) await follow(instance, one.id, ines.id);
    const row = await upload(ines);
    const post = await publish(ines, 'followers', [row.id]);
    const shared = new URL(sharedMediaUrl(instance, row));
    const opens = async (who: typeof ines | null, path = mediaPath(row, 'full')) =>
      (await get(path, who)).status === 200;

    assert.equal([await opens(malik), await opens(third)], [true, true]);
    await unfollow(instance, malik.id, ines.id);
    await block(instance, ines.id, third.id);
    assert.equal([await opens(malik), await opens(third), await opens(ines)], [false, false, true]);
    assert.is(await opens(null, shared.pathname + shared.search), true);
    await removePost(instance, ines.id, post);
    assert.equal([await opens(malik), await opens(third), await opens(ines)], [false, false, false]);
    assert.is(await opens(null, shared.pathname + shared.search), false);
  }));

test('S61 a link for other servers opens one picture, unchanged, for eight days', () => {
  let now = Date.now();
  return withServedMedia(
    async ({ instance, account, get, upload, publish }) => {
      const ines = await account('ines');
      const [row, other] = [await upload(ines), await upload(ines)];
      await publish(ines, 'followers', [row.id, other.id]);
      const { pathname, searchParams } = new URL(sharedMediaUrl(instance, row));
      const until = searchParams.get('until')!;
      const key = searchParams.get('key')!;
      const status = async (path: string, query: Record<string, string>) =>
        (await get(`${path}?${new URLSearchParams(query)}`)).status;

      assert.is(await status(pathname, { until, key }), 200);
      assert.is(await status(mediaPath(other, 'full'), { until, key }), 404);
      assert.is(await status(pathname, { until: String(Number(until) + 1), key }), 404);
      assert.is(await status(pathname, { until, key: `${key.slice(0, -2)}AA` }), 404);
      assert.is(await status(pathname, { until, key: '' }), 404);
      assert.is((await get(`${pathname}?until=${until}&key=${key}&key=${key}`)).status, 404);
      now += 9 * 86_400_000;
      assert.is(await status(pathname, { until, key }), 404);
    },
    { clock: () => now },
  );
});

test('S90 no address leads out of the store', () =>
  withServedMedia(async ({ get }) => {
    for (const path of [
      '/media/..%2f..%2fsecret.key/full',
      '/media/%2e%2e/full',
      `/media/${'0'.repeat(32)}/..%2f..%2f..%2fsecret.key`,
      `/media/${'0'.repeat(32)}%00/full`,
      '/media/1/avatar',
      '/media/accounts/1/avatar',
      '/media/accounts/x/avatar',
      '/media/accounts/1/full',
    ])
      assert.is((await get(path)).status, 404, path);
  }));

test('a picture of a profile has three sizes, found by its id, for everybody and for good', () =>
  withServedMedia(async ({ instance, account, get }) => {
    const ines = await account('ines');
    const path = instance.files.temporary();
    const fs = await import('node:fs');
    fs.writeFileSync(path, await picture('png', 900, 500));
    const avatar = await receiveImage(instance, ines.id, { path, role: 'avatar' });
    const banner = await receiveImage(instance, ines.id, { path, role: 'banner' });
    const size = async (at: string) => {
      const response = await get(at);
      assert.match(response.headers.get('cache-control')!, /immutable/);
      const { width, height } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
      return [width, height];
    };
    assert.equal(await size(`/media/${avatar.id}/avatar`), [132, 132]);
    assert.equal(await size(`/media/${avatar.id}/avatar66`), [66, 66]);
    assert.equal(await size(`/media/${avatar.id}/avatar400`), [400, 400]);
    assert.equal(await size(`/media/${banner.id}/banner`), [1500, 500]);
    assert.is((await get(`/media/${avatar.id}/banner`)).status, 404);
    assert.is((await get(`/media/${avatar.id}/full`)).status, 404);
  }));

test.run();
