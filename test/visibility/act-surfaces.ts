import { localReaders, mayRead, members, type Reader, type Row, rows } from './readers.ts';
import type { Canary } from './scene.ts';
import { each, fragment, open, page, type Surface } from './surface.ts';

/** Acts are for members: to a stranger they are closed, whatever they are about. */
const acts = (_: Row, reader: Reader) => reader !== 'anonymous';

const act = (
  path: (post: Canary) => string,
  must?: Exclude<keyof Canary, 'quotingId'>,
  undo?: (post: Canary) => string,
) =>
  each(async (scene, reader, post) => {
    const visitor = scene.visitor(reader);
    const answer = await visitor.post(path(post), {}, fragment);
    if (undo && answer.status < 300) await visitor.post(undo(post), {}, fragment);
    return answer;
  }, must);

/** What one does with a post: of a post that is not for them, nobody learns anything by trying. */
export const actSurfaces: Surface[] = [
  { name: 'form of an answer', readers: members, seen: page(({ id }) => `/compose?reply=${id}`, 'word') },
  {
    name: 'S57 form of a quote',
    readers: members,
    seen: each(async (scene, reader, post) => {
      const answer = await scene.get(reader, `/compose?quote=${post.id}`);
      const row = rows.find((one) => scene.posts[one] === post)!;
      // Who may read it is told why not; who may not is told nothing.
      const isRefused = answer.status === 403 && mayRead(row, reader) && !open.includes(row);
      return isRefused ? { ...answer, status: 404 } : answer;
    }, 'word'),
    shows: (row) => open.includes(row),
  },
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
    name: 'S51 conversation followed',
    readers: localReaders,
    shows: acts,
    seen: each(async (scene, reader, { id }) => {
      const answer = await scene.visitor(reader).post(`/posts/${id}/thread/follow`);
      if (answer.status === 303) await scene.visitor(reader).post(`/posts/${id}/thread/unmark`);
      return answer;
    }),
  },
  {
    name: 'S51 vote, and the fragment it answers',
    readers: localReaders,
    // A poll is not brought back.
    shows: (row, reader) => acts(row, reader) && row !== 'imported',
    seen: each(async (scene, reader, { id }) => {
      const answer = await scene.visitor(reader).post(`/polls/${id}/votes`, { choices: '0' }, fragment);
      return reader === 'author' && answer.status === 409 ? { ...answer, status: 200 } : answer;
    }),
  },
  {
    name: 'S55 coming to an event, and the fragment it answers',
    readers: localReaders,
    shows: (row, reader) => acts(row, reader) && row === 'community',
    seen: act(
      ({ id }) => `/gatherings/${id}/attend`,
      undefined,
      ({ id }) => `/gatherings/${id}/decline`,
    ),
  },
  {
    name: 'S55 not coming',
    readers: localReaders,
    shows: (row, reader) => acts(row, reader) && row === 'community',
    seen: act(({ id }) => `/gatherings/${id}/decline`),
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
