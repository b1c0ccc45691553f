/**
 * QR codes (ISO/IEC 18004) of a short text: bytes, correction level L, versions 1 to 10 (271 bytes at most), which is
 * what an `otpauth:` address needs.
 */

/** Per version: correction bytes of a block, and how many data bytes each block has. */
const versions: { correction: number; blocks: number[] }[] = [
  { correction: 7, blocks: [19] },
  { correction: 10, blocks: [34] },
  { correction: 15, blocks: [55] },
  { correction: 20, blocks: [80] },
  { correction: 26, blocks: [108] },
  { correction: 18, blocks: [68, 68] },
  { correction: 20, blocks: [78, 78] },
  { correction: 24, blocks: [97, 97] },
  { correction: 30, blocks: [116, 116] },
  { correction: 18, blocks: [68, 68, 69, 69] },
];
/** Second and third centres of the alignment patterns; the first is always 6. */
const alignments = [[], [18], [22], [26], [30], [34], [22, 38], [24, 42], [26, 46], [28, 50]];

export interface QrCode {
  /** Modules a side, the quiet margin of four included. */
  size: number;
  /** Path of an SVG whose unit is one module: the dark ones. */
  path: string;
}

/** Throws when the text is longer than 271 bytes. */
export function qrCode(text: string): QrCode {
  const grid = qrGrid(text);
  const margin = 4;
  const parts = grid.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map((run) => `M${run.index + margin} ${y + margin}h${run[0].length}v1h-${run[0].length}z`),
  );
  return { size: grid.length + 2 * margin, path: parts.join('') };
}

/** The modules without their margin, dark is true. */
export function qrGrid(text: string): boolean[][] {
  const bytes = Buffer.from(text);
  const room = (version: number) => total(version) - (version > 9 ? 3 : 2);
  const version = versions.findIndex((_, index) => bytes.length <= room(index + 1)) + 1;
  if (!version) throw new Error('too long for a QR code');
  const words = interleaved(dataWords(bytes, version), version);
  const drawn = masks.map((mask, index) => draw(version, words, mask, index));
  const penalties = drawn.map(penalty);
  return drawn[penalties.indexOf(Math.min(...penalties))]!;
}

const total = (version: number) => versions[version - 1]!.blocks.reduce((sum, block) => sum + block, 0);

function dataWords(bytes: Buffer, version: number): number[] {
  const bits: number[] = [];
  const put = (value: number, length: number) => {
    for (let at = length - 1; at >= 0; at--) bits.push((value >> at) & 1);
  };
  put(4, 4);
  put(bytes.length, version > 9 ? 16 : 8);
  for (const byte of bytes) put(byte, 8);
  const room = total(version);
  put(0, Math.min(4, room * 8 - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < room * 8; pad ^= 0xec ^ 0x11) put(pad, 8);
  return Array.from({ length: room }, (_, word) =>
    bits.slice(word * 8, word * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0),
  );
}

/** Blocks with their correction, one byte of each in turn. */
function interleaved(words: number[], version: number): number[] {
  const { correction, blocks } = versions[version - 1]!;
  const data = blocks.map((length, place) => {
    const from = blocks.slice(0, place).reduce((sum, block) => sum + block, 0);
    return words.slice(from, from + length);
  });
  const checks = data.map((block) => remainder(block, correction));
  const turn = (lists: number[][], length: number) =>
    Array.from({ length }, (_, at) => lists.flatMap((list) => (at < list.length ? [list[at]!] : []))).flat();
  return [...turn(data, Math.max(...blocks)), ...turn(checks, correction)];
}

/** Product in the field of 256 elements of Reed and Solomon, x⁸ + x⁴ + x³ + x² + 1. */
function times(one: number, other: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((other >> bit) & 1) * one;
  }
  return product;
}

function remainder(data: number[], degree: number): number[] {
  let divisor = [1];
  for (let n = 0, root = 1; n < degree; n++, root = times(root, 2))
    divisor = [...divisor, 0].map((factor, at) => factor ^ (at ? times(divisor[at - 1]!, root) : 0));
  const rest = Array<number>(degree).fill(0);
  for (const byte of data) {
    const factor = byte ^ rest.shift()!;
    rest.push(0);
    for (let at = 0; at < degree; at++) rest[at]! ^= times(divisor[at + 1]!, factor);
  }
  return rest;
}

type Mask = (x: number, y: number) => boolean;
const masks: Mask[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (((x / 3) | 0) + ((y / 2) | 0)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

function draw(version: number, words: number[], mask: Mask, maskIndex: number): boolean[][] {
  const size = 17 + 4 * version;
  const grid = Array.from({ length: size }, () => Array<boolean | undefined>(size).fill(undefined));
  const set = (x: number, y: number, dark: boolean) => {
    if (grid[y] && x >= 0 && x < size) grid[y][x] = dark;
  };
  const square = (centreX: number, centreY: number, reach: number, isDark: (ring: number) => boolean) => {
    for (let y = -reach; y <= reach; y++)
      for (let x = -reach; x <= reach; x++) set(centreX + x, centreY + y, isDark(Math.max(Math.abs(x), Math.abs(y))));
  };
  for (let at = 8; at < size - 8; at++) {
    set(at, 6, at % 2 === 0);
    set(6, at, at % 2 === 0);
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    square(x, y, 4, (ring) => ring !== 2 && ring !== 4);
  const centres = version === 1 ? [] : [6, ...alignments[version - 1]!];
  const last = centres.at(-1)!;
  for (const x of centres)
    for (const y of centres) {
      const onCorner = (x === 6 && (y === 6 || y === last)) || (x === last && y === 6);
      if (!onCorner) square(x, y, 2, (ring) => ring !== 1);
    }
  formatBits(size, maskIndex, set);
  if (version > 6) versionBits(size, version, set);

  const bits = words.flatMap((word) => Array.from({ length: 8 }, (_, at) => (word >> (7 - at)) & 1));
  let next = 0;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    const upwards = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step++)
      for (const x of [right, right - 1]) {
        const y = upwards ? size - 1 - step : step;
        if (grid[y]![x] === undefined) set(x, y, Boolean(bits[next++] ?? 0) !== mask(x, y));
      }
  }
  return grid as boolean[][];
}

/** Level and mask with their BCH code, twice. */
function formatBits(size: number, mask: number, set: (x: number, y: number, dark: boolean) => void) {
  const data = (1 << 3) | mask;
  let rest = data;
  for (let n = 0; n < 10; n++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const bits = ((data << 10) | rest) ^ 0x5412;
  const bit = (at: number) => ((bits >> at) & 1) === 1;
  for (let at = 0; at < 15; at++) {
    const [x, y] = at < 6 ? [8, at] : at < 8 ? [8, at + 1] : at === 8 ? [7, 8] : [14 - at, 8];
    set(x!, y!, bit(at));
    if (at < 8) set(size - 1 - at, 8, bit(at));
    else set(8, size - 15 + at, bit(at));
  }
  set(8, size - 8, true);
}

function versionBits(size: number, version: number, set: (x: number, y: number, dark: boolean) => void) {
  let rest = version;
  for (let n = 0; n < 12; n++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let at = 0; at < 18; at++) {
    const [far, near] = [size - 11 + (at % 3), Math.floor(at / 3)];
    set(far, near, ((bits >> at) & 1) === 1);
    set(near, far, ((bits >> at) & 1) === 1);
  }
}

/** How hard a grid is to read: runs, blocks, shapes like the corner squares, too much of one colour. */
function penalty(grid: boolean[][]): number {
  const size = grid.length;
  const columns = grid.map((_, x) => grid.map((row) => row[x]!));
  let sum = 0;
  for (const line of [...grid, ...columns]) {
    const text = line.map((dark) => (dark ? '1' : '0')).join('');
    for (const run of text.matchAll(/0{5,}|1{5,}/g)) sum += run[0].length - 2;
    sum += 40 * [...text.matchAll(/(?=10111010000|00001011101)/g)].length;
  }
  for (let y = 1; y < size; y++)
    for (let x = 1; x < size; x++) {
      const dark = grid[y]![x];
      if (dark === grid[y]![x - 1] && dark === grid[y - 1]![x] && dark === grid[y - 1]![x - 1]) sum += 3;
    }
  const dark = grid.flat().filter(Boolean).length;
  return sum + 10 * Math.floor(Math.abs((dark * 20) / (size * size) - 10));
}
