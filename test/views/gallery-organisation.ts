import { legalKinds, proposedText } from '../../src/accounts/legal.ts';
import { type Period, periodNames, periods } from '../../src/platform/retention.ts';
import { identityPage } from '../../views/admin/identity.ts';
import { legalTextPage, legalTextsPage } from '../../views/admin/legal.ts';
import { retentionPage } from '../../views/admin/retention.ts';
import { noForm } from '../../views/form.ts';
import type { Shown } from './gallery.ts';
import { hour, now } from './sample.ts';

const periodDays = Object.fromEntries(periodNames.map((name) => [name, periods[name].days])) as Record<Period, number>;

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
};
