const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~';
const across = 4;
const down = 3;

/**
 * BlurHash (blurha.sh) of pixels in sRGB, three bytes each, row by row: 28 characters that stand for 4 × 3 waves of
 * colour. A small picture says as much as a large one.
 */
export function blurhashOf(pixels: Uint8Array, width: number, height: number): string {
  const waves = Array.from({ length: across * down }, (_, n) => wave(n % across, Math.floor(n / across)));
  const [mean, ...others] = waves as [Colour, ...Colour[]];
  const most = Math.max(...others.flat().map(Math.abs));
  const scale = Math.max(0, Math.min(82, Math.floor(most * 166 - 0.5)));
  const written = (part: number) => {
    const value = part / ((scale + 1) / 166);
    return Math.max(0, Math.min(18, Math.floor(Math.sign(value) * Math.sqrt(Math.abs(value)) * 9 + 9.5)));
  };
  return [
    inDigits(across - 1 + (down - 1) * 9, 1),
    inDigits(scale, 1),
    inDigits(
      mean.reduce((sum, part) => sum * 256 + toByte(part), 0),
      4,
    ),
    ...others.map((colour) =>
      inDigits(
        colour.reduce((sum, part) => sum * 19 + written(part), 0),
        2,
      ),
    ),
  ].join('');

  function wave(i: number, j: number): Colour {
    const sum: Colour = [0, 0, 0];
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const weight = Math.cos((Math.PI * i * x) / width) * Math.cos((Math.PI * j * y) / height);
        for (const band of [0, 1, 2] as const) sum[band] += weight * light[pixels[(y * width + x) * 3 + band]!]!;
      }
    const share = (i === 0 && j === 0 ? 1 : 2) / (width * height);
    return sum.map((part) => part * share) as Colour;
  }
}

/** Whether this text is a BlurHash: as many characters as its first one says. */
export function isBlurhash(text: string): boolean {
  const [first, ...rest] = [...text].map((digit) => digits.indexOf(digit));
  if (first === undefined || first < 0 || rest.some((digit) => digit < 0)) return false;
  return text.length === 4 + 2 * ((first % 9) + 1) * (Math.floor(first / 9) + 1);
}

/** Red, green and blue, as amounts of light. */
type Colour = [number, number, number];

const light = Array.from({ length: 256 }, (_, byte) => {
  const part = byte / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
});

function toByte(amount: number): number {
  const part = Math.max(0, Math.min(1, amount));
  return Math.floor((part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055) * 255 + 0.5);
}

const inDigits = (value: number, length: number): string =>
  Array.from({ length }, (_, place) => digits[Math.floor(value / 83 ** (length - 1 - place)) % 83]).join('');
