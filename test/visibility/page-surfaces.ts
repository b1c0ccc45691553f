import { stepPath } from './circle.ts';
import { localReaders, mayRead, members, type Reader, type Row, rows } from './readers.ts';
import { each, fragment, list, open, page, type Surface, word } from './surface.ts';

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
    name: 'S61 film',
    readers: localReaders,
    allows: mayLook,
    seen: each((s, who, { film }) => s.get(who, `/media/${film}/full`)),
  },
  {
    name: 'S61 captions',
    readers: localReaders,
    allows: mayLook,
    seen: each((s, who, { film }) => s.get(who, `/media/${film}/captions`)),
  },
  {
    name: 'home',
    readers: members,
    seen: list(() => '/', word),
    shows: (row, reader) =>
      (reader === 'author' && row !== 'imported') ||
      (reader === 'follower' && row !== 'direct') ||
      (reader === 'named' && row === 'direct'),
  },
  { name: 'landing', readers: ['anonymous'], seen: list(() => '/', word), shows: (row) => row === 'public' },
  {
    name: 'timeline of the organisation',
    readers: members,
    seen: list(() => '/organisation', word),
    shows: (row) => row === 'public' || row === 'organisation',
  },
  {
    name: 'S62 timeline of partners',
    readers: members,
    seen: list(() => '/organisation/partners', word),
    shows: (row) => row === 'partners',
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
  {
    name: 'community, by activity',
    readers: members,
    seen: list(() => '/communities/cercle', word),
    shows: (row) => row === 'community' || row === 'held',
  },
  {
    name: 'community, newest',
    readers: members,
    seen: list(() => '/communities/cercle/new', word),
    shows: (row) => row === 'community' || row === 'held',
  },
  ...['/campaigns/cercle', stepPath].map(
    (path): Surface => ({
      name: `campaign, ${path}`,
      readers: members,
      seen: list(() => path, word),
    }),
  ),
  {
    name: 'community, log',
    readers: members,
    seen: list(() => '/communities/cercle/log', word),
    shows: () => false,
  },
  {
    name: 'community, what waits for its hosts',
    readers: ['author'],
    seen: list(() => '/communities/cercle/queue', word),
    shows: (row) => row === 'held',
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
    name: 'S57 page of who quotes it',
    readers: localReaders,
    seen: page(({ id }) => `/posts/${id}/quotes`, 'word'),
  },
  {
    name: 'S57 quoted in a post of somebody else',
    readers: localReaders,
    shows: (row) => open.includes(row),
    seen: async (scene, reader) => {
      const found: Row[] = [];
      for (const row of rows) {
        const { quotingId, word: secret } = scene.posts[row];
        if (!quotingId) continue;
        const { status, text } = await scene.get(reader, `/@relais/${quotingId}`);
        if (status !== 200) throw new Error(`${row}: ${status}`);
        if (text.includes(secret)) found.push(row);
      }
      return found;
    },
  },
  {
    name: 'notifications',
    readers: members.filter((reader) => reader !== 'author'),
    seen: list(() => '/notifications', word),
    shows: (_, reader) => reader === 'named',
  },
];
