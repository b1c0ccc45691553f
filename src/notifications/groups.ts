import { asking, type NotificationView } from './notifications.ts';
import type { NotificationType } from './tables.ts';
import type { NotificationGroupView, NotificationKind } from './view.ts';

const kinds: Record<NotificationType, NotificationKind> = {
  mention: 'mention',
  reply: 'reply',
  thread: 'thread',
  quote: 'quote',
  like: 'like',
  boost: 'boost',
  follow: 'follow',
  'follow-request': 'request',
  'follow-accepted': 'accepted',
  poll: 'poll',
  edit: 'edit',
  attend: 'attend',
  'event-place': 'place',
  'event-moved': 'moved',
  'event-cancelled': 'calledOff',
  'event-soon': 'soon',
  'sign-up': 'signup',
  partner: 'partner',
  'join-request': 'join-request',
  'host-report': 'host-report',
  held: 'held',
  'host-role': 'host-role',
  removed: 'removed',
  banned: 'banned',
  invited: 'invited',
  'community-wish': 'community-wish',
  'community-open': 'community-open',
  'community-refused': 'community-refused',
  community: 'community',
  'carry-asked': 'carry',
  owed: 'owed',
  contribution: 'contribution',
  report: 'report',
  decision: 'decision',
  outcome: 'outcome',
  export: 'export',
  import: 'import',
  'transfer-failed': 'failed',
};
/** « Nour et 4 autres ont remercié »: only acts that say the same whoever does them. */
const gathered = new Set<NotificationType>(['like', 'boost', 'follow', 'attend']);
const day = 86_400_000;

/** Notifications, newest first, as the page's two groups of lines; the same act on the same day stands once. */
export function groupNotifications(list: NotificationView[]): {
  asks: NotificationGroupView[];
  tells: NotificationGroupView[];
} {
  const groups = new Map<string, NotificationGroupView>();
  const asks: NotificationGroupView[] = [];
  const tells: NotificationGroupView[] = [];
  for (const one of list) {
    const key = gathered.has(one.type)
      ? `${one.type} ${one.post?.id ?? ''} ${Math.floor(one.createdAt / day)}`
      : `${one.id}`;
    const known = groups.get(key);
    if (known) {
      known.count += 1;
      known.unread ||= !one.read;
      if (known.people.length < 3) known.people.push(one.from);
      continue;
    }
    const group: NotificationGroupView = {
      id: String(one.id),
      kind: kinds[one.type],
      people: [one.from],
      count: 1,
      post: one.post,
      at: one.createdAt,
      unread: !one.read,
    };
    groups.set(key, group);
    (asking.includes(one.type) ? asks : tells).push(group);
  }
  return { asks, tells };
}
