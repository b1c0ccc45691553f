import type { AccountView } from '../../src/accounts/view.ts';
import { errorSummary, type Form, field, hasFaults } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';
import { adminFrame, narrowForm } from './table.ts';

export interface SeenAnswer {
  who: 'stranger' | 'follower' | 'chosen';
  /** null: a stranger. */
  person: AccountView | null;
  status: 200 | 401 | 404 | 410;
  /** The JSON, on lines of its own; null when nothing is shown. */
  document: string | null;
}

/** What other servers are answered when they ask for a post. Fields: `address`, `handle`. */
export function seenPage(page: Page, answers: readonly SeenAnswer[], form: Form): Html {
  const { t } = page;
  const tag = (status: SeenAnswer['status']): Html =>
    html`<span class="tag ${status === 200 ? 'ok' : 'warn'}">${icon(page, status === 200 ? 'check' : 'lock')}${t(`seenAs.${status}`)}</span>`;
  return adminFrame(
    page,
    t('admin.seen'),
    t('seen.lead'),
    html`${errorSummary(page, form)}${narrowForm(
      page,
      '/admin/seen',
      html`${field(page, form, { name: 'address', label: 'seen.address', exact: true, maxLength: 2000 })}
${field(page, form, { name: 'handle', label: 'seen.handle', exact: true, optional: true, maxLength: 300 })}`,
      t('seen.do'),
    )}${answers.map(
      ({ who, person, status, document }) =>
        html`<section class="block"><h2>${t(`seenBy.${who}`)}${person && html` <span class="meta">${person.handle}</span>`}</h2>
<p class="row">${tag(status)}</p>${document && html`<pre class="sheet code" tabindex="0">${document}</pre>`}</section>`,
    )}`,
    hasFaults(form),
  );
}
