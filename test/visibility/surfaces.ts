import { isRemote, localReaders, mayRead, members, type Reader, type Row, rows } from './readers.ts';
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

const activity = { accept: 'application/activity+json' };
export const fragment = { 'hx-request': 'true', 'hx-request-type': 'partial' };
const open: Row[] = ['public', 'unlisted'];

/** Every post asked for by itself: it is there when the answer is good and holds the word, if one is named. */
const each =
  (
    ask: (scene: Scene, reader: Reader, post: Canary) => Promise<{ status: number; text: string }>,
    word?: keyof Canary,
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
const page = (path: (post: Canary) => string, must: keyof Canary, headers = {}) =>
  each((scene, reader, post) => scene.get(reader, path(post), headers), must);
const act = (path: (post: Canary) => string, must?: keyof Canary, undo?: (post: Canary) => string) =>
  each(async (scene, reader, post) => {
    const visitor = scene.visitor(reader);
    const answer = await visitor.post(path(post), {}, fragment);
    if (undo && answer.status < 300) await visitor.post(undo(post), {}, fragment);
    return answer;
  }, must);

/** Acts are for members: to a stranger they are closed, whatever they are about. */
const acts = (_: Row, reader: Reader) => reader !== 'anonymous';

/** A picture that the whole web may see is not hidden from who is blocked. */
const mayLook = (row: Row, reader: Reader) => mayRead(row, reader) || mayRead(row, 'anonymous');

/** For pages; a signature opens none of them. */
export const pageSurfaces: Surface[] = [
  { name: 'page of the post', readers: localReaders, seen: page(({ id }) => `/@nour/${id}`, 'word') },
  {
    name: 'page of the post, as a fragment',
    readers: localReaders,
    seen: page(({ id }) => `/@nour/${id}`, 'word', fragment),
  },
  { name: 'address by id', readers: localReaders, seen: each((s, who, { id }) => s.get(who, `/posts/${id}`)) },
  { name: 'edit history', readers: localReaders, seen: page(({ id }) => `/posts/${id}/history`, 'before') },
  { name: 'who thanked', readers: localReaders, seen: each((s, who, { id }) => s.get(who, `/posts/${id}/likes`)) },
  { name: 'who relayed', readers: localReaders, seen: each((s, who, { id }) => s.get(who, `/posts/${id}/boosts`)) },
  {
    name: 'S61 picture',
    readers: localReaders,
    allows: mayLook,
    seen: each((s, who, { file }) => s.get(who, `/media/${file}/full`)),
  },
  {
    name: 'S61 thumbnail',
    readers: localReaders,
    allows: mayLook,
    seen: each((s, who, { file }) => s.get(who, `/media/${file}/thumbnail`)),
  },
  {
    name: 'home',
    readers: members,
    seen: list(() => '/', word),
    shows: (row, reader) =>
      reader === 'author' || (reader === 'follower' && row !== 'direct') || (reader === 'named' && row === 'direct'),
  },
  { name: 'landing', readers: ['anonymous'], seen: list(() => '/', word), shows: (row) => row === 'public' },
  {
    name: 'timeline of the organisation',
    readers: members,
    seen: list(() => '/organisation', word),
    shows: (row) => row === 'public' || row === 'organisation',
  },
  {
    name: 'public timeline',
    readers: members,
    seen: list(() => '/public', word),
    shows: (row) => row === 'public',
  },
  {
    name: 'hashtag',
    readers: localReaders,
    seen: list(() => '/tags/matrice', word),
    shows: (row) => row !== 'unlisted',
  },
  { name: 'profile, posts', readers: localReaders, seen: list(() => '/@nour', word) },
  { name: 'profile, media', readers: localReaders, seen: list(() => '/@nour/media', word) },
  {
    name: 'profile, replies',
    readers: localReaders,
    seen: list(
      () => '/@nour/replies',
      (post) => post.replyWord,
    ),
  },
  {
    name: 'profile of who relayed',
    readers: localReaders,
    seen: list(() => '/@relais', word),
    shows: (row) => open.includes(row),
  },
  {
    name: 'S49 answer under the post of another',
    readers: localReaders,
    seen: async (scene, reader) => {
      const found: Row[] = [];
      for (const row of rows) {
        const { rootId, replyWord } = scene.posts[row];
        const { text } = await scene.get(reader, `/@hote/${rootId}`);
        if (text.includes(replyWord)) found.push(row);
      }
      return found;
    },
  },
  {
    name: 'S49 answer, by its own page',
    readers: localReaders,
    seen: page(({ replyId }) => `/@nour/${replyId}`, 'replyWord'),
  },
  {
    name: 'notifications',
    readers: members.filter((reader) => reader !== 'author'),
    seen: list(() => '/notifications', word),
    shows: (_, reader) => reader === 'named',
  },
  { name: 'form of an answer', readers: members, seen: page(({ id }) => `/compose?reply=${id}`, 'word') },
  {
    name: 'S51 answer',
    readers: localReaders,
    shows: acts,
    // An empty answer is refused with the form, so nothing is written.
    seen: each(async (scene, reader, { id }) => {
      const answer = await scene.visitor(reader).post('/posts', { inReplyTo: id, text: '', audience: 'direct' });
      return answer.status === 422 ? { ...answer, status: 200 } : answer;
    }, 'word'),
  },
  {
    name: 'S51 report, its form',
    readers: members,
    seen: each(async (s, who, { id }) =>
      s.get(who, `/accounts/${(await s.home.account('nour')).id}/report?post=${id}`),
    ),
  },
  {
    name: 'S51 report',
    readers: localReaders,
    shows: acts,
    seen: each(async (s, who, { id }) =>
      s.visitor(who).post(`/accounts/${(await s.home.account('nour')).id}/report`, { post: id, comment: 'x' }),
    ),
  },
  {
    name: 'S51 Merci, and the fragment it answers',
    readers: localReaders,
    shows: acts,
    seen: act(
      ({ id }) => `/posts/${id}/like`,
      'word',
      ({ id }) => `/posts/${id}/like/delete`,
    ),
  },
  {
    name: 'S51 Merci taken back, and the fragment it answers',
    readers: localReaders,
    shows: acts,
    seen: act(({ id }) => `/posts/${id}/like/delete`, 'word'),
  },
  {
    name: 'S51 vote, and the fragment it answers',
    readers: localReaders,
    shows: acts,
    seen: each(async (scene, reader, { id }) => {
      const answer = await scene.visitor(reader).post(`/polls/${id}/votes`, { choices: '0' }, fragment);
      return reader === 'author' && answer.status === 409 ? { ...answer, status: 200 } : answer;
    }),
  },
  {
    name: 'S57 relay',
    readers: localReaders,
    seen: each(async (scene, reader, post) => {
      const answer = await scene.visitor(reader).post(`/posts/${post.id}/boost`, {}, fragment);
      if (answer.status === 200) await scene.visitor(reader).post(`/posts/${post.id}/boost/delete`, {}, fragment);
      const row = rows.find((one) => scene.posts[one] === post)!;
      // Who may read it is told why not; who may not is told nothing.
      const isRefused = answer.status === 403 && mayRead(row, reader) && !open.includes(row);
      return isRefused ? { ...answer, status: 404 } : answer;
    }, 'word'),
    shows: (row, reader) => open.includes(row) && acts(row, reader),
  },
];

const remoteReaders: readonly Reader[] = [
  'anonymous',
  'remoteFollower',
  'remoteStranger',
  'remoteNamed',
  'remoteBlocked',
  // A session is for pages: with it alone, ActivityPub tells what it tells to anybody.
  'follower',
  'author',
];

/** What a reader of ActivityPub may read: the signer, or anybody. */
export const mayFetch = (row: Row, reader: Reader) => mayRead(row, isRemote(reader) ? reader : 'anonymous');

const uri = (scene: Scene, id: string) => `${scene.home.origin}/ap/posts/${id}"`;
const nourPath = async (scene: Scene, name: string) => `/ap/accounts/${(await scene.home.account('nour')).id}/${name}`;
const ofNour =
  (name: string) =>
  async (scene: Scene, reader: Reader): Promise<Row[]> =>
    listAt(await nourPath(scene, name), (post) => uri(scene, post.id))(scene, reader);
const listAt = (path: string, needle: (post: Canary) => string) => list(() => path, needle, activity);

/** For other servers: JSON, signed or not. */
export const activitySurfaces: Surface[] = [
  {
    name: 'object',
    readers: remoteReaders,
    seen: page(({ id }) => `/ap/posts/${id}`, 'word', activity),
  },
  {
    name: 'object at the address of its page',
    readers: remoteReaders,
    seen: page(({ id }) => `/@nour/${id}`, 'word', activity),
  },
  {
    name: 'activity',
    readers: remoteReaders,
    seen: page(({ id }) => `/ap/activities/${id}`, 'word', activity),
  },
  ...['replies', 'likes', 'shares', 'context', 'likes?page=1', 'shares?page=1'].map(
    (name): Surface => ({
      name: `S47 ${name} of the post`,
      readers: remoteReaders,
      seen: each((s, who, { id }) => s.get(who, `/ap/posts/${id}/${name}`, activity)),
    }),
  ),
  { name: 'S47 outbox', readers: remoteReaders, seen: ofNour('outbox?page=1') },
  {
    name: 'S47 featured',
    readers: remoteReaders,
    seen: ofNour('featured'),
    shows: (row) => open.includes(row),
  },
  ...['replies', 'context'].map(
    (name): Surface => ({
      name: `S49 ${name} of a post that was answered`,
      readers: remoteReaders,
      seen: async (scene, reader) => {
        const found: Row[] = [];
        for (const row of rows) {
          const { rootId, replyId } = scene.posts[row];
          const { text } = await scene.get(reader, `/ap/posts/${rootId}/${name}`, activity);
          if (text.includes(uri(scene, replyId))) found.push(row);
        }
        return found;
      },
    }),
  ),
];
