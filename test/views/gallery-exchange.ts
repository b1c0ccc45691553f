import type { AccountView } from '../../src/accounts/view.ts';
import type { AgreementView, OfferView } from '../../src/campaigns/steps/exchange/exchange-views.ts';
import type { Purpose, What } from '../../src/campaigns/steps/exchange/offer.ts';
import type { PledgeFacts } from '../../src/campaigns/steps/pledges/pledge.ts';
import type { PledgeView } from '../../src/campaigns/steps/pledges/pledge-views.ts';
import type { ContributionView, StepKindName, StepView } from '../../src/campaigns/view.ts';
import { exchangeDigest, exchangeView } from '../../views/campaigns/exchange.ts';
import type { CampaignFrame } from '../../views/campaigns/frame.ts';
import { campaignPage, stepPage } from '../../views/campaigns/page.ts';
import { pledgesDigest, pledgesView } from '../../views/campaigns/pledges.ts';
import { noForm } from '../../views/form.ts';
import type { Page } from '../../views/page.ts';
import type { Shown } from './gallery.ts';
import { garden } from './gallery-communities.ts';
import {
  account,
  aicha,
  gerard,
  hour,
  jeanne,
  malik,
  morvan,
  nour,
  now,
  solene,
  terreFranche,
  valombre,
} from './sample.ts';

const day = 24 * hour;
const theo = account('theo', 'Théo Vasseur', valombre, { role: 'enseignant-chercheur en écologie' });
const path = '/campaigns/partage';
const step = (id: string, kind: StepKindName, title: string, line: StepView['line']): StepView => ({
  ...{ id, kind, title, line, state: 'now', path: `${path}/steps/${id}` },
  text: 'Proposez, demandez, répondez. Un échange compte quand les deux l’ont confirmé.',
  ...{ startsAt: now - 9 * day, endsAt: now + 12 * day },
});
const exchange = step('1', 'exchange', 'Offres et demandes', { key: 'exchange.line', args: { n: 6, found: 2 } });
const pledges = step('2', 'pledges', 'Engagements', { key: 'pledge.lineOf', args: { n: 262, goal: 400 } });

const carrier = ({ name, monogram, hue, host }: typeof valombre, state: 'opener' | 'active') => ({
  ...{ name, monogram, hue, host, state },
});
const frame = (facilitates = false): CampaignFrame => ({
  campaign: {
    community: {
      ...garden,
      ...{ name: 'partage', displayName: 'Journée du partage', path: '/communities/partage', handle: '@partage' },
      purpose: '<p>Une journée pour donner et demander du temps, un objet, un lieu, un savoir-faire.</p>',
      ...{ reach: 'public', admission: 'open' },
    },
    ...{ path, state: 'open', promise: 'Mettre en lien chaque demande, et dire celles qui n’ont rien trouvé.' },
    ...{ answerDays: 3, charter: 'Chacun parle en son nom et avec respect.', opensAt: now - 9 * day },
    ...{ closesAt: now + 19 * day, budget: { hours: 20, money: 0, messages: 4, weight: 60 }, abandonedFor: '' },
    carriers: [carrier(terreFranche, 'opener'), carrier(valombre, 'active'), carrier(morvan, 'active')],
    ...{ steps: [exchange, pledges], carrying: null, facilitates },
  },
  ...{ facilitators: [aicha], participants: { people: 41 }, promise: { kept: 0, all: 0 } },
});

let ids = 100;
const brought = (
  kind: ContributionView['kind'],
  author: AccountView,
  title: string,
  more: Partial<ContributionView> = {},
): ContributionView => ({
  ...{ id: String(ids++), kind, state: 'open', path: '/@ines/1', author, title, html: '', language: 'fr' },
  ...{ createdAt: now - 2 * day, dueAt: null, reason: '', supports: 0, supported: false, mine: false, comments: 1 },
  ...{ progress: 0, coAuthors: [], mergedInto: null, answer: null, facts: {} },
  findings: { confirmed: 0, refuted: 0, unsure: 0 },
  ...more,
});
const offer = (
  purpose: Purpose,
  author: AccountView,
  title: string,
  what: What,
  amount: number,
  more: Partial<OfferView> & { mine?: boolean; place?: string; foundWith?: string[] } = {},
): OfferView => {
  const { mine = false, place = '', foundWith = [], ...rest } = more;
  return {
    one: brought(purpose, author, title, { mine, state: foundWith.length ? 'settled' : 'open' }),
    offer: { purpose, what, unit: 'hour', amount, place, expiresAt: now + 12 * day, foundWith },
    ...{ left: what === 'equipment' ? null : amount, expired: false, taken: [], match: null, agreements: [] },
    ...rest,
  };
};
const agreement = (other: AccountView, more: Partial<AgreementView>): AgreementView => ({
  ...{ id: String(ids++), state: 'asked', other, amount: 2, note: '', startsAt: null, endsAt: null, gives: true },
  ...{ answers: true, confirmed: { mine: false, theirs: false }, thanked: false },
  ...more,
});

const offers: OfferView[] = [
  offer('offer', jeanne, 'Deux heures pour apprendre à souder', 'hours', 2, {
    ...{ place: 'Autun', match: { id: '999', title: 'Je cherche à souder un cadre de vélo' } },
  }),
  offer('offer', malik, 'Je répare les vélos le samedi', 'hours', 4, {
    mine: true,
    agreements: [
      agreement(gerard, { note: 'Le mien grince.' }),
      agreement(aicha, { state: 'agreed', confirmed: { mine: false, theirs: true } }),
      agreement(nour, { state: 'done', confirmed: { mine: true, theirs: true } }),
    ],
  }),
  offer('offer', jeanne, 'Ma découpeuse laser, par demi-journée', 'equipment', 1, {
    taken: [{ startsAt: now + 2 * day, endsAt: now + 2 * day + 4 * hour }],
  }),
  offer('request', theo, 'Un coin de champ pour des relevés d’insectes', 'places', 1, { foundWith: ['Terre Franche'] }),
  offer('request', solene, 'Je cherche un projecteur pour jeudi', 'objects', 1, { expired: true }),
  offer('request', nour, 'Qui relirait mon mémoire ?', 'mentoring', 3, { left: 3 }),
];
const pledge = (
  author: AccountView,
  title: string,
  facts: Partial<PledgeFacts>,
  more: Partial<PledgeView> = {},
): PledgeView => ({
  one: brought('pledge', author, title, {
    ...(facts.told && {
      answer: {
        author,
        html: '<p>Tout le mois, même sous la pluie.</p>',
        at: now - day,
        media: [],
        evidence: [{ kind: 'link', title: 'Compteur', url: 'https://velo.example/c' }],
      },
    }),
  }),
  pledge: {
    ...{ purpose: 'offer', unit: 'one', amount: 12, until: now + 40 * day, threshold: 0, name: 'own' },
    ...facts,
  },
  ...{ holds: true, own: false, verifiable: false },
  ...more,
});
const promised: PledgeView[] = [
  pledge(nour, 'Je goûte le plat végétarien chaque jeudi', { name: 'initials', initials: 'N. R.' }),
  pledge(
    malik,
    'Je viens à vélo',
    { ...{ unit: 'kilometre', amount: 120, told: 'kept', done: 120, level: 'evidenced' } },
    { own: true },
  ),
  pledge(
    gerard,
    'J’ouvre la ferme aux classes',
    { ...{ unit: 'hour', told: 'partly', done: 4, level: 'declared' } },
    { verifiable: true },
  ),
  pledge(theo, 'Je viens sans voiture le vendredi', { threshold: 50 }, { holds: false }),
  pledge(solene, 'Je répare un objet au lieu de le remplacer', { until: now - day }),
];
const meter = {
  ...{ active: 262, waiting: 12, goal: 400, promised: [{ unit: 'kilometre' as const, amount: 3120 }] },
  told: { declared: 21, evidenced: 9, verified: 4 },
};
const models = ['Je mange végétarien au moins un midi par semaine.', 'Je viens à vélo ou à pied.'];

const exchangePage = (page: Page, bring: Purpose | null, form = noForm, shown = offers) =>
  stepPage(page, frame(), {
    id: '1',
    errors: form !== noForm,
    panel: exchangeView(page, { frame: frame(), step: exchange, form, bring, offers: shown, closed: null }),
  });
const pledgesPage = (page: Page, form = noForm, shown = promised) =>
  stepPage(page, frame(true), {
    id: '2',
    errors: form !== noForm,
    panel: pledgesView(page, {
      ...{ frame: frame(true), step: pledges, form, meter, models, pledges: shown, speaks: true, byInitials: true },
      ...{ settings: { goal: 400, models: models.join('\n') }, closed: null },
    }),
  });

/** Exchanges and pledges, P13 and P14 of ux.md. */
export const exchanges: Record<string, Shown> = {
  '/campaigns/partage': {
    show: (page) =>
      campaignPage(page, frame(), {
        current: null,
        panel: null,
        digests: [
          { id: '1', content: exchangeDigest(page, { step: exchange, offers: offers.slice(0, 3) }) },
          { id: '2', content: pledgesDigest(page, { step: pledges, meter, last: promised[0]! }) },
        ],
      }),
  },
  '/campaigns/partage/steps/1': { show: (page) => exchangePage(page, null) },
  '/campaigns/partage/steps/1/stranger': { signedOut: true, show: (page) => exchangePage(page, null, noForm, []) },
  '/campaigns/partage/steps/1/bring': {
    show: (page) =>
      exchangePage(page, 'request', {
        values: { purpose: 'request', title: '', amount: 'beaucoup' },
        faults: { title: { key: 'form.required' }, amount: { key: 'exchange.amountFault', args: { most: 1_000_000 } } },
      }),
  },
  '/campaigns/partage/steps/2': { show: (page) => pledgesPage(page) },
  '/campaigns/partage/steps/2/pledge': {
    show: (page) =>
      pledgesPage(page, { values: { title: 'Je viens à vélo' }, faults: { until: { key: 'pledge.untilFault' } } }, []),
  },
};
