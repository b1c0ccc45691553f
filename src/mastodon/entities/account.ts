import type { Account } from '../../accounts/account.ts';
import { localHost } from '../../accounts/account.ts';
import { picture } from '../../accounts/account-view.ts';
import type { Relationship } from '../../accounts/view.ts';
import type { Instance } from '../../instance.ts';
import { absolute } from './html.ts';

type Home = Pick<Instance, 'config'>;

/** Mastodon's `Account`: no text is null, pictures are addresses (mastodon-api.md §1.2 R11). */
export function accountEntity(instance: Home, account: Account) {
  const { origin } = instance.config;
  const local = account.host === '';
  const face = (id: string | null, url: string | null, part: 'avatar' | 'banner', missing: string) => {
    const path = picture(id, url, account.id, part);
    return `${origin}${path ?? missing}`;
  };
  const avatar = face(account.avatarId, account.avatarUrl, 'avatar', '/avatars/original/missing.png');
  const header = face(account.bannerId, account.bannerUrl, 'banner', '/headers/original/missing.png');
  const day = `${new Date(account.createdAt).toISOString().slice(0, 10)}T00:00:00.000Z`;
  return {
    id: account.id,
    username: account.name,
    acct: local ? account.name : `${account.name}@${account.host}`,
    display_name: account.displayName || account.name,
    locked: account.locked,
    bot: account.kind === 'service',
    group: account.kind === 'group',
    discoverable: account.discoverable,
    indexable: account.indexable,
    noindex: !account.indexable,
    hide_collections: account.kind === 'group' && !account.discoverable,
    created_at: day,
    note: absolute(origin, account.bio),
    url: account.url ?? account.uri,
    uri: account.uri,
    avatar,
    avatar_static: avatar,
    avatar_description: '',
    header,
    header_static: header,
    header_description: '',
    followers_count: account.followers,
    following_count: account.following,
    statuses_count: account.posts,
    last_status_at: null,
    emojis: [],
    roles: [],
    fields: account.fields.map(({ name, value, verifiedAt }) => ({
      name,
      value: absolute(origin, value),
      verified_at: verifiedAt ? new Date(verifiedAt).toISOString() : null,
    })),
    ...(account.limitedAt !== null && { limited: true }),
  };
}

export type AccountEntity = ReturnType<typeof accountEntity>;

/** One's own account, with what its settings hold (`CredentialAccount`). */
export const credentialEntity = (
  instance: Home,
  account: Account,
  own: { privacy: string; language: string | null; quotePolicy: string; requests: number; role: string },
) => ({
  ...accountEntity(instance, account),
  source: {
    privacy: own.privacy,
    sensitive: false,
    language: own.language,
    note: account.bioSource,
    fields: account.fields.map(({ name, value, source }) => ({ name, value: source ?? value, verified_at: null })),
    follow_requests_count: own.requests,
    hide_collections: false,
    discoverable: account.discoverable,
    indexable: account.indexable,
    attribution_domains: [],
    quote_policy: own.quotePolicy,
  },
  role: { id: '-99', name: own.role, color: '', permissions: '0', highlighted: false },
});

/** Mastodon's `Relationship`: every flag is said. */
export const relationshipEntity = (id: string, tie: Relationship) => ({
  id,
  following: tie.following,
  showing_reblogs: tie.following,
  notifying: false,
  languages: null,
  followed_by: tie.followedBy,
  blocking: tie.blocking,
  blocked_by: false,
  muting: tie.muting,
  muting_notifications: tie.muting,
  muting_expires_at: tie.mutedUntil === null ? null : new Date(tie.mutedUntil).toISOString(),
  requested: tie.requested,
  requested_by: tie.requestedBy,
  domain_blocking: false,
  endorsed: false,
  note: '',
});

/** `name@host` of an account, also of ours. */
export const fullHandle = (instance: Home, account: Account) =>
  `${account.name}@${account.host || localHost(instance)}`;
