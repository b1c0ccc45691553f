import type { TransferView } from '../../src/data/view.ts';
import { errorSummary, type Form, field, hasFaults, postForm, radios, select, submit } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { layout, type Page } from '../page.ts';
import { doors } from '../settings/frame.ts';

const kinds = ['archive', 'following', 'lists', 'blocks', 'mutes', 'bookmarks'] as const;
const paths = { export: '/settings/data', import: '/settings/data/import' } as const;
type Direction = keyof typeof paths;

const isUnderWay = (transfer: TransferView | null) => transfer?.state === 'waiting' || transfer?.state === 'running';

/** Taking away what is one's own. Field: `present`. */
export function dataPage(
  page: Page,
  transfer: TransferView | null,
  form: Form,
  room: { used: number; most: number },
): Html {
  const { t } = page;
  return layout(page, {
    title: t('data.title'),
    sheet: 'desk',
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad"><p><a href="/settings">${t('nav.settings')}</a></p><h1>${t('data.title')}</h1>
<p class="lead">${t('data.lead')}</p></div>${transferState(page, 'export', transfer)}${
      !isUnderWay(transfer) &&
      postForm(
        page,
        paths.export,
        html`${errorSummary(page, form)}${field(page, form, { name: 'present', label: 'settings.passwordCurrent', type: 'password', autocomplete: 'current-password' })}
<button class="button ${transfer ? 'secondary' : 'primary'}">${transfer ? t('data.again') : t('data.make')}</button>`,
      )
    }<section class="block"><h2>${t('quota.title')}</h2>${roomOf(page, room)}</section><div class="block">${doors(
      page,
      [
        { path: '/settings/data/import', label: t('import.title'), hint: t('import.hint'), icon: 'rotate-ccw' },
        { path: '/settings/data/move', label: t('move.title'), hint: t('move.hint'), icon: 'log-out' },
        { path: '/settings/data/aliases', label: t('alias.title'), hint: t('alias.hint'), icon: 'link' },
        { path: '/settings/data/restrict', label: t('restrict.title'), hint: t('restrict.hint'), icon: 'lock' },
        { path: '/settings/data/delete', label: t('leave.title'), hint: t('leave.hint'), icon: 'trash-2' },
      ],
    )}</div>`,
  });
}

const roomOf = ({ t }: Page, { used, most }: { used: number; most: number }): Html =>
  html`<div class="sheet notice"><p><b>${t('quota.used', { used: t.bytes(used), most: t.bytes(most) })}</b>
<span class="meta">${t('quota.free', { free: t.bytes(Math.max(0, most - used)) })}</span></p>
<meter min="0" max="${most}" high="${Math.round(most * 0.9)}" value="${used}" aria-label="${t('quota.title')}"></meter></div>`;

/** Bringing it back. Fields: `kind`, `file`, `mode` (`merge`, `replace`). */
export function importPage(page: Page, transfer: TransferView | null, form: Form): Html {
  const { t } = page;
  const fault = form.faults.file;
  return layout(page, {
    title: t('import.title'),
    sheet: 'desk',
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad">${backToData(page)}<h1>${t('import.title')}</h1><p class="lead">${t('import.lead')}</p></div>
${transferState(page, 'import', transfer)}${
  !isUnderWay(transfer) &&
  postForm(
    page,
    paths.import,
    html`${errorSummary(page, form)}
${select(page, form, { name: 'kind', label: 'import.kind', value: 'archive', choices: kinds.map((value) => ({ value, label: t(`bring.${value}`) })) })}
<div class="field${fault && ' wrong'}"><label for="f-file">${t('import.file')}</label><p class="hint" id="h-file">${t('import.fileHint')}</p>${
      fault && html`<p class="fault" id="e-file">${icon(page, 'triangle-alert')}${t.dynamic(fault.key, fault.args)}</p>`
    }<input id="f-file" name="file" type="file" accept=".tar,.csv" required
  aria-describedby="h-file${fault && ' e-file'}"${fault && html` aria-invalid="true"`}></div>
${radios(page, form, {
  name: 'mode',
  label: 'import.mode',
  value: 'merge',
  choices: [
    { value: 'merge', label: t('import.merge'), hint: t('import.mergeHint') },
    { value: 'replace', label: t('import.replace'), hint: t('import.replaceHint') },
  ],
})}
${submit(t('import.do'))}`,
    { files: true },
  )
}`,
  });
}

export const backToData = ({ t }: Page): Html =>
  html`<p><a href="/settings">${t('nav.settings')}</a> · <a href="/settings/data">${t('data.title')}</a></p>`;

/** How far it is: asks again by itself while it goes on, and leaves the rest to a link where scripts are off. */
export function transferState(page: Page, direction: Direction, transfer: TransferView | null): Html {
  const asks =
    isUnderWay(transfer) &&
    html` hx-get="${paths[direction]}" hx-trigger="every 2s" hx-swap="outerHTML" hx-target="this" hx-select="#transfer" hx-nonce="${page.nonce}"`;
  return html`<div id="transfer" role="status"${asks}>${transfer && state(page, direction, transfer)}</div>`;
}

function state(page: Page, direction: Direction, transfer: TransferView): Content {
  const { t } = page;
  const { done, total } = transfer;
  switch (transfer.state) {
    case 'failed':
      return html`<p class="sheet notice">${icon(page, 'triangle-alert')}${t(`failed.${direction}`)}</p>`;
    case 'ready':
      return direction === 'export' ? fetchIt(page, transfer) : told(page, transfer);
    default:
      return html`<div class="sheet notice"><p><b>${t(`running.${direction}`)}</b>
${total > 0 ? t('data.progress', { done, total }) : t('data.done', { n: done })}</p>
<progress${total > 0 && html` value="${done}" max="${total}"`} aria-label="${t(`running.${direction}`)}"></progress>
<p>${t('data.leave')} <a href="${paths[direction]}">${t('data.refresh')}</a></p></div>`;
  }
}

const fetchIt = ({ t }: Page, transfer: TransferView): Html =>
  html`<div class="sheet notice"><p><b>${t('data.ready')}</b></p>
<p><a class="button primary" href="/settings/data/archive" download>${t('data.fetch', { size: t.bytes(transfer.bytes) })}</a></p>
<p class="meta">${t('data.until', { when: t.moment(transfer.expiresAt) })}</p></div>`;

/** What was taken, then what was not and why. */
function told({ t }: Page, { report, createdAt }: TransferView): Content {
  if (!report) return null;
  const taken = Object.entries(report.taken) as [keyof typeof report.taken, number][];
  return html`<div class="sheet notice"><p><b>${t('import.ended', { when: t.moment(createdAt) })}</b></p>
${taken.length > 0 ? html`<ul>${taken.map(([what, n]) => html`<li>${t(`taken.${what}`, { n })}</li>`)}</ul>` : html`<p>${t('import.nothing')}</p>`}${
  report.left.length > 0 &&
  html`<details><summary>${t('import.left', { n: report.left.length + report.more })}</summary><ul class="left">${report.left.map(
    ({ what, why }) => html`<li><code>${what}</code> ${t(`why.${why}`)}</li>`,
  )}</ul></details>`
}</div>`;
}
