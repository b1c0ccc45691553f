import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { saveRemoteAccount } from '../../src/accounts/remote-account.ts';
import { mediaOf } from '../../src/media/media.ts';
import { usedBy } from '../../src/media/quota.ts';
import { sweepMedia } from '../../src/media/sweep.ts';
import { receivePost } from '../../src/posts/receive-post.ts';
import { type HostileOrigin, hostileOrigin } from '../support/hostile-peer.ts';
import { peerAccount, type ServedMedia, withServedMedia } from './served.ts';

/** The first bytes of an MP4, then so many more: nobody decodes it here. */
const mp4 = (bytes: number) =>
  Buffer.concat([Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp42', 'latin1'), Buffer.alloc(bytes)]);

interface Peer extends ServedMedia {
  peer: HostileOrigin;
  accountId: string;
  /** A post of the peer's with these films; the views of its media. */
  receive(
    urls: string[],
  ): Promise<{ full: string; state: () => Promise<string>; fault: () => Promise<string | null> }[]>;
}

async function withPeer(work: (world: Peer) => Promise<void>, clock = Date.now) {
  const peer = await hostileOrigin('peer');
  let notes = 0;
  try {
    await withServedMedia(
      async (world) => {
        const { instance } = world;
        const accountId = await saveRemoteAccount(instance, peerAccount(peer));
        await work({
          ...world,
          peer,
          accountId,
          async receive(urls) {
            const said = { kind: 'video' as const, duration: 2000, description: '', width: 640, height: 360 };
            const id = await receivePost(instance, {
              ...{ uri: `${peer.origin}/notes/${++notes}`, url: null, accountId, inReplyToUri: null, title: null },
              ...{ summary: '', quote: null, quotePolicy: null, notice: '', html: '<p>x</p>', language: null },
              ...{
                audience: 'public',
                sensitive: false,
                createdAt: clock(),
                updatedAt: null,
                mentions: [],
                groupIds: [],
              },
              ...{ hashtags: [], media: urls.map((url) => ({ ...said, url })), poll: null },
            });
            const views = async () => (await mediaOf(instance, [id!])).get(id!)!;
            return (await views()).map(({ full }, place) => ({
              full,
              state: async () => (await views())[place]!.film!.state,
              fault: async () => (await views())[place]!.film!.fault,
            }));
          },
        });
      },
      { clock },
    );
  } finally {
    await peer.close();
  }
}

test('S30 a film of another server is fetched with the first look, once, kept as it is, served by parts, and forgotten', () => {
  let now = Date.now();
  return withPeer(
    async ({ instance, peer, accountId, get, receive }) => {
      peer.answer('/v.mp4', { headers: { 'content-type': 'text/html' }, body: mp4(3_000_000) });
      const [film] = await receive([`${peer.origin}/v.mp4`]);
      assert.is(peer.requests.length, 0);
      const range = { headers: { range: 'bytes=100-199' } };
      const parts = await Promise.all([1, 2, 3].map(() => get(film!.full, null, range)));
      for (const part of parts) {
        assert.equal([part.status, part.headers.get('content-type')], [206, 'video/mp4']);
        assert.is(part.headers.get('x-content-type-options'), 'nosniff');
        assert.is((await part.arrayBuffer()).byteLength, 100);
      }
      assert.is(peer.heard('/v.mp4').length, 1);
      assert.is(await usedBy(instance, accountId), 0, 'no room of a member');
      now += 8 * 86_400_000;
      await sweepMedia(instance);
      assert.is(await film!.state(), 'remote');
      for await (const { name } of instance.files.list()) assert.unreachable(name);
      assert.is((await get(film!.full)).status, 200);
      assert.is(peer.heard('/v.mp4').length, 2);
    },
    () => now,
  );
});

test('S32 S92 what is too large, no film, a playlist or gone is not kept, and said to be watched there', () =>
  withPeer(async ({ instance, peer, get, receive }) => {
    peer.answer('/large.mp4', { headers: { 'content-length': '200000000' }, body: mp4(9) });
    peer.answer('/endless.mp4', async (_request, response) => {
      response.on('error', () => {});
      response.writeHead(200, { 'content-type': 'video/mp4' });
      const chunk = mp4(4_000_000);
      for (let sent = 0; sent < 120e6 && !response.destroyed; sent += chunk.length)
        if (!response.write(chunk)) await new Promise((on) => response.once('drain', on).once('close', on));
      response.end();
    });
    peer.answer('/page.mp4', { headers: { 'content-type': 'video/mp4' }, body: '<script>alert(1)</script>' });
    peer.answer('/list.mp4', { body: '#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/\n' });
    const films = await receive(
      ['/large.mp4', '/endless.mp4', '/page.mp4', '/list.mp4', '/gone.mp4'].map((path) => peer.origin + path),
    );
    const before = process.memoryUsage().rss;
    for (const { full, state } of films) {
      assert.is((await get(full)).status, 404, full);
      assert.is(await state(), 'failed');
    }
    assert.equal(await Promise.all(films.map(({ fault }) => fault())), [
      'media.copyTooLarge',
      'media.copyTooLarge',
      'media.filmType',
      'media.filmType',
      null,
    ]);
    assert.ok(process.memoryUsage().rss - before < 100e6, 'nothing was gathered in memory');
    for await (const { name } of instance.files.list()) assert.unreachable(name);
  }));

test.run();
