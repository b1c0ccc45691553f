import { isRemote, mayRead, type Reader, type Row, rows } from './readers.ts';
import type { Canary, Scene } from './scene.ts';
import { activity, each, list, open, page, type Surface } from './surface.ts';

const remoteReaders: readonly Reader[] = [
  'anonymous',
  'remoteFollower',
  'remoteStranger',
  'remoteNamed',
  'remoteBlocked',
  'remotePartner',
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
  {
    name: 'S47 featured of a community',
    readers: remoteReaders,
    seen: async (scene, reader) => {
      const path = `/ap/accounts/${(await scene.home.account('cercle')).id}/featured`;
      const { status, text } = await scene.get(reader, path, activity);
      // To who does not sign it is not there.
      if (status !== (isRemote(reader) ? 200 : 404)) throw new Error(`${path}: ${status}`);
      return rows.filter((row) => text.includes(uri(scene, scene.posts[row].id)));
    },
    shows: (row) => row === 'community',
  },
  {
    name: 'S47 manifest of a campaign',
    readers: remoteReaders,
    seen: async (scene, reader) => {
      const path = `/ap/campaigns/${(await scene.home.account('cercle')).id}`;
      const { status, text } = await scene.get(reader, path, activity);
      if (status !== (isRemote(reader) ? 200 : 404)) throw new Error(`${path}: ${status}`);
      return rows.filter((row) => text.includes(uri(scene, scene.posts[row].id)));
    },
    // Whoever does not sign learns of no campaign of a closed circle.
    shows: (_row, reader) => isRemote(reader),
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
