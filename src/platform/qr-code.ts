import { encode } from 'uqr';

export interface QrCode {
  /** Modules a side, the quiet margin of four included. */
  size: number;
  /** Path of an SVG whose unit is one module: the dark ones. */
  path: string;
}

/** A QR code (ISO/IEC 18004) with the least correction: it is read from a screen. Throws when the text is too long. */
export function qrCode(text: string): QrCode {
  const { size, data } = encode(text, { ecc: 'L', border: 4 });
  const runs = data.flatMap((row, y) => {
    const modules = row.map((dark) => (dark ? '1' : '0')).join('');
    return [...modules.matchAll(/1+/g)].map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`);
  });
  return { size, path: runs.join('') };
}
