import { errorSummary, type Form, field, hasFaults, hidden, postForm, submit, token } from '../form.ts';
import { type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';

/** Fields: `name` (handle or e-mail), `password`, `next` (path to go to). Faults never say which of the two is wrong. */
export function signInPage(page: Page, form: Form): Html {
  const { t, organisation } = page;
  return layout(page, {
    title: t('signIn.title'),
    scripts: false,
    script: 'passkey',
    plain: true,
    errors: hasFaults(form),
    main: html`<div class="pad"><h1>${t('signIn.title')}</h1><p>${organisation.sentence}</p></div>
${postForm(
  page,
  '/sign-in',
  html`${errorSummary(page, form)}${form.values.next && hidden('next', form.values.next)}
${field(page, form, { name: 'name', label: 'signIn.name', autocomplete: 'username', exact: true })}
${field(page, form, { name: 'password', label: 'signIn.password', type: 'password', autocomplete: 'current-password' })}
${submit(t('signIn.open'))}`,
)}
<form method="post" action="/sign-in/passkey" class="form" data-ask="/sign-in/passkey/ask" hidden>${token(page)}${hidden('answer', '')}${
      form.values.next && hidden('next', form.values.next)
    }<button class="button secondary">${t('passkey.signIn')}</button></form>
<div class="pad block"><p><a href="/sign-in/link">${t('link.lost')}</a></p><p>${t('signIn.noAccount')} <a href="/sign-up">${t('signIn.join')}</a></p>
<details><summary>${t('signIn.elsewhere')}</summary>
<p>${t('signIn.elsewhereSentence', { handle: `@${organisation.handle}@…` })}</p></details></div>`,
  });
}
