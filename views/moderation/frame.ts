import { type Content, type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';
import { tabs } from '../tabs.ts';

/** What waits, for the tabs. */
export interface Waiting {
  reports: number;
  appeals: number;
}

/** Also sent alone when a figure changes. */
export function moderationTabs(page: Page, waiting: Waiting): Html {
  const { t } = page;
  return html`<div id="moderation-tabs">${tabs(page, t('moderation.lists'), [
    { href: '/moderation', label: t('moderation.open'), count: waiting.reports },
    { href: '/moderation/appeals', label: t('moderation.appeals'), count: waiting.appeals },
    { href: '/moderation/closed', label: t('moderation.closed') },
    { href: '/moderation-log', label: t('publicLog.short') },
  ])}</div>`;
}

/** One of the lists of the moderation. */
export const moderationFrame = (page: Page, waiting: Waiting, lead: Content, body: Content, live?: string): Html => {
  const { t } = page;
  return layout(page, {
    title: t('nav.moderation'),
    sheet: 'desk',
    noIndex: true,
    ...(live && { live }),
    main: html`<div class="pad"><h1>${t('nav.moderation')}</h1>${lead && html`<p class="lead">${lead}</p>`}</div>
${moderationTabs(page, waiting)}${body}`,
  });
};

/** A page of its own under the moderation: its title, the way back, its content. */
export const casePage = (page: Page, title: string, body: Content, errors = false): Html =>
  layout(page, {
    title,
    sheet: 'desk',
    noIndex: true,
    errors,
    main: html`<div class="pad"><p><a href="/moderation">${page.t('nav.moderation')}</a></p>
<h1>${title}</h1></div>${body}`,
  });
