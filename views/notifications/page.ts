import type { NotificationGroupView, NotificationKind } from '../../src/notifications/view.ts';
import type { Key } from '../../src/platform/i18n.ts';
import type { PostView } from '../../src/posts/view.ts';
import { answerButtons } from '../accounts/requests.ts';
import { empty } from '../empty.ts';
import { type Content, type Html, html } from '../html.ts';
import { type Icon, icon } from '../icons.ts';
import { ring } from '../link.ts';
import { layout, type Page } from '../page.ts';
import { time } from '../time.ts';
import { beginning } from '../typography.ts';

export interface NotificationsView {
  /** « Vous demande quelque chose »: requests, mentions, answers, reports. */
  asks: NotificationGroupView[];
  /** « Pour information »: thanks, relays, new followers, polls that ended. */
  tells: NotificationGroupView[];
  /** Cursor for `?before=`; null at the end. */
  older: string | null;
}

const looks: Record<NotificationKind, { icon: Icon; label: Key }> = {
  request: { icon: 'user-plus', label: 'notification.request' },
  mention: { icon: 'at-sign', label: 'notification.mention' },
  reply: { icon: 'reply', label: 'notification.reply' },
  thread: { icon: 'reply', label: 'notification.thread' },
  quote: { icon: 'quote', label: 'notification.quote' },
  like: { icon: 'heart', label: 'notification.like' },
  boost: { icon: 'repeat-2', label: 'notification.boost' },
  follow: { icon: 'user-check', label: 'notification.follow' },
  accepted: { icon: 'user-check', label: 'notification.accepted' },
  poll: { icon: 'vote', label: 'notification.poll' },
  edit: { icon: 'pencil', label: 'notification.edit' },
  attend: { icon: 'calendar', label: 'notification.attend' },
  place: { icon: 'calendar', label: 'notification.place' },
  moved: { icon: 'calendar', label: 'notification.moved' },
  calledOff: { icon: 'calendar', label: 'notification.calledOff' },
  soon: { icon: 'calendar', label: 'notification.soon' },
  signup: { icon: 'users', label: 'notification.signup' },
  partner: { icon: 'handshake', label: 'notification.partner' },
  report: { icon: 'flag', label: 'notification.report' },
  'join-request': { icon: 'user-plus', label: 'notification.joinRequest' },
  'host-report': { icon: 'flag', label: 'notification.hostReport' },
  held: { icon: 'clock', label: 'notification.held' },
  'host-role': { icon: 'users', label: 'notification.hostRole' },
  removed: { icon: 'trash-2', label: 'notification.removed' },
  banned: { icon: 'ban', label: 'notification.banned' },
  'community-wish': { icon: 'users', label: 'notification.communityWish' },
  'community-open': { icon: 'users', label: 'notification.communityOpen' },
  'community-refused': { icon: 'ban', label: 'notification.communityRefused' },
  invited: { icon: 'user-plus', label: 'notification.invited' },
  community: { icon: 'users', label: 'notification.community' },
  carry: { icon: 'handshake', label: 'notification.carry' },
  owed: { icon: 'circle-question-mark', label: 'notification.owed' },
  contribution: { icon: 'megaphone', label: 'notification.contribution' },
  decision: { icon: 'shield-check', label: 'notification.decision' },
  outcome: { icon: 'flag', label: 'notification.outcome' },
  export: { icon: 'archive', label: 'notification.export' },
  import: { icon: 'archive', label: 'notification.import' },
  failed: { icon: 'triangle-alert', label: 'notification.failed' },
};

export function notificationsPage(page: Page, view: NotificationsView): Html {
  const { t } = page;
  const { asks, tells, older } = view;
  return layout(page, {
    title: t('nav.notifications'),
    noIndex: true,
    live: '/live?for=notifications',
    main: html`<div class="pad"><h1>${t('nav.notifications')}</h1><p><a href="/settings/notifications">${t('notification.choose')}</a></p></div>${
      asks.length + tells.length === 0
        ? empty(t('notification.none'), t('notification.noneSentence'))
        : html`${group(page, 'asks', t('notification.asks'), asks)}${group(page, 'tells', t('notification.tells'), tells)}`
    }${
      older !== null &&
      html`<p class="pad more-link"><a href="/notifications?before=${older}"
  rel="next">${t('notification.older')}</a></p>`
    }`,
  });
}

function group(page: Page, name: 'asks' | 'tells', title: string, lines: readonly NotificationGroupView[]): Content {
  const { t } = page;
  if (lines.length === 0) return null;
  return html`<section class="notifications" id="${name}" aria-labelledby="${name}-title"><div class="row between">
<h2 id="${name}-title">${title}</h2>${
    lines.some(({ unread }) => unread) &&
    html`<button class="as-link" form="act"
  formaction="/notifications/read?group=${name}">${t('notification.readAll')}</button>`
  }</div>${byDay(page, lines).map(
    ({ day, lines: ofDay }) => html`<h3 class="meta day">${day}</h3>
<ul class="sheet lines">${ofDay.map((line) => html`<li>${notificationLine(page, line)}</li>`)}</ul>`,
  )}</section>`;
}

/** Lines of the same day of the reader's stand together. */
function byDay({ t, now }: Page, lines: readonly NotificationGroupView[]) {
  const days = Map.groupBy(lines, ({ at }) => t.day(at, now));
  return [...days].map(([day, ofDay]) => ({ day: day.charAt(0).toUpperCase() + day.slice(1), lines: ofDay }));
}

/** One line, also what an act in place answers. */
export function notificationLine(page: Page, line: NotificationGroupView): Html {
  const { t } = page;
  const look = looks[line.kind];
  const [first, second] = line.people;
  const args = {
    name: first?.displayName ?? '',
    second: second?.displayName ?? '',
    n: line.count,
    others: Math.max(0, line.count - 1),
  };
  return html`<div class="line${line.unread && ' unread'}" id="n-${line.id}">${first && ring(page, first, 's')}
<div class="line-in">
<p>${icon(page, look.icon)}<span>${line.unread && html`<mark class="count">${t('notification.new')}</mark> `}<a href="${target(line)}">${t(look.label, args)}</a></span></p>
${first && html`<p class="meta"><span class="org h${first.organisation.hue}">${first.organisation.name}</span> · ${time(page, line.at)}</p>`}
${line.post && words(page, line.post)}
${first && line.kind === 'request' && html`<div id="request-${first.id}">${answerButtons(page, first)}</div>`}
${
  line.post &&
  (line.kind === 'mention' || line.kind === 'reply' || line.kind === 'thread') &&
  html`<p class="row"><a class="button secondary small"
  href="/compose?reply=${line.post.id}">${t('post.reply')}</a><button class="as-link meta" form="act"
  formaction="/posts/${line.post.id}/thread/mute">${t('thread.mute')}</button></p>`
}
</div></div>`;
}

/** Where in its community a notice leads. */
const corners: Partial<Record<NotificationKind, string>> = {
  'join-request': '/requests',
  'host-report': '/queue',
  held: '/queue',
  'host-role': '',
  removed: '/log',
  banned: '/log',
  invited: '',
};

function target({ kind, post, people }: NotificationGroupView): string {
  if (kind === 'request') return '/follow-requests';
  if (kind === 'community-wish') return '/admin/communities';
  if (kind === 'signup') return '/admin/requests';
  if (kind === 'partner') return '/admin/partners';
  if (kind === 'report') return '/moderation';
  const community = people[0]?.kind === 'group' ? people[0].path : null;
  if (community && kind in corners) return `${community}${corners[kind]}`;
  if (community && kind === 'outcome') return `${community}/log`;
  if (community && kind === 'carry') return community.replace('/communities/', '/campaigns/');
  if (kind === 'decision' || kind === 'outcome') return '/decisions';
  if (kind === 'import') return '/settings/data/import';
  if (kind === 'export' || kind === 'failed') return '/settings/data';
  return post?.path ?? people[0]?.path ?? '/notifications';
}

/** What it says, or the notice that covers it, unless a filter folds it. */
const words = ({ t }: Page, post: PostView): Html =>
  post.folded === null
    ? html`<p class="excerpt"${post.language && html` lang="${post.language}"`}>${post.notice || beginning(post.html, 140, post.language)}</p>`
    : html`<p class="meta">${t('filter.folded', { phrase: post.folded })}</p>`;
