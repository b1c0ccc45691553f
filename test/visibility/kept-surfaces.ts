import { localReaders, members, type Reader, type Row, rows } from './readers.ts';
import { fragment, list, type Surface, word } from './surfaces.ts';

/** What a member keeps: only what they may read, also later. */
export const keptSurfaces: Surface[] = [
  {
    name: 'S51 keep, and the page of what is kept',
    readers: localReaders,
    shows: (_: Row, reader: Reader) => reader !== 'anonymous',
    seen: async (scene, reader) => {
      const visitor = scene.visitor(reader);
      const kept: Row[] = [];
      for (const row of rows) {
        const { id, word: secret } = scene.posts[row];
        const { status, text } = await visitor.post(`/posts/${id}/bookmark`, {}, fragment);
        if (status === 200) kept.push(row);
        else if (text.includes(secret) || ![401, 404].includes(status)) throw new Error(`${row}: ${status}`);
      }
      if (reader === 'anonymous') return kept;
      const seen = await list(() => '/bookmarks', word)(scene, reader);
      if (String(seen) !== String(kept)) throw new Error(`kept ${kept}, sees ${seen}`);
      for (const row of kept) await visitor.post(`/posts/${scene.posts[row].id}/bookmark/delete`, {}, fragment);
      return kept;
    },
  },
  {
    name: 'page of what is kept, nothing kept',
    readers: members,
    seen: list(() => '/bookmarks', word),
    shows: () => false,
  },
];
