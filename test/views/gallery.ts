import { peoplePage } from '../../views/accounts/people.ts';
import { profilePage } from '../../views/accounts/profile.ts';
import { reportPage } from '../../views/accounts/report.ts';
import { requestsPage } from '../../views/accounts/requests.ts';
import { signInPage } from '../../views/accounts/sign-in.ts';
import {
  confirmedPage,
  confirmGonePage,
  confirmPage,
  mailSentPage,
  signUpPage,
  waitingPage,
} from '../../views/accounts/sign-up.ts';
import { welcomeAudience, welcomePeople, welcomePost, welcomeProfile } from '../../views/accounts/welcome.ts';
import { deadLettersPage, hostsPage } from '../../views/admin/federation.ts';
import { adminPage } from '../../views/admin/home.ts';
import { identityPage, invitationsPage } from '../../views/admin/identity.ts';
import { membersPage, reportsPage, signUpRequestsPage } from '../../views/admin/members.ts';
import { setupPage } from '../../views/admin/setup.ts';
import { noForm } from '../../views/form.ts';
import type { Html } from '../../views/html.ts';
import { notificationsPage } from '../../views/notifications/page.ts';
import type { Page } from '../../views/page.ts';
import { composePage } from '../../views/posts/compose.ts';
import { hashtagPage } from '../../views/posts/hashtag.ts';
import { historyPage } from '../../views/posts/history.ts';
import { homePage } from '../../views/posts/home.ts';
import { removePage } from '../../views/posts/remove.ts';
import { threadPage } from '../../views/posts/thread.ts';
import { searchPage } from '../../views/search/page.ts';
import { settingsPage } from '../../views/settings/frame.ts';
import { appearanceSettings, languageSettings, passwordSettings, privacySettings } from '../../views/settings/pages.ts';
import { profileSettings } from '../../views/settings/profile.ts';
import { sessionsPage } from '../../views/settings/sessions.ts';
import { errorPage } from '../../views/site/error.ts';
import { landingPage } from '../../views/site/landing.ts';
import { aboutPage, accessibilityPage, charterPage, privacyPage } from '../../views/site/texts.ts';
import {
  aicha,
  answer,
  gerard,
  hour,
  ines,
  jeanne,
  malik,
  nour,
  now,
  picture,
  post,
  profile,
  question,
  solene,
  timeline,
  university,
  votes,
} from './sample.ts';

/** Every page with the cast of the pictures: path → what is shown. */
export interface Shown {
  signedOut?: boolean;
  show: (page: Page) => Html;
}

const home = (feed: 'home' | 'organisation' | 'public', posts = timeline): Shown => ({
  show: (page) =>
    homePage(page, {
      feed,
      timeline: { posts, older: posts.length ? posts.at(-1)!.id : null },
      fresh: { count: 6, since: now - 50 * hour },
      audience: 'organisation',
      newcomers: [nour, gerard],
      isOlder: false,
    }),
});

const circles = [
  { audience: 'organisation' as const, count: 18_400 },
  { audience: 'public' as const, count: null },
  { audience: 'unlisted' as const, count: null },
  { audience: 'followers' as const, count: 41 },
  { audience: 'direct' as const, count: null },
];

const reply = post(malik, 'Merci. J’appelle Gérard demain matin, et je raconte ici ce qu’il me dit.', {
  createdAt: now - 20 * hour,
  inReplyTo: { id: answer.id, path: answer.path, author: aicha },
});
const second = post(solene, 'La bibliothèque a deux livres sur le sujet, je les mets de côté.', {
  createdAt: now - 19 * hour,
  inReplyTo: { id: reply.id, path: reply.path, author: malik },
});
const third = post(gerard, 'Appelez plutôt avant 7 h, après je suis aux bêtes.', {
  createdAt: now - 18 * hour,
  inReplyTo: { id: answer.id, path: answer.path, author: aicha },
});

export const gallery: Record<string, Shown> = {
  '/': home('home'),
  '/organisation': home('organisation', []),
  '/compose': {
    show: (page) =>
      composePage(page, { form: noForm, circles, media: [], replyTo: null, editing: null, maxLength: 5000 }),
  },
  '/compose/faults': {
    show: (page) =>
      composePage(page, {
        form: {
          values: { text: '', audience: 'public', notice: 'Mort d’un animal', 'poll-1': 'Oui', 'poll-multiple': 'on' },
          faults: { text: { key: 'compose.empty' }, poll: { key: 'compose.pollOptions', args: { most: 4 } } },
        },
        circles,
        media: [picture],
        replyTo: null,
        editing: null,
        maxLength: 5000,
      }),
  },
  '/compose/reply': {
    show: (page) =>
      composePage(page, {
        form: { values: { text: '@aicha@terre-franche.example ' }, faults: {} },
        circles: [circles[0]!],
        media: [],
        replyTo: answer,
        editing: null,
        maxLength: 5000,
      }),
  },
  '/@aicha@terre-franche.example/1': {
    show: (page) =>
      threadPage(page, {
        post: answer,
        ancestors: [question],
        replies: [
          { post: reply, depth: 1 },
          { post: second, depth: 2 },
          { post: third, depth: 1 },
        ],
        maxLength: 5000,
      }),
  },
  '/@solene/2': {
    signedOut: true,
    show: (page) =>
      threadPage(page, {
        post: { ...timeline[4]!, media: [picture, picture, picture], poll: { ...votes, voted: true } },
        ancestors: [],
        replies: [],
        maxLength: 5000,
      }),
  },
  '/posts/1/history': {
    show: (page) =>
      historyPage(page, timeline[6]!, [
        { at: now - 99 * hour, title: null, notice: 'Mort d’un animal', html: timeline[6]!.html },
        { at: now - 100 * hour, title: null, notice: '', html: '<p>Le vêlage de cette nuit s’est mal passé.</p>' },
      ]),
  },
  '/posts/1/delete': { show: (page) => removePage(page, question) },
  '/tags/cantine': { show: (page) => hashtagPage(page, 'cantine', { posts: timeline.slice(0, 3), older: null }) },
  '/posts/1/likes': {
    show: (page) =>
      peoplePage(page, {
        title: 'Qui a remercié',
        back: { href: '/', label: 'Revenir à la publication' },
        people: [ines, aicha, gerard, jeanne, solene, nour],
        next: '/posts/1/likes?before=3',
        emptySentence: '',
      }),
  },
  '/@ines': {
    show: (page) =>
      profilePage(page, {
        profile: profile(ines),
        tab: 'posts',
        timeline: { posts: timeline.filter((p) => p.author === ines), older: null },
      }),
  },
  '/@malik': {
    show: (page) =>
      profilePage(page, {
        profile: profile(malik, { isViewer: true, relationship: null, banner: '/sample/haie.svg' }),
        tab: 'replies',
        timeline: { posts: [], older: null },
      }),
  },
  '/@jeanne@ateliers-morvan.example': {
    show: (page) =>
      profilePage(page, {
        profile: profile(jeanne, {
          relationship: {
            following: true,
            requested: false,
            followedBy: false,
            requestedBy: true,
            blocking: false,
            muting: true,
          },
        }),
        tab: 'posts',
        timeline: { posts: timeline.filter((p) => p.author === jeanne), older: null },
      }),
  },
  '/follow-requests': { show: (page) => requestsPage(page, [gerard, nour]) },
  '/accounts/1/report': { show: (page) => reportPage(page, jeanne, timeline[3]!, noForm) },
  '/sign-in': {
    signedOut: true,
    show: (page) => signInPage(page, { values: { name: 'malik' }, faults: { name: { key: 'error.signIn' } } }),
  },
  '/sign-up': {
    signedOut: true,
    show: (page) =>
      signUpPage(page, {
        form: noForm,
        invitation: null,
        invitedBy: null,
        domains: ['univ-valombre.example', 'etu.univ-valombre.example'],
        host: 'preau.example',
      }),
  },
  '/sign-up/closed': {
    signedOut: true,
    show: (page) =>
      signUpPage(
        { ...page, organisation: { ...page.organisation, signUp: 'invitation' } },
        { form: noForm, invitation: null, invitedBy: null, domains: [], host: 'preau.example' },
      ),
  },
  '/sign-up/sent': { signedOut: true, show: (page) => mailSentPage(page, 'malik@univ-valombre.example') },
  '/sign-up/waiting': { signedOut: true, show: waitingPage },
  '/confirm/abc': { signedOut: true, show: (page) => confirmPage(page, 'abc') },
  '/confirm/done': { signedOut: true, show: confirmedPage },
  '/confirm/gone': { signedOut: true, show: confirmGonePage },
  '/welcome/1': { show: (page) => welcomeProfile(page, malik, noForm) },
  '/welcome/2': { show: (page) => welcomeAudience(page, 'organisation') },
  '/welcome/3': {
    show: (page) => welcomePeople(page, [profile(ines), profile(solene), profile(gerard, { locked: true })]),
  },
  '/welcome/4': { show: (page) => welcomePost(page, malik, 'organisation', noForm) },
  '/setup/abc': {
    signedOut: true,
    show: (page) =>
      setupPage(page, 'abc', noForm, { origin: 'https://preau.example', charter: 'Parlons vrai, parlons bien.' }),
  },
  '/notifications': {
    show: (page) =>
      notificationsPage(page, {
        asks: [
          { id: '9', kind: 'request', people: [gerard], count: 1, post: null, at: now - hour, unread: true },
          {
            id: '8',
            kind: 'reply',
            people: [aicha, solene],
            count: 2,
            post: answer,
            at: now - 21 * hour,
            unread: true,
          },
          {
            id: '7',
            kind: 'mention',
            people: [ines],
            count: 1,
            post: timeline[7]!,
            at: now - 60 * hour,
            unread: false,
          },
        ],
        tells: [
          {
            id: '6',
            kind: 'like',
            people: [nour, jeanne, gerard],
            count: 5,
            post: question,
            at: now - 20 * hour,
            unread: true,
          },
          { id: '5', kind: 'boost', people: [jeanne], count: 1, post: question, at: now - 30 * hour, unread: false },
          { id: '4', kind: 'follow', people: [solene, nour], count: 2, post: null, at: now - 90 * hour, unread: false },
        ],
        older: '3',
      }),
  },
  '/notifications/none': { show: (page) => notificationsPage(page, { asks: [], tells: [], older: null }) },
  '/search': { show: (page) => searchPage(page, { query: '', people: [], posts: [], tags: [], problem: null }) },
  '/search/found': {
    show: (page) =>
      searchPage(page, {
        query: 'cantine',
        people: [profile(ines), profile(gerard, { locked: true })],
        posts: [answer],
        tags: ['cantine', 'cantines'],
        problem: null,
      }),
  },
  '/search/none': {
    show: (page) => searchPage(page, { query: 'xylophone', people: [], posts: [], tags: [], problem: null }),
  },
  '/settings': { show: settingsPage },
  '/settings/profile': {
    show: (page) =>
      profileSettings(
        page,
        profile(malik, { isViewer: true }),
        { bio: 'Biologie, cantines.', fields: [{ name: 'Bureau', value: 'B 214' }] },
        noForm,
      ),
  },
  '/settings/privacy': {
    show: (page) =>
      privacySettings(page, { locked: true, discoverable: true, indexable: false, audience: 'organisation' }, noForm),
  },
  '/settings/appearance': { show: (page) => appearanceSettings(page, noForm) },
  '/settings/languages': { show: (page) => languageSettings(page, { postLanguage: 'fr' }, noForm) },
  '/settings/password': {
    show: (page) => passwordSettings(page, { values: {}, faults: { present: { key: 'password.wrong' } } }),
  },
  '/settings/sessions': {
    show: (page) =>
      sessionsPage(page, [
        { id: '1', device: 'Firefox, Linux', createdAt: now - 40 * hour, usedAt: now, current: true },
        { id: '2', device: 'Safari, iPhone', createdAt: now - 900 * hour, usedAt: now - 26 * hour, current: false },
      ]),
  },
  '/admin': {
    show: (page) =>
      adminPage(page, {
        requests: 2,
        reports: 1,
        deadLetters: 3,
        health: {
          queued: 14,
          oldest: 90_000,
          diskFree: 41e9,
          diskUsed: 3.2e9,
          lastBackup: now - 300 * hour,
          version: '0.1.0',
          failingHosts: 1,
        },
      }),
  },
  '/admin/calm': {
    show: (page) =>
      adminPage(page, {
        requests: 0,
        reports: 0,
        deadLetters: 0,
        health: {
          queued: 0,
          oldest: null,
          diskFree: 41e9,
          diskUsed: 3.2e9,
          lastBackup: now - 5 * hour,
          version: '0.1.0',
          failingHosts: 0,
        },
      }),
  },
  '/admin/identity': { show: (page) => identityPage(page, { charter: 'Parlons vrai.' }, noForm) },
  '/admin/invitations': {
    show: (page) =>
      invitationsPage(
        page,
        {
          domains: 'univ-valombre.example',
          invitations: [
            {
              id: '1',
              url: 'https://preau.example/sign-up?invitation=q8w7e6r5',
              uses: 3,
              maxUses: 10,
              expiresAt: now + 100 * hour,
            },
          ],
        },
        noForm,
      ),
  },
  '/admin/members': {
    show: (page) =>
      membersPage(page, {
        members: [
          {
            account: malik,
            email: 'malik@univ-valombre.example',
            isAdmin: true,
            suspended: false,
            joinedAt: now - 9000 * hour,
            seenAt: now - hour,
          },
          {
            account: { ...solene, affiliation: 'staff' },
            email: 'solene@univ-valombre.example',
            isAdmin: false,
            suspended: false,
            joinedAt: now,
            seenAt: null,
          },
          {
            account: { ...nour, affiliation: 'student' },
            email: 'nour@univ-valombre.example',
            isAdmin: false,
            suspended: true,
            joinedAt: now,
            seenAt: now - 99 * hour,
          },
        ],
        next: '/admin/members?before=2',
      }),
  },
  '/admin/requests': {
    show: (page) =>
      signUpRequestsPage(page, [
        {
          account: nour,
          email: 'nour@univ-valombre.example',
          reason: 'Je suis en master de droit public, Solène m’a parlé d’ici.',
          askedAt: now - 3 * hour,
        },
      ]),
  },
  '/admin/reports': {
    show: (page) =>
      reportsPage(page, [
        {
          id: '1',
          by: malik,
          from: null,
          target: jeanne,
          post: timeline[3]!,
          comment: 'Annonce publiée trois fois.',
          at: now - 5 * hour,
        },
        { id: '2', by: null, from: 'terre-franche.example', target: nour, post: null, comment: '', at: now - 2 * hour },
      ]),
  },
  '/admin/hosts': {
    show: (page) =>
      hostsPage(page, {
        hosts: [
          {
            host: 'terre-franche.example',
            software: 'Maillon 0.1',
            accounts: 214,
            state: 'ok',
            lastSeen: now - hour,
            waiting: 0,
          },
          {
            host: 'ateliers-morvan.example',
            software: 'Maillon 0.1',
            accounts: 80,
            state: 'failing',
            lastSeen: now - 30 * hour,
            waiting: 12,
          },
          { host: 'ancien.example', software: '', accounts: 3, state: 'unavailable', lastSeen: null, waiting: 0 },
        ],
        next: null,
      }),
  },
  '/admin/dead-letters': {
    show: (page) =>
      deadLettersPage(page, {
        letters: [
          {
            id: '1',
            job: 'deliver',
            host: 'ancien.example',
            reason: 'connection refused',
            failedAt: now - 20 * hour,
            attempts: 13,
          },
          {
            id: '2',
            job: 'deliver',
            host: 'ateliers-morvan.example',
            reason: '410',
            failedAt: now - 40 * hour,
            attempts: 1,
          },
        ],
        next: null,
      }),
  },
  '/landing': {
    signedOut: true,
    show: (page) => landingPage(page, { voice: university, members: 18_400, posts: timeline.slice(0, 4) }),
  },
  '/charter': {
    signedOut: true,
    show: (page) =>
      charterPage(
        page,
        '<p>Nous parlons ici à visage découvert.</p><ul><li><strong>Dire vrai.</strong> Donner ses sources.</li></ul>',
        { number: 2, at: now },
      ),
  },
  '/privacy': {
    signedOut: true,
    show: (page) =>
      privacyPage(page, { eventDays: 30, mediaDays: 7, deletedDays: 90 }, 'contact@univ-valombre.example'),
  },
  '/accessibility': { signedOut: true, show: (page) => accessibilityPage(page, 'contact@univ-valombre.example') },
  '/about': {
    signedOut: true,
    show: (page) =>
      aboutPage(page, {
        version: '0.1.0',
        source: 'https://example.org/maillon',
        contact: 'contact@univ-valombre.example',
        members: 18_400,
      }),
  },
  ...Object.fromEntries(
    [403, 404, 410, 413, 422, 429, 500, 503].map((status) => [
      `/error/${status}`,
      {
        show: (page: Page) =>
          errorPage(page, {
            status,
            retryAfter: status === 429 ? 130 : undefined,
            reference: status === 500 ? 'k7q2-81d' : undefined,
          }),
      },
    ]),
  ),
};
