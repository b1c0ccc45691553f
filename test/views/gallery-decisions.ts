import { figuresOf } from '../../src/campaigns/report-figures.ts';
import type { ReportRows } from '../../src/campaigns/report-rows.ts';
import type { BallotSettings } from '../../src/campaigns/steps/ballot/settings.ts';
import type { CampaignView, ContributionView, StepView } from '../../src/campaigns/view.ts';
import { type BallotView, ballotView } from '../../views/campaigns/ballot.ts';
import type { BallotResults } from '../../views/campaigns/ballot-results.ts';
import type { CampaignFrame } from '../../views/campaigns/frame.ts';
import { stepPage } from '../../views/campaigns/page.ts';
import { reportPage } from '../../views/campaigns/report.ts';
import { reportEditPage } from '../../views/campaigns/report-edit.ts';
import { type StatementView, statementView } from '../../views/campaigns/statement.ts';
import { noForm } from '../../views/form.ts';
import type { Page } from '../../views/page.ts';
import type { Shown } from './gallery.ts';
import { hour, ines, jeanne, morvan, now, terreFranche, valombre } from './sample.ts';

const day = 24 * hour;
const path = '/campaigns/sobriete';

const step = (id: string, kind: StepView['kind'], title: string, state: StepView['state']): StepView => ({
  ...{ id, kind, title, state, text: 'Clause par clause, chaque voix avec ses raisons.' },
  ...{ startsAt: now - 2 * day, endsAt: now + 3 * day, path: `${path}/steps/${id}`, line: null },
});

const carrier = (organisation: typeof valombre, state: 'opener' | 'active') => {
  const { name, monogram, hue, host } = organisation;
  return { name, monogram, hue, host, state };
};

const steps = [
  step('1', 'questions', 'Questions', 'past'),
  step('2', 'ideas', 'Idées', 'past'),
  step('3', 'ballot', 'Charte', 'now'),
  step('4', 'statement', 'Déclaration', 'coming'),
];

const campaign: CampaignView = {
  community: {
    ...{ id: '900', name: 'sobriete', host: null, displayName: 'Sobriété au campus', path: '/communities/sobriete' },
    ...{ purpose: '<p>Dépenser moins d’énergie, sans avoir froid.</p>', rules: [], reach: 'public', admission: 'open' },
    ...{ posting: 'members', language: 'fr', topics: [], members: 148, organisation: valombre },
    membership: { state: 'member', role: null, mayWrite: true, invited: false },
  } as unknown as CampaignView['community'],
  ...{ path, state: 'open', promise: 'Répondre à chaque question sous cinq jours.', answerDays: 5, charter: '' },
  ...{ opensAt: now - 60 * day, closesAt: now + 10 * day, abandonedFor: '', carrying: null, facilitates: false },
  budget: { hours: 120, money: 0, messages: 4, weight: 60 },
  carriers: [carrier(valombre, 'opener'), carrier(terreFranche, 'active'), carrier(morvan, 'active')],
  steps,
};

export const decisionFrame: CampaignFrame = {
  campaign,
  facilitators: [ines],
  participants: { people: 412 },
  promise: { kept: 106, all: 117 },
};

const clause = (id: string, title: string): ContributionView => ({
  ...{ id, kind: 'clause', state: 'open', path: `/posts/${id}`, author: ines, title, html: '', language: 'fr' },
  ...{ createdAt: now - 3 * day, dueAt: null, reason: '', supports: 0, supported: false, mine: false, comments: 2 },
  facts: {},
  ...{ progress: 0, coAuthors: [], mergedInto: null, answer: null, findings: { confirmed: 0, refuted: 0, unsure: 0 } },
});

const settings: BallotSettings = {
  ...{ mode: 'clauses', secret: true, quorum: 30, electorate: 'members', named: [], listClosesAt: null, most: 0 },
};
const ballot: BallotView = {
  frame: decisionFrame,
  step: steps[2]!,
  form: noForm,
  settings,
  clauses: [
    clause('31', 'Baisser à 18 °C le vendredi dans les bureaux vides'),
    clause('32', 'Réparer avant de remplacer, et publier ce qui a été réparé'),
  ],
  turnout: { electors: 148, turnout: 61, listed: true },
  listClosesAt: now - 2 * day,
  standing: { voted: false },
  mine: null,
  closed: null,
  results: null,
};
const over: BallotResults = {
  parts: [
    { campaign: 'c', step: 's', host: 'preau.example', electors: 148, turnout: 61, counts: {} },
    { campaign: 'c', step: 's', host: 'terre-franche.example', electors: 22, turnout: 13, counts: {} },
  ],
  sum: {
    ...{ electors: 170, turnout: 74 },
    counts: { u31: { for: 28, consent: 21, abstain: 6, against: 19 }, u32: { for: 60, consent: 11, abstain: 3 } },
  },
  quorumMet: true,
  uris: { 31: 'u31', 32: 'u32' },
  reasons: [
    { clauseId: '31', position: 'against', reason: 'Les doctorants travaillent le vendredi.', name: null },
    { clauseId: '31', position: 'for', reason: 'Les bureaux sont vides, vraiment.', name: null },
  ],
  outcome: {
    text: 'Les deux clauses sont adoptées. La première commence après la demande des doctorants : leurs étages restent chauffés.',
    author: ines,
    at: now - hour,
  },
};

const ballotPage = (more: Partial<BallotView>) => (page: Page) => {
  const view = { ...ballot, ...more };
  return stepPage(page, view.frame, {
    id: '3',
    panel: ballotView(page, view),
    errors: Object.keys(view.form.faults).length > 0,
  });
};

const thing = (
  place: number,
  kind: 'question' | 'idea',
  state: 'answered' | 'open' | 'kept' | 'realised' | 'studied',
  proofs = 0,
) => ({
  ...{ uri: `u${place}`, kind, state, host: 'preau.example', at: now - (60 - (place % 50)) * day, proofs },
  ...{ dueAt: now - (54 - (place % 50)) * day, corrected: place === 3, verdict: null, dissent: false },
  answeredAt: state === 'answered' ? now - (58 - (place % 50)) * day : null,
});
const times = <T>(n: number, make: (place: number) => T): T[] => Array.from({ length: n }, (_, place) => make(place));

const rows: ReportRows = {
  at: now,
  campaign: {
    ...{
      uri: 'u',
      name: 'Sobriété au campus',
      state: 'closed',
      answerDays: 5,
      openedAt: now - 60 * day,
      closedAt: now - day,
    },
    budget: { hours: 120, money: 0, messages: 4, weight: 60 },
    spent: { hours: 96, money: 0, messages: null, weight: null },
  },
  things: [
    ...times(84, (n) => thing(n, 'question', 'answered', 1)),
    ...times(33, (n) => thing(n, 'question', 'answered')),
    ...times(11, (n) => thing(n, 'question', 'open')),
    ...times(25, (n) => thing(n, 'idea', 'open')),
    ...times(12, (n) => thing(n, 'idea', 'studied')),
    ...times(4, (n) => thing(n, 'idea', 'kept')),
    ...times(5, (n) => thing(n, 'idea', 'realised')),
  ].map((one) => ({
    ...one,
    state: one.state === 'open' && one.kind === 'question' ? ('refused' as const) : one.state,
  })),
  people: {
    organisations: [
      { name: 'preau.example', n: 1240 },
      { name: 'terre-franche.example', n: 318 },
      { name: 'elsewhere', n: 212 },
      { name: 'ateliers-morvan.example', n: 142 },
      { name: 'merged', n: 7 },
    ],
    affiliations: [
      { name: 'student', n: 1100 },
      { name: 'staff', n: 819 },
    ],
    carriers: 3,
  },
  shared: [
    {
      ...{ what: 'hours', unit: 'hour', amount: 132, receipts: 48 },
      giver: { host: '', affiliation: null },
      receiver: { host: 'terre-franche.example', affiliation: null },
    },
    {
      ...{ what: 'objects', unit: 'one', amount: 27, receipts: 20 },
      giver: { host: '', affiliation: null },
      receiver: { host: '', affiliation: null },
    },
  ],
  ballots: [],
  pictures: { all: 40, described: 38 },
  traffic: [{ day: '2026-11-01', visits: 9120, bytes: 374_000_000, messages: 5950 }],
  links: { pairs: 212, fresh: 64 },
  recalls: [{ days: 30, answeredAt: now, alive: true, copies: 2 }],
};
const report = {
  frame: { ...decisionFrame, campaign: { ...campaign, state: 'closed' as const } },
  sentences: {
    learnt:
      'Ce que nous avons appris. En onze semaines, trois organisations ont répondu à 117 questions sur le chauffage et retenu neuf idées. Onze questions restent sans réponse : les voici aussi.',
    truth:
      'Les onze questions sans réponse portent presque toutes sur le contrat de gaz, que la Ville ne peut pas publier.',
    technology: 'Une personne sur neuf est venue d’un autre réseau, sans créer de compte.',
    frugality: 'La barre montre ce qui a été consommé, le trait ce qui était prévu au départ.',
    innovation: 'Baisser à 18 °C le vendredi, réparer au lieu de remplacer : cinq idées sont déjà en place.',
    closing:
      'Nous avons promis de dire quand nous ne savons pas. Nous l’écrivons ici, et nous recommencerons l’hiver prochain.',
  },
  publishedAt: now - hour,
  rows,
  figures: figuresOf(rows),
  recalls: [
    {
      days: 30,
      answeredAt: now,
      alive: true,
      words: 'Les bureaux vides sont à 18 °C, et deux voisins ont repris l’idée.',
    },
  ],
};
const none: ReportRows = {
  ...rows,
  things: [],
  shared: [],
  traffic: [],
  recalls: [],
  people: { ...rows.people, organisations: [], affiliations: [] },
};

const statement: StatementView = {
  frame: { ...decisionFrame, campaign: { ...campaign, facilitates: true } },
  step: { ...steps[3]!, state: 'now' },
  form: noForm,
  versions: [
    {
      ...{ version: 2, note: 'Plus court, après une proposition de Nour.', at: now - hour, by: ines },
      clauses: [
        { id: 'a', text: 'Nous chauffons à 18 °C le vendredi, sauf les étages où l’on travaille.', sources: ['31'] },
        { id: 'b', text: 'Nous réparons avant de remplacer, et nous disons quoi.', sources: ['32'] },
      ],
    },
    {
      version: 1,
      note: '',
      at: now - day,
      by: null,
      clauses: [{ id: 'a', text: 'Nous chauffons moins.', sources: [] }],
    },
  ],
  sources: ballot.clauses,
  signatures: [
    { organisation: valombre, by: ines, capacity: 'vice-présidente', version: 2, at: now - hour },
    { organisation: morvan, by: jeanne, capacity: 'ingénieure', version: 1, at: now - 2 * hour },
  ],
  amendments: [{ one: clause('41', 'Nous réparons d’abord.'), clause: 'b' }],
  dissents: [{ one: clause('42', 'Dix-huit degrés, c’est froid pour qui écrit toute la journée.'), clause: 'a' }],
  closed: null,
};

export const decisions: Record<string, Shown> = {
  '/campaigns/ballot': { show: ballotPage({}) },
  '/campaigns/ballot/faults': {
    show: ballotPage({ form: { values: { 'p-32': 'for' }, faults: { 'clause-31': { key: 'ballot.choose' } } } }),
  },
  '/campaigns/ballot/receipt': {
    show: ballotPage({ standing: { voted: true }, form: { values: { receiptShown: 'K7PQ-2MXD-9RTA' }, faults: {} } }),
  },
  '/campaigns/ballot/over': { show: ballotPage({ standing: null, results: over }) },
  '/campaigns/ballot/organise': {
    show: ballotPage({
      frame: { ...decisionFrame, campaign: { ...campaign, facilitates: true } },
      turnout: { electors: 148, turnout: 0, listed: false },
      settings: { ...settings, secret: false, mode: 'multiple', most: 2 },
    }),
  },
  '/campaigns/statement': {
    show: (page) => stepPage(page, statement.frame, { id: '4', panel: statementView(page, statement), errors: false }),
  },
  '/campaigns/report': { show: (page) => reportPage(page, report) },
  '/campaigns/report/provisional': {
    signedOut: true,
    show: (page) =>
      reportPage(page, {
        ...report,
        sentences: {},
        publishedAt: null,
        rows: none,
        figures: figuresOf(none),
        recalls: [],
      }),
  },
  '/campaigns/report/edit': {
    show: (page) =>
      reportEditPage(
        page,
        { ...decisionFrame, facilitators: [ines, jeanne] },
        { missing: 2, mayPublish: true, isPublished: false },
        { values: report.sentences, faults: { hours: { key: 'report.figureFault' } } },
      ),
  },
};
