import { dirname, join } from 'node:path';
import { filmArguments, inputArguments, posterArguments, probeArguments } from './film-arguments.ts';
import type { Container } from './film-container.ts';
import { type AboutFilm, readProbe } from './film-probe.ts';
import { ProgramFailed, runLimited } from './limited-program.ts';
import { createLimiter } from './limiter.ts';
import { Refusal, unavailable } from './refusal.ts';

/** What a film or a sound may be. */
export interface FilmLimits {
  /** Milliseconds. */
  durationMs: number;
  /** Bytes of what is made. */
  bytes: number;
}

/** Reads and prepares audio and video with ffmpeg, each time in a process of its own. */
export interface Films {
  /** ffmpeg was found at start. */
  available: boolean;
  /**
   * What the file at `source` is. Throws 422 (`media.filmType`, `media.filmPixels`, `media.filmTooLong`), 503 when too
   * many wait.
   */
  look(source: string, container: Container, limits: FilmLimits): Promise<AboutFilm>;
  /**
   * Writes `film` (MP4 with H.264 and AAC, or MP3), its metadata left behind (S93), and a `poster` (PNG) of a film with
   * pictures. Gives what was made. Throws 422 `media.film…`; who calls removes the files.
   */
  make(
    source: string,
    container: Container,
    about: AboutFilm,
    made: { film: string; poster: string },
    limits: FilmLimits,
    signal?: AbortSignal,
  ): Promise<AboutFilm>;
}

export interface FilmTimes {
  /** Milliseconds for a look and for a poster. */
  lookMs?: number;
  /** For preparing: so many times what it lasts, and a minute. */
  slowness?: number;
}

const memory = 2e9;
const mostPixels = 4096 * 2304;

/** `program`: the path of ffmpeg, `ffprobe` beside it; null where there is none. */
export function createFilms(program: string | null, { lookMs = 20_000, slowness = 6 }: FilmTimes = {}): Films {
  const refuse = () => unavailable('too many films wait');
  const looking = createLimiter({ atOnce: 2, waiting: 50, refuse });
  const making = createLimiter({ atOnce: 1, waiting: 1000, refuse });

  async function look(source: string, container: Container, { durationMs }: FilmLimits): Promise<AboutFilm> {
    if (!program) throw new Refusal(422, 'media.noFilms');
    const probe = join(dirname(program), 'ffprobe');
    const args = [...probeArguments, ...inputArguments(source, container)];
    const said = await blamed('media.filmType', () => runLimited(probe, args, { ms: lookMs, memory, fileBytes: 0 }));
    const about = readProbe(said, container);
    if (!about) throw new Refusal(422, 'media.filmType');
    if (about.width * about.height > mostPixels) throw new Refusal(422, 'media.filmPixels');
    // Up to a second more: containers round.
    if ((about.durationMs ?? 0) > durationMs + 1000)
      throw new Refusal(422, 'media.filmTooLong', { args: { most: Math.round(durationMs / 60_000) } });
    return about;
  }

  return {
    available: program !== null,
    look: (source, container, limits) => looking(() => look(source, container, limits)),
    make: (source, container, about, { film, poster }, limits, signal) =>
      making(async () => {
        if (!program) throw new Refusal(422, 'media.noFilms');
        const lasts = about.durationMs ?? limits.durationMs;
        const run = (args: string[], ms: number, fileBytes: number) =>
          blamed('media.filmUnreadable', () => runLimited(program, args, { ms, memory, fileBytes, signal }));
        const from = inputArguments(source, container);
        await run([...from, ...filmArguments(about, film, limits)], 60_000 + lasts * slowness, limits.bytes);
        const result = await look(film, about.kind === 'video' ? 'mov' : 'mp3', limits);
        if (about.kind === 'video')
          await run([...inputArguments(film, 'mov'), ...posterArguments(result, poster)], lookMs, 64e6);
        return result;
      }),
  };
}

/** A program that fails on what was sent: its sender is told so, under `key`. */
async function blamed<T>(key: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw cause instanceof ProgramFailed ? new Refusal(422, key, { cause }) : cause;
  }
}
