import { index, json, table, text, timestamp, uniqueIndex } from '../platform/columns.ts';

/** Programs that asked to act for members (RFC 7591 in Mastodon's shape). */
export const oauthApps = table(
  'oauth_apps',
  {
    id: text('id').primaryKey(),
    clientId: text('client_id').notNull(),
    /** SHA-256 of the secret. */
    secretHash: text('secret_hash').notNull(),
    name: text('name').notNull(),
    website: text('website'),
    redirectUris: json('redirect_uris').$type<string[]>().notNull(),
    scopes: json('scopes').$type<string[]>().notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [uniqueIndex('oauth_apps_client').on(t.clientId), index('oauth_apps_created').on(t.createdAt)],
);
