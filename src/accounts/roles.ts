import type { Instance } from '../instance.ts';
import { and, eq, inArray } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import type { Member } from './sessions.ts';
import { type MemberRole, members } from './tables.ts';

/** What a role may do beyond what every member may: run the instance, moderate, speak for the organisation. */
export type Power = 'administer' | 'moderate' | 'speak';

const powers: Record<MemberRole, readonly Power[]> = {
  member: [],
  communication: ['speak'],
  moderator: ['moderate'],
  administrator: ['administer', 'moderate', 'speak'],
};
export const memberRoles = Object.keys(powers) as MemberRole[];
const rolesWith = (power: Power) => memberRoles.filter((role) => powers[role].includes(power));

export const powersOf = ({ role }: Pick<Member, 'role'>): readonly Power[] => powers[role];
export const may = ({ role }: Pick<Member, 'role'>, power: Power): boolean => powers[role].includes(power);

/** Active members who may do this. */
export async function membersWith(instance: Instance, power: Power): Promise<string[]> {
  const rows = await instance.db
    .select({ id: members.accountId })
    .from(members)
    .where(and(eq(members.state, 'active'), inArray(members.role, rolesWith(power))));
  return rows.map((row) => row.id);
}

export async function isLastAdministrator(tx: Tx, accountId: string): Promise<boolean> {
  const administrators = await tx
    .select({ id: members.accountId })
    .from(members)
    .where(and(eq(members.role, 'administrator'), eq(members.state, 'active')));
  return administrators.length === 1 && administrators[0]!.id === accountId;
}

/** Changes a role; the last administrator stays one (S118). Throws Invalid. */
export const changeRole = (instance: Instance, accountId: string, role: MemberRole) =>
  write(instance, async (tx) => {
    if (role !== 'administrator' && (await isLastAdministrator(tx, accountId)))
      throw new Invalid({ role: 'member.lastAdministrator' });
    const [changed] = await tx
      .update(members)
      .set({ role })
      .where(eq(members.accountId, accountId))
      .returning({ id: members.accountId });
    if (!changed) throw notFound();
  });
