import type { Instance } from '../instance.ts';
import { and, count, eq, inArray, isNull, sql } from '../platform/columns.ts';
import { compiled } from '../platform/compiled.ts';
import { accounts, members } from './tables.ts';

export type Account = typeof accounts.$inferSelect;

/** Who looks: a member of this instance, a remote account whose signature was verified, or nobody. */
export type Viewer = { accountId: string; local: boolean } | null;

export const isLocal = (account: Pick<Account, 'host'>) => account.host === '';

/** Permanent ActivityPub id of an account of ours: never carries the name. */
export const accountUri = (instance: Pick<Instance, 'config'>, id: string) =>
  `${instance.config.origin}/ap/accounts/${id}`;

/** `localhost:3000`: the host part of our handles. */
export const localHost = (instance: Pick<Instance, 'config'>) => new URL(instance.config.origin).host;

/**
 * Accounts that are neither suspended nor deleted, and were let in: who has only asked to join has no page yet, else
 * anybody could put a name and a text on the organisation's site.
 */
export const present = and(
  isNull(accounts.suspendedAt),
  isNull(accounts.deletedAt),
  sql`not exists (select 1 from ${members} where ${members.accountId} = ${accounts.id} and ${members.state} in ('unconfirmed', 'pending'))`,
);

const byId = compiled((db, value) =>
  db
    .select()
    .from(accounts)
    .where(and(eq(accounts.id, value('id')), present)),
);
const byUri = compiled((db, value) =>
  db
    .select()
    .from(accounts)
    .where(eq(accounts.uri, value('uri'))),
);
const presentByUri = compiled((db, value) =>
  db
    .select()
    .from(accounts)
    .where(and(eq(accounts.uri, value('uri')), present)),
);

export async function accountById(instance: Instance, id: string): Promise<Account | null> {
  const [account] = await byId(instance.db, { id });
  return account ?? null;
}

export async function accountByUri(instance: Instance, uri: string): Promise<Account | null> {
  const [account] = await presentByUri(instance.db, { uri });
  return account ?? null;
}

/** Also the suspended and the deleted: for who must know that they were here. */
export async function anyAccountByUri(instance: Instance, uri: string): Promise<Account | null> {
  const [account] = await byUri(instance.db, { uri });
  return account ?? null;
}

export const accountsByUris = (instance: Instance, uris: string[]): Promise<Account[]> =>
  uris.length === 1
    ? presentByUri(instance.db, { uri: uris[0] })
    : uris.length
      ? instance.db
          .select()
          .from(accounts)
          .where(and(inArray(accounts.uri, uris), present))
      : Promise.resolve([]);

const anyById = compiled((db, value) =>
  db
    .select()
    .from(accounts)
    .where(eq(accounts.id, value('id'))),
);

export const accountsByIds = (instance: Instance, ids: string[]): Promise<Account[]> =>
  ids.length === 1
    ? anyById(instance.db, { id: ids[0] })
    : ids.length
      ? instance.db.select().from(accounts).where(inArray(accounts.id, ids))
      : Promise.resolve([]);

/** Splits `@name@host`, `name@host`, `name`; null when it is none of these. The host is lower case, '' for ours. */
export function parseHandle(instance: Instance, handle: string): { nameKey: string; host: string } | null {
  const match = /^@?([\p{L}\p{N}_]+(?:[.-]+[\p{L}\p{N}_]+)*)(?:@([^\s@/]+))?$/u.exec(handle.trim());
  if (!match) return null;
  const host = (match[2] ?? '').toLowerCase();
  return { nameKey: match[1]!.toLowerCase(), host: host === localHost(instance) ? '' : host };
}

/** An account we know by handle; never asks another server. */
export async function accountByHandle(instance: Instance, handle: string): Promise<Account | null> {
  const parsed = parseHandle(instance, handle);
  if (!parsed) return null;
  const [account] = await instance.db
    .select()
    .from(accounts)
    .where(and(eq(accounts.host, parsed.host), eq(accounts.nameKey, parsed.nameKey), present));
  return account ?? null;
}

/** How many accounts of each of these hosts we know. */
export async function accountsPerHost(instance: Instance, hosts: string[]): Promise<Map<string, number>> {
  if (!hosts.length) return new Map();
  const rows = await instance.db
    .select({ host: accounts.host, n: count() })
    .from(accounts)
    .where(inArray(accounts.host, hosts))
    .groupBy(accounts.host);
  return new Map(rows.map((row) => [row.host, row.n]));
}
