import { localReaders, members } from './readers.ts';
import { author } from './scene.ts';
import { list, page, type Surface, word } from './surface.ts';

/** A list brings together what one may read anyway. */
export const listSurfaces: Surface[] = [
  {
    name: 'S55 agenda of a community',
    readers: members,
    seen: list(
      () => '/communities/cercle/agenda',
      ({ id }) => `rsvp-${id}`,
    ),
    shows: (row) => row === 'community',
  },
  {
    name: 'S55 its agenda for calendars',
    readers: members,
    seen: list(() => '/communities/cercle/agenda.ics', word),
    shows: (row) => row === 'community',
  },
  {
    name: 'S55 an event for calendars',
    readers: localReaders,
    seen: page(({ id }) => `/gatherings/${id}/event.ics`, 'word'),
    shows: (row) => row === 'community',
  },
  {
    name: 'list of people',
    readers: members,
    seen: async (scene, reader) => {
      const visitor = scene.visitor(reader);
      const { id } = await scene.home.account(author);
      const path = (await visitor.post('/lists', { name: 'canaris' })).location.replace('/people', '');
      await visitor.post(`/accounts/${id}/lists`, { lists: path.slice('/lists/'.length) });
      const seen = await list(() => path, word)(scene, reader);
      await visitor.post(`${path}/delete`);
      return seen;
    },
  },
];
