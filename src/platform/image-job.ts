/** One picture to be made from a source: WebP, at most (`inside`) or exactly this size in pixels, cut (`cover`) or on white (`contain`). */
export interface Variant {
  path: string;
  width: number;
  height: number;
  fit: 'inside' | 'cover' | 'contain';
  /** Also its BlurHash. */
  blurred?: boolean;
}

/** What the process of the images is asked. */
export interface ImageJob {
  id: number;
  source: string;
  variants: Variant[];
}

/** What became of each variant, in order. */
export interface MadeVariant {
  width: number;
  height: number;
  bytes: number;
  blurhash?: string;
}

export type ImageFault = 'type' | 'pixels' | 'frames' | 'unreadable' | 'disk';

export type ImageAnswer = { id: number } & ({ made: MadeVariant[] } | { fault: ImageFault });
