import { legalKinds, proposedText } from '../../src/accounts/legal.ts';
import { type Period, periodNames, periods, remoteBounds } from '../../src/platform/retention.ts';
import { joinGonePage, joinPage } from '../../views/accounts/join.ts';
import { identityPage } from '../../views/admin/identity.ts';
import { legalTextPage, legalTextsPage } from '../../views/admin/legal.ts';
import { expectedPage, listPreviewPage } from '../../views/admin/member-list.ts';
import { retentionPage } from '../../views/admin/retention.ts';
import { noForm } from '../../views/form.ts';
import type { Shown } from './gallery.ts';
import { hour, now } from './sample.ts';

const periodDays = Object.fromEntries(periodNames.map((name) => [name, periods[name].days])) as Record<Period, number>;

const expectedPerson = {
  email: 'camille.roy@valombre.example',
  displayName: 'Camille Roy',
  name: 'camille',
  title: 'Bibliothécaire',
  role: 'member' as const,
  affiliation: 'staff' as const,
  from: now,
  until: now + 8000 * hour,
  language: 'fr' as const,
};

/** What an administrator says of the organisation. */
export const organisationPages: Record<string, Shown> = {
  '/admin/identity': { show: (page) => identityPage(page, { charter: 'Parlons vrai.' }, noForm) },
  '/admin/identity/logo': {
    show: ({ organisation, ...page }) =>
      identityPage(
        { ...page, organisation: { ...organisation, logo: '/sample/haie.svg' } },
        { charter: 'Parlons vrai.' },
        { values: {}, faults: { logo: { key: 'media.type' } } },
      ),
  },
  '/admin/retention': {
    show: (page) =>
      retentionPage(
        page,
        {
          kept: { ...periodDays, remotePosts: 365, usedToo: false },
          due: { ...periodDays, copies: 0, notices: 1, posts: 10_000 },
          mostCounted: 10_000,
          periods,
          remoteBounds,
          previewed: true,
        },
        noForm,
      ),
  },
  '/admin/legal': {
    show: (page) =>
      legalTextsPage(
        page,
        {
          lines: legalKinds.flatMap((kind) =>
            (['fr', 'en'] as const).map((language) => ({
              kind,
              language,
              version: kind === 'terms' ? 2 : 0,
              at: kind === 'terms' ? now - 900 * hour : null,
            })),
          ),
          imprint: { publisher: '', postal: '', director: 'Inès Caradec', contact: '', officer: '', hoster: '' },
          defaults: { publisher: page.organisation.name, contact: 'maillon@valombre.example' },
        },
        { values: { contact: 'nobody' }, faults: { contact: { key: 'email.form' } } },
      ),
  },
  '/admin/legal/terms/fr': {
    show: (page) =>
      legalTextPage(
        page,
        {
          kind: 'terms',
          language: 'fr',
          text: proposedText('terms', 'fr'),
          names: ['publisher', 'contact', 'origin'],
          preview: '<h2>Partir</h2><p>Vous pouvez partir quand vous voulez.</p>',
        },
        noForm,
      ),
  },
  '/admin/members/list': {
    show: (page) =>
      expectedPage(
        page,
        {
          people: [
            { ...expectedPerson, id: 1, createdBy: '1', token: '', createdAt: now, expiresAt: now + 500 * hour },
          ],
          all: 1,
          mails: false,
          fresh: { link: 'https://valombre.example/join/4f1c…', email: 'camille.roy@valombre.example' },
        },
        { values: {}, faults: { list: { key: 'members.csvNoEmail' } } },
      ),
  },
  '/admin/members/list/preview': {
    show: (page) =>
      listPreviewPage(page, {
        good: [
          { line: 2, person: expectedPerson },
          {
            line: 3,
            person: { ...expectedPerson, displayName: '', name: '', role: 'moderator', from: null, until: null },
          },
        ],
        faults: [
          { line: 4, what: 'camille(at)valombre', reason: 'email.form' },
          { line: 7, what: 'ines@valombre.example', reason: 'members.rowHere' },
        ],
        unknown: ['bureau'],
        ticket: 'x',
      }),
  },
  '/join/token': {
    signedOut: true,
    show: (page) =>
      joinPage(
        page,
        { token: 'x', ...expectedPerson, host: 'valombre.example' },
        { values: {}, faults: { charter: { key: 'signUp.charterNeeded' } } },
      ),
  },
  '/join/gone': { signedOut: true, show: joinGonePage },
};
