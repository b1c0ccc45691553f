import type { Health } from '../../src/admin/health.ts';
import { empty } from '../empty.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { layout, type Page } from '../page.ts';
import { doors } from '../settings/frame.ts';
import { time } from '../time.ts';

export interface AdminView {
  /** What waits for somebody: counts. */
  requests: number;
  reports: number;
  appeals: number;
  /** The legal pages do not say whom to ask about personal data (GDPR 13). */
  nobodyToAsk: boolean;
  /** Organisations that ask for a partnership. */
  partners: number;
  health: Health;
}

/** « À faire » first, then how the machine is, then the pages of settings. */
export function adminPage(page: Page, view: AdminView): Html {
  const { t } = page;
  return layout(page, {
    title: t('nav.admin'),
    sheet: 'desk',
    noIndex: true,
    main: html`<div class="pad"><h1>${t('nav.admin')}</h1></div>
<section id="todo" class="block"><h2>${t('admin.todo')}</h2>${todo(page, view)}</section>
<section class="block"><h2>${t('admin.health')}</h2>${health(page, view.health)}</section>
<section class="block"><h2>${t('admin.settings')}</h2>${doors(page, [
      { path: '/admin/identity', icon: 'palette', label: t('admin.identity'), hint: t('admin.identityHint') },
      { path: '/admin/legal', icon: 'file-text', label: t('admin.legal'), hint: t('admin.legalHint') },
      { path: '/admin/invitations', icon: 'user-plus', label: t('admin.signUp'), hint: t('admin.signUpHint') },
      { path: '/admin/limits', icon: 'film', label: t('admin.limits'), hint: t('admin.limitsHint') },
      { path: '/admin/communities', icon: 'users', label: t('admin.communities'), hint: t('admin.communitiesHint') },
      { path: '/admin/retention', icon: 'clock', label: t('admin.retention'), hint: t('admin.retentionHint') },
      { path: '/admin/members', icon: 'users', label: t('admin.members'), hint: t('admin.membersHint') },
      { path: '/admin/log', icon: 'list', label: t('admin.log'), hint: t('admin.logHint') },
      { path: '/admin/partners', icon: 'handshake', label: t('partner.admin'), hint: t('partner.adminHint') },
      { path: '/admin/hosts', icon: 'server', label: t('admin.hosts'), hint: t('admin.hostsHint') },
      { path: '/admin/hosts/rules', icon: 'ban', label: t('admin.hostRules'), hint: t('admin.hostRulesHint') },
      { path: '/admin/seen', icon: 'globe', label: t('admin.seen'), hint: t('admin.seenHint') },
      { path: '/admin/dead-letters', icon: 'archive', label: t('admin.dead'), hint: t('admin.deadHint') },
    ])}</section>`,
  });
}

function todo(
  page: Page,
  { requests, reports, appeals, nobodyToAsk, partners, health: { deadLetters } }: AdminView,
): Html {
  const { t } = page;
  const list = [
    requests > 0 &&
      ({
        path: '/admin/requests',
        icon: 'user-plus',
        label: t('admin.todoRequests', { n: requests }),
        hint: t('admin.todoRequestsHint'),
      } as const),
    reports > 0 &&
      ({
        path: '/moderation',
        icon: 'flag',
        label: t('admin.todoReports', { n: reports }),
        hint: t('admin.todoReportsHint'),
      } as const),
    appeals > 0 &&
      ({
        path: '/moderation/appeals',
        icon: 'flag',
        label: t('admin.todoAppeals', { n: appeals }),
        hint: t('admin.todoAppealsHint'),
      } as const),
    partners > 0 &&
      ({
        path: '/admin/partners',
        icon: 'handshake',
        label: t('partner.todo', { n: partners }),
        hint: t('partner.todoHint'),
      } as const),
    deadLetters > 0 &&
      ({
        path: '/admin/dead-letters',
        icon: 'archive',
        label: t('admin.todoDead', { n: deadLetters }),
        hint: t('admin.todoDeadHint'),
      } as const),
    nobodyToAsk &&
      ({
        path: '/admin/legal',
        icon: 'file-text',
        label: t('admin.todoImprint'),
        hint: t('admin.todoImprintHint'),
      } as const),
  ].filter((entry) => entry !== false);
  return list.length === 0 ? empty(t('admin.nothing'), t('admin.nothingSentence')) : doors(page, list);
}

function health(
  page: Page,
  { queued, oldestSince, diskFree, diskUsed, memory, lastBackup, check, version, failingHosts, skew }: Health,
): Html {
  const { t, now } = page;
  const old = lastBackup === null || now - lastBackup > 8 * 86_400_000;
  const line = (label: string, value: Content, good = true): Html =>
    html`<div><dt>${label}</dt><dd>${!good && html`<span class="tag warn">${icon(page, 'triangle-alert')}${t('admin.look')}</span> `}${value}</dd>
</div>`;
  const age = oldestSince !== null && html`, ${t('admin.queueOldest')} ${time(page, oldestSince)}`;
  const queue = queued === 0 ? t('admin.queueEmpty') : html`${t('admin.queueWaiting', { n: queued })}${age}`;
  const failing = html`<a href="/admin/hosts?state=failing">${t('admin.failingSome', { n: failingHosts })}</a>`;
  return html`<dl class="facts sheet">
${line(t('admin.queue'), queue, now - (oldestSince ?? now) < 3_600_000)}
${line(t('admin.disk'), t('admin.diskValue', { used: t.bytes(diskUsed), free: t.bytes(diskFree) }), diskFree > 1e9)}
${line(t('admin.memory'), t.bytes(memory))}
${skew !== null && line(t('admin.clock'), clock(page, skew), Math.abs(skew) < 60_000)}
${line(t('admin.backup'), lastBackup === null ? t('admin.backupNever') : time(page, lastBackup), !old)}
${check && line(t('admin.check'), check.verdict === 'ok' ? time(page, check.at) : html`${t('admin.damaged')} <code>${check.verdict}</code>`, check.verdict === 'ok')}
${line(t('admin.failing'), failingHosts === 0 ? t('admin.failingNone') : failing, failingHosts === 0)}
${line(t('admin.version'), version)}</dl>`;
}

/** `skew`: how far the others are ahead of us, in milliseconds. */
function clock({ t }: Page, skew: number): string {
  const n = Math.round(Math.abs(skew) / 1000);
  if (n === 0) return t('admin.clockSame');
  return skew < 0 ? t('admin.clockAhead', { n }) : t('admin.clockBehind', { n });
}
