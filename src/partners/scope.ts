import type { Viewer } from '../accounts/account.ts';
import { accounts } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { and, eq, inArray, type SQL, sql } from '../platform/columns.ts';
import { partnerScopes } from './tables.ts';
import type { PartnerScope } from './view.ts';

/** The condition « this viewer is a member here, or of a partner with this scope ». */
export function ofPartners(viewer: NonNullable<Viewer>, scope: PartnerScope): SQL {
  if (viewer.local) return sql`1 = 1`;
  return sql`exists (select 1 from ${partnerScopes} inner join ${accounts} on ${accounts.host} = ${partnerScopes.host} where ${accounts.id} = ${viewer.accountId} and ${partnerScopes.scope} = ${scope})`;
}

/** Hosts of the partners with whom this scope is shared now. */
export async function partnerHosts(instance: Instance, scope: PartnerScope): Promise<string[]> {
  const rows = await instance.db
    .select({ host: partnerScopes.host })
    .from(partnerScopes)
    .where(eq(partnerScopes.scope, scope));
  return rows.map((row) => row.host);
}

/** Whether this scope is shared with anybody now. */
export async function hasPartners(instance: Instance, scope: PartnerScope): Promise<boolean> {
  const rows = await instance.db
    .select({ host: partnerScopes.host })
    .from(partnerScopes)
    .where(eq(partnerScopes.scope, scope))
    .limit(1);
  return rows.length > 0;
}

/** Whether this host is a partner with the scope now. */
export async function isPartner(instance: Instance, host: string, scope: PartnerScope): Promise<boolean> {
  const rows = await instance.db
    .select({ host: partnerScopes.host })
    .from(partnerScopes)
    .where(and(inArray(partnerScopes.host, [host]), eq(partnerScopes.scope, scope)));
  return rows.length > 0;
}
