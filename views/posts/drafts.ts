import type { DraftView } from '../../src/posts/view.ts';
import { audienceChip } from '../audience.ts';
import { empty } from '../empty.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { layout, type Page } from '../page.ts';

/** What is not yet published: scheduled, next first; then what waits. */
export function draftsPage(page: Page, { scheduled, waiting }: { scheduled: DraftView[]; waiting: DraftView[] }): Html {
  const { t } = page;
  return layout(page, {
    title: t('draft.title'),
    noIndex: true,
    main: html`<div class="pad"><h1>${t('draft.title')}</h1></div>${
      scheduled.length + waiting.length === 0 &&
      empty(
        t('draft.emptyTitle'),
        t('draft.emptySentence'),
        html`<a class="button primary" href="/compose">${t('compose.verb')}</a>`,
      )
    }${section(page, t('draft.scheduledTitle'), scheduled)}${section(page, t('draft.waitingTitle'), waiting)}`,
  });
}

const section = (page: Page, title: string, list: DraftView[]): Content =>
  list.length > 0 &&
  html`<h2 class="list-title">${title}</h2><ul class="sheet people">${list.map((draft) => html`<li>${row(page, draft)}</li>`)}</ul>`;

function row(page: Page, draft: DraftView): Html {
  const { t, now } = page;
  const { id, scheduledAt, fault } = draft;
  const line = draft.line || t('draft.noText');
  const act = (path: string, label: string, look: string) =>
    html`<button class="button ${look} small" form="act" formaction="/drafts/${id}/${path}">${label}<span
  class="sr"> ${line}</span></button>`;
  return html`<div class="person"><div class="person-text"><a class="name" href="/drafts/${id}">${line}</a>
<p class="meta">${audienceChip(page, draft)} ${
    scheduledAt === null
      ? t('draft.changed', { when: t.ago(draft.updatedAt, now) })
      : t('draft.at', { when: t.moment(scheduledAt) })
  }</p>${fault && html`<p class="fault">${icon(page, 'triangle-alert')}${t('draft.failed')} ${t.dynamic(fault.key, fault.args)}</p>`}</div>
<p class="row">${scheduledAt !== null && act('call-back', t('draft.callBack'), 'secondary')}${act('delete', t('draft.drop'), 'plain-button')}</p></div>`;
}
