import type { ReportView } from '../../src/moderation/view.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { moderationTabs, type Waiting } from './frame.ts';
import { lock } from './queue.ts';

/** Told live: the figures of the tabs, a bar that leads to new cases, and who has taken which. Nothing moves. */
export function moderationNews(
  page: Page,
  view: { waiting: Waiting; fresh: number; reports: readonly ReportView[] },
): Html {
  const part = (target: string, content: Html) =>
    html`<hx-partial hx-target="#${target}" hx-swap="outerMorph">${content}</hx-partial>`;
  return html`${part('moderation-tabs', moderationTabs({ ...page, path: '/moderation' }, view.waiting))}${part(
    'new-bar',
    newCases(page, view.fresh),
  )}${view.reports.map((report) => part(`lock-${report.id}`, lock(page, report)))}`;
}

/** Empty when there is none. */
export const newCases = ({ t }: Page, n: number): Html =>
  html`<div id="new-bar">${n > 0 && html`<a class="new-bar" href="/moderation">${t('moderation.new', { n })}</a>`}</div>`;
