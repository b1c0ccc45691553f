import { type DecisionView, decisionActs, grounds, type ReportView } from '../../src/moderation/view.ts';
import { noForm } from '../../views/form.ts';
import { accountCase, reportCase } from '../../views/moderation/case.ts';
import { decisionPage, decisionsPage } from '../../views/moderation/decision.ts';
import { noticePage, noticeSentPage } from '../../views/moderation/notice.ts';
import { publicLogPage } from '../../views/moderation/public-log.ts';
import { appealCase, appealsPage, queuePage } from '../../views/moderation/queue.ts';
import type { Shown } from './gallery.ts';
import { hour, ines, jeanne, malik, nour, now, solene, timeline } from './sample.ts';

const decision: DecisionView = {
  id: 7,
  act: 'hide',
  ground: 'charter',
  statement: 'L’annonce a été publiée trois fois, après un rappel le 12 novembre.',
  at: now - 30 * hour,
  about: nour,
  by: solene,
  post: timeline[5]!,
  liftedAt: null,
  appealUntil: now + 4000 * hour,
  appeal: null,
};
const appealed: DecisionView = {
  ...decision,
  id: 8,
  appealUntil: null,
  appeal: { text: 'Les trois annonces avaient des dates différentes.', at: now - 20 * hour, answer: null },
};
const report: ReportView = {
  id: 12,
  by: malik,
  from: null,
  sender: null,
  left: false,
  target: jeanne,
  gone: '',
  posts: [timeline[3]!],
  url: '',
  comment: 'Annonce publiée trois fois.',
  ground: null,
  at: now - 50 * hour,
  takenBy: solene,
  forwardedAt: null,
  decision: null,
};
const reports: ReportView[] = [
  report,
  { ...report, id: 10, by: null, left: true, takenBy: null },
  { ...report, id: 11, target: null, gone: 'Nour Haddad @nour', posts: [], takenBy: null },
  { ...report, id: 13, by: null, from: 'terre-franche.example', target: nour, posts: [], comment: '', takenBy: null },
  {
    ...report,
    id: 14,
    by: null,
    sender: { name: 'Paul Roche', email: 'paul@exemple.example' },
    target: null,
    posts: [],
    url: 'https://preau.example/@nour/118',
    comment: 'Cette photo est la mienne, prise en 2019 et publiée dans La Gazette. Je n’ai pas donné mon accord.',
    ground: 'rights',
    takenBy: null,
    at: now - 2 * hour,
  },
];
const waiting = { reports: 3, appeals: 1 };

export const moderation: Record<string, Shown> = {
  '/moderation': { show: (page) => queuePage(page, waiting, reports) },
  '/moderation/calm': { show: (page) => queuePage(page, { reports: 0, appeals: 0 }, []) },
  '/moderation/closed': { show: (page) => queuePage(page, waiting, [{ ...report, decision }], true) },
  '/moderation/reports/11': {
    show: (page) =>
      reportCase(
        page,
        { report: reports[2]!, notes: [], earlier: [], choices: { acts: decisionActs, grounds } },
        noForm,
      ),
  },
  '/moderation/reports/12': {
    show: (page) =>
      reportCase(
        page,
        {
          report,
          notes: [{ id: 1, by: ines, text: 'Je lui ai parlé mardi, elle pensait bien faire.', at: now - 3 * hour }],
          earlier: [{ ...decision, act: 'notice', about: jeanne }],
          choices: { acts: decisionActs.filter((act) => act !== 'lift'), grounds },
        },
        { values: {}, faults: { statement: { key: 'decision.statementNeeded' } } },
      ),
  },
  '/moderation/reports/14': {
    show: (page) =>
      reportCase(page, { report: reports[4]!, notes: [], earlier: [], choices: { acts: ['none'], grounds } }, noForm),
  },
  '/moderation/accounts/1': {
    show: (page) =>
      accountCase(
        page,
        {
          account: nour,
          limited: true,
          suspended: false,
          earlier: [decision],
          choices: { acts: ['notice', 'limit', 'suspend', 'lift'], grounds },
        },
        noForm,
      ),
  },
  '/moderation/appeals': {
    show: (page) => appealsPage(page, waiting, [appealed, { ...appealed, id: 9, by: malik }]),
  },
  '/moderation/appeals/8': {
    show: (page) => appealCase(page, appealed, { values: {}, faults: { answer: { key: 'decision.statementNeeded' } } }),
  },
  '/moderation/appeals/9': { show: (page) => appealCase(page, { ...appealed, by: malik }, noForm) },
  '/decisions': { show: (page) => decisionsPage(page, [decision], [report, { ...report, id: 5, decision }]) },
  '/decisions/7': { signedOut: true, show: (page) => decisionPage(page, decision, noForm, 'k') },
  '/decisions/8': {
    show: (page) =>
      decisionPage(
        page,
        {
          ...appealed,
          appeal: { ...appealed.appeal!, answer: { text: 'Vous avez raison.', upheld: true, at: now - hour } },
        },
        noForm,
        null,
      ),
  },
  '/report': {
    signedOut: true,
    show: (page) =>
      noticePage(page, grounds, '', {
        values: { url: 'preau', ground: 'rights' },
        faults: { url: { key: 'notice.urlNeeded' }, goodFaith: { key: 'notice.goodFaithNeeded' } },
      }),
  },
  '/report/sent': { signedOut: true, show: (page) => noticeSentPage(page, 14, true) },
  '/moderation-log': {
    signedOut: true,
    show: (page) =>
      publicLogPage(page, {
        figures: {
          byMembers: 12,
          byServers: 3,
          byOthers: 1,
          waiting: 3,
          medianHours: 5,
          byAct: decisionActs.map((act, place) => ({ act, n: place * 2 })),
          appeals: 2,
          upheld: 1,
        },
        acts: [
          { id: 2, at: now - 40 * hour, act: 'hide', ground: 'charter', host: null, liftedAt: now },
          { id: 1, at: now - 90 * hour, act: 'suspend', ground: 'spam', host: 'ancien.example', liftedAt: null },
        ],
        rules: [{ host: 'pou***.example', severity: 'block', comment: 'Envois de masse' }],
      }),
  },
};
