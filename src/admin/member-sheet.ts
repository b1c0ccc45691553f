import { accountViews } from '../accounts/account-view.ts';
import { findMembers } from '../accounts/find-members.ts';
import type { Instance } from '../instance.ts';
import { csvLine } from '../platform/csv.ts';

const head = ['email', 'name', 'handle', 'title', 'affiliation', 'from', 'until', 'role', 'language'];

/** Every member who was let in, in the form in which a list is read. */
export async function memberSheet(instance: Instance): Promise<string> {
  let sheet = `\ufeff${csvLine(head)}`;
  let before: string | undefined;
  do {
    const { found, older } = await findMembers(instance, { before });
    const people = await accountViews(
      instance,
      found.map(({ member }) => member.accountId),
    );
    for (const { member } of found) {
      const account = people.get(member.accountId);
      if (account)
        sheet += csvLine([
          member.email,
          account.displayName,
          account.name,
          account.role,
          account.affiliation ?? '',
          dayText(member.affiliationFrom),
          dayText(member.affiliationUntil),
          member.role,
          member.language,
        ]);
    }
    before = older ?? undefined;
  } while (before);
  return sheet;
}

const dayText = (at: number | null) => (at === null ? '' : new Date(at).toISOString().slice(0, 10));
