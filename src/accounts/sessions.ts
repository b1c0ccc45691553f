import type { Instance } from '../instance.ts';
import { and, desc, eq, inArray, lt, max, ne } from '../platform/columns.ts';
import { compiled } from '../platform/compiled.ts';
import type { Tx } from '../platform/database.ts';
import { networkOf } from '../platform/network.ts';
import { newToken, tokenHash } from '../platform/tokens.ts';
import { write } from '../platform/write.ts';
import { deviceOf } from './device.ts';
import { halfSignIns, type SecondStep, type SignInMethod, signIns } from './sign-in-tables.ts';
import { members, sessions } from './tables.ts';
import { accessTokens, oauthCodes } from './token-tables.ts';

export type Session = typeof sessions.$inferSelect;
export type Member = typeof members.$inferSelect;

const day = 86_400_000;
/** Signed out after 14 days without a visit and after 90 days in any case (S110). */
const idleMs = 14 * day;
const absoluteMs = 90 * day;
const touchMs = 3_600_000;

/** From where and how somebody comes in. */
export interface Arrival {
  agent: string;
  address: string;
  /** `password` when it is not said. */
  method?: SignInMethod;
  second?: SecondStep;
}

/** Opens a session and gives what the cookie carries; the database keeps its hash, and the history a line. */
export async function openSession(instance: Instance, accountId: string, from: Arrival): Promise<string> {
  const token = newToken();
  const now = instance.clock();
  const { method = 'password', second = null } = from;
  const network = networkOf(from.address);
  await write(instance, async (tx) => {
    await tx.insert(sessions).values({
      id: tokenHash(token),
      accountId,
      csrf: newToken(),
      agent: from.agent.slice(0, 300),
      byLink: method === 'link',
      network,
      createdAt: now,
      seenAt: now,
    });
    await tx.insert(signIns).values({ accountId, method, second, device: deviceOf(from.agent), network, at: now });
  });
  return token;
}

const sessionWithMember = compiled((db, value) =>
  db
    .select({ session: sessions, member: members })
    .from(sessions)
    .innerJoin(members, eq(members.accountId, sessions.accountId))
    .where(eq(sessions.id, value('id'))),
);

/** The session of a cookie with its member, or null: ended, or the member is no longer active. */
export async function sessionOf(
  instance: Instance,
  token: string,
): Promise<{ session: Session; member: Member } | null> {
  const [found] = await sessionWithMember(instance.db, { id: tokenHash(token) });
  if (found?.member.state !== 'active') return null;
  const now = instance.clock();
  const { session } = found;
  if (now - session.seenAt > idleMs || now - session.createdAt > absoluteMs) return null;
  if (now - session.seenAt > touchMs)
    await write(instance, (tx) => tx.update(sessions).set({ seenAt: now }).where(eq(sessions.id, session.id))).catch(
      () => {},
    );
  return found;
}

export const closeSession = (instance: Instance, id: string) =>
  write(instance, (tx) => tx.delete(sessions).where(eq(sessions.id, id)));

/** Ends one of the member's own sessions by its public part; false when it is not theirs (S54). */
export const revokeSession = (instance: Instance, accountId: string, id: string): Promise<boolean> =>
  write(instance, async (tx) => {
    const gone = await tx
      .delete(sessions)
      .where(and(eq(sessions.id, id), eq(sessions.accountId, accountId)))
      .returning({ id: sessions.id });
    return gone.length > 0;
  });

/** After a change of password or a suspension: everywhere else is signed out. */
export const closeOtherSessions = (instance: Instance, accountId: string, kept: string | null): Promise<void> =>
  write(instance, (tx) => endSessions(tx, accountId, kept));

/** Ends every session of an account but the `kept` one, sign-ins at the first of two steps, and what programs may do (S86). */
export async function endSessions(tx: Tx, accountId: string, kept: string | null = null): Promise<void> {
  await tx.delete(sessions).where(and(eq(sessions.accountId, accountId), ne(sessions.id, kept ?? '')));
  await tx.delete(halfSignIns).where(eq(halfSignIns.accountId, accountId));
  await tx.delete(accessTokens).where(eq(accessTokens.accountId, accountId));
  await tx.delete(oauthCodes).where(eq(oauthCodes.accountId, accountId));
}

export const sessionsOf = (instance: Instance, accountId: string): Promise<Session[]> =>
  instance.db.select().from(sessions).where(eq(sessions.accountId, accountId)).orderBy(desc(sessions.seenAt));

/** When each account was last seen, for those that have a session. */
export async function lastSeen(instance: Instance, accountIds: string[]): Promise<Map<string, number>> {
  if (!accountIds.length) return new Map();
  const rows = await instance.db
    .select({ id: sessions.accountId, at: max(sessions.seenAt) })
    .from(sessions)
    .where(inArray(sessions.accountId, accountIds))
    .groupBy(sessions.accountId);
  return new Map(rows.map((row) => [row.id, row.at ?? 0]));
}

export const purgeSessions = (instance: Instance) =>
  write(instance, (tx) => tx.delete(sessions).where(lt(sessions.seenAt, instance.clock() - idleMs)));

/** The member's own sign-ins, newest first. */
export const signInsOf = (instance: Instance, accountId: string, most = 50) =>
  instance.db.select().from(signIns).where(eq(signIns.accountId, accountId)).orderBy(desc(signIns.id)).limit(most);

/** The history is kept twelve months. */
export const purgeSignIns = (instance: Instance, before: number) =>
  write(instance, (tx) => tx.delete(signIns).where(lt(signIns.at, before)));

/** Whoever came by a mailed link has shown who they are: for half an hour the password may be set anew. */
export const mayResetPassword = (session: Session, now: number) =>
  session.byLink && now - session.createdAt < 30 * 60_000;
