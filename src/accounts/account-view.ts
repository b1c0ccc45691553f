import type { Instance } from '../instance.ts';
import { type Account, accountsByIds } from './account.ts';
import { initialsOf } from './names.ts';
import { organisationViews } from './organisation.ts';
import type { AccountView, OrganisationView } from './view.ts';

/** Accounts as pages show them, by id: two queries, however many. */
export async function accountViews(instance: Instance, ids: Iterable<string>): Promise<Map<string, AccountView>> {
  const rows = await accountsByIds(instance, [...new Set(ids)]);
  const organisations = await organisationViews(
    instance,
    rows.map((row) => row.host),
  );
  return new Map(rows.map((row) => [row.id, accountView(row, organisations.get(row.host)!)]));
}

/** In the order of `ids`; those that are gone are left out. */
export async function accountList(instance: Instance, ids: string[]): Promise<AccountView[]> {
  const views = await accountViews(instance, ids);
  return ids.flatMap((id) => views.get(id) ?? []);
}

export function accountView(account: Account, organisation: OrganisationView): AccountView {
  const local = account.host === '';
  const displayName = account.displayName || account.name;
  const handle = local ? `@${account.name}` : `@${account.name}@${account.host}`;
  return {
    id: account.id,
    name: account.name,
    host: local ? null : account.host,
    handle,
    displayName,
    kind: account.kind,
    path: account.kind === 'group' ? `/communities/${handle.slice(1)}` : `/${handle}`,
    remoteUrl: local ? null : (account.url ?? account.uri),
    avatar: picture(account.avatarId, account.avatarUrl, account.id, 'avatar'),
    initials: initialsOf(displayName, account.name),
    organisation,
    role: account.role,
    affiliation: account.affiliation,
  };
}

/** Remote pictures are only seen through this instance (the reader's browser asks nobody else). */
export function picture(
  mediaId: string | null,
  remoteUrl: string | null,
  accountId: string,
  part: 'avatar' | 'banner',
) {
  if (mediaId) return `/media/${mediaId}/${part}`;
  return remoteUrl ? `/media/accounts/${accountId}/${part}` : null;
}
