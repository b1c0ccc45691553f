import {
  check,
  errorSummary,
  type Form,
  field,
  fileField,
  hasFaults,
  pictureTypes,
  postForm,
  submit,
  textArea,
} from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';
import { time } from '../time.ts';
import { huePicker } from './hue.ts';
import { interfaceLanguages } from './interface-languages.ts';
import { signUpRuleFields } from './sign-up-rule.ts';
import { adminFrame } from './table.ts';

/** Fields: `name`, `sentence`, `logo` (a file), `logo-remove`, `hue`, `charter`, `lang-fr`, `lang-en`. */
export function identityPage(page: Page, current: { charter: string }, form: Form): Html {
  const { t, organisation } = page;
  return adminFrame(
    page,
    t('admin.identity'),
    null,
    postForm(
      page,
      '/admin/identity',
      html`${errorSummary(page, form)}
${field(page, form, { name: 'name', label: 'setup.name', hint: t('setup.nameHint'), value: organisation.name, maxLength: 80 })}
${field(page, form, { name: 'sentence', label: 'setup.sentenceLabel', hint: t('setup.sentenceHint'), value: organisation.sentence, maxLength: 200 })}
${logoField(page, form)}
${huePicker(page, form, organisation.hue)}
${textArea(page, form, { name: 'charter', label: 'setup.charter', hint: t('identity.charterHint'), value: current.charter, rows: 10, maxLength: 20_000 })}
${interfaceLanguages(page, form, organisation.languages)}
${submit(t('form.save'))}`,
      { files: true },
    ),
    hasFaults(form),
  );
}

function logoField(page: Page, form: Form): Html {
  const { t, organisation } = page;
  const present =
    organisation.logo &&
    html`<p><img class="brand-logo" src="${organisation.logo}" alt="${t('identity.logoNow')}" height="36"></p>
${check(page, form, { name: 'logo-remove', label: t('settings.pictureRemove') })}`;
  return fileField(page, form, {
    name: 'logo',
    label: 'identity.logo',
    hint: t('identity.logoHint'),
    accept: pictureTypes,
    more: present,
  });
}

export interface InvitationView {
  id: string;
  /** Whole address to hand out. */
  url: string;
  uses: number;
  maxUses: number | null;
  expiresAt: number | null;
}

/** Who may come in: the rule, then the links that are open. Fields of a new link: `seats`, `days`. */
export function invitationsPage(
  page: Page,
  view: { domains: string; invitations: InvitationView[] },
  form: Form,
): Html {
  const { t, organisation } = page;
  const line = (invitation: InvitationView) =>
    html`<li id="invitation-${invitation.id}">${invitationLine(page, invitation)}</li>`;
  return adminFrame(
    page,
    t('admin.signUp'),
    null,
    html`${postForm(
      page,
      '/admin/sign-up',
      html`${errorSummary(page, form)}
${signUpRuleFields(page, form, { signUp: organisation.signUp, domains: view.domains })}${submit(t('form.save'))}`,
    )}
<section class="block"><h2>${t('invitations.title')}</h2>${view.invitations.length > 0 && html`<ul class="sheet doors">${view.invitations.map(line)}</ul>`}
${postForm(
  page,
  '/admin/invitations',
  html`${field(page, form, { name: 'seats', label: 'invitations.maxUses', type: 'number', value: '1' })}
${field(page, form, { name: 'days', label: 'invitations.days', type: 'number', value: '7' })}
<button class="button secondary">${icon(page, 'link')}${t('invitations.new')}</button>`,
)}</section>`,
    hasFaults(form),
  );
}

function invitationLine(page: Page, { id, url, uses, maxUses, expiresAt }: InvitationView): Html {
  const { t } = page;
  return html`${icon(page, 'link')}<div><code>${url}</code>
<p class="meta">${maxUses === null ? t('invitations.uses', { n: uses }) : t('invitations.usesOf', { n: uses, max: maxUses })}${
    expiresAt !== null &&
    html` · ${expiresAt > page.now ? t('invitations.until', { when: t.until(expiresAt, page.now) }) : html`${t('invitations.expired')} ${time(page, expiresAt)}`}`
  }</p></div><button class="button secondary small" form="act"
  formaction="/admin/invitations/${id}/delete">${t('invitations.close')}<span class="sr"> ${url}</span></button>`;
}
