import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findFfmpeg } from '../../src/config.ts';
import type { Instance } from '../../src/instance.ts';
import { media } from '../../src/media/tables.ts';
import { newFileName } from '../../src/platform/files.ts';
import { write } from '../../src/platform/write.ts';

const run = promisify(execFile);

/** Path of ffmpeg, or null; throws when REQUIRE_FFMPEG=1 and there is none. */
export function ffmpegPath(): string | null {
  const program = findFfmpeg();
  if (!program && process.env.REQUIRE_FFMPEG === '1') throw new Error('REQUIRE_FFMPEG=1, but ffmpeg was not found');
  return program;
}

/** `test` where ffmpeg is installed, else `test.skip`. */
export function needsFfmpeg<T extends { skip: (...args: any[]) => void }>(test: T): T | T['skip'] {
  return ffmpegPath() ? test : test.skip;
}

const secrets = [
  ...['-metadata', 'location=+48.8577+002.2950/', '-metadata', 'title=SecretTitle', '-metadata', 'make=SecretCamera'],
  ...['-metadata:s:0', 'handler_name=SecretHandler', '-metadata:s:0', 'language=fra'],
];

export interface FilmWanted {
  extension?: 'mp4' | 'mov' | 'webm' | 'mp3' | 'ogg' | 'wav' | 'flac' | 'm4a';
  seconds?: number;
  /** Pixels, `640x360`; '' for sound alone. */
  size?: string;
  /** More for ffmpeg, before the name of the file. */
  more?: string[];
}

/** A test card with a tone, with a place, a camera and a title in its metadata. */
export async function film({ extension = 'mp4', seconds = 2, size = '640x360', more = [] }: FilmWanted = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'maillon-film-'));
  const path = join(folder, `film.${extension}`);
  const pictures = size ? ['-f', 'lavfi', '-i', `testsrc2=s=${size}:d=${seconds}:r=25`] : [];
  const tone = ['-f', 'lavfi', '-i', `sine=d=${seconds}`];
  const fast = size && extension !== 'webm' ? ['-pix_fmt', 'yuv420p', '-preset', 'ultrafast'] : [];
  const slow = extension === 'webm' ? ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8'] : [];
  try {
    await run(ffmpegPath()!, ['-v', 'error', ...pictures, ...tone, ...fast, ...slow, ...secrets, ...more, path]);
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Everything that ffprobe finds in a file. */
export async function probe(path: string): Promise<{ format: Record<string, any>; streams: Record<string, any>[] }> {
  const ffprobe = join(dirname(ffmpegPath()!), 'ffprobe');
  const { stdout } = await run(ffprobe, ['-v', 'quiet', '-of', 'json', '-show_format', '-show_streams', path]);
  return JSON.parse(stdout);
}

/** The row of a film that is being prepared, for the tests of whose it is; gives its id. */
export async function preparingFilm(instance: Instance, accountId: string): Promise<string> {
  const id = instance.ids();
  const row = { id, accountId, kind: 'video' as const, file: newFileName(), state: 'preparing' as const };
  await write(instance, (tx) => tx.insert(media).values({ ...row, description: 'À moi', createdAt: Date.now() }));
  return id;
}
