import type { AccountView } from '../../src/accounts/view.ts';
import type { AuditSubject, AuditView } from '../../src/moderation/view.ts';
import { select } from '../form.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { time } from '../time.ts';
import { adminFrame, narrowForm, table } from './table.ts';

export interface LogView {
  entries: AuditView[];
  /** Everybody who stands in the log. */
  people: AccountView[];
  subjects: readonly AuditSubject[];
  /** What is filtered by, '' for nothing. */
  asked: { by: string; subject: string };
  next: string | null;
}

/** Fields: `by` (account id), `subject`. */
export function logPage(page: Page, { entries, people, subjects, asked, next }: LogView): Html {
  const { t } = page;
  const form = { values: asked, faults: {} };
  const anybody = { value: '', label: t('audit.anybody') };
  const everything = { value: '', label: t('audit.everything') };
  return adminFrame(
    page,
    t('admin.log'),
    t('audit.lead'),
    html`${narrowForm(
      page,
      '/admin/log',
      html`${select(page, form, { name: 'by', label: 'audit.by', choices: [anybody, ...people.map(({ id, displayName }) => ({ value: id, label: displayName }))] })}
${select(page, form, { name: 'subject', label: 'audit.subject', choices: [everything, ...subjects.map((value) => ({ value, label: t(`audit.of.${value}`) }))] })}`,
    )}${table(
      page,
      {
        head: [t('audit.when'), t('audit.by'), t('audit.what')],
        rows: entries.map((entry) => ({
          id: `act-${entry.id}`,
          cells: [
            time(page, entry.at),
            entry.by ? html`<a href="${entry.by.path}">${entry.by.displayName}</a>` : t('audit.machine'),
            what(page, entry),
          ],
        })),
        next,
      },
      { title: t('audit.none'), sentence: t('audit.noneSentence') },
    )}`,
  );
}

function what({ t }: Page, { act, about, detail }: AuditView): Html {
  const said =
    act === 'member.role'
      ? t.dynamic(`role.${detail}`)
      : act === 'member.affiliation' && detail
        ? t.dynamic(`affiliation.${detail}`)
        : detail;
  return html`<span>${t(`audit.${act}`)}${about && html` · <a href="${about.path}">${about.displayName}</a>`}${
    said && html` <span class="meta">${said}</span>`
  }</span>`;
}
