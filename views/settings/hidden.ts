import type { AccountView } from '../../src/accounts/view.ts';
import { type Form, field } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { person } from '../link.ts';
import type { Page } from '../page.ts';
import { settingsForm } from './frame.ts';

export interface HiddenView {
  muted: AccountView[];
  blocked: AccountView[];
  hosts: string[];
}

/** People one mutes or blocks, and servers of which one wants to see nothing. Field: `host`. */
export function hiddenSettings(page: Page, { muted, blocked, hosts }: HiddenView, form: Form): Html {
  const { t } = page;
  return settingsForm(page, {
    path: '/settings/hidden',
    title: t('settings.hidden'),
    lead: t('hidden.lead'),
    form,
    save: t('hidden.hide'),
    fields: field(page, form, {
      name: 'host',
      label: 'hidden.host',
      hint: t('hidden.hostHint'),
      exact: true,
      maxLength: 300,
    }),
    before: html`${people(page, t('hidden.muted'), muted, 'mute/delete', t('profile.unmute'))}
${people(page, t('hidden.blocked'), blocked, 'block/delete', t('profile.unblock'))}
${
  hosts.length > 0 &&
  html`<h2 class="list-title">${t('hidden.hosts')}</h2><ul class="sheet doors">${hosts.map(
    (host) =>
      html`<li>${icon(page, 'server')}<div><b>${host}</b></div><button class="button secondary small" form="act"
  formaction="/settings/hidden/delete" name="host" value="${host}">${t('hidden.show')}<span class="sr"> ${host}</span></button></li>`,
  )}</ul>`
}`,
  });
}

const people = (page: Page, title: string, list: readonly AccountView[], act: string, label: string): Content =>
  list.length > 0 &&
  html`<h2 class="list-title">${title}</h2><ul class="sheet people">${list.map(
    (account) =>
      html`<li>${person(
        page,
        account,
        html`<button class="button secondary small" form="act"
  formaction="/accounts/${account.id}/${act}">${label}<span class="sr"> ${account.displayName}</span></button>`,
      )}</li>`,
  )}</ul>`;
