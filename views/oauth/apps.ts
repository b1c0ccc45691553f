import type { AppLine } from '../../src/oauth/token.ts';
import { empty } from '../empty.ts';
import { errorSummary, type Form, field, hasFaults, postForm, submit } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { layout, type Page } from '../page.ts';
import { time } from '../time.ts';
import { appAddress } from './address.ts';
import { scopeWords } from './scopes.ts';

export interface AppsView {
  apps: AppLine[];
  form: Form;
  /** A token just made: shown this once. */
  token: string | null;
  /** The address that an app asks for. */
  host: string;
}

/** How to use an app here, the apps that are in, and tokens for programs of one's own. */
export function appsPage(page: Page, { apps, form, token, host }: AppsView): Html {
  const { t } = page;
  return layout(page, {
    title: t('apps.title'),
    sheet: 'desk',
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad"><p><a href="/settings">${t('nav.settings')}</a></p><h1>${t('apps.title')}</h1></div>${appAddress(page, host)}
${
  token &&
  html`<div class="form" role="status"><p class="note">${t('apps.tokenOnce')}</p><p class="field"><input readonly value="${token}" aria-label="${t('apps.token')}"></p></div>`
}
<section class="block"><h2>${t('apps.in')}</h2>${apps.length === 0 ? empty(t('apps.none'), t('apps.noneSentence')) : list(page, apps)}</section>
<section class="block"><h2>${t('apps.own')}</h2><p class="meta pad">${t('apps.ownSentence')}</p>${postForm(
      page,
      '/settings/apps',
      html`${errorSummary(page, form)}${field(page, form, { name: 'name', label: 'apps.tokenName', maxLength: 60 })}
<fieldset class="field" id="f-scopes"><legend>${t('apps.could')}</legend>${(
        ['read', 'write', 'follow', 'push'] as const
      ).map(
        (scope) =>
          html`<p class="check"><label><input type="checkbox" name="scopes" value="${scope}"${scope === 'read' && html` checked`}><span>${
            scopeWords(page, [scope])[0]
          }</span></label></p>`,
      )}</fieldset>${submit(t('apps.make'))}`,
    )}</section>`,
  });
}

const list = (page: Page, apps: AppLine[]): Html => {
  const { t } = page;
  return html`<ul class="sheet people">${apps.map(
    ({ id, name, website, own, scopes, createdAt, usedAt }) =>
      html`<li><div class="person"><div class="person-text"><b>${name}</b>${website && html` <span class="meta">${website}</span>`}${
        own && html` <span class="tag neutral">${t('apps.ownTag')}</span>`
      }<p class="meta">${scopeWords(page, scopes).join(' · ')}</p><p class="meta">${t('apps.since')} ${time(page, createdAt)}${
        usedAt !== null && html` · ${t('apps.used')} ${time(page, usedAt)}`
      }</p></div><button class="button secondary small" form="act" formaction="/settings/apps/${id}/delete">${icon(page, 'ban')}${t(
        'apps.end',
      )}<span class="sr"> ${name}</span></button></div></li>`,
  )}</ul>`;
};
