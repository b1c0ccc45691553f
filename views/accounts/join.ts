import type { Affiliation } from '../../src/accounts/view.ts';
import { check, errorSummary, type Form, field, hasFaults, postForm, submit } from '../form.ts';
import { type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';
import { affiliationLabels } from './sign-up.ts';
import { told } from './told.ts';

export interface JoinView {
  token: string;
  email: string;
  displayName: string;
  name: string;
  affiliation: Affiliation | null;
  host: string;
}

/** Somebody who was named by a list opens their account. Fields: `displayName`, `name`, `password`, `charter` (`on`). */
export function joinPage(page: Page, view: JoinView, form: Form): Html {
  const { t, organisation } = page;
  const title = t('signUp.title', { organisation: organisation.name });
  return layout(page, {
    title,
    scripts: false,
    plain: true,
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad"><h1>${title}</h1><p>${organisation.sentence}</p><p>${
      view.affiliation
        ? t('join.expectedAs', { email: view.email, tie: t(affiliationLabels[view.affiliation]) })
        : t('join.expected', { email: view.email })
    }</p></div>${postForm(
      page,
      `/join/${encodeURIComponent(view.token)}`,
      html`${errorSummary(page, form)}
${field(page, form, { name: 'displayName', label: 'signUp.displayName', hint: t('signUp.displayNameHint'), value: view.displayName, autocomplete: 'name', maxLength: 60 })}
${field(page, form, { name: 'name', label: 'signUp.name', hint: t('signUp.nameHint', { host: view.host }), value: view.name, autocomplete: 'username', exact: true, maxLength: 30 })}
${field(page, form, { name: 'password', label: 'signUp.password', hint: t('signUp.passwordHint'), type: 'password', autocomplete: 'new-password' })}
${check(page, form, { name: 'charter', label: html`${t('signUp.charter')} <a href="/charter">${t('signUp.charterLink')}</a>` })}
${submit(t('signUp.send'))}`,
    )}`,
  });
}

export const joinGonePage = (page: Page): Html =>
  told(
    page,
    page.t('join.goneTitle'),
    page.t('join.gone'),
    html`<a class="button secondary" href="/contact">${page.t('foot.contact')}</a>`,
  );
