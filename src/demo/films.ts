import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { addCaptions } from '../media/captions.ts';
import { prepareFilm, receiveFilm } from '../media/film.ts';

import { drawPicture, type PictureName } from './pictures.ts';

/** A film that goes slowly over a picture, with wind; or, without one, birds at dawn. */
export interface DemoFilm {
  over: PictureName | null;
  description: string;
  /** WebVTT without its first line. */
  captions?: string;
}

const run = promisify(execFile);
const wind = 'anoisesrc=c=brown:a=0.08:d=9';
const birds =
  "aevalsrc='0.16*sin(2*PI*(2600*t+60*sin(2*PI*9*t)))*gt(sin(2*PI*0.7*t),0.5)+0.1*sin(2*PI*(3900*t+40*sin(2*PI*15*t)))*gt(sin(2*PI*0.43*t+1),0.6)':d=24";
const travel =
  "scale=1600:-2,zoompan=z='1.35-0.0012*on':x='(iw-iw/zoom)*on/225':y='(ih-ih/zoom)/2':d=225:s=960x540:fps=25";

/** Makes the film, sends it as its author would, and prepares it at once; gives its id. */
export async function hangFilm(home: Instance, me: Account, film: DemoFilm): Promise<string> {
  const stem = join(tmpdir(), `maillon-demo-${randomBytes(6).toString('hex')}`);
  const [picture, path, words] = [`${stem}.png`, `${stem}.${film.over ? 'mp4' : 'ogg'}`, `${stem}.vtt`];
  try {
    const quiet = ['-nostdin', '-v', 'error'];
    if (film.over) {
      await writeFile(picture, drawPicture(film.over));
      const input = ['-i', picture, '-f', 'lavfi', '-i', wind, '-vf', travel, '-pix_fmt', 'yuv420p', '-shortest'];
      await run(home.config.ffmpeg!, [...quiet, ...input, path]);
    } else await run(home.config.ffmpeg!, [...quiet, '-f', 'lavfi', '-i', birds, path]);
    const { id } = await receiveFilm(home, me.id, { path, description: film.description, later: false });
    await prepareFilm(home, id);
    if (film.captions) {
      await writeFile(words, `WEBVTT\n\n${film.captions}\n`);
      await addCaptions(home, me.id, id, { path: words, language: 'fr' });
    }
    return id;
  } finally {
    for (const one of [picture, path, words]) await rm(one, { force: true });
  }
}
