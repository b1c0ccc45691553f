import type { AccountView } from '../../src/accounts/view.ts';
import { errorSummary, type Form, field, hasFaults, hidden, postForm, submit, token } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { layout, type Page } from '../page.ts';
import { backToData } from './page.ts';

/** Leaving for another account. Fields: `handle`, `present`. `view.handle`: this account, with its host. */
export function movePage(page: Page, view: { handle: string; movedTo: AccountView | null }, form: Form): Html {
  const { t } = page;
  return layout(page, {
    title: t('move.title'),
    sheet: 'desk',
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad">${backToData(page)}<h1>${t('move.title')}</h1><p class="lead">${t('move.lead')}</p>
<p>${t('move.own')} <code>${view.handle}</code></p></div>${view.movedTo && moved(page, view.movedTo)}${postForm(
      page,
      '/settings/data/move',
      html`${errorSummary(page, form)}${field(page, form, { name: 'handle', label: 'move.handle', hint: t('alias.handleHint'), exact: true, maxLength: 300 })}
${field(page, form, { name: 'present', label: 'settings.passwordCurrent', type: 'password', autocomplete: 'current-password' })}
<button class="button danger">${t('move.do')}</button>`,
    )}`,
  });
}

const moved = ({ t }: Page, to: AccountView): Html =>
  html`<div class="sheet notice"><p><b>${t('move.now')}</b> <a href="${to.path}">${to.handle}</a></p>
<p><button class="button secondary small" form="act" formaction="/settings/data/move/delete">${t('move.stay')}</button></p></div>`;

/** Accounts that may move here. Field: `handle`; to remove one: `uri`. */
export function aliasPage(page: Page, aliases: readonly { uri: string; name: string }[], form: Form): Html {
  const { t } = page;
  return layout(page, {
    title: t('alias.title'),
    sheet: 'desk',
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad">${backToData(page)}<h1>${t('alias.title')}</h1><p class="lead">${t('alias.lead')}</p></div>${
      aliases.length > 0 &&
      html`<ul class="sheet doors">${aliases.map(
        ({ uri, name }) =>
          html`<li>${icon(page, 'link')}<div><b>${name}</b></div><form method="post"
  action="/settings/data/aliases/delete">${token(page)}${hidden('uri', uri)}<button class="button secondary small">${t('alias.remove')}<span
  class="sr"> ${name}</span></button></form></li>`,
      )}</ul>`
    }${postForm(
      page,
      '/settings/data/aliases',
      html`${errorSummary(page, form)}${field(page, form, { name: 'handle', label: 'alias.handle', hint: t('alias.handleHint'), exact: true, maxLength: 300 })}${submit(t('alias.add'))}`,
    )}`,
  });
}
