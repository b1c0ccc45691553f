import { index, json, serial, table, text, timestamp, uniqueIndex } from '../platform/columns.ts';

/** Consents under way: each is exchanged once, within minutes. */
export const oauthCodes = table(
  'oauth_codes',
  {
    /** SHA-256 of the code. */
    id: text('id').primaryKey(),
    appId: text('app_id').notNull(),
    accountId: text('account_id').notNull(),
    scopes: json('scopes').$type<string[]>().notNull(),
    redirectUri: text('redirect_uri').notNull(),
    /** PKCE S256 challenge (RFC 7636); null: the program has none. */
    challenge: text('challenge'),
    expiresAt: timestamp('expires_at').notNull(),
  },
  (t) => [index('oauth_codes_expires').on(t.expiresAt)],
);

/** What programs carry instead of a password. */
export const accessTokens = table(
  'access_tokens',
  {
    id: serial('id'),
    /** SHA-256 of the token: a stolen database opens nothing. */
    hash: text('hash').notNull(),
    /** null: made by the member for a program of their own. */
    appId: text('app_id'),
    /** null: the program speaks for itself alone. */
    accountId: text('account_id'),
    /** What the member called it. */
    name: text('name').notNull().default(''),
    scopes: json('scopes').$type<string[]>().notNull(),
    createdAt: timestamp('created_at').notNull(),
    /** To the hour. */
    usedAt: timestamp('used_at'),
  },
  (t) => [
    uniqueIndex('access_tokens_hash').on(t.hash),
    index('access_tokens_account').on(t.accountId),
    index('access_tokens_app').on(t.appId),
  ],
);
