import type { AccountView } from '../../src/accounts/view.ts';
import { affiliationLabels } from '../accounts/sign-up.ts';
import { errorSummary, type Form, field, hasFaults, postForm, select, submit } from '../form.ts';
import { type Html, html } from '../html.ts';
import { person } from '../link.ts';
import type { Page } from '../page.ts';
import { adminFrame } from './table.ts';

/** `2027-06-30`, as a date field takes it. */
const dateValue = (at: number | null) => (at === null ? '' : new Date(at).toISOString().slice(0, 10));

/** Fields: `affiliation`, `from`, `until` (dates, both days included, optional). */
export function affiliationPage(
  page: Page,
  { account, from, until }: { account: AccountView; from: number | null; until: number | null },
  form: Form,
): Html {
  const { t } = page;
  return adminFrame(
    page,
    t('affiliation.title'),
    t('affiliation.lead'),
    html`<div class="sheet">${person(page, account)}</div>${postForm(
      page,
      `/admin/members/${account.id}/affiliation`,
      html`${errorSummary(page, form)}${select(page, form, {
        name: 'affiliation',
        label: 'affiliation.title',
        value: account.affiliation ?? '',
        choices: Object.entries(affiliationLabels).map(([value, label]) => ({ value, label: t(label) })),
      })}
${field(page, form, { name: 'from', label: 'affiliation.from', type: 'date', value: dateValue(from), optional: true })}
${field(page, form, { name: 'until', label: 'affiliation.until', hint: t('affiliation.untilHint'), type: 'date', value: dateValue(until), optional: true })}
${submit(t('form.save'))}`,
    )}<p class="pad more-link"><a href="/admin/members">${t('admin.members')}</a></p>`,
    hasFaults(form),
  );
}
