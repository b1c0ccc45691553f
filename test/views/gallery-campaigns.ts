import type { CampaignView, ContributionView, StepView } from '../../src/campaigns/view.ts';
import { carriersPage } from '../../views/campaigns/carriers.ts';
import type { CampaignFrame } from '../../views/campaigns/frame.ts';
import { ideasDigest, ideasView } from '../../views/campaigns/ideas.ts';
import { campaignsPage } from '../../views/campaigns/list.ts';
import { beginPage, settingsPage, stepsPage, tasksPage } from '../../views/campaigns/organise.ts';
import { campaignPage, stepPage } from '../../views/campaigns/page.ts';
import { questionsDigest, questionsView } from '../../views/campaigns/questions.ts';
import { type Form, noForm } from '../../views/form.ts';
import type { Page } from '../../views/page.ts';
import type { Shown } from './gallery.ts';
import { others } from './gallery-communities.ts';
import { aicha, gerard, hour, ines, malik, nour, now, solene, terreFranche, valombre } from './sample.ts';

const day = 24 * hour;
const path = '/campaigns/assiettes';

const step = (
  id: string,
  kind: StepView['kind'],
  title: string,
  text: string,
  from: number,
  days: number,
): StepView => {
  const [startsAt, endsAt] = [now + from * day, now + (from + days) * day];
  const state = now < startsAt ? 'coming' : now >= endsAt ? 'past' : 'now';
  return { ...{ id, kind, title, text, startsAt, endsAt, state }, path: `${path}/steps/${id}`, line: null };
};

export const steps: StepView[] = [
  {
    ...step('1', 'questions', 'Questions', 'Demandez ce que vous voulez savoir.', -20, 14),
    line: { key: 'campaign.questions.line', args: { n: 64, answered: 51 } },
  },
  {
    ...step('2', 'ideas', 'Idées', 'Proposez, soutenez, discutez.', -6, 14),
    line: { key: 'campaign.ideas.line', args: { n: 46 } },
  },
  step('3', 'visits', 'Visites', 'Trois visites, vingt-quatre places.', 8, 14),
  step('4', 'statement', 'Ce que nous avons vu', 'Les visiteurs écrivent ensemble.', 24, 7),
];

export const campaign: CampaignView = {
  community: {
    ...others[0]!,
    ...{ id: 'c1', name: 'assiettes', displayName: 'Dans nos assiettes', path: '/communities/assiettes', rules: [] },
    purpose: '<p>Nous ouvrons les cuisines. Posez vos questions, venez vérifier, proposez.</p>',
    membership: { state: 'member', role: null, mayWrite: true },
  },
  path,
  state: 'open',
  promise: 'Répondre à chaque question sous cinq jours, dire quand nous ne savons pas, publier toutes les preuves.',
  answerDays: 5,
  charter: 'Chacun parle en son nom et avec respect.',
  opensAt: now - 20 * day,
  closesAt: now + 40 * day,
  budget: { hours: 40, money: 500, messages: 6, weight: 60 },
  abandonedFor: '',
  carriers: [
    { ...valombre, state: 'opener' },
    { ...terreFranche, state: 'active' },
    { name: 'Ville de Valombre', monogram: 'VV', hue: 330, host: 'ville.example', state: 'invited' },
  ],
  steps,
  carrying: null,
  facilitates: false,
};

export const frame: CampaignFrame = {
  campaign,
  facilitators: [ines, aicha],
  participants: { people: 1208 },
  promise: { kept: 51, all: 64 },
};
const hosting: CampaignFrame = { ...frame, campaign: { ...campaign, facilitates: true } };

export const brought = (id: string, title: string, more: Partial<ContributionView> = {}): ContributionView => ({
  ...{ id, kind: 'question', state: 'open', path: `/@nour/${id}`, author: nour, title, html: '', language: 'fr' },
  ...{ createdAt: now - 6 * day, dueAt: now - day, reason: '', supports: 41, supported: false, mine: false },
  ...{ comments: 2, progress: 0, coAuthors: [], mergedInto: null, answer: null, facts: {} },
  findings: { confirmed: 0, refuted: 0, unsure: 0 },
  ...more,
});
const answered = brought('q1', 'La viande du mardi vient d’où, exactement ?', {
  ...{ state: 'answered', author: malik, supports: 74, findings: { confirmed: 3, refuted: 0, unsure: 1 } },
  answer: {
    ...{ author: aicha, html: '<p>De trois fermes à moins de 40 km.</p>', at: now - 5 * day, media: [] },
    evidence: [{ kind: 'link', title: 'Bon de livraison n° 2211', url: 'https://terre-franche.example/2211.pdf' }],
  },
});
const questions = [
  answered,
  brought('q2', 'Que deviennent les plateaux non servis à 14 h ?'),
  brought('q3', 'Combien gagne le cuisinier ?', { state: 'refused', reason: 'Nous ne publions aucun salaire.' }),
];
const claims = [brought('k1', 'Toute la viande vient de moins de 60 km', { kind: 'claim', author: aicha })];
const ideas = [
  brought('i1', 'Un compost derrière la bibliothèque', {
    ...{ kind: 'idea', state: 'kept', progress: 40, coAuthors: [gerard], author: solene, supported: true },
  }),
  brought('i2', 'Des plateaux plus petits', { kind: 'idea', html: '<p>On gaspille moins.</p>' }),
  brought('i3', 'Servir à 11 h', { kind: 'idea', state: 'aside', reason: 'Les cours finissent à midi.' }),
];

const questionsPanel = (page: Page, on: CampaignFrame, more: { form?: Form; similar?: ContributionView[] } = {}) =>
  questionsView(page, {
    ...{ frame: on, step: steps[0]!, form: more.form ?? noForm, show: 'all', questions, claims },
    ...{ similar: more.similar ?? [], closed: null },
  });
const ideasPanel = (page: Page, on: CampaignFrame) =>
  ideasView(page, {
    ...{ frame: on, step: steps[1]!, form: noForm, sort: 'random', ideas },
    ...{ supports: { most: 10, given: 3 }, closed: null },
  });

const wrong: Form = {
  values: { displayName: '', name: 'déjà', template: 'come-and-verify' },
  faults: { displayName: { key: 'form.required' }, name: { key: 'name.letters' } },
};
const templates = [
  { name: 'come-and-verify', title: 'Venez vérifier', outcome: 'Des personnes tirées au sort viennent voir.' },
  { name: 'sharing-day', title: 'Journée du partage', outcome: 'Des heures, des objets et des lieux circulent.' },
].map((one) => ({ ...one, steps: ['Questions', 'Visites', 'Tirage'] }));
const settings: Form = {
  values: {
    ...{ displayName: 'Dans nos assiettes', purpose: 'Nous ouvrons les cuisines.', promise: campaign.promise },
    ...{ answerDays: '5', charter: campaign.charter, opensAt: '2026-11-02', closesAt: '2027-01-04' },
    ...{ hours: '40', money: '500', messages: '6', weight: '60', reach: 'public', admission: 'open', language: 'fr' },
  },
  faults: {},
};
const chain: Form = {
  values: {
    ...{ 'id-0': '1', 'kind-0': 'questions', 'title-0': 'Questions', 'text-0': '', 'startsAt-0': '2026-11-02' },
    ...{ 'endsAt-0': '2026-11-16', 'id-1': '2', 'kind-1': 'ideas', 'title-1': 'Idées', 'text-1': '' },
    ...{ 'startsAt-1': '2026-11-01', 'endsAt-1': '2026-11-30' },
  },
  faults: {
    'startsAt-1': { key: 'campaign.stepOrder', args: { n: 2, title: 'Idées', before: 'Questions' } },
  },
};

/** Pages of campaigns. */
export const campaigns: Record<string, Shown> = {
  '/campaigns': {
    show: (page) =>
      campaignsPage(page, {
        running: [campaign],
        coming: [{ ...campaign, state: 'announced', path: '/campaigns/campus' }],
        over: [{ ...campaign, state: 'closed', path: '/campaigns/passee' }],
      }),
  },
  '/campaigns/none': { show: (page) => campaignsPage(page, { running: [], coming: [], over: [] }) },
  '/campaigns/new': { show: (page) => beginPage(page, { choices: templates, chosen: null }, noForm) },
  '/campaigns/new/come-and-verify': {
    show: (page) => beginPage(page, { choices: templates, chosen: 'come-and-verify' }, wrong),
  },
  [path]: {
    show: (page) =>
      campaignPage(page, frame, {
        current: '2',
        panel: ideasPanel(page, frame),
        digests: [{ id: '1', content: questionsDigest(page, { frame, step: steps[0]!, questions }) }],
      }),
  },
  [`${path}/abroad`]: {
    signedOut: true,
    show: (page) =>
      campaignPage(
        page,
        { ...frame, campaign: { ...campaign, state: 'abandoned', abandonedFor: 'La ferme a fermé.' } },
        {
          current: '1',
          panel: questionsPanel(page, frame),
          digests: [{ id: '2', content: ideasDigest(page, { step: steps[1]!, ideas }) }],
        },
      ),
  },
  [`${path}/steps/1`]: {
    show: (page) => stepPage(page, hosting, { id: '1', panel: questionsPanel(page, hosting), errors: false }),
  },
  [`${path}/steps/1/similar`]: {
    show: (page) => {
      const form = { values: { title: 'D’où vient la viande ?', similar: 'q1' }, faults: {} };
      return stepPage(page, frame, {
        id: '1',
        panel: questionsPanel(page, frame, { form, similar: [answered] }),
        errors: false,
      });
    },
  },
  [`${path}/steps/2`]: {
    show: (page) => stepPage(page, hosting, { id: '2', panel: ideasPanel(page, hosting), errors: false }),
  },
  [`${path}/organise`]: {
    show: (page) => {
      const fault = { key: 'campaign.owes', args: { n: 13 } };
      return tasksPage(page, hosting, { next: 'answered', fault, owed: 13, mayAbandon: true, recalls: [30] }, noForm);
    },
  },
  [`${path}/settings`]: { show: (page) => settingsPage(page, hosting, settings) },
  [`${path}/chain`]: { show: (page) => stepsPage(page, hosting, ['questions', 'ideas'], chain) },
  [`${path}/carriers`]: { show: (page) => carriersPage(page, hosting, [terreFranche], noForm) },
};
