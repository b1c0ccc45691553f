import { told } from '../accounts/told.ts';
import { errorSummary, type Form, field, hasFaults, postForm } from '../form.ts';
import { type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';
import { backToData } from './page.ts';

/** Leaving for good. Field: `present`. */
export function leavePage(page: Page, form: Form): Html {
  const { t } = page;
  return layout(page, {
    title: t('leave.title'),
    sheet: 'desk',
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad">${backToData(page)}<h1>${t('leave.title')}</h1><p class="lead">${t('leave.lead')}</p>
<p>${t('leave.name')}</p><p><a href="/settings/data">${t('leave.take')}</a></p></div>${postForm(
      page,
      '/settings/data/delete',
      html`${errorSummary(page, form)}${field(page, form, { name: 'present', label: 'settings.passwordCurrent', type: 'password', autocomplete: 'current-password' })}
<button class="button danger">${t('leave.confirm')}</button>`,
    )}`,
  });
}

/** `eraseAt`: Unix ms. */
export const leftPage = (page: Page, eraseAt: number): Html =>
  told(page, page.t('leave.leftTitle'), page.t('leave.left', { date: page.t.date(eraseAt) }));
