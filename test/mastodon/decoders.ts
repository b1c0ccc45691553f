/**
 * What apps take for granted: their models in Swift and Kotlin, of which one missing or null field refuses a whole page
 * (mastodon-api.md §1.2 R8, R11). A `?` may be null or absent; a capital is another entity, `[]` a list of it.
 */
export type Shape = Record<string, string>;

const count = 'count';
export const decoders: Record<string, Record<string, Shape>> = {
  'Ice Cubes': {
    Instance: { domain: 'text', title: 'text', version: 'text', thumbnail: 'object', 'contact.email': 'text' },
    Status: {
      id: 'id',
      content: 'text',
      account: 'Account',
      created_at: 'date',
      edited_at: 'date?',
      media_attachments: 'Attachment[]',
      mentions: 'Mention[]',
      replies_count: count,
      reblogs_count: count,
      favourites_count: count,
      emojis: 'Emoji[]',
      spoiler_text: 'text',
      visibility: 'visibility',
      sensitive: 'flag',
      tags: 'Tag[]',
      filtered: 'list',
      poll: 'Poll?',
      reblog: 'Status?',
      'quote_approval.current_user': 'text',
    },
    Account: {
      id: 'id',
      username: 'text',
      acct: 'text',
      note: 'text',
      avatar: 'url',
      header: 'url',
      created_at: 'date',
      fields: 'Field[]',
      locked: 'flag',
      bot: 'flag',
      emojis: 'Emoji[]',
    },
    Field: { name: 'text', value: 'text', verified_at: 'date?' },
    Attachment: { id: 'id', type: 'text' },
    Mention: { id: 'id', username: 'text', url: 'url', acct: 'text' },
    Tag: { name: 'text', url: 'url' },
    Emoji: { shortcode: 'text', url: 'url', static_url: 'url', visible_in_picker: 'flag' },
    Poll: { id: 'id', expired: 'flag', multiple: 'flag', votes_count: count, options: 'Option[]' },
    Option: { title: 'text', votes_count: count },
    Notification: { id: 'id', type: 'text', created_at: 'date', account: 'Account', status: 'Status?' },
    Group: {
      group_key: 'text',
      notifications_count: count,
      type: 'text',
      most_recent_notification_id: count,
      sample_account_ids: 'list',
      latest_page_notification_at: 'date',
    },
    Relationship: {
      id: 'id',
      ...Object.fromEntries(
        'following showing_reblogs followed_by blocking blocked_by muting muting_notifications requested domain_blocking endorsed notifying'
          .split(' ')
          .map((name) => [name, 'flag']),
      ),
      note: 'text',
    },
    List: { id: 'id', title: 'text', replies_policy: 'text', exclusive: 'flag' },
    Token: { access_token: 'text', token_type: 'text', scope: 'text', created_at: count },
  },
  Tusky: {
    Status: {
      id: 'id',
      account: 'Account',
      content: 'text',
      created_at: 'date',
      emojis: 'Emoji[]',
      reblogs_count: count,
      favourites_count: count,
      replies_count: count,
      sensitive: 'flag',
      spoiler_text: 'text',
      visibility: 'visibility',
      media_attachments: 'Attachment[]',
      mentions: 'Mention[]',
      tags: 'Tag[]',
      reblog: 'Status?',
    },
    Account: { id: 'id', username: 'text', acct: 'text', url: 'url', avatar: 'url', header: 'url', created_at: 'date' },
    Attachment: { id: 'id', url: 'url', type: 'text' },
    Mention: { id: 'id', url: 'url', acct: 'text', username: 'text' },
    Tag: { name: 'text', url: 'url' },
    Notification: { id: 'id', type: 'text', account: 'Account', status: 'Status?' },
    Relationship: {
      id: 'id',
      following: 'flag',
      blocking: 'flag',
      muting: 'flag',
      requested: 'flag',
      endorsed: 'flag',
    },
    Conversation: { id: 'id', accounts: 'Account[]', unread: 'flag', last_status: 'Status?' },
    Scheduled: { id: 'id', scheduled_at: 'date', params: 'object', media_attachments: 'list' },
    TrendingTag: { name: 'text', url: 'url', history: 'Day[]' },
    Day: { day: 'text', uses: 'text', accounts: 'text' },
    Filter: { id: 'id', title: 'text', context: 'list', filter_action: 'text', keywords: 'Keyword[]' },
    Keyword: { id: 'id', keyword: 'text', whole_word: 'flag' },
  },
  'Mastodon for Android': {
    Status: {
      id: 'id',
      uri: 'url',
      created_at: 'date',
      account: 'Account',
      content: 'text',
      visibility: 'visibility',
      spoiler_text: 'text',
      media_attachments: 'Attachment[]',
      mentions: 'list',
      tags: 'list',
      emojis: 'list',
      reblogs_count: count,
      favourites_count: count,
      replies_count: count,
      reblog: 'Status?',
    },
    Account: {
      id: 'id',
      username: 'text',
      acct: 'text',
      url: 'url',
      display_name: 'text',
      note: 'text',
      avatar: 'url',
      avatar_static: 'url',
      header: 'url',
      header_static: 'url',
      emojis: 'list',
      created_at: 'date',
      fields: 'Field[]',
    },
    Field: { name: 'text', value: 'text' },
    Attachment: { id: 'id', type: 'text', url: 'url' },
    Notification: { id: 'id', type: 'text', created_at: 'date', account: 'Account' },
    Group: { group_key: 'text', type: 'text', sample_account_ids: 'list', most_recent_notification_id: count },
    Relationship: { id: 'id', following: 'flag', blocking: 'flag', note: 'text' },
  },
  'Mastodon for iOS': {
    Status: {
      id: 'id',
      uri: 'url',
      created_at: 'date',
      account: 'Account',
      reblogs_count: count,
      favourites_count: count,
      replies_count: count,
      reblog: 'Status?',
    },
    Account: {
      id: 'id',
      username: 'text',
      acct: 'text',
      url: 'url',
      display_name: 'text',
      note: 'text',
      avatar: 'url',
      header: 'url',
      locked: 'flag',
      emojis: 'list',
      created_at: 'date',
      statuses_count: count,
      followers_count: count,
      following_count: count,
    },
    Notification: { id: 'id', type: 'text', created_at: 'date', account: 'Account' },
    Group: { group_key: 'text', most_recent_notification_id: count, notifications_count: count },
    Relationship: { id: 'id', following: 'flag', followed_by: 'flag', domain_blocking: 'flag', note: 'text' },
  },
};

const visibilities = ['public', 'unlisted', 'private', 'direct'];
const text = (value: unknown): value is string => typeof value === 'string';
const kinds: Record<string, (value: unknown) => boolean> = {
  id: (value) => text(value) && /^\d+$/.test(value),
  text,
  url: (value) => text(value) && /^https?:\/\/./.test(value) && URL.canParse(value),
  date: (value) => text(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
  count: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  flag: (value) => typeof value === 'boolean',
  list: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  visibility: (value) => text(value) && visibilities.includes(value),
};

const at = (value: unknown, path: string) =>
  path.split('.').reduce<any>((inner, name) => (inner == null ? undefined : inner[name]), value);

/** Where this app would give up reading: `Tusky Status.account.url`. */
export function faultsOf(app: string, entity: string, value: unknown, place = `${app} ${entity}`): string[] {
  const shape = decoders[app]?.[entity];
  if (!shape) return [];
  return Object.entries(shape).flatMap(([name, kind]) => {
    const found = at(value, name);
    const here = `${place}.${name}`;
    const wanted = kind.replace(/\?$|\[\]$/, '');
    if (kind.endsWith('?') && found == null) return [];
    if (kind.endsWith('[]'))
      return Array.isArray(found) ? found.flatMap((one) => faultsOf(app, wanted, one, here)) : [`${here} is no list`];
    const check = kinds[wanted];
    if (check) return check(found) ? [] : [`${here} is ${JSON.stringify(found)}`];
    return kinds.object!(found) ? faultsOf(app, wanted, found, here) : [`${here} is ${JSON.stringify(found)}`];
  });
}
