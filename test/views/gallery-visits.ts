import type { DrawRecord, DrawView } from '../../src/campaigns/draw-view.ts';
import type { StepView } from '../../src/campaigns/view.ts';
import { drawPage } from '../../views/campaigns/draw.ts';
import type { DrawFormView } from '../../views/campaigns/draw-form.ts';
import { drawStepView } from '../../views/campaigns/draw-step.ts';
import type { CampaignFrame } from '../../views/campaigns/frame.ts';
import { stepPage } from '../../views/campaigns/page.ts';
import { sessionPage } from '../../views/campaigns/session.ts';
import { type SessionView, visitsView } from '../../views/campaigns/visits.ts';
import { type Form, noForm } from '../../views/form.ts';
import type { Page } from '../../views/page.ts';
import type { Shown } from './gallery.ts';
import { campaign, frame, steps } from './gallery-campaigns.ts';
import { event } from './gallery-gatherings.ts';
import { gerard, hour, ines, malik, nour, now, solene } from './sample.ts';

const day = 24 * hour;
const path = '/campaigns/assiettes';
const visits: StepView = { ...steps[2]!, state: 'now', startsAt: now - day };
const draw: StepView = { ...visits, id: '5', kind: 'draw', title: 'Tirage', path: `${path}/steps/5` };
const running: CampaignFrame = { ...frame, campaign: { ...campaign, steps: [...steps.slice(0, 2), visits, draw] } };
const hosting: CampaignFrame = { ...running, campaign: { ...running.campaign, facilitates: true } };

const line = {
  ...{ id: 'd1', path: `${path}/draws/d1`, title: 'Cuisine centrale de Valombre', candidates: 34, places: 12 },
  ...{ publicAt: now - day, publicSource: 'Loto du mercredi, les cinq numéros', drawnAt: now - hour },
};
const session = (
  title: string,
  more: Parameters<typeof event>[1] = {},
  rest: Partial<SessionView> = {},
): SessionView => {
  const post = event(title, { joinMode: 'restricted', capacity: 12, going: 0, ...more });
  return {
    post,
    gathering: post.gathering,
    requests: 34,
    draw: null,
    drawElsewhere: null,
    code: null,
    arrived: false,
    ...rest,
  };
};
const kitchen = session('Cuisine centrale de Valombre', { mine: 'asked' });
const sessions = [
  kitchen,
  session('Ferme Pernot', { going: 8, waiting: 13, mine: 'waiting', rank: 4, open: false }, { draw: line }),
  session('Légumerie municipale', { going: 4, mine: 'going' }, { code: 'K7M2QX' }),
  session('Marché de gros', {}, { requests: 0 }),
  session('Abattoir', { cancelled: true, open: false }),
];

const publishing: DrawFormView = {
  ...{ action: '/visits/1/draw', form: noForm, candidates: 34, zone: 'Europe/Paris' },
  organisations: [{ host: 'valombre.example', name: 'Université de Valombre' }],
  affiliations: ['student', 'staff'],
};
const wrong: Form = {
  values: { 'quota-0': 'organisation valombre.example', drawTitle: 'Cuisine', 'commitment-0': 'abc' },
  faults: {
    publicDay: { key: 'draw.publicAtFault' },
    'quota-0': { key: 'draw.quotaTooFew', args: { there: 1, wanted: 3 } },
    'commitment-0': { key: 'draw.commitmentFault' },
  },
};

const hash = (sign: string) => sign.repeat(64);
const record: DrawRecord = {
  ...{ title: 'Cuisine centrale de Valombre', campaign: 'https://valombre.example/ap/accounts/c1', places: 2 },
  quotas: [{ by: 'affiliation', value: 'student', places: 1 }],
  candidates: [1, 2, 3, 4].map((n) => ({
    ...{ n, token: hash(String(n)), organisation: 'valombre.example', affiliation: n % 2 ? 'student' : 'staff' },
  })),
  seeds: [
    { name: 'Université de Valombre', commitment: hash('a'), seed: null },
    { name: 'Terre Franche', commitment: hash('b'), seed: null },
  ],
  ...{ publicSource: 'Loto du mercredi, les cinq numéros', publicAt: new Date(now).toISOString(), publicValue: null },
  ...{ publishedAt: new Date(now - day).toISOString(), drawnAt: null, fingerprint: hash('f'), entropy: null },
  ...{ order: null, drawn: null, reserves: null },
};
const held: DrawRecord = {
  ...record,
  seeds: record.seeds.map((seed) => ({ ...seed, seed: hash('c') })),
  ...{ publicValue: '7 19 23 31 42', drawnAt: new Date(now).toISOString(), entropy: `${hash('C')}./7.19.23.31.42./` },
  ...{ order: [3, 1, 4, 2], drawn: [3, 1], reserves: [4, 2] },
};
const view: DrawView = {
  ...{ id: 'd1', path: `${path}/draws/d1`, stepId: '3', record, session: { path: '/posts/1', title: record.title } },
  ...{ by: null, people: new Map(), named: false, awaited: [], fault: null, facilitates: false },
  mine: { n: 3, salt: hash('5').slice(0, 32), uri: 'https://valombre.example/ap/accounts/2' },
};
const names = new Map([['valombre.example', 'Université de Valombre']]);

const visitsPanel = (page: Page, on: CampaignFrame, form: Form = noForm) =>
  visitsView(page, { frame: on, step: visits, sessions, closed: null, form, zone: 'Europe/Paris' });

/** Visits and draws of a campaign. */
export const visitPages: Record<string, Shown> = {
  [`${path}/steps/3`]: {
    show: (page) => stepPage(page, running, { id: '3', panel: visitsPanel(page, running), errors: false }),
  },
  [`${path}/steps/3/stranger`]: {
    signedOut: true,
    show: (page) => stepPage(page, running, { id: '3', panel: visitsPanel(page, running), errors: false }),
  },
  [`${path}/steps/3/add`]: {
    show: (page) => {
      const form = { values: { title: '' }, faults: { title: { key: 'form.required' } } };
      return stepPage(page, hosting, { id: '3', panel: visitsPanel(page, hosting, form), errors: true });
    },
  },
  '/visits/1': {
    show: (page) =>
      sessionPage(page, hosting, {
        ...{ session: kitchen, step: visits, asked: [malik, nour, solene], going: [], waiting: [], form: noForm },
        draw: { ...publishing, form: wrong },
      }),
  },
  '/visits/2': {
    show: (page) =>
      sessionPage(page, hosting, {
        ...{ session: sessions[1]!, step: visits, asked: [], waiting: [solene], draw: null },
        going: [
          { ...gerard, arrivedAt: now - hour },
          { ...malik, arrivedAt: null },
        ],
        form: { values: { code: 'AAAAAA' }, faults: { code: { key: 'visit.noSuchCode' } } },
      }),
  },
  [`${path}/steps/5`]: {
    show: (page) => {
      const panel = drawStepView(page, {
        ...{ frame: running, step: draw, draws: [line], volunteers: 12, stands: true, closed: null, publish: null },
      });
      return stepPage(page, running, { id: '5', panel, errors: false });
    },
  },
  [`${path}/steps/5/publish`]: {
    show: (page) => {
      const panel = drawStepView(page, {
        ...{ frame: hosting, step: draw, draws: [{ ...line, drawnAt: null }], volunteers: 12, stands: false },
        ...{ closed: null, publish: publishing },
      });
      return stepPage(page, hosting, { id: '5', panel, errors: false });
    },
  },
  [`${path}/draws/d1`]: { show: (page) => drawPage(page, running, view, names, noForm) },
  [`${path}/draws/d1/hold`]: {
    show: (page) => {
      const awaited = [{ id: 2, name: 'Terre Franche' }];
      const form = { values: {}, faults: { 'seed-2': { key: 'draw.seedMismatch' } } };
      return drawPage(page, hosting, { ...view, awaited, facilitates: true, mine: null }, names, form);
    },
  },
  [`${path}/draws/d1/held`]: {
    show: (page) =>
      drawPage(
        page,
        running,
        { ...view, record: held, by: ines, named: true, people: new Map([[3, malik]]) },
        names,
        noForm,
      ),
  },
};
