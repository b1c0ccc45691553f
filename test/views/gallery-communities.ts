import type { CommunityAct, CommunityView } from '../../src/communities/view.ts';
import { openingsPage } from '../../views/admin/communities.ts';
import { communitySettingsPage, newCommunityPage } from '../../views/communities/form.ts';
import { joinPage, welcomePage } from '../../views/communities/join.ts';
import { communitiesPage } from '../../views/communities/list.ts';
import { bansPage, type LogView, logPage, moderatePage, queuePage } from '../../views/communities/moderation.ts';
import { type CommunityFrame, communityPage } from '../../views/communities/page.ts';
import { communityRequestsPage, membersPage } from '../../views/communities/people.ts';
import { communityRolesPage } from '../../views/communities/roles.ts';
import { noForm } from '../../views/form.ts';
import type { Shown } from './gallery.ts';
import {
  account,
  aicha,
  gerard,
  hour,
  ines,
  jeanne,
  malik,
  morvan,
  nour,
  now,
  post,
  solene,
  terreFranche,
  valombre,
} from './sample.ts';

const member = { state: 'member', role: null, mayWrite: true } as const;
const stranger = { state: 'stranger', role: null, mayWrite: false } as const;

const community = (name: string, displayName: string, more: Partial<CommunityView> = {}): CommunityView => ({
  ...account(name, displayName, valombre, { kind: 'group', role: '' }),
  path: `/communities/${name}`,
  purpose:
    '<p>On cultive ensemble le terrain derrière la bibliothèque. Ouvert aux étudiants, au personnel et aux voisins.</p>',
  rules: ['Ranger les outils après usage', 'Prévenir avant de traiter quoi que ce soit'],
  reach: 'members',
  admission: 'request',
  posting: 'members',
  topics: ['jardin', 'biodiversité'],
  banner: null,
  members: 148,
  createdAt: now - 900 * 24 * hour,
  archived: false,
  pending: false,
  asksFirst: false,
  membership: member,
  ...more,
});

export const garden = community('jardin', 'Jardin partagé');
export const others = [
  community('velo', 'Vélo Valombre', { reach: 'public', admission: 'open', membership: stranger, members: 61 }),
  community('impression', 'Impression 3D', { admission: 'invitation', membership: stranger, members: 9 }),
];
/** What one may come into. */
export const proposed = [
  others[0]!,
  community('cantines', 'Cantines et producteurs', { reach: 'public', membership: stranger, members: 34 }),
];
const far = {
  ...community('atelier', 'Atelier ouvert', { reach: 'public', membership: { ...stranger, state: 'asked' as const } }),
  organisation: morvan,
  host: 'ateliers-morvan.example',
  handle: '@atelier@ateliers-morvan.example',
};
export const frame: CommunityFrame = {
  community: garden,
  hosts: [solene, gerard],
  origins: [
    { name: valombre.name, hue: valombre.hue, n: 121 },
    { name: terreFranche.name, hue: terreFranche.hue, n: 27 },
  ],
  waiting: 0,
  coming: 3,
  queue: 0,
  adoptable: false,
  level: 'threads',
};
export const owned = {
  ...frame,
  community: { ...garden, membership: { ...member, role: 'owner' as const } },
  waiting: 2,
};
const first = post(
  solene,
  'Samedi on plante la haie côté parking\u00a0: 40 plants de noisetier arrivent à 13\u202fh\u202f30.',
  {
    title: 'Plantation de la haie',
    isArticle: false,
    community: garden,
    audience: 'community',
    replies: 2,
  },
);
const topics = [
  { name: 'jardin', n: 3 },
  { name: 'biodiversité', n: 1 },
];
const timeline = {
  posts: [
    post(malik, 'Mes courges montent en fleurs et ne donnent rien. Que faire\u202f?', {
      audience: 'community',
      community: garden,
      threadKind: 'question',
      settled: true,
      locked: true,
    }),
    post(solene, 'L’eau sera coupée jeudi de 8\u202fh à midi.', {
      title: 'Coupure d’eau jeudi',
      isArticle: false,
      audience: 'community',
      community: garden,
      threadKind: 'announcement',
      read: { n: 12, mine: false },
    }),
    post(gerard, 'J’apporte la remorque et quatre brouettes.', {
      audience: 'community',
      community: garden,
      inReplyTo: { id: first.id, path: first.path, author: solene },
    }),
    first,
  ],
  older: '1',
};

export const communities: Record<string, Shown> = {
  '/admin/communities': {
    show: (page) =>
      openingsPage(page, { asked: true, waiting: [{ account: garden, purpose: garden.purpose, founder: malik }] }),
  },
  '/communities': {
    show: (page) => communitiesPage(page, { mine: [garden], here: others, elsewhere: [far], topics, topic: null }),
  },
  '/communities/topic': {
    show: (page) => communitiesPage(page, { mine: [garden], here: [], elsewhere: [], topics, topic: topics[1]! }),
  },
  '/communities/none': {
    signedOut: true,
    show: (page) => communitiesPage(page, { mine: [], here: [], elsewhere: [], topics: [], topic: null }),
  },
  '/communities/new': { show: (page) => newCommunityPage(page, noForm) },
  '/communities/new/faults': {
    show: (page) =>
      newCommunityPage(page, {
        values: { displayName: '', name: 'Jardin !', purpose: 'x' },
        faults: { displayName: { key: 'form.required' }, name: { key: 'name.form' } },
      }),
  },
  '/communities/jardin': { show: (page) => communityPage(page, { ...frame, sort: 'active', timeline, featured: [] }) },
  '/communities/jardin/unanswered': {
    show: (page) =>
      communityPage(page, { ...owned, sort: 'unanswered', featured: [], timeline: { posts: [], older: null } }),
  },
  '/communities/velo': {
    signedOut: true,
    show: (page) =>
      communityPage(page, {
        ...frame,
        community: { ...others[0]!, membership: null, avatar: '/sample/velo.svg', banner: '/sample/velo.svg' },
        sort: 'active',
        featured: [],
        timeline: { posts: [], older: null },
      }),
  },
  '/communities/jardin/members': {
    show: (page) =>
      membersPage(page, {
        ...frame,
        people: [solene, malik, nour, ines, gerard, aicha],
        next: '/communities/jardin/members?before=3',
      }),
  },
  '/communities/jardin/requests': {
    show: (page) =>
      communityRequestsPage(
        page,
        {
          ...owned,
          people: [
            {
              account: jeanne,
              answers: [{ question: 'Que voulez-vous cultiver ?', answer: 'Des courges, et apprendre.' }],
              newHost: 'ateliers-morvan.example',
            },
            { account: aicha, answers: [], newHost: null },
          ],
          invited: [nour],
        },
        noForm,
      ),
  },
  '/communities/jardin/settings': {
    show: (page) =>
      communitySettingsPage(page, owned, { values: { displayName: 'Jardin partagé', reach: 'members' }, faults: {} }),
  },
  '/communities/jardin/people': {
    show: (page) => communityRolesPage(page, { ...owned, owners: [solene, ines], moderators: [gerard] }, noForm),
  },
  '/communities/jardin/people/faults': {
    show: (page) =>
      communityRolesPage(
        page,
        { ...owned, owners: [solene], moderators: [] },
        { values: { handle: 'personne' }, faults: { handle: { key: 'community.nobody' } } },
      ),
  },
  '/communities/jardin/join': {
    show: (page) =>
      joinPage(
        page,
        { ...frame, rules: garden.rules, questions: ['Que voulez-vous cultiver\u202f?'] },
        { values: { q0: '' }, faults: { q0: { key: 'form.required' }, accept: { key: 'community.acceptRules' } } },
      ),
  },
  '/communities/jardin/welcome': {
    show: (page) => welcomePage(page, frame, '<p>Les clés sont chez Solène. Commencez par dire bonjour.</p>'),
  },
  '/communities/jardin/log': {
    show: (page) =>
      logPage(page, {
        ...owned,
        entries: [
          logged('remove', { reason: 'Parle des gens, pas des choses.', postId: '9' }),
          logged('ban', { reason: 'Troisième rappel.', expiresAt: now + 7 * 24 * hour }),
          logged('lock', { reason: '' }),
          logged('role', { reason: 'moderator', about: gerard }),
        ],
        next: '/communities/jardin/log?before=3',
      }),
  },
  '/communities/jardin/queue': {
    show: (page) =>
      queuePage(page, {
        ...owned,
        queue: 2,
        held: [post(malik, 'Bonjour, je débute.', { id: '501', audience: 'community', community: garden })],
        reports: [
          {
            id: 4,
            comment: 'Cela vise quelqu’un.',
            createdAt: now - hour,
            posts: [post(jeanne, 'C’est la faute de Paul.', { id: '502', audience: 'community', community: garden })],
          },
        ],
      }),
  },
  '/communities/jardin/bans': {
    show: (page) =>
      bansPage(page, {
        ...owned,
        bans: [{ account: jeanne, reason: 'Troisième rappel.', expiresAt: now + 7 * 24 * hour }],
      }),
  },
  '/communities/jardin/posts/501': {
    show: (page) =>
      moderatePage(
        page,
        { ...owned, post: first, locked: false, featured: true, act: 'ban' },
        {
          values: { reason: '' },
          faults: { reason: { key: 'form.required' } },
        },
      ),
  },
};

let entry = 40;
function logged(act: CommunityAct, more: Partial<LogView['entries'][number]>): LogView['entries'][number] {
  entry -= 1;
  return {
    id: entry,
    act,
    by: solene,
    about: jeanne,
    postId: null,
    reason: '',
    expiresAt: null,
    at: now - hour,
    ...more,
  };
}
