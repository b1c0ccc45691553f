import { index, integer, json, serial, table, text, timestamp } from '../platform/columns.ts';

export type SignInMethod = 'password' | 'link' | 'passkey' | 'sign-up';
/** What was shown after the password or the link. */
export type SecondStep = 'code' | 'recovery';

/** When, how and from what each member came in; kept 12 months, for their own eyes. */
export const signIns = table(
  'sign_ins',
  {
    id: serial('id'),
    accountId: text('account_id').notNull(),
    method: text('method').$type<SignInMethod>().notNull(),
    second: text('second').$type<SecondStep>(),
    /** « Firefox, Windows ». */
    device: text('device').notNull(),
    /** Truncated: /24 or /48. */
    network: text('network').notNull(),
    at: timestamp('at').notNull(),
  },
  (t) => [index('sign_ins_account').on(t.accountId, t.id), index('sign_ins_at').on(t.at)],
);

/** Who has shown the password, or come by a mailed link, and still has to take the second step. */
export const halfSignIns = table(
  'half_sign_ins',
  {
    /** SHA-256 of the cookie. */
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    method: text('method').$type<SignInMethod>().notNull(),
    expiresAt: timestamp('expires_at').notNull(),
  },
  (t) => [index('half_sign_ins_account').on(t.accountId)],
);

/** Codes of an app as a second step (RFC 6238). */
export const secondSteps = table('second_steps', {
  accountId: text('account_id').primaryKey(),
  sealedSecret: text('sealed_secret').notNull(),
  /** null: the first code has not been typed yet, nothing is asked at the sign-in. */
  confirmedAt: timestamp('confirmed_at'),
  /** 30 s since 1970 of the last code that was taken: neither it nor an older one is taken again (S114). */
  lastStep: integer('last_step').notNull().default(0),
});

/** Each opens the second step once, then its row goes. */
export const recoveryCodes = table(
  'recovery_codes',
  {
    /** SHA-256 of the code, which has 80 random bits. */
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
  },
  (t) => [index('recovery_codes_account').on(t.accountId)],
);

/** Public halves of the keys that members' devices keep (WebAuthn). */
export const passkeys = table(
  'passkeys',
  {
    /** Credential id, base64url. */
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    /** COSE key, base64url. */
    publicKey: text('public_key').notNull(),
    counter: integer('counter').notNull(),
    transports: json('transports').$type<string[]>().notNull(),
    name: text('name').notNull(),
    createdAt: timestamp('created_at').notNull(),
    usedAt: timestamp('used_at'),
  },
  (t) => [index('passkeys_account').on(t.accountId)],
);

/** What was asked of a device and has not been answered; each counts once. */
export const challenges = table('challenges', {
  /** SHA-256 of the challenge. */
  id: text('id').primaryKey(),
  /** Whose key is to be made; null: somebody signs in. */
  accountId: text('account_id'),
  expiresAt: timestamp('expires_at').notNull(),
});
