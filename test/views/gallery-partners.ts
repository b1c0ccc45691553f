import type { DirectoryView } from '../../src/directory/view.ts';
import type { PartnershipView, Terms } from '../../src/partners/view.ts';
import { partnerPage } from '../../views/admin/partner.ts';
import { partnerInvitePage, partnersAdminPage } from '../../views/admin/partners.ts';
import { directoryPage } from '../../views/directory/page.ts';
import { noForm } from '../../views/form.ts';
import { partnersPage } from '../../views/partners/page.ts';
import { directorySettings } from '../../views/settings/directory.ts';
import type { Shown } from './gallery.ts';
import { gerard, hour, ines, jeanne, morvan, nour, now, terreFranche } from './sample.ts';

const terms = (more: Partial<Terms> = {}): Terms => ({
  scopes: ['people', 'communities'],
  until: null,
  contact: 'Aïcha Benali, aicha@terrefranche.example',
  paused: false,
  ...more,
});

const active: PartnershipView = {
  host: terreFranche.host,
  organisation: terreFranche,
  home: `https://${terreFranche.host}/partners`,
  state: 'active',
  ours: terms({ scopes: ['people', 'communities', 'documents'], contact: 'Inès Caradec' }),
  theirs: terms(),
  scopes: ['people', 'communities'],
  until: Date.UTC(2027, 6, 1),
  reason: '',
  endedBy: null,
  since: now - 700 * hour,
  changedAt: now - 200 * hour,
};
const asked: PartnershipView = {
  ...active,
  host: morvan.host,
  organisation: morvan,
  home: `https://${morvan.host}/partners`,
  state: 'asked',
  ours: null,
  theirs: terms({ scopes: ['communities', 'opportunities'], contact: 'Jeanne Roux' }),
  scopes: [],
  until: null,
};
const ended: PartnershipView = {
  ...active,
  host: 'ancien.example',
  organisation: { ...morvan, name: 'Ancien lycée', host: 'ancien.example', hue: 300 },
  state: 'ended',
  ours: null,
  theirs: null,
  scopes: [],
  until: null,
  reason: 'Le projet est fini.',
  endedBy: 'them',
};
const exchange = {
  lastSeen: now - 2 * hour,
  received: 214,
  sent: 18,
  waiting: 3,
  dead: 0,
  people: 37,
  lastFault: 'terre-franche.example answered 503',
  skewMs: -2400,
};
const fault = { values: { host: 'nulle-part.example' }, faults: { host: { key: 'partner.silent' } } };

const garden = {
  ...gerard,
  kind: 'group' as const,
  displayName: 'Semences libres',
  path: '/communities/semences@terre-franche.example',
};
const directory: DirectoryView = {
  query: { text: '', host: '', affiliation: '', skill: '', helps: '', page: 0 },
  entries: [
    { account: ines, skills: ['animation', 'budget'], helpsWith: 'monter un dossier', purpose: '' },
    { account: nour, skills: [], helpsWith: '', purpose: '' },
    { account: gerard, skills: ['élevage', 'haies', 'soudure', 'greffe'], helpsWith: 'visiter une ferme', purpose: '' },
    { account: jeanne, skills: [], helpsWith: 'trouver un stage', purpose: '' },
  ],
  communities: [{ account: garden, skills: [], helpsWith: '', purpose: 'Échanger des graines entre jardins.' }],
  count: 4,
  organisations: [ines.organisation, terreFranche, morvan],
  hasMore: true,
};

export const partners: Record<string, Shown> = {
  '/partners': {
    signedOut: true,
    show: (page) =>
      partnersPage(page, [active, { ...active, state: 'paused', organisation: morvan, host: morvan.host }]),
  },
  '/directory': { show: (page) => directoryPage(page, directory) },
  '/directory/none': {
    show: (page) =>
      directoryPage(page, {
        ...directory,
        query: { ...directory.query, text: 'soudure', skill: 'arc' },
        entries: [],
        communities: [],
        count: 0,
      }),
  },
  '/settings/directory': {
    show: (page) =>
      directorySettings(page, {
        name: 'partners',
        role: 'partners',
        affiliation: 'organisation',
        skills: 'partners',
        helpsWith: 'nobody',
      }),
  },
  '/partners/none': { signedOut: true, show: (page) => partnersPage(page, []) },
  '/admin/partners': {
    show: (page) =>
      partnersAdminPage(
        page,
        [asked, active, ended].map((one) => ({
          ...one,
          lastSeen: one === ended ? null : now - 2 * hour,
          failures: one === active ? 3 : 0,
        })),
        noForm,
      ),
  },
  '/admin/partners/fault': { show: (page) => partnersAdminPage(page, [], fault) },
  '/admin/partners/invite': {
    show: (page) =>
      partnerInvitePage(
        page,
        {
          host: terreFranche.host,
          home: `https://${terreFranche.host}/`,
          name: terreFranche.name,
          sentence: 'D’où vient ce que vous mangez : demandez-nous.',
          software: 'maillon 0.1.0',
          members: 212,
          hue: terreFranche.hue,
        },
        { values: { contact: 'Inès' }, faults: { scopes: { key: 'partner.scopesNeeded' } } },
        'Inès Caradec',
      ),
  },
  '/admin/partners/asked': { show: (page) => partnerPage(page, { partner: asked, exchange, form: noForm, act: '' }) },
  '/admin/partners/active': { show: (page) => partnerPage(page, { partner: active, exchange, form: noForm, act: '' }) },
  '/admin/partners/ended': { show: (page) => partnerPage(page, { partner: ended, exchange, form: noForm, act: '' }) },
};
