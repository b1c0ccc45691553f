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
import { setupPage } from '../../views/admin/setup.ts';
import { noForm } from '../../views/form.ts';
import type { Html } from '../../views/html.ts';
import type { Page } from '../../views/page.ts';
import { composePage } from '../../views/posts/compose.ts';
import { hashtagPage } from '../../views/posts/hashtag.ts';
import { historyPage } from '../../views/posts/history.ts';
import { homePage } from '../../views/posts/home.ts';
import { removePage } from '../../views/posts/remove.ts';
import { threadPage } from '../../views/posts/thread.ts';
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
          faults: { text: { key: 'error.textMissing' }, poll: { key: 'error.pollAnswers' } },
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
};
