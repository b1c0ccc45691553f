import { encode, isBlurhashValid } from 'blurhash';

const letters = /^[\w#$%*+,\-.:;=?@[\]^{|}~]+$/;

/** BlurHash (blurha.sh) of pixels in sRGB with alpha, four bytes each, row by row: 4 × 3 waves of colour in 28 characters. */
export const blurhashOf = (pixels: Uint8Array, width: number, height: number): string =>
  encode(new Uint8ClampedArray(pixels), width, height, 4, 3);

/** Whether this text is a BlurHash: of its letters, as long as the first one says. */
export const isBlurhash = (text: string): boolean => letters.test(text) && isBlurhashValid(text).result;
