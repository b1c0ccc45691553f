import { hasPoster, type Media, type MediaVariant } from '../../media/media.ts';
import { defined, type Json } from '../json.ts';

const types = { image: 'Image', video: 'Video', audio: 'Audio' } as const;

/**
 * A picture, film or sound of a post; `duration` as xsd:duration, the still of a film as `icon`, as Mastodon reads it,
 * captions as PeerTube writes them, colours to
 * wait with as Mastodon does.
 */
export function toAttachment(row: Media, addressOf: (row: Media, variant?: MediaVariant) => string): Json {
  return defined({
    type: types[row.kind as keyof typeof types],
    mediaType: row.mediaType ?? 'image/webp',
    url: addressOf(row),
    name: row.description || null,
    width: row.width || undefined,
    height: row.height || undefined,
    blurhash: row.blurhash ?? undefined,
    duration: row.duration === null ? undefined : `PT${row.duration / 1000}S`,
    icon: hasPoster(row) ? { type: 'Image', mediaType: 'image/webp', url: addressOf(row, 'thumbnail') } : undefined,
    subtitleLanguage: row.captions
      ? [{ identifier: row.captions, name: row.captions, url: addressOf(row, 'captions') }]
      : undefined,
  });
}
