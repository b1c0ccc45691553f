import { organisationViews } from '../accounts/organisation.ts';
import type { Instance } from '../instance.ts';
import { and, asc, count, eq, inArray } from '../platform/columns.ts';
import { notFound } from '../platform/refusal.ts';
import { find, type Partnership } from './partnership.ts';
import { partnerScopes, partnerships } from './tables.ts';
import { commonEnd, commonScopes } from './terms.ts';
import { type PartnerScope, type PartnershipState, type PartnershipView, partnershipStates } from './view.ts';

/** All partnerships: those that wait for us first, then by state and host. */
export async function listPartnerships(
  instance: Instance,
  states: readonly PartnershipState[] = partnershipStates,
): Promise<PartnershipView[]> {
  const rows = await instance.db
    .select()
    .from(partnerships)
    .where(inArray(partnerships.state, [...states]))
    .orderBy(asc(partnerships.host));
  const views = await viewsOf(instance, rows);
  return views.sort((one, other) => states.indexOf(one.state) - states.indexOf(other.state));
}

/** One partnership, or 404. */
export async function partnershipWith(instance: Instance, host: string): Promise<PartnershipView> {
  const row = await find(instance.db, host);
  if (!row) throw notFound();
  return (await viewsOf(instance, [row]))[0]!;
}

/** How many organisations wait for our word. */
export async function countAsking(instance: Pick<Instance, 'db'>): Promise<number> {
  const [row] = await instance.db.select({ n: count() }).from(partnerships).where(eq(partnerships.state, 'asked'));
  return row!.n;
}

/** Actors of the organisations with whom this scope is shared now. */
export async function partnersWith(instance: Instance, scope: PartnerScope): Promise<string[]> {
  const rows = await instance.db
    .select({ uri: partnerships.actorUri })
    .from(partnerships)
    .innerJoin(partnerScopes, and(eq(partnerScopes.host, partnerships.host), eq(partnerScopes.scope, scope)))
    .orderBy(asc(partnerships.host));
  return rows.map((row) => row.uri);
}

/** Actors of all with whom there is or was a partnership. */
export async function everyPartner(instance: Instance): Promise<string[]> {
  const rows = await instance.db.select({ uri: partnerships.actorUri }).from(partnerships);
  return rows.map((row) => row.uri);
}

/** Hosts of partners, whatever is shared with them. */
export async function activeHosts(instance: Instance): Promise<Set<string>> {
  const rows = await instance.db
    .select({ host: partnerships.host })
    .from(partnerships)
    .where(eq(partnerships.state, 'active'));
  return new Set(rows.map((row) => row.host));
}

/** What the organisation of this server addresses to write for its partners; null when it never said. */
export async function collectionOf(instance: Instance, host: string): Promise<string | null> {
  return (await find(instance.db, host))?.collectionUri ?? null;
}

async function viewsOf(instance: Instance, rows: Partnership[]): Promise<PartnershipView[]> {
  const organisations = await organisationViews(
    instance,
    rows.map(({ host }) => host),
  );
  return rows.map(({ host, actorUri, state, ours, theirs, reason, endedBy, createdAt, changedAt }) => ({
    host,
    organisation: organisations.get(host)!,
    home: new URL('/partners', actorUri).href,
    state,
    ours: ours ?? null,
    theirs: theirs ?? null,
    scopes: state === 'active' ? commonScopes(ours, theirs) : [],
    until: commonEnd(ours, theirs),
    reason,
    endedBy,
    since: createdAt,
    changedAt,
  }));
}
