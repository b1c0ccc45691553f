import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createImages, type ImageLimits } from '../../src/platform/images.ts';
import { createLog } from '../../src/platform/log.ts';
import { Refusal } from '../../src/platform/refusal.ts';
import { withFolder } from '../support/folder.ts';
import { framesBomb, picture, pictureWithPlace, pixelBomb } from '../support/pictures.ts';

type Make = (
  bytes: Buffer | string,
) => Promise<{ status: number; key: string; made: Buffer; width: number; height: number }>;

/** Gives `work` a function that makes a picture of at most 640 px from bytes, and says what came of it. */
const withImages = (
  limits: ImageLimits,
  work: (make: Make, images: ReturnType<typeof createImages>) => Promise<void>,
) =>
  withFolder(async (folder) => {
    const images = createImages(createLog({ logLevel: 'silent' }), limits);
    const make: Make = async (bytes) => {
      const [source, path] = [join(folder, 'source'), join(folder, 'made')];
      writeFileSync(source, bytes);
      try {
        const [made] = await images.make(source, [{ path, width: 640, height: 640, fit: 'inside' }]);
        return { status: 200, key: '', made: readFileSync(path), ...made! };
      } catch (error) {
        assert.instance(error, Refusal);
        const { status, key } = error as Refusal;
        return { status, key, made: Buffer.alloc(0), width: 0, height: 0 };
      }
    };
    try {
      await work(make, images);
    } finally {
      images.stop();
    }
  });

test('S96 jpeg, png, webp, gif and avif become WebP; nothing else is decoded', () =>
  withImages({}, async (make) => {
    for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const) {
      const { width, height, made } = await make(await picture(format));
      assert.equal([format, width, height], [format, 640, 427]);
      assert.is((await sharp(made).metadata()).format, 'webp');
    }
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
    const others = [
      await picture('tiff'),
      svg,
      '%PDF-1.4',
      '<html><script>alert(1)</script></html>',
      'GIF89a',
      '',
      '{"a":1}',
    ];
    for (const bytes of others) assert.is((await make(bytes)).status, 422);
  }));

test('S92 what is after or around a picture does not come through', () =>
  withImages({}, async (make) => {
    const payload = '<script>alert(1)</script>PK\u0003\u0004';
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const { made, status } = await make(Buffer.concat([await picture(format), Buffer.from(payload)]));
      if (status === 200) assert.not.ok(made.includes('script') || made.includes('PK\u0003'));
      else assert.is(status, 422);
    }
  }));

test('S93 place, camera and owner are gone, and the picture stands upright', () =>
  withImages({}, async (make) => {
    for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
      const source = await pictureWithPlace(format);
      assert.ok(source.includes('SecretCamera'), format);
      const { made, width, height } = await make(source);
      assert.not.ok(made.includes('Secret') || made.includes('Exif') || made.includes('EXIF'), format);
      const { exif, xmp, iptc, orientation } = await sharp(made).metadata();
      assert.equal(
        { exif, xmp, iptc, orientation },
        { exif: undefined, xmp: undefined, iptc: undefined, orientation: undefined },
      );
      if (format === 'jpeg') assert.equal([width, height], [427, 640]);
    }
  }));

test('S94 too many pixels or frames are refused before they are decoded', () =>
  withImages({}, async (make) => {
    assert.equal(await make(pixelBomb(20_000, 20_000)).then(({ key }) => key), 'media.pixels');
    assert.equal(await make(pixelBomb(60_000, 1000)).then(({ key }) => key), 'media.pixels');
    assert.equal(await make(framesBomb(10_000)).then(({ key }) => key), 'media.frames');
    assert.is((await make(framesBomb(3))).status, 200);
  }));

test('a picture cut short is unreadable', () =>
  withImages({}, async (make) => {
    const whole = await sharp(
      Buffer.alloc(600 * 600 * 3, 0).map((_, i) => (i * 7919) % 256),
      {
        raw: { width: 600, height: 600, channels: 3 },
      },
    )
      .jpeg()
      .toBuffer();
    assert.equal((await make(whole.subarray(0, whole.length / 2))).key, 'media.unreadable');
  }));

test('S96 a decoder that takes too long is ended: 422, and the next picture is made', () =>
  withImages({ jobMs: 1500 }, async (make, images) => {
    await make(await picture('png', 50, 50));
    const pid = images.pid()!;
    process.kill(pid, 'SIGSTOP');
    const { status, key } = await make(await picture('png', 50, 50));
    assert.equal({ status, key }, { status: 422, key: 'media.unreadable' });
    assert.is((await make(await picture('png', 50, 50))).status, 200);
    assert.is.not(images.pid(), pid);
  }));

test('S96 a decoder that takes too much memory, or is killed, is a 422 too', () =>
  withImages({ memory: 1 }, async (make) => {
    assert.is((await make(await picture('jpeg', 6000, 6000))).status, 422);
  }));

test('S96 a killed decoder starts anew with the next picture', () =>
  withImages({}, async (make, images) => {
    await make(await picture('png', 50, 50));
    const large = await picture('png', 6000, 6000);
    const pid = images.pid()!;
    const [slow] = await Promise.all([
      make(large),
      new Promise((done) => setTimeout(done, 30)).then(() => process.kill(pid, 'SIGKILL')),
    ]);
    assert.is(slow.status, 422);
    assert.is((await make(large)).status, 200);
  }));

test('the process is not there before the first picture and after the last', () =>
  withImages({ idleMs: 50 }, async (make, images) => {
    assert.is(images.pid(), null);
    await make(await picture('png', 50, 50));
    assert.type(images.pid(), 'number');
    await new Promise((done) => setTimeout(done, 300));
    assert.is(images.pid(), null);
  }));

test.run();
