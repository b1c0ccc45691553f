import { everyNoticeLevel } from '../../src/accounts/view.ts';
import { listPage, listPeoplePage, listsPage, putInListsPage } from '../../views/accounts/lists.ts';
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
import { noForm } from '../../views/form.ts';
import { filterSettings } from '../../views/settings/filters.ts';
import { settingsPage } from '../../views/settings/frame.ts';
import { hiddenSettings } from '../../views/settings/hidden.ts';
import { noticeSettings } from '../../views/settings/notices.ts';
import { appearanceSettings, languageSettings, passwordSettings, privacySettings } from '../../views/settings/pages.ts';
import { profileSettings } from '../../views/settings/profile.ts';
import { sessionsPage } from '../../views/settings/sessions.ts';
import type { Shown } from './gallery.ts';
import { proposed } from './gallery-communities.ts';
import { aicha, gerard, hour, ines, jeanne, malik, nour, now, profile, solene, timeline } from './sample.ts';

export const people: Record<string, Shown> = {
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
        pinned: timeline.filter((p) => p.author === ines).slice(0, 1),
        timeline: { posts: timeline.filter((p) => p.author === ines), older: null },
      }),
  },
  '/@malik': {
    show: (page) =>
      profilePage(page, {
        profile: profile(malik, { isViewer: true, relationship: null, banner: '/sample/haie.svg' }),
        tab: 'replies',
        pinned: [],
        timeline: { posts: [], older: null },
      }),
  },
  '/@malik/as-public': {
    signedOut: true,
    show: (page) =>
      profilePage(page, {
        profile: profile(malik, { relationship: null }),
        tab: 'posts',
        pinned: [],
        timeline: { posts: timeline.slice(2, 3), older: null },
        asPublic: true,
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
            mutedUntil: null,
          },
        }),
        tab: 'posts',
        pinned: [],
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
    show: (page) => welcomePeople(page, [profile(ines), profile(solene), profile(gerard, { locked: true })], proposed),
  },
  '/welcome/4': { show: (page) => welcomePost(page, malik, 'organisation', noForm) },
  '/settings': { show: settingsPage },
  '/settings/profile': {
    show: (page) =>
      profileSettings(
        page,
        profile(malik, { isViewer: true }),
        {
          bio: 'Biologie, cantines.',
          fields: [{ name: 'Bureau', value: 'B 214' }],
          affiliationUntil: now + 5000 * hour,
        },
        noForm,
      ),
  },
  '/settings/privacy': {
    show: (page) =>
      privacySettings(
        page,
        { locked: true, discoverable: true, indexable: false, audience: 'organisation', quotePolicy: 'public' },
        noForm,
      ),
  },
  '/settings/appearance': { show: (page) => appearanceSettings(page, noForm) },
  '/lists': {
    show: (page) =>
      listsPage(
        page,
        [
          { id: '1', name: 'La cantine', people: 4 },
          { id: '2', name: 'Stages', people: 0 },
        ],
        noForm,
      ),
  },
  '/lists/1': { show: (page) => listPage(page, { id: '1', name: 'La cantine' }, { posts: timeline, older: null }) },
  '/lists/1/people': { show: (page) => listPeoplePage(page, { id: '1', name: 'La cantine' }, [ines, gerard], noForm) },
  '/accounts/1/lists': {
    show: (page) =>
      putInListsPage(
        page,
        gerard,
        [
          { id: '1', name: 'La cantine' },
          { id: '2', name: 'Stages' },
        ],
        ['1'],
      ),
  },
  '/settings/filters': {
    show: (page) =>
      filterSettings(
        page,
        [
          { id: '1', phrase: 'révisions', action: 'fold', expiresAt: null },
          { id: '2', phrase: 'foot*', action: 'hide', expiresAt: now + 90 * hour },
        ],
        { values: { phrase: '!' }, faults: { phrase: { key: 'filter.noWord' } } },
      ),
  },
  '/settings/languages': {
    show: (page) =>
      languageSettings(page, { postLanguage: 'fr', timeZone: 'Europe/Paris', read: ['fr', 'en'] }, noForm),
  },
  '/settings/hidden': {
    show: (page) =>
      hiddenSettings(
        page,
        { muted: [gerard], blocked: [jeanne], hosts: ['bruyant.example', 'xn--caf-dma.example'] },
        noForm,
      ),
  },
  '/settings/notifications': {
    show: (page) => noticeSettings(page, everyNoticeLevel({ like: 'nobody', mention: 'followed' }), noForm),
  },
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
};
