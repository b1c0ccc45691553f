import type { Instance } from '../instance.ts';
import { and, asc, count, desc, eq } from '../platform/columns.ts';
import { compiled } from '../platform/compiled.ts';
import { hashPassword, passwordFault, verifyPassword } from '../platform/password.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import { emailKey } from './email.ts';
import { endSessions, type Member } from './sessions.ts';
import { accounts, members } from './tables.ts';

export type { Member } from './sessions.ts';

export async function memberOf(instance: Instance, accountId: string): Promise<Member | null> {
  const [member] = await byAccount(instance.db, { accountId });
  return member ?? null;
}

const byAccount = compiled((db, value) =>
  db
    .select()
    .from(members)
    .where(eq(members.accountId, value('accountId'))),
);

/** How many people an `organisation` post reaches. */
export async function countMembers(instance: Instance): Promise<number> {
  const [row] = await instance.db.select({ n: count() }).from(members).where(eq(members.state, 'active'));
  return row!.n;
}

/** Whom a name (`malik`, `@malik`) or an e-mail address means, whatever their state. */
export async function memberByIdentifier(instance: Instance, identifier: string): Promise<Member | null> {
  const key = emailKey(identifier).replace(/^@/, '');
  const byEmail = key.includes('@');
  const [found] = await instance.db
    .select({ member: members })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(byEmail ? eq(members.email, key) : and(eq(accounts.host, ''), eq(accounts.nameKey, key)));
  return found?.member ?? null;
}

/** Whether `password` is the member's: one answer and one cost for nobody and for a wrong password (S109). */
export const checkPassword = (member: Member | null, password: string): Promise<boolean> =>
  verifyPassword(password, member?.passwordHash ?? null);

/**
 * Changes the password after checking the present one (null: the session came by a mailed link); every other session
 * ends (S110). Throws Invalid.
 */
export async function changePassword(
  instance: Instance,
  accountId: string,
  present: string | null,
  wanted: string,
  keptSession: string,
) {
  const member = await memberOf(instance, accountId);
  if (!member) throw notFound();
  if (present !== null && !(await verifyPassword(present, member.passwordHash)))
    throw new Invalid({ present: 'password.wrong' });
  const weak = passwordFault(wanted);
  if (weak) throw new Invalid({ password: weak });
  const passwordHash = await hashPassword(wanted);
  await write(instance, async (tx) => {
    await tx.update(members).set({ passwordHash }).where(eq(members.accountId, accountId));
    await endSessions(tx, accountId, keptSession);
  });
}

export type Preferences = Pick<
  Member,
  | 'language'
  | 'theme'
  | 'textSize'
  | 'hideCounts'
  | 'imagesOnDemand'
  | 'shortcuts'
  | 'defaultAudience'
  | 'postLanguage'
  | 'readLanguages'
  | 'noticeLevels'
  | 'quotePolicy'
  | 'timeZone'
>;

export const changePreferences = (instance: Instance, accountId: string, changes: Partial<Preferences>) =>
  write(instance, (tx) => tx.update(members).set(changes).where(eq(members.accountId, accountId)));

export const markOnboarded = (instance: Instance, accountId: string) =>
  write(instance, (tx) =>
    tx.update(members).set({ onboardedAt: instance.clock() }).where(eq(members.accountId, accountId)),
  );

export const markHomeSeen = (instance: Instance, accountId: string, at: number) =>
  write(instance, (tx) => tx.update(members).set({ homeSeenAt: at }).where(eq(members.accountId, accountId)));

/** Members for the administrator, newest first; `state` narrows. */
export const listMembers = (instance: Instance, state?: Member['state'], most = 200): Promise<Member[]> =>
  instance.db
    .select()
    .from(members)
    .where(state ? eq(members.state, state) : undefined)
    .orderBy(state === 'pending' ? asc(members.createdAt) : desc(members.createdAt))
    .limit(most);
