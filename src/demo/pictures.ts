import { deflateSync } from 'node:zlib';

type Colour = [number, number, number];
type Paint = (x: number, y: number) => Colour;

const mix = (a: Colour, b: Colour, t: number): Colour =>
  [0, 1, 2].map((i) => Math.round(a[i]! + (b[i]! - a[i]!) * t)) as Colour;

/** Hills in rows under a sky: the farms, the hedges. `season` moves the hues. */
function hills(season: number): Paint {
  const sky: [Colour, Colour] = season
    ? [
        [214, 226, 232],
        [246, 226, 196],
      ]
    : [
        [188, 214, 232],
        [238, 242, 236],
      ];
  const fields: Colour[] = season
    ? [
        [150, 140, 84],
        [120, 122, 66],
        [92, 104, 58],
        [66, 82, 50],
      ]
    : [
        [150, 178, 120],
        [112, 152, 88],
        [82, 126, 66],
        [54, 96, 52],
      ];
  return (x, y) => {
    for (let row = fields.length - 1; row >= 0; row--) {
      const top = 0.36 + row * 0.15 + 0.05 * Math.sin(x * (3 + row) + row * 1.7) + 0.02 * Math.sin(x * 11 + row);
      if (y > top) return mix(fields[row]!, [30, 40, 30], Math.min(0.35, (y - top) * 0.9));
    }
    return mix(sky[0], sky[1], Math.min(1, y * 2));
  };
}

/** A metal part growing in layers on a warm plate. */
const part: Paint = (x, y) => {
  const layer = Math.floor((0.86 - y) * 34);
  const width = 0.17 + 0.07 * Math.sin(layer * 0.33) + 0.03 * Math.cos(layer * 0.9);
  if (y > 0.86) return mix([92, 70, 60], [60, 46, 40], (y - 0.86) * 5);
  if (y > 0.2 && Math.abs(x - 0.5) < width) {
    const light = 0.5 + 0.5 * Math.cos(((x - 0.5) / width) * 1.9 - 0.7);
    return mix([96, 104, 114], [214, 219, 224], light * (layer % 2 ? 0.92 : 1));
  }
  return mix([36, 42, 54], [70, 62, 66], y);
};

/** A plate seen from above: three thirds, as the canteen serves it. */
const plate: Paint = (x, y) => {
  const [dx, dy] = [(x - 0.5) * 1.33, y - 0.5];
  const radius = Math.hypot(dx, dy);
  const angle = (Math.atan2(dy, dx) + Math.PI) / (2 * Math.PI);
  if (radius > 0.42) return mix([196, 178, 150], [172, 150, 120], Math.abs(Math.sin(y * 40)) * 0.3);
  if (radius > 0.31) return mix([250, 250, 246], [222, 224, 220], (radius - 0.31) * 7);
  const grain = 0.5 + 0.5 * Math.sin(x * 90) * Math.sin(y * 90);
  if (angle < 0.4) return mix([88, 138, 70], [132, 176, 90], grain);
  if (angle < 0.72) return mix([216, 164, 72], [240, 206, 120], grain);
  return mix([150, 84, 60], [186, 112, 82], grain);
};

const paints = { spring: hills(0), autumn: hills(1), part, plate } satisfies Record<string, Paint>;
export type PictureName = keyof typeof paints;

/** A PNG of 960 × 720, drawn here: the demo fetches nothing. */
export const drawPicture = (name: PictureName): Buffer => png(paints[name], 960, 720);

/** Hills, a wheat ear, a gear: the sign of each organisation of the cast, a PNG of 480 × 480 on white. */
export const drawLogo = (key: keyof typeof signs): Buffer => png(signs[key], 480, 480);

const signs = {
  valombre: (x, y) => {
    const ink: Colour = [24, 92, 104];
    if (Math.hypot(x - 0.5, y - 0.5) > 0.46) return [255, 255, 255];
    if (Math.hypot(x - 0.66, y - 0.32) < 0.1) return [232, 190, 92];
    for (const [base, soft] of [
      [0.72, 0],
      [0.5, 0.35],
    ] as const)
      if (y > base + 0.09 * Math.sin(x * 7 + base * 9)) return mix(ink, [255, 255, 255], soft);
    return [222, 236, 234];
  },
  terrefranche: (x, y) => {
    if (Math.abs(x - 0.5) < 0.02 && y > 0.2 && y < 0.95) return [96, 116, 40];
    for (let row = 0; row < 5; row++)
      for (const side of [-1, 1]) {
        const [dx, dy] = [(x - 0.5) * side - 0.11, y - 0.2 - row * 0.13];
        if (((dx + dy) / 0.13) ** 2 + ((dx - dy) / 0.06) ** 2 < 1.4 && dx > -0.1) return [178, 140, 40];
      }
    return [255, 255, 255];
  },
  morvan: (x, y) => {
    const [dx, dy] = [x - 0.5, y - 0.5];
    const radius = Math.hypot(dx, dy) + 0.035 * Math.sign(Math.sin(Math.atan2(dy, dx) * 10));
    if (radius < 0.16 || radius > 0.42) return [255, 255, 255];
    return [120, 52, 96];
  },
} satisfies Record<string, Paint>;

function png(paint: Paint, width: number, height: number): Buffer {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows.set(paint(x / width, y / height), y * (width * 3 + 1) + 1 + x * 3);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  out.set(body, 4);
  out.writeUInt32BE(checksum(body), body.length + 4);
  return out;
}

/** CRC-32 of PNG (ISO 3309). */
function checksum(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
