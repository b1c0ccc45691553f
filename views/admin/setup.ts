import { errorSummary, type Form, field, hasFaults, postForm, submit, textArea } from '../form.ts';
import { type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';
import { huePicker } from './hue.ts';
import { interfaceLanguages } from './interface-languages.ts';
import { signUpRuleFields } from './sign-up-rule.ts';

/**
 * First run, by the one-time link. Fields: `name`, `handle`, `hue`, `sentence`, `charter`, `lang-fr`, `lang-en`,
 * `signUp`, `domains`, `adminDisplayName`, `adminName`, `email`, `password`.
 */
export function setupPage(page: Page, token: string, form: Form, view: { origin: string; charter: string }): Html {
  const { t } = page;
  return layout(page, {
    title: t('setup.title'),
    sheet: 'desk',
    plain: true,
    scripts: false,
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad"><h1>${t('setup.title')}</h1><p>${t('setup.sentence')}</p>
<p class="note">${t('setup.origin', { origin: view.origin })}</p></div>
${postForm(
  page,
  `/setup/${encodeURIComponent(token)}`,
  html`${errorSummary(page, form)}
<section><h2>${t('setup.organisation')}</h2>
${field(page, form, { name: 'name', label: 'setup.name', hint: t('setup.nameHint'), autocomplete: 'organization', maxLength: 80 })}
${field(page, form, { name: 'handle', label: 'setup.handle', hint: t('setup.handleHint', { host: new URL(view.origin).host }), exact: true, maxLength: 30 })}
${field(page, form, { name: 'sentence', label: 'setup.sentenceLabel', hint: t('setup.sentenceHint'), maxLength: 200 })}
${huePicker(page, form, page.organisation.hue)}</section>
<section><h2>${t('setup.people')}</h2>
${signUpRuleFields(page, form, { signUp: 'invitation', domains: '' })}
${textArea(page, form, { name: 'charter', label: 'setup.charter', hint: t('setup.charterHint'), value: view.charter, rows: 8, maxLength: 20_000 })}
${interfaceLanguages(page, form, ['fr', 'en'])}</section>
<section><h2>${t('setup.admin')}</h2><p class="hint">${t('setup.adminHint')}</p>
${field(page, form, { name: 'adminDisplayName', label: 'signUp.displayName', autocomplete: 'name', maxLength: 60 })}
${field(page, form, { name: 'adminName', label: 'signUp.name', autocomplete: 'username', exact: true, maxLength: 30 })}
${field(page, form, { name: 'email', label: 'signUp.email', type: 'email', autocomplete: 'email', exact: true, maxLength: 254 })}
${field(page, form, { name: 'password', label: 'signUp.password', hint: t('signUp.passwordHint'), type: 'password', autocomplete: 'new-password' })}</section>
${submit(t('setup.send'))}`,
)}`,
  });
}
