import { existsSync, readdirSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { describeMedia, draftMedia, mediaOf } from '../../src/media/media.ts';
import { sweepMedia } from '../../src/media/sweep.ts';
import { media } from '../../src/media/tables.ts';
import { filesOf } from '../../src/media/variants.ts';
import { newFileName } from '../../src/platform/files.ts';
import type { Refusal } from '../../src/platform/refusal.ts';
import { removePost } from '../../src/posts/delete-post.ts';
import { pixelBomb } from '../support/pictures.ts';
import { withServedMedia } from './served.ts';

const statusOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 200,
    (error) => (error as Refusal).status,
  );

async function kept(instance: { files: { list(): AsyncGenerator<{ name: string }> } }) {
  const names: string[] = [];
  for await (const { name } of instance.files.list()) names.push(name);
  return names.sort();
}

test('a picture becomes two WebP files and is shown with its post, in the order of the author', () =>
  withServedMedia(async ({ instance, account, upload, publish }) => {
    const ines = await account('ines');
    const [first, second] = [await upload(ines), await upload(ines)];
    assert.equal(await kept(instance), [...filesOf(first!), ...filesOf(second!)].sort());
    await describeMedia(instance, ines.id, first!.id, 'Le marché du mardi');
    assert.equal(
      (await draftMedia(instance, ines.id, [second!.id, first!.id, '1'])).map(({ id }) => id),
      [second!.id, first!.id],
    );

    const post = await publish(ines, 'public', [second!.id, first!.id]);
    const views = (await mediaOf(instance, [post])).get(post)!;
    assert.equal(
      views.map(({ id }) => id),
      [second!.id, first!.id],
    );
    const { blurhash, ...shown } = views[1]!;
    assert.match(blurhash ?? '', /^[\w#$%*+,\-.:;=?@[\]^{|}~]{6,}$/);
    assert.equal(shown, {
      id: first!.id,
      kind: 'image',
      thumbnail: `/media/${first!.file}/thumbnail`,
      full: `/media/${first!.file}/full`,
      width: 800,
      height: 600,
      bytes: first!.bytes,
      description: 'Le marché du mardi',
    });
    assert.equal(await draftMedia(instance, ines.id, [first!.id]), []);
  }));

test('S54 a picture of somebody else is neither described, nor drawn in a draft, nor published; nor twice', () =>
  withServedMedia(async ({ instance, account, upload, publish }) => {
    const [ines, malik] = [await account('ines'), await account('malik')];
    const hers = await upload(ines);
    assert.is(await statusOf(describeMedia(instance, malik.id, hers.id, 'x')), 404);
    assert.equal(await draftMedia(instance, malik.id, [hers.id]), []);
    assert.is(await statusOf(publish(malik, 'public', [hers.id])), 422);
    assert.is(await statusOf(publish(ines, 'public', [hers.id, hers.id])), 422);
    assert.is(await statusOf(publish(ines, 'public', [hers.id])), 200);
    assert.is(await statusOf(publish(ines, 'public', [hers.id])), 422);
  }));

test('S94 a refused picture leaves no row and no file', () =>
  withServedMedia(async ({ instance, account, upload }) => {
    const ines = await account('ines');
    assert.is(await statusOf(upload(ines, pixelBomb(20_000, 20_000))), 422);
    assert.is(await statusOf(upload(ines, Buffer.alloc(17 * 1024 * 1024))), 413);
    assert.equal(await instance.db.select().from(media), []);
    assert.equal(await kept(instance), []);
    assert.equal(readdirSync(`${instance.config.dataDir}/temporary`), []);
  }));

test('the sweep removes drafts of a day ago, what is gone, and files without a row; nothing else', () => {
  let now = Date.now();
  return withServedMedia(
    async ({ instance, account, upload, publish }) => {
      const ines = await account('ines');
      const [draft, shown, removed] = [await upload(ines), await upload(ines), await upload(ines)];
      await publish(ines, 'public', [shown.id]);
      const post = await publish(ines, 'public', [removed.id]);
      const orphan = `${newFileName()}-full.webp`;
      const temporary = instance.files.temporary();
      await import('node:fs').then(({ writeFileSync }) => writeFileSync(temporary, 'x'));
      await instance.files.keep(temporary, orphan);

      await removePost(instance, ines.id, post);
      await sweepMedia(instance);
      assert.is((await kept(instance)).length, 7);

      now += 25 * 3_600_000;
      await sweepMedia(instance);
      const left = await kept(instance);
      for (const file of filesOf(shown)) assert.ok(left.includes(file));
      for (const file of [...filesOf(draft), orphan]) assert.not.ok(left.includes(file));
      assert.ok(existsSync((await instance.files.find(filesOf(shown)[0]!))!.path));
      assert.equal(
        (await instance.db.select().from(media)).map((row) => row.id).filter((id) => id === draft.id),
        [],
      );
    },
    { clock: () => now },
  );
});

test.run();
