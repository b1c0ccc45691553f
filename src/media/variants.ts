import type { Instance } from '../instance.ts';
import { newFileName } from '../platform/files.ts';
import { extensionOf } from '../platform/film-container.ts';
import type { MadeVariant } from '../platform/image-job.ts';
import type { Media } from './media.ts';
import type { MediaKind } from './tables.ts';

interface Size {
  variant: string;
  width: number;
  height: number;
  fit: 'inside' | 'cover' | 'contain';
  blurred?: boolean;
}

/** What is made of a picture, the largest first; the first one's measures are the picture's. */
const sizes: Record<MediaKind, Size[]> = {
  video: [{ variant: 'thumbnail', width: 1280, height: 1280, fit: 'inside', blurred: true }],
  audio: [],
  image: [
    { variant: 'full', width: 2560, height: 2560, fit: 'inside' },
    { variant: 'thumbnail', width: 640, height: 1280, fit: 'inside', blurred: true },
  ],
  avatar: [400, 132, 66].map((side) => ({ variant: `avatar${side}`, width: side, height: side, fit: 'cover' })),
  // Whole in the header; square on white where other servers would cut it.
  logo: [
    { variant: 'logo', width: 480, height: 144, fit: 'inside' },
    ...[400, 132, 66].map((side) => ({ variant: `avatar${side}`, width: side, height: side, fit: 'contain' as const })),
  ],
  card: [{ variant: 'card', width: 240, height: 240, fit: 'cover' }],
  banner: [{ variant: 'banner', width: 1500, height: 500, fit: 'cover' }],
};
/** `avatar` alone is twice the side that pages show. */
const defaults: Record<string, string> = { avatar: 'avatar132' };

export const fileOf = (file: string, variant: string, mediaType: string | null = null) =>
  `${file}-${variant}.${mediaType === null ? 'webp' : extensionOf(mediaType)}`;

type Named = Pick<Media, 'file' | 'kind' | 'mediaType' | 'captions'>;

/** What a member sent, until it is prepared. */
export const sourceFile = (file: string) => `${file}-source.bin`;
export const captionsFile = (file: string) => `${file}-captions.vtt`;
const filmFile = ({ file, mediaType }: Pick<Media, 'file' | 'mediaType'>) =>
  mediaType && fileOf(file, 'full', mediaType);

/** Every file that a row may have. */
export const filesOf = (row: Named): string[] => [
  ...sizes[row.kind].map(({ variant }) => fileOf(row.file, variant)),
  ...(isFilm(row) ? [sourceFile(row.file), captionsFile(row.file), filmFile(row) ?? []].flat() : []),
];

export const isFilm = ({ kind }: Pick<Media, 'kind'>): boolean => kind === 'video' || kind === 'audio';

/** The file that an address asks for, or null when this kind has no such variant. */
export function variantFile(row: Named, asked: string): string | null {
  if (isFilm(row) && asked === 'full') return filmFile(row);
  if (isFilm(row) && asked === 'captions') return row.captions === null ? null : captionsFile(row.file);
  const variant = defaults[asked] ?? asked;
  return sizes[row.kind].some((size) => size.variant === variant) ? fileOf(row.file, variant) : null;
}

export interface StoredPicture extends Omit<MadeVariant, 'blurhash'> {
  /** null of what stands in no post. */
  blurhash: string | null;
  /** 128 random bits, new. */
  file: string;
}

/**
 * Makes the variants of the picture at `source` and keeps them; gives the name and the measures of the largest.
 * Throws 422 `media.*` with nothing kept.
 */
export async function storePicture(
  { files, images }: Pick<Instance, 'files' | 'images'>,
  source: string,
  kind: MediaKind,
  file = newFileName(),
): Promise<StoredPicture> {
  const wanted = sizes[kind].map((size) => ({ ...size, path: files.temporary() }));
  try {
    const made = await images.make(source, wanted);
    for (const { path, variant } of wanted) await files.keep(path, fileOf(file, variant));
    return { file, ...made[0]!, blurhash: made.find((one) => one.blurhash)?.blurhash ?? null };
  } catch (error) {
    await files.remove(wanted.map(({ variant }) => fileOf(file, variant)));
    throw error;
  } finally {
    await files.discard(wanted.map(({ path }) => path));
  }
}
