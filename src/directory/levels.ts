import type { Viewer } from '../accounts/account.ts';
import { members } from '../accounts/tables.ts';
import { type DirectoryField, type DirectoryLevel, directoryFields } from '../accounts/view.ts';
import type { Instance } from '../instance.ts';
import { eq } from '../platform/columns.ts';
import { notFound } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';

export type Levels = Record<DirectoryField, DirectoryLevel>;

/** What a member chose, of the columns of `members`. */
export const levelsOf = (member: typeof members.$inferSelect): Levels => ({
  name: member.nameFor,
  role: member.roleFor,
  affiliation: member.affiliationFor,
  skills: member.skillsFor,
  helpsWith: member.helpsWithFor,
});

/** A member chooses who finds what of them. Nothing shows further than the name does. Throws 404. */
export const chooseLevels = (instance: Instance, accountId: string, levels: Levels): Promise<void> =>
  write(instance, async (tx) => {
    const [changed] = await tx
      .update(members)
      .set({
        nameFor: levels.name,
        roleFor: levels.role,
        affiliationFor: levels.affiliation,
        skillsFor: levels.skills,
        helpsWithFor: levels.helpsWith,
      })
      .where(eq(members.accountId, accountId))
      .returning({ id: members.accountId });
    if (!changed) throw notFound();
  });

/** Levels that show to a reader: what is for all, for partners, for the organisation. */
export const shownTo = (reader: Viewer | 'partner'): DirectoryLevel[] =>
  reader === 'partner' || (reader && !reader.local)
    ? ['public', 'partners']
    : reader
      ? ['public', 'partners', 'organisation']
      : ['public'];

/** The fields of a person that show. */
export const fieldsShown = (levels: Levels, shown: readonly DirectoryLevel[]): Set<DirectoryField> =>
  new Set(directoryFields.filter((field) => shown.includes(levels[field])));
