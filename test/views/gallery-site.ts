import { filled, legalKinds, proposedText } from '../../src/accounts/legal.ts';
import { renderMarkdown } from '../../src/platform/markdown.ts';
import { acceptCharterPage, charterPage } from '../../views/accounts/charter.ts';
import { notificationsPage } from '../../views/notifications/page.ts';
import type { Page } from '../../views/page.ts';
import { searchPage } from '../../views/search/page.ts';
import { errorPage } from '../../views/site/error.ts';
import { landingPage } from '../../views/site/landing.ts';
import { legalPage } from '../../views/site/legal.ts';
import { offlinePage } from '../../views/site/offline.ts';
import { shortcutsPage } from '../../views/site/shortcuts.ts';
import { aboutPage } from '../../views/site/texts.ts';
import type { Shown } from './gallery.ts';
import { garden } from './gallery-communities.ts';
import {
  aicha,
  answer,
  gerard,
  hour,
  ines,
  jeanne,
  nour,
  now,
  profile,
  question,
  solene,
  timeline,
  university,
} from './sample.ts';

export const site: Record<string, Shown> = {
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
          { id: '51', kind: 'export', people: [university], count: 1, post: null, at: now - 25 * hour, unread: true },
          { id: '5', kind: 'boost', people: [jeanne], count: 1, post: question, at: now - 30 * hour, unread: false },
          { id: '4', kind: 'follow', people: [solene, nour], count: 2, post: null, at: now - 90 * hour, unread: false },
        ],
        older: '3',
      }),
  },
  '/notifications/none': { show: (page) => notificationsPage(page, { asks: [], tells: [], older: null }) },
  '/search': {
    show: (page) =>
      searchPage(page, { query: '', people: [], communities: [], posts: [], older: null, tags: [], problem: null }),
  },
  '/search/found': {
    show: (page) =>
      searchPage(page, {
        query: 'cantine',
        people: [profile(ines), profile(gerard, { locked: true })],
        communities: [],
        posts: [answer],
        older: '1',
        tags: ['cantine', 'cantines'],
        problem: null,
      }),
  },
  '/search/none': {
    show: (page) =>
      searchPage(page, {
        query: 'xylophone',
        people: [],
        communities: [],
        posts: [],
        older: null,
        tags: [],
        problem: null,
      }),
  },
  '/landing': {
    signedOut: true,
    show: (page) =>
      landingPage(page, {
        host: 'valombre.example',
        communities: [garden],
        voice: university,
        members: 18_400,
        posts: timeline.slice(0, 4),
      }),
  },
  '/offline': { signedOut: true, show: offlinePage },
  '/shortcuts': { show: shortcutsPage },
  '/charter': {
    signedOut: true,
    show: (page) =>
      charterPage(page, { version: 2, at: now - 900 * hour, html: '<p>Ici chacun parle en son nom.</p>' }),
  },
  '/charter/accept': {
    show: (page) =>
      acceptCharterPage(page, { version: 3, at: now - hour, html: '<p>On cite ses sources.</p>' }, '/notifications'),
  },
  ...Object.fromEntries(
    legalKinds.map((kind) => [
      `/${kind}`,
      {
        signedOut: true,
        show: (page: Page) => {
          const facts = new Proxy({ officer: '' } as Record<string, string>, {
            get: (known, name: string) => known[name] ?? (name.endsWith('Days') ? '365' : page.organisation.name),
          });
          const { html } = renderMarkdown(filled(proposedText(kind, page.lang), facts), { headings: true });
          return legalPage(page, { kind, html, version: 2, at: now - 900 * hour, earlier: false });
        },
      },
    ]),
  ),
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
