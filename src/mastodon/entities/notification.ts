import type { NoticeGroup } from '../../notifications/grouped.ts';
import { pushNames } from '../../notifications/push.ts';
import type { NotificationType } from '../../notifications/tables.ts';
import type { Parameters } from '../../web/api-body.ts';

/** What apps know; what they do not is told on the site alone, for an unknown type breaks some (mastodon-api.md §1.4). */
const types = pushNames;

export const everyKnownType = Object.keys(types) as NotificationType[];

/** Mastodon's word for it; undefined for what apps do not know. */
export const mastodonType = (type: NotificationType): string | undefined => types[type];

/** Our types of Mastodon's words. */
export const typesNamed = (names: readonly string[]): NotificationType[] =>
  everyKnownType.filter((type) => names.includes(types[type]!));

/** What a request wants to see, by `types[]` and `exclude_types[]`. */
export function knownTypes(asked: Parameters): NotificationType[] {
  const [only, without] = [asked.list('types'), asked.list('exclude_types')];
  return everyKnownType.filter((type) => {
    const name = types[type]!;
    return (!only.length || only.includes(name)) && !without.includes(name);
  });
}

/** `ungrouped-7` for a notification that stands alone: apps look for that word. */
export const groupKey = (group: Pick<NoticeGroup, 'key' | 'newestId'>) =>
  group.key === String(group.newestId) ? `ungrouped-${group.newestId}` : group.key;

/** Mastodon's `NotificationGroup`; the newest id is a number there, all others are texts (mastodon-api.md §4). */
export const groupEntity = (group: NoticeGroup) => ({
  group_key: groupKey(group),
  notifications_count: group.count,
  type: types[group.type]!,
  most_recent_notification_id: group.newestId,
  page_min_id: String(group.oldestId),
  page_max_id: String(group.newestId),
  latest_page_notification_at: new Date(group.at).toISOString(),
  sample_account_ids: [...new Set(group.fromIds)],
  ...(group.post && { status_id: group.post.id }),
});
