import { errorSummary, type Form, field, hasFaults, hidden, postForm, submit } from '../form.ts';
import { type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';

/** The second step. Fields: `code`, `next`. */
export function codePage(page: Page, form: Form): Html {
  const { t } = page;
  return layout(page, {
    title: t('second.signInTitle'),
    scripts: false,
    plain: true,
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad"><h1>${t('second.signInTitle')}</h1><p>${t('second.signInSentence')}</p></div>
${postForm(
  page,
  '/sign-in/code',
  html`${errorSummary(page, form)}${form.values.next && hidden('next', form.values.next)}
${field(page, form, { name: 'code', label: 'second.signInCode', autocomplete: 'one-time-code', exact: true, maxLength: 40 })}
${submit(t('signIn.open'))}`,
)}<div class="pad block"><p>${t('second.lost')}</p><p><a href="/sign-in">${t('link.back')}</a></p></div>`,
  });
}
