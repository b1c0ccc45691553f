import sharp, { type Metadata } from 'sharp';
import { blurhashOf } from './blurhash.ts';
import type { ImageAnswer, ImageFault, ImageJob, MadeVariant } from './image-job.ts';

/** The process that alone decodes pictures: a fault in a decoder ends it, not the server (S96). */
const mostPixels = 40_000_000;
const mostFrames = 1000;
const formats = ['jpeg', 'png', 'webp', 'gif', 'heif'];

sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}`) });
sharp.cache(false);
sharp.concurrency(1);

process.on('message', async (job: ImageJob) => {
  let answer: ImageAnswer;
  try {
    answer = { id: job.id, made: await makeAll(job) };
  } catch (error) {
    answer = { id: job.id, fault: faultOf(error) };
  }
  process.send!(answer);
});
process.on('disconnect', () => process.exit());

class Refused extends Error {
  readonly fault: ImageFault;
  constructor(fault: ImageFault) {
    super(fault);
    this.fault = fault;
  }
}

const faultOf = (error: unknown): ImageFault => {
  if (error instanceof Refused) return error.fault;
  return /no space left/i.test(String(error)) ? 'disk' : 'unreadable';
};

async function makeAll({ source, variants }: ImageJob): Promise<MadeVariant[]> {
  const about = await sharp(source, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw new Refused('type');
    });
  check(about);
  const made: MadeVariant[] = [];
  for (const { path, width, height, fit, blurred } of variants) {
    // Metadata (place, camera, date) is left behind by encoding anew (S93); colours go to sRGB first.
    const picture = sharp(source, { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true })
      .autoOrient()
      .resize({ width, height, fit, background: '#fff', withoutEnlargement: fit === 'inside' });
    const info = await (fit === 'contain' ? picture.flatten({ background: '#fff' }) : picture)
      .webp({ quality: 82, effort: 3 })
      .toFile(path);
    const { width: wide, height: high, size: bytes } = info;
    made.push({ width: wide, height: high, bytes, ...(blurred && { blurhash: await blurredOf(path) }) });
  }
  return made;
}

/** From the small picture just made: nothing foreign is decoded once more. */
async function blurredOf(path: string): Promise<string> {
  const { data, info } = await sharp(path)
    .flatten({ background: '#fff' })
    .ensureAlpha()
    .resize({ width: 32, height: 32, fit: 'inside' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return blurhashOf(data, info.width, info.height);
}

function check({ format, compression, width, height, pages = 1 }: Metadata) {
  // HEIC shares its container with AVIF, and only AVIF is wanted.
  if (!formats.includes(format) || (format === 'heif' && compression !== 'av1')) throw new Refused('type');
  if (width * height > mostPixels) throw new Refused('pixels');
  if (pages > mostFrames) throw new Refused('frames');
}
