/** Containers that audio and video may come in, by the name of ffmpeg's demuxer. */
export type Container = 'mov' | 'matroska' | 'mp3' | 'ogg' | 'wav' | 'flac';

/** Brands of `ftyp` that say « a picture » (AVIF, HEIC), whatever else is in the file. */
const pictureBrands = /^(avif|avis|heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/;
const utf8 = (bytes: Buffer, from: number, to: number) => bytes.subarray(from, to).toString('latin1');

/**
 * What a file is by its first bytes (64 are enough), whatever it is called (S92); null when it is no audio or video that
 * is taken in. Playlists (HLS, concat), which name other files, are text and so never match.
 */
export function containerOf(head: Buffer): Container | null {
  if (utf8(head, 4, 8) === 'ftyp') return pictureBrands.test(utf8(head, 8, 12)) ? null : 'mov';
  if (head.subarray(0, 4).equals(Buffer.from([0x1a, 0x45, 0xdf, 0xa3]))) return 'matroska';
  if (utf8(head, 0, 4) === 'OggS') return 'ogg';
  if (utf8(head, 0, 4) === 'fLaC') return 'flac';
  if (utf8(head, 0, 4) === 'RIFF' && utf8(head, 8, 12) === 'WAVE') return 'wav';
  if (utf8(head, 0, 3) === 'ID3') return 'mp3';
  return isMp3Frame(head) ? 'mp3' : null;
}

/** MPEG audio, layer III: eleven bits of sync, a version, a rate and a frequency that exist. */
const isMp3Frame = (head: Buffer): boolean =>
  head.length > 3 &&
  head[0] === 0xff &&
  (head[1]! & 0xe6) === 0xe2 &&
  (head[1]! & 0x18) !== 0x08 &&
  (head[2]! & 0xf0) !== 0xf0 &&
  (head[2]! & 0xf0) !== 0 &&
  (head[2]! & 0x0c) !== 0x0c;

/** Types under which such files are served as they came: those of other servers. */
export const mediaTypes: Record<Container, { video: string; audio: string; extension: string }> = {
  mov: { video: 'video/mp4', audio: 'audio/mp4', extension: 'mp4' },
  matroska: { video: 'video/webm', audio: 'audio/webm', extension: 'webm' },
  ogg: { video: 'video/ogg', audio: 'audio/ogg', extension: 'ogg' },
  mp3: { video: 'audio/mpeg', audio: 'audio/mpeg', extension: 'mp3' },
  wav: { video: 'audio/wav', audio: 'audio/wav', extension: 'wav' },
  flac: { video: 'audio/flac', audio: 'audio/flac', extension: 'flac' },
};

export const extensionOf = (mediaType: string): string =>
  Object.values(mediaTypes).find(({ video, audio }) => video === mediaType || audio === mediaType)?.extension ?? 'bin';
