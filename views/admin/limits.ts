import type { AccountView } from '../../src/accounts/view.ts';
import { errorSummary, type Form, field, hasFaults, postForm, submit } from '../form.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { adminFrame, table } from './table.ts';

export interface LimitsView {
  /** Bytes and milliseconds. */
  limits: { memberBytes: number; filmBytes: number; filmMs: number };
  /** ffmpeg was found. */
  films: boolean;
  /** Bytes of everything that members have sent. */
  total: number;
  largest: { account: AccountView; bytes: number }[];
}

/** Fields: `memberMegabytes`, `filmMegabytes`, `minutes`; then who keeps most. */
export function limitsPage(page: Page, { limits, films, total, largest }: LimitsView, form: Form): Html {
  const { t } = page;
  const number = (
    name: string,
    label: 'limits.memberMegabytes' | 'limits.filmMegabytes' | 'limits.minutes',
    value: number,
    hint?: string,
  ) => field(page, form, { name, label, type: 'number', value: String(value), ...(hint && { hint }) });
  return adminFrame(
    page,
    t('admin.limits'),
    null,
    html`<p class="sheet notice">${t(films ? 'limits.films' : 'limits.noFilms')}</p>
${postForm(
  page,
  '/admin/limits',
  html`${errorSummary(page, form)}
${number('memberMegabytes', 'limits.memberMegabytes', limits.memberBytes / 1e6, t('limits.memberMegabytesHint'))}
${number('filmMegabytes', 'limits.filmMegabytes', limits.filmBytes / 1e6, t('limits.filmMegabytesHint'))}
${number('minutes', 'limits.minutes', limits.filmMs / 60_000)}
${submit(t('form.save'))}`,
)}
<section class="block"><h2>${t('limits.largest')}</h2><p class="pad meta">${t('limits.total', { bytes: t.bytes(total) })}</p>${table(
      page,
      {
        head: [t('limits.person'), t('limits.used')],
        rows: largest.map(({ account, bytes }) => ({
          id: `use-${account.id}`,
          cells: [html`<a href="${account.path}">${account.displayName}</a>`, t.bytes(bytes)],
        })),
        next: null,
      },
      { title: t('limits.largestEmpty'), sentence: t('limits.largestEmptySentence') },
    )}</section>`,
    hasFaults(form),
  );
}
