import type { CommunityView } from '../../src/communities/view.ts';
import { communitySettingsPage, newCommunityPage } from '../../views/communities/form.ts';
import { communitiesPage } from '../../views/communities/list.ts';
import { type CommunityFrame, communityPage } from '../../views/communities/page.ts';
import { communityRequestsPage, membersPage } from '../../views/communities/people.ts';
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
  topics: ['jardin'],
  members: 148,
  createdAt: now - 900 * 24 * hour,
  archived: false,
  membership: member,
  ...more,
});

export const garden = community('jardin', 'Jardin partagé');
const others = [
  community('velo', 'Vélo Valombre', { reach: 'public', admission: 'open', membership: stranger, members: 61 }),
  community('impression', 'Impression 3D', { admission: 'invitation', membership: stranger, members: 9 }),
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
const timeline = {
  posts: [
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
  '/communities': { show: (page) => communitiesPage(page, { mine: [garden], here: others, elsewhere: [far] }) },
  '/communities/none': {
    signedOut: true,
    show: (page) => communitiesPage(page, { mine: [], here: [], elsewhere: [] }),
  },
  '/communities/new': { show: (page) => newCommunityPage(page, noForm) },
  '/communities/new/faults': {
    show: (page) =>
      newCommunityPage(page, {
        values: { displayName: '', name: 'Jardin !', purpose: 'x' },
        faults: { displayName: { key: 'form.required' }, name: { key: 'name.form' } },
      }),
  },
  '/communities/jardin': { show: (page) => communityPage(page, { ...frame, sort: 'new', timeline }) },
  '/communities/jardin/unanswered': {
    show: (page) => communityPage(page, { ...owned, sort: 'unanswered', timeline: { posts: [], older: null } }),
  },
  '/communities/velo': {
    signedOut: true,
    show: (page) =>
      communityPage(page, {
        ...frame,
        community: { ...others[0]!, membership: null },
        sort: 'new',
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
    show: (page) => communityRequestsPage(page, { ...owned, people: [jeanne, aicha] }),
  },
  '/communities/jardin/settings': {
    show: (page) =>
      communitySettingsPage(page, owned, { values: { displayName: 'Jardin partagé', reach: 'members' }, faults: {} }),
  },
};
