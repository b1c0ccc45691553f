import { type Reader, type Row, rows } from './readers.ts';
import type { Canary, Scene } from './scene.ts';

/** One way to come upon a post. */
export interface Surface {
  name: string;
  readers: readonly Reader[];
  /** Rows that this reader sees here; throws when an answer is neither the post nor that of an absent one. */
  seen: (scene: Scene, reader: Reader) => Promise<Row[]>;
  /** What else the surface leaves out, of what its reader may read. */
  shows?: (row: Row, reader: Reader) => boolean;
  /** Who may, where it is not the rule of posts. */
  allows?: (row: Row, reader: Reader) => boolean;
}

export const activity = { accept: 'application/activity+json' };
export const fragment = { 'hx-request': 'true', 'hx-request-type': 'partial' };
export const open: Row[] = ['public', 'unlisted'];

/** Every post asked for by itself: it is there when the answer is good and holds the word, if one is named. */
export const each =
  (
    ask: (scene: Scene, reader: Reader, post: Canary) => Promise<{ status: number; text: string }>,
    word?: Exclude<keyof Canary, 'quotingId'>,
  ) =>
  async (scene: Scene, reader: Reader): Promise<Row[]> => {
    const found: Row[] = [];
    for (const row of rows) {
      const post = scene.posts[row];
      const { status, text } = await ask(scene, reader, post);
      const secrets = [post.word, post.before, post.replyWord].filter((secret) => text.includes(secret));
      const isThere = status < 400 && (!word || text.includes(post[word]));
      if (isThere) found.push(row);
      else if (secrets.length) throw new Error(`${row}: a ${status} that holds ${secrets}`);
      else if (![404, 410].includes(status) && !(reader === 'anonymous' && status === 401))
        throw new Error(`${row}: ${status}`);
    }
    return found;
  };

/** One page that lists posts. */
export const list =
  (path: () => string, needle: (post: Canary) => string, headers = {}) =>
  async (scene: Scene, reader: Reader): Promise<Row[]> => {
    const { status, text } = await scene.get(reader, path(), headers);
    if (status !== 200) throw new Error(`${path()}: ${status}`);
    return rows.filter((row) => text.includes(needle(scene.posts[row])));
  };

export const word = (post: Canary) => post.word;
export const page = (path: (post: Canary) => string, must: Exclude<keyof Canary, 'quotingId'>, headers = {}) =>
  each((scene, reader, post) => scene.get(reader, path(post), headers), must);
