import { told } from '../accounts/told.ts';
import { errorSummary, type Form, field, hasFaults, postForm } from '../form.ts';
import { type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';
import { backToData } from './page.ts';

/** Having one's data kept and not used (GDPR 18). Field: `present`. */
export function restrictPage(page: Page, form: Form): Html {
  const { t } = page;
  return layout(page, {
    title: t('restrict.title'),
    sheet: 'desk',
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad">${backToData(page)}<h1>${t('restrict.title')}</h1><p class="lead">${t('restrict.lead')}</p>
<p>${t('restrict.copies')}</p></div>${postForm(
      page,
      '/settings/data/restrict',
      html`${errorSummary(page, form)}${field(page, form, { name: 'present', label: 'settings.passwordCurrent', type: 'password', autocomplete: 'current-password' })}
<button class="button primary">${t('restrict.confirm')}</button>`,
    )}`,
  });
}

export const restrictedPage = (page: Page): Html => told(page, page.t('restrict.doneTitle'), page.t('restrict.done'));
