import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Instance } from '../instance.ts';
import { type Media, type MediaVariant, mediaPath } from './media.ts';

/** Deliveries are tried for seven days; a server that took the post then fetches its pictures, without a signature. */
const lifeMs = 8 * 86_400_000;

/**
 * Address of a picture or a film for the servers that a post was sent to although not everybody may read it. It opens until the
 * end of its life, or until the post is gone.
 */
export function sharedMediaUrl(
  instance: Pick<Instance, 'config' | 'clock'>,
  row: Pick<Media, 'file'> & Partial<Media>,
  variant: MediaVariant = 'full',
): string {
  const until = instance.clock() + lifeMs;
  const url = new URL(mediaPath(row, variant), instance.config.origin);
  url.searchParams.set('until', String(until));
  url.searchParams.set('key', keyOf(instance, row.file, until));
  return url.href;
}

/** Whether an address was made by {@link sharedMediaUrl} for this picture and still lives. */
export function isShared(
  instance: Pick<Instance, 'config' | 'clock'>,
  file: string,
  query: Record<string, unknown>,
): boolean {
  const { until, key } = query;
  if (typeof until !== 'string' || typeof key !== 'string' || !/^\d{1,15}$/.test(until)) return false;
  const given = Buffer.from(key);
  const right = Buffer.from(keyOf(instance, file, Number(until)));
  return given.length === right.length && timingSafeEqual(given, right) && instance.clock() < Number(until);
}

function keyOf({ config }: Pick<Instance, 'config'>, file: string, until: number): string {
  const secret = Buffer.from(hkdfSync('sha256', config.secretKey, 'maillon', 'shared media v1', 32));
  return createHmac('sha256', secret).update(`${file}.${until}`).digest('base64url');
}
