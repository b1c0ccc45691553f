import { type Form, field, radios } from '../form.ts';
import { type Html, html } from '../html.ts';
import type { Page, SignUpRule } from '../page.ts';

/** Who may become a member. Fields: `signUp`, `domains` (separated by commas or spaces). */
export function signUpRuleFields(page: Page, form: Form, current: { signUp: SignUpRule; domains: string }): Html {
  const { t } = page;
  return html`${radios(page, form, {
    name: 'signUp',
    label: 'rule.label',
    value: current.signUp,
    choices: [
      { value: 'invitation', label: t('rule.invitation'), hint: t('rule.invitationHint') },
      { value: 'domain', label: t('rule.domain'), hint: t('rule.domainHint') },
      { value: 'approval', label: t('rule.approval'), hint: t('rule.approvalHint') },
      { value: 'open', label: t('rule.open'), hint: t('rule.openHint') },
    ],
  })}${field(page, form, { name: 'domains', label: 'rule.domains', hint: t('rule.domainsHint'), value: current.domains, optional: true, exact: true, maxLength: 500 })}`;
}
