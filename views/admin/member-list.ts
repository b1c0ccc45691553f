import type { ExpectedPerson } from '../../src/accounts/expected.ts';
import type { Expected, RowFault } from '../../src/accounts/member-csv.ts';
import { affiliationLabels } from '../accounts/sign-up.ts';
import { errorSummary, type Form, fileField, hasFaults, hidden, postForm } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';
import { adminFrame, table } from './table.ts';

export interface ExpectedView {
  people: ExpectedPerson[];
  all: number;
  /** Letters go out from here. */
  mails: boolean;
  /** A link that was just made, shown once, and whom it is for. */
  fresh: { link: string; email: string } | null;
}

/** Who was named and has not come yet, and a form for a list. Field: `list` (a file). */
export function expectedPage(page: Page, view: ExpectedView, form: Form): Html {
  const { t } = page;
  const { people, fresh } = view;
  return adminFrame(
    page,
    t('members.listTitle'),
    t('members.listLead'),
    html`${!view.mails && html`<p class="note">${t('members.noMail')}</p>`}${
      fresh &&
      html`<section class="block" role="status"><h2>${t('members.freshLink', { email: fresh.email })}</h2>
<p class="sheet pad"><code>${fresh.link}</code></p><p>${t('members.freshLinkHint')}</p></section>`
    }${postForm(
      page,
      '/admin/members/list',
      html`${errorSummary(page, form)}
${fileField(page, form, { name: 'list', label: 'members.file', hint: html`${t('members.fileHint')} <a href="/admin/members/list/model.csv">${t('members.model')}</a>`, accept: '.csv,text/csv' })}
<button class="button primary">${icon(page, 'eye')}${t('members.listPreview')}</button>`,
      { files: true },
    )}
<section class="block">${view.all > 0 && html`<h2>${t('members.expected', { n: view.all })}</h2>`}${table(
      page,
      {
        head: [t('members.name'), t('members.tie'), t('members.until'), t('members.acts')],
        rows: people.map((person) => ({
          id: `expected-${person.id}`,
          cells: [
            html`<b>${person.displayName || person.email}</b> <span class="meta">${person.displayName && person.email}</span>`,
            standing(page, person),
            t.date(person.expiresAt),
            html`<button class="as-link" form="act"
  formaction="/admin/members/list/${person.id}/link">${t('members.newLink')}<span class="sr"> ${person.email}</span></button> <button class="as-link" form="act"
  formaction="/admin/members/list/${person.id}/delete">${t('members.expectNoMore')}<span class="sr"> ${person.email}</span></button>`,
          ],
        })),
        next: null,
      },
      { title: t('members.expectedNone'), sentence: t('members.expectedNoneSentence') },
    )}</section>`,
    hasFaults(form),
  );
}

const standing = ({ t }: Page, { role, affiliation }: Pick<Expected, 'role' | 'affiliation'>): Html =>
  html`<span>${role !== 'member' && html`<span class="tag neutral">${t(`role.${role}`)}</span> `}${affiliation ? t(affiliationLabels[affiliation]) : '–'}</span>`;

export interface ListPreview {
  good: { line: number; person: Expected }[];
  faults: RowFault[];
  unknown: string[];
  /** Ties the answer to this list. */
  ticket: string;
}

/** What a list would do, before it does anything. Fields: `ticket`. */
export function listPreviewPage(page: Page, { good, faults, unknown, ticket }: ListPreview): Html {
  const { t } = page;
  const shown = 200;
  return adminFrame(
    page,
    t('members.previewTitle'),
    t('members.previewLead', { n: good.length, faults: faults.length }),
    html`${unknown.length > 0 && html`<p class="note">${t('members.unknownColumns', { columns: unknown.join(', ') })}</p>`}${
      faults.length > 0 &&
      html`<section class="block"><h2>${t('members.wrongRows', { n: faults.length })}</h2>${table(
        page,
        {
          head: [t('members.line'), t('members.email'), t('members.why')],
          rows: faults.slice(0, shown).map(({ line, what, reason }) => ({
            id: `line-${line}`,
            cells: [t.number(line), what || '–', t.dynamic(reason)],
          })),
          next: null,
        },
        { title: '', sentence: '' },
      )}${rest(page, faults.length - shown)}</section>`
    }${
      good.length > 0 &&
      html`<section class="block"><h2>${t('members.goodRows', { n: good.length })}</h2>${table(
        page,
        {
          head: [t('members.line'), t('members.name'), t('members.tie'), t('members.days')],
          rows: good.slice(0, shown).map(({ line, person }) => ({
            id: `line-${line}`,
            cells: [
              t.number(line),
              html`<span>${person.displayName && html`<b>${person.displayName}</b> `}<span class="meta">${person.email}${person.name && ` · @${person.name}`}${person.title && ` · ${person.title}`}</span></span>`,
              standing(page, person),
              days(page, person),
            ],
          })),
          next: null,
        },
        { title: '', sentence: '' },
      )}${rest(page, good.length - shown)}</section>`
    }${postForm(
      page,
      '/admin/members/list/confirm',
      html`${hidden('ticket', ticket)}<p class="row">${
        good.length > 0 &&
        html`<button class="button ${faults.length ? 'secondary' : 'primary'}">${icon(page, 'check')}${faults.length ? t('members.confirmGood', { n: good.length }) : t('members.confirmAll', { n: good.length })}</button>`
      }<a class="button ${faults.length ? 'primary' : 'plain-button'}" href="/admin/members/list">${faults.length ? t('members.correct') : t('form.cancel')}</a></p>`,
    )}`,
  );
}

const rest = ({ t }: Page, n: number) => n > 0 && html`<p class="pad meta">${t('hostRule.more', { n })}</p>`;

function days({ t }: Page, { from, until }: Expected): string {
  if (from === null && until === null) return '–';
  return `${from === null ? '…' : t.date(from)} – ${until === null ? '…' : t.date(until)}`;
}
