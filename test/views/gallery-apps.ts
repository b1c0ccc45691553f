import { noForm } from '../../views/form.ts';
import { appsPage } from '../../views/oauth/apps.ts';
import { authorizePage, codePage } from '../../views/oauth/authorize.ts';
import type { Shown } from './gallery.ts';
import { hour, now } from './sample.ts';

const app = { name: 'Tusky', website: 'https://tusky.app', clientId: 'x' };
const scopes = ['read', 'write', 'follow', 'push'];
const asked = { app, redirectUri: 'tusky://callback', scopes, state: '', challenge: null };
const line = {
  id: 1,
  name: 'Tusky',
  website: app.website,
  own: false,
  scopes,
  createdAt: now - 90 * hour,
  usedAt: now - hour,
};
const host = 'preau.example';

export const apps: Record<string, Shown> = {
  '/settings/apps': {
    show: (page) =>
      appsPage(page, {
        apps: [line, { ...line, id: 2, name: 'Sauvegarde', website: null, own: true, scopes: ['read'], usedAt: null }],
        form: noForm,
        token: null,
        host,
      }),
  },
  '/settings/apps/made': {
    show: (page) => appsPage(page, { apps: [], form: noForm, token: 'kL8x'.repeat(10), host }),
  },
  '/settings/apps/faults': {
    show: (page) =>
      appsPage(page, {
        apps: [],
        form: { values: { name: '' }, faults: { name: { key: 'form.required' } } },
        token: null,
        host,
      }),
  },
  '/settings/authorize': { show: (page) => authorizePage(page, asked) },
  '/settings/authorize/code': { show: (page) => codePage(page, 'toot', 'kL8x'.repeat(10)) },
};
