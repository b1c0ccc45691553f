import type { Affiliation } from '../../src/accounts/view.ts';
import type { Key } from '../../src/platform/i18n.ts';
import {
  check,
  errorSummary,
  type Form,
  field,
  hasFaults,
  hidden,
  postForm,
  select,
  submit,
  textArea,
} from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';
import { told } from './told.ts';

export const affiliationLabels: Record<Affiliation, Key> = {
  student: 'affiliation.student',
  faculty: 'affiliation.faculty',
  staff: 'affiliation.staff',
  employee: 'affiliation.employee',
  alum: 'affiliation.alum',
  affiliate: 'affiliation.affiliate',
};

export interface SignUpView {
  form: Form;
  /** Code of the invitation link, when one came. */
  invitation: string | null;
  /** Name of the person who invites, for a human greeting. */
  invitedBy: string | null;
  /** For the `domain` rule: `univ.example`, …. */
  domains: string[];
  /** Host of this instance, shown after the handle. */
  host: string;
}

/**
 * Fields: `displayName`, `name`, `email`, `password`, `affiliation`, `reason` (approval only), `charter` (`on`),
 * `invitation`.
 */
export function signUpPage(page: Page, view: SignUpView): Html {
  const { t, organisation } = page;
  const closed = organisation.signUp === 'invitation' && !view.invitation;
  const title = closed ? t('signUp.closedTitle') : t('signUp.title', { organisation: organisation.name });
  return layout(page, {
    title,
    scripts: false,
    plain: true,
    errors: hasFaults(view.form),
    main: html`<div class="pad"><h1>${title}</h1><p>${closed ? t('signUp.closed') : opening(page, view)}</p></div>${
      closed
        ? html`<p class="pad row"><a class="button secondary" href="/sign-in">${t('signIn.open')}</a></p>`
        : fields(page, view)
    }`,
  });
}

function opening(page: Page, { invitation, invitedBy, domains }: SignUpView): Content {
  const { t, organisation } = page;
  if (invitation) return invitedBy ? t('signUp.invitedBy', { name: invitedBy }) : t('signUp.invited');
  if (organisation.signUp === 'domain')
    return t('signUp.byDomain', { domains: t.list(domains.map((domain) => `@${domain}`)) });
  if (organisation.signUp === 'approval') return t('signUp.byApproval');
  return t('signUp.open');
}

function fields(page: Page, { form, invitation, host }: SignUpView): Html {
  const { t, organisation } = page;
  const affiliations = Object.entries(affiliationLabels).map(([value, label]) => ({ value, label: t(label) }));
  return postForm(
    page,
    '/sign-up',
    html`${errorSummary(page, form)}${invitation && hidden('invitation', invitation)}
${field(page, form, { name: 'displayName', label: 'signUp.displayName', hint: t('signUp.displayNameHint'), autocomplete: 'name', maxLength: 60 })}
${field(page, form, { name: 'name', label: 'signUp.name', hint: t('signUp.nameHint', { host }), autocomplete: 'username', exact: true, maxLength: 30 })}
${select(page, form, { name: 'affiliation', label: 'signUp.affiliation', choices: [{ value: '', label: t('signUp.choose') }, ...affiliations] })}
${field(page, form, { name: 'email', label: 'signUp.email', hint: t('signUp.emailHint'), type: 'email', autocomplete: 'email', exact: true, maxLength: 254 })}
${field(page, form, { name: 'password', label: 'signUp.password', hint: t('signUp.passwordHint'), type: 'password', autocomplete: 'new-password' })}
${!invitation && organisation.signUp === 'approval' && textArea(page, form, { name: 'reason', label: 'signUp.reason', hint: t('signUp.reasonHint'), rows: 3, maxLength: 1000 })}
${check(page, form, { name: 'charter', label: html`${t('signUp.charter')} <a href="/charter">${t('signUp.charterLink')}</a>` })}
${submit(t('signUp.send'))}`,
  );
}

export const mailSentPage = (page: Page, email: string): Html =>
  told(page, page.t('confirm.sentTitle'), page.t('confirm.sent', { email }));

export const waitingPage = (page: Page): Html => told(page, page.t('waiting.title'), page.t('waiting.sentence'));

/** A button, so that a mail scanner that follows links confirms nothing. */
export const confirmPage = (page: Page, token: string): Html =>
  told(
    page,
    page.t('confirm.title'),
    page.t('confirm.sentence'),
    postForm(page, `/confirm/${encodeURIComponent(token)}`, submit(page.t('confirm.do'))),
  );

/** `changed`: an account that was open already has a new address. */
export const confirmedPage = (page: Page, changed = false): Html =>
  told(
    page,
    page.t('confirm.doneTitle'),
    changed ? page.t('confirm.changed') : page.t('confirm.done'),
    page.viewer
      ? html`<a class="button primary" href="/settings/security">${page.t('security.title')}</a>`
      : html`<a class="button primary" href="/sign-in">${page.t('signIn.open')}</a>`,
  );

export const confirmGonePage = (page: Page): Html =>
  told(
    page,
    page.t('confirm.goneTitle'),
    page.t('confirm.gone'),
    html`<a class="button secondary" href="/sign-up">${page.t('confirm.again')}</a>`,
  );
