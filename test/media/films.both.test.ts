import { randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { addCaptions } from '../../src/media/captions.ts';
import { prepareFilm } from '../../src/media/film.ts';
import { draftMedia, dropMedia, forgetMedia, mediaById, mediaOf, mediaPath } from '../../src/media/media.ts';
import { changeMediaLimits, usedBy } from '../../src/media/quota.ts';
import { sweepMedia } from '../../src/media/sweep.ts';
import { media } from '../../src/media/tables.ts';
import { captionsFile, sourceFile } from '../../src/media/variants.ts';
import type { Refusal } from '../../src/platform/refusal.ts';
import { jobs } from '../../src/platform/tables.ts';
import { write } from '../../src/platform/write.ts';
import { film, needsFfmpeg } from '../support/films.ts';
import { picture } from '../support/pictures.ts';
import { type ServedMedia, withServedMedia } from './served.ts';

const filmTest = needsFfmpeg(test);
let made: Promise<Buffer> | undefined;
const short = () => {
  made ??= film({ seconds: 1, size: '320x180' });
  return made;
};

const keyOf = (work: Promise<unknown>) =>
  work.then(
    () => 'taken',
    (error: Refusal & { fields?: Record<string, { key: string }> }) =>
      Object.values(error.fields ?? {})[0]?.key ?? error.key,
  );

async function kept({ instance }: ServedMedia) {
  const names: string[] = [];
  for await (const { name } of instance.files.list()) names.push(name.slice(33));
  return names.sort();
}

filmTest('a film is received at once, prepared by a job, and shown with its still, its length and its weight', () =>
  withServedMedia(async (world) => {
    const { instance, account, uploadFilm, publish } = world;
    const ines = await account('ines');
    const sent = await uploadFilm(ines, await short());
    assert.equal([sent.kind, sent.state, sent.bytes], ['video', 'preparing', (await short()).length]);
    assert.equal(await kept(world), ['source.bin']);
    assert.equal(
      (await instance.db.select().from(jobs)).map(({ kind }) => kind),
      ['media.prepare'],
    );
    assert.is(await keyOf(publish(ines, 'public', [sent.id])), 'compose.filmPreparing');

    await prepareFilm(instance, sent.id);
    await prepareFilm(instance, sent.id);
    assert.equal(await kept(world), ['full.mp4', 'thumbnail.webp']);
    const [view] = await draftMedia(instance, ines.id, [sent.id]);
    assert.equal([view!.kind, view!.width, view!.height, view!.film!.state], ['video', 320, 180, 'ready']);
    assert.ok(Math.abs(view!.film!.duration! - 1000) < 100);
    const post = await publish(ines, 'public', [sent.id]);
    assert.is((await mediaOf(instance, [post])).get(post)![0]!.thumbnail, mediaPath(sent, 'thumbnail'));

    await write(instance, (tx) => dropMedia(tx, [post]));
    await sweepMedia(instance);
    assert.equal(await kept(world), []);
    assert.is(await usedBy(instance, ines.id), 0);
  }),
);

filmTest('F03 a film that is prepared twice at once, by a try that was thought dead, is there once', () =>
  withServedMedia(async (world) => {
    const { instance, account, get, uploadFilm } = world;
    const ines = await account('ines');
    const sent = await uploadFilm(ines, await short());
    await Promise.all([1, 2].map(() => prepareFilm(instance, sent.id)));
    assert.equal(await kept(world), ['full.mp4', 'thumbnail.webp']);
    assert.is((await get(mediaPath(sent, 'full'), ines)).status, 200);
  }),
);

filmTest('S61 a film, its still and its captions open for the readers of its post alone, by parts too', () =>
  withServedMedia(async (world) => {
    const { instance, account, get, uploadFilm, publish } = world;
    const [ines, malik] = [await account('ines'), await account('malik')];
    const { id, file } = await uploadFilm(ines, await short());
    await prepareFilm(instance, id);
    const path = instance.files.temporary();
    writeFileSync(path, 'WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour <script>alert(1)</script>\n');
    assert.is(await keyOf(addCaptions(instance, malik.id, id, { path, language: 'fr' })), 'error.notFound');
    await addCaptions(instance, ines.id, id, { path, language: 'fr' });
    const at = (variant: 'full' | 'thumbnail' | 'captions') => mediaPath({ file }, variant);
    for (const variant of ['full', 'thumbnail', 'captions'] as const) {
      assert.is((await get(at(variant), malik)).status, 404, `draft ${variant}`);
      assert.is((await get(at(variant), ines)).status, 200, `draft ${variant}`);
    }
    await publish(ines, 'direct', [id], 'Pour @solene');
    for (const variant of ['full', 'thumbnail', 'captions'] as const) {
      for (const reader of [null, malik]) assert.is((await get(at(variant), reader)).status, 404, variant);
      const response = await get(at(variant), await account('solene'));
      assert.is(response.headers.get('cache-control'), 'private, max-age=60');
      assert.is(response.headers.get('x-content-type-options'), 'nosniff');
    }
    const part = await get(at('full'), ines, { headers: { range: 'bytes=0-9' } });
    assert.equal([part.status, part.headers.get('content-type')], [206, 'video/mp4']);
    assert.match(part.headers.get('content-range')!, /^bytes 0-9\/\d+$/);
    assert.is((await part.arrayBuffer()).byteLength, 10);
    const words = await get(at('captions'), ines);
    assert.is(words.headers.get('content-type'), 'text/vtt; charset=utf-8');
    assert.is(await words.text(), 'WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nBonjour alert(1)\n');
    assert.is((await get(`/media/${id}/full`, ines)).status, 404);
  }),
);

filmTest('a post shows up to four pictures, or one film', () =>
  withServedMedia(async ({ instance, account, upload, uploadFilm, publish }) => {
    const ines = await account('ines');
    const [one, two] = [await uploadFilm(ines, await short()), await uploadFilm(ines, await short())];
    for (const { id } of [one, two]) await prepareFilm(instance, id);
    assert.is(await keyOf(publish(ines, 'public', [one.id, two.id])), 'compose.oneFilm');
    assert.is(await keyOf(publish(ines, 'public', [one.id, (await upload(ines)).id])), 'compose.oneFilm');
    assert.is(await keyOf(publish(ines, 'public', [one.id])), 'taken');
    assert.is(await keyOf(publish(ines, 'public', [one.id])), 'compose.imageGone');
  }),
);

filmTest('S92 S96 what is no film leaves nothing; what breaks while it is prepared says so and leaves no file', () =>
  withServedMedia(async (world) => {
    const { instance, account, uploadFilm, publish } = world;
    const ines = await account('ines');
    const whole = await short();
    const head = Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp42', 'latin1');
    const playlist = Buffer.concat([head, Buffer.from('\n#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n')]);
    assert.is(await keyOf(uploadFilm(ines, playlist)), 'media.filmType');
    assert.is(await keyOf(uploadFilm(ines, Buffer.from('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n'))), 'media.type');
    assert.equal([await instance.db.select().from(media), await kept(world)], [[], []]);

    // Its table of contents says that it is whole, its pictures are noise.
    const broken = Buffer.from(await film({ seconds: 1, size: '320x180', more: ['-movflags', '+faststart'] }));
    broken.fill(0x55, broken.indexOf('mdat') + 8);
    const { id } = await uploadFilm(ines, broken);
    await prepareFilm(instance, id);
    const row = await mediaById(instance, id);
    assert.equal([row!.state, row!.fault], ['failed', 'media.filmUnreadable']);
    assert.equal(await kept(world), []);
    assert.is(await keyOf(publish(ines, 'public', [id])), 'compose.filmFailed');
    assert.is((await uploadFilm(ines, whole)).state, 'preparing');
    assert.equal(readdirSync(`${instance.config.dataDir}/temporary`), []);
  }),
);

filmTest('F03 a film taken out while it is prepared leaves nothing; a source that is gone is told', () =>
  withServedMedia(async (world) => {
    const { instance, account, uploadFilm } = world;
    const ines = await account('ines');
    const lost = await uploadFilm(ines, await short());
    await instance.files.remove([sourceFile(lost.file)]);
    await prepareFilm(instance, lost.id);
    assert.is((await mediaById(instance, lost.id))!.state, 'failed');

    const { id } = await uploadFilm(ines, await short());
    const { make } = instance.films;
    instance.films.make = async (...all) => {
      const result = await make(...all);
      await write(instance, (tx) => forgetMedia(tx, ines.id));
      return result;
    };
    await prepareFilm(instance, id);
    await sweepMedia(instance);
    assert.equal([await instance.db.select().from(media), await kept(world)], [[], []]);
  }),
);

test('S98 without ffmpeg a film is refused in words, and pictures are taken as before', () =>
  withServedMedia(
    async (world) => {
      const { instance, account, upload, uploadFilm } = world;
      const ines = await account('ines');
      const head = Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp42', 'latin1');
      assert.is(await keyOf(uploadFilm(ines, Buffer.concat([head, Buffer.alloc(900)]))), 'media.noFilms');
      assert.is((await instance.db.select().from(media)).length, 0);
      assert.is((await upload(ines)).state, 'ready');
    },
    {},
    { FFMPEG: 'none' },
  ));

test('S98 the room of a member holds under 20 uploads at once, and refuses before anything is kept', () =>
  withServedMedia(async (world) => {
    const { instance, account, upload } = world;
    const [ines, malik] = [await account('ines'), await account('malik')];
    await changeMediaLimits(instance, { memberMegabytes: 1, filmMegabytes: 1, minutes: 1 });
    // Noise does not shrink: a fifth of a megabyte each.
    const noise = await sharp(randomBytes(600 * 600 * 3), { raw: { width: 600, height: 600, channels: 3 } })
      .jpeg({ quality: 60 })
      .toBuffer();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => keyOf(upload(ines, noise))));
    const taken = outcomes.filter((one) => one === 'taken').length;
    assert.ok(taken > 1 && taken < 20, `${taken} taken`);
    assert.ok(
      outcomes.every((one) => one === 'taken' || one === 'media.quota'),
      outcomes.join(),
    );
    const used = await usedBy(instance, ines.id);
    assert.ok(used <= 1e6 && used > 1e6 - used / taken, `${used} bytes`);
    assert.is((await kept(world)).length, taken * 2);
    assert.is((await upload(malik, await picture('jpeg'))).state, 'ready');
    assert.is(
      await keyOf(changeMediaLimits(instance, { memberMegabytes: 0, filmMegabytes: 1.5, minutes: 1 })),
      'form.between',
    );
  }));

filmTest('S98 a film is refused when its room is full, or when it is larger than may be', () =>
  withServedMedia(async (world) => {
    const { instance, account, uploadFilm } = world;
    const ines = await account('ines');
    await changeMediaLimits(instance, { memberMegabytes: 10, filmMegabytes: 1, minutes: 1 });
    const large = Buffer.concat([await short(), Buffer.alloc(1_000_001)]);
    assert.is(await keyOf(uploadFilm(ines, large)), 'media.filmTooLarge');
    await changeMediaLimits(instance, { memberMegabytes: 10, filmMegabytes: 8, minutes: 1 });
    const heavy = Buffer.concat([await short(), Buffer.alloc(6e6)]);
    assert.is(await keyOf(uploadFilm(ines, heavy)), 'taken');
    assert.is(await keyOf(uploadFilm(ines, heavy)), 'media.quota');
    assert.equal(await kept(world), ['source.bin']);
  }),
);

filmTest('the sweep leaves what is being prepared, and takes it a day later with its captions', () => {
  let now = Date.now();
  return withServedMedia(
    async (world) => {
      const { instance, account, uploadFilm } = world;
      const { file } = await uploadFilm(await account('ines'), await short());
      const path = instance.files.temporary();
      writeFileSync(path, 'x');
      await instance.files.keep(path, captionsFile(file));
      now += 2 * 3_600_000;
      await sweepMedia(instance);
      assert.equal(await kept(world), ['captions.vtt', 'source.bin']);
      now += 24 * 3_600_000;
      await sweepMedia(instance);
      assert.equal(await kept(world), []);
    },
    { clock: () => now },
  );
});

test.run();
