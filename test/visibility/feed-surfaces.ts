import { localReaders, type Row, rows } from './readers.ts';
import { list, type Surface, word } from './surface.ts';

/** What leaves as a feed or a card is what the whole web may read, whoever asks for it. */
const open = (row: Row) => row === 'public';
const readers = localReaders;

export const feedSurfaces: Surface[] = [
  { name: 'S48 feed of a person', readers, allows: open, seen: list(() => '/@nour.atom', word) },
  { name: 'S48 feed of a hashtag', readers, allows: open, seen: list(() => '/tags/matrice.atom', word) },
  { name: 'S48 feed of the instance', readers, allows: open, seen: list(() => '/public.atom', word) },
  {
    name: 'S48 feed of a community for its members',
    readers,
    allows: () => false,
    seen: async (scene, reader) => {
      const { status, text } = await scene.get(reader, '/communities/cercle.atom');
      if (status !== 404) throw new Error(`cercle.atom: ${status}`);
      return rows.filter((row) => text.includes(scene.posts[row].word));
    },
  },
  {
    name: 'oEmbed',
    readers,
    allows: open,
    seen: async (scene, reader) => {
      const found: Row[] = [];
      for (const row of rows) {
        const url = encodeURIComponent(`${scene.home.origin}/@nour/${scene.posts[row].id}`);
        const { status, text } = await scene.get(reader, `/oembed?url=${url}`);
        if (status === 200 && text.includes(scene.posts[row].word)) found.push(row);
        else if (status !== 404 || text !== '{"error":"error.notFound"}') throw new Error(`${row}: ${status} ${text}`);
      }
      return found;
    },
  },
  {
    name: 'OpenGraph',
    readers: ['anonymous'],
    allows: open,
    seen: async (scene, reader) => {
      const found: Row[] = [];
      for (const row of rows)
        if ((await scene.get(reader, `/@nour/${scene.posts[row].id}`)).text.includes('property="og:')) found.push(row);
      return found;
    },
  },
];
