import type { GatheringView } from '../../src/posts/view.ts';
import { noForm } from '../../views/form.ts';
import { gatheringFormPage } from '../../views/gatherings/form.ts';
import { agendaPage, attendeesPage, cancelGatheringPage } from '../../views/gatherings/pages.ts';
import { threadPage } from '../../views/posts/thread.ts';
import type { Shown } from './gallery.ts';
import { frame, garden } from './gallery-communities.ts';
import { aicha, gerard, hour, malik, nour, now, post, solene } from './sample.ts';
import { aloneInThread } from './sample-thread.ts';

const planting: GatheringView = {
  id: '',
  startsAt: now + 6 * 24 * hour,
  endsAt: now + 6 * 24 * hour + 3 * hour,
  zone: 'Europe/Paris',
  place: 'Entrée nord du jardin',
  address: '12 rue des Haies, 29000 Valombre',
  link: 'https://jardin.example/haie',
  access: 'Allée plate jusqu’au cabanon. Une interprète en langue des signes française est là.',
  capacity: 8,
  waitingList: true,
  answersUntil: now + 5 * 24 * hour,
  going: 6,
  waiting: 0,
  cancelled: false,
  over: false,
  open: true,
  joinMode: 'free',
  joinUrl: null,
  mine: null,
  rank: null,
  mayOrganise: false,
};

export const event = (
  title: string,
  more: Partial<GatheringView> = {},
  text = 'Quarante plants arrivent à treize heures.',
) => {
  const shown = post(solene, text, { title, isArticle: false, community: garden, audience: 'community' });
  return { ...shown, gathering: { ...planting, id: shown.id, ...more } };
};

const hedge = event('Plantation de la haie', { mine: 'going' });
const organised = event('Plantation de la haie', { mayOrganise: true, going: 8, waiting: 2 });
const states = [
  hedge,
  event('Taille des fruitiers', { going: 8, waiting: 3, mine: 'waiting', rank: 2, startsAt: now + 8 * 24 * hour }),
  event('Assemblée du jardin', { capacity: null, endsAt: null, place: '', startsAt: now + 9 * 24 * hour }),
  event('Atelier bouturage', { going: 8, startsAt: now + 10 * 24 * hour, endsAt: now + 11 * 24 * hour }),
  event('Visite de la pépinière', { cancelled: true, open: false, startsAt: now + 12 * 24 * hour, endsAt: null }),
  event('Fête des semis', { zone: 'America/Montreal', mine: 'asked', startsAt: now + 14 * 24 * hour, endsAt: null }),
  event('Récolte', {
    joinMode: 'external',
    joinUrl: 'https://mobilizon.example/e',
    open: false,
    startsAt: now + 15 * 24 * hour,
    endsAt: null,
  }),
];
export const gatherings: Record<string, Shown> = {
  '/communities/jardin/agenda': {
    show: (page) => agendaPage(page, { ...frame, coming: 6, which: 'coming', events: states }),
  },
  '/communities/jardin/agenda/past': {
    show: (page) => agendaPage(page, { ...frame, which: 'past', events: [] }),
  },
  '/communities/jardin/agenda/signed-out': {
    signedOut: true,
    show: (page) =>
      agendaPage(page, {
        ...frame,
        community: { ...garden, membership: null },
        which: 'coming',
        events: states.slice(1, 4),
      }),
  },
  '/gatherings/new': {
    show: (page) => gatheringFormPage(page, { community: garden, form: noForm, zone: 'Europe/Paris', editing: null }),
  },
  '/gatherings/new/faults': {
    show: (page) =>
      gatheringFormPage(page, {
        community: garden,
        form: {
          values: { title: '', day: '2020-01-01', time: '10:00', capacity: '0' },
          faults: {
            title: { key: 'form.required' },
            day: { key: 'gathering.isPast' },
            place: { key: 'gathering.where' },
            capacity: { key: 'gathering.badCapacity', args: { most: 100_000 } },
          },
        },
        zone: 'Europe/Paris',
        editing: null,
      }),
  },
  '/gatherings/1': { show: (page) => threadPage(page, { ...aloneInThread, post: organised }) },
  '/gatherings/1/people': {
    show: (page) =>
      attendeesPage(page, { post: organised, going: [malik, gerard, aicha], waiting: [nour], declined: [] }),
  },
  '/gatherings/1/cancel': { show: (page) => cancelGatheringPage(page, organised) },
};
