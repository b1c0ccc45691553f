import { personalToken } from '../../src/oauth/token.ts';
import { localReaders, type Reader, rows } from './readers.ts';
import { names, type Scene } from './scene.ts';
import { each, type Surface, word } from './surface.ts';

const tokens = new WeakMap<Scene, Map<Reader, Promise<string>>>();

/** The reader's own token; nothing for who has no account. */
function tokenOf(scene: Scene, reader: Reader): Promise<string> | null {
  const name = names[reader];
  if (!name) return null;
  const known = tokens.get(scene) ?? new Map<Reader, Promise<string>>();
  tokens.set(scene, known);
  const make = async () =>
    personalToken(scene.home.instance, (await scene.home.account(name)).id, 'matrix', ['read', 'write']);
  if (!known.has(reader)) known.set(reader, make());
  return known.get(reader)!;
}

async function ask(scene: Scene, reader: Reader, path: string, method = 'GET') {
  const token = await tokenOf(scene, reader);
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  return scene.visitor('anonymous').send(method, path, { headers });
}

const listed = (path: (scene: Scene) => Promise<string> | string) => async (scene: Scene, reader: Reader) => {
  const { status, text } = await ask(scene, reader, await path(scene));
  if (status === 401 && reader === 'anonymous') return [];
  if (status !== 200) throw new Error(`${status}: ${text.slice(0, 200)}`);
  return rows.filter((row) => text.includes(word(scene.posts[row])));
};
const nour = async (scene: Scene) => (await scene.home.account('nour')).id;
const members = localReaders.filter((reader) => reader !== 'anonymous');

/** The client API, asked with a token of each reader's own. */
export const apiSurfaces: Surface[] = [
  ...['', '/context', '/history', '/favourited_by', '/reblogged_by', '/quotes'].map(
    (part): Surface => ({
      name: `API status${part}`,
      readers: localReaders,
      seen: each((scene, reader, { id }) => ask(scene, reader, `/api/v1/statuses/${id}${part}`)),
    }),
  ),
  {
    name: 'API poll',
    readers: localReaders,
    seen: each((scene, reader, { id }) => ask(scene, reader, `/api/v1/polls/${id}`)),
    shows: (row) => row !== 'imported',
  },
  {
    name: 'API statuses of an account',
    readers: localReaders,
    seen: listed(async (scene) => `/api/v1/accounts/${await nour(scene)}/statuses?limit=40`),
  },
  {
    name: 'API hashtag',
    readers: localReaders,
    seen: listed(() => '/api/v1/timelines/tag/matrice?limit=40'),
    shows: (row) => row !== 'unlisted',
  },
  {
    name: 'API public timeline',
    readers: localReaders,
    seen: listed(() => '/api/v1/timelines/public?limit=40'),
    shows: (row) => row === 'public',
  },
  {
    name: 'API search',
    readers: members,
    seen: listed(() => '/api/v2/search?q=matrice&type=statuses&limit=40'),
  },
  {
    name: 'API trends',
    readers: localReaders,
    seen: listed(() => '/api/v1/trends/statuses?limit=40'),
    shows: (row) => row === 'public',
  },
  {
    name: 'API conversations',
    readers: members,
    seen: listed(() => '/api/v1/conversations?limit=40'),
    // What was brought from elsewhere for named people is one's own.
    shows: (row) => row === 'direct' || row === 'imported',
  },
  {
    name: 'API oEmbed',
    readers: localReaders,
    seen: each((scene, reader, { id }) =>
      ask(scene, reader, `/api/oembed?url=${encodeURIComponent(`${scene.home.origin}/@nour/${id}`)}`),
    ),
    shows: (row) => row === 'public',
    allows: (row) => row === 'public',
  },
];
