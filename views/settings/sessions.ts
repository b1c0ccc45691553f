import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { layout, type Page } from '../page.ts';
import { time } from '../time.ts';
import { backToSecurity } from './frame.ts';

export interface SessionView {
  id: string;
  /** What the browser says of itself, in short: « Firefox, Windows ». */
  device: string;
  createdAt: number;
  usedAt: number;
  /** The one that asks. */
  current: boolean;
}

export function sessionsPage(page: Page, sessions: readonly SessionView[]): Html {
  const { t } = page;
  return layout(page, {
    title: t('settings.sessions'),
    sheet: 'desk',
    noIndex: true,
    main: html`<div class="pad">${backToSecurity(page)}<h1>${t('settings.sessions')}</h1>
<p class="lead">${t('sessions.lead')}</p></div>
<ul class="sheet doors">${sessions.map(
      (session) =>
        html`<li id="session-${session.id}">${icon(page, 'monitor-smartphone')}<div><b>${session.device}</b>
<p class="meta">${t('sessions.since', { when: t.date(session.createdAt) })} · ${t('sessions.used')} ${time(page, session.usedAt)}</p>
</div>${
          session.current
            ? html`<span class="tag neutral">${t('sessions.current')}</span>`
            : html`<button class="button secondary small" form="act"
  formaction="/settings/sessions/${session.id}/delete">${t('sessions.end')}<span class="sr"> ${session.device}</span></button>`
        }</li>`,
    )}</ul>${
      sessions.length > 1 &&
      html`<p class="pad more-link"><button class="button danger" form="act"
  formaction="/settings/sessions/delete">${t('sessions.endOthers')}</button></p>`
    }`,
  });
}
