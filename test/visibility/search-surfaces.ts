import { members, type Reader, type Row, rows } from './readers.ts';
import type { Canary, Scene } from './scene.ts';
import { list, type Surface, word } from './surfaces.ts';

/** Looking for posts. nour lets hers be searched: what is left is who may read them. */
export const searchSurfaces: Surface[] = [
  { name: 'search by a word', readers: members, seen: list(() => '/search?q=canari+from:nour', word) },
  { name: 'search without a word', readers: members, seen: list(() => '/search?q=has:media+from:nour', word) },
  {
    name: 'look-up by the address of the object',
    readers: members,
    seen: (scene, reader) => lookUp(scene, reader, ({ id }) => `${scene.home.origin}/ap/posts/${id}`),
  },
  {
    name: 'look-up by the address of the page',
    readers: members,
    seen: (scene, reader) => lookUp(scene, reader, ({ id }) => `${scene.home.origin}/@nour/${id}`),
  },
];

async function lookUp(scene: Scene, reader: Reader, address: (post: Canary) => string): Promise<Row[]> {
  const found: Row[] = [];
  for (const row of rows) {
    const { text } = await scene.get(reader, `/search?q=${encodeURIComponent(address(scene.posts[row]))}`);
    if (text.includes(scene.posts[row].word)) found.push(row);
  }
  return found;
}
