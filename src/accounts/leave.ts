import type { Instance } from '../instance.ts';
import { and, eq, inArray, isNotNull, lte } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { createTranslate, type Language } from '../platform/i18n.ts';
import { enqueueLetter } from '../platform/letters.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import { keepIdentity } from './departed.ts';
import type { AccountEvent } from './events.ts';
import { goneName } from './gone-name.ts';
import { organisationOf } from './organisation.ts';
import { isLastAdministrator } from './roles.ts';
import { endSessions } from './sessions.ts';
import { accounts, type MemberState, members } from './tables.ts';

/** Hidden by their own wish: to sign in is to come back. */
const mayComeBack: ReadonlySet<MemberState> = new Set(['leaving', 'restricted']);

/** Time to come back before the account is erased. */
const graceMs = 14 * 86_400_000;

/**
 * The member goes: signed out and hidden from everybody at once, erased in fourteen days unless they sign in before.
 * 409 for the last administrator. Gives the day of the erasure (Unix ms).
 */
export async function leave(instance: Instance, accountId: string): Promise<number> {
  const organisation = (await organisationOf(instance))?.name ?? '';
  const now = instance.clock();
  const eraseAt = now + graceMs;
  await write(instance, async (tx) => {
    const [member] = await tx.select().from(members).where(eq(members.accountId, accountId));
    if (member?.state !== 'active') throw notFound();
    if (await isLastAdministrator(tx, accountId)) throw new Refusal(409, 'member.lastAdministrator');
    await tx.update(members).set({ state: 'leaving', eraseAt }).where(eq(members.accountId, accountId));
    await tx.update(accounts).set({ suspendedAt: now }).where(eq(accounts.id, accountId));
    await endSessions(tx, accountId);
    await record<AccountEvent>(tx, { type: 'account.suspended', accountId });
    const t = createTranslate(member.language as Language, member.timeZone ?? undefined);
    await enqueueLetter(instance, tx, {
      to: member.email,
      subject: t('mail.leaveSubject', { organisation }),
      text: t('mail.leave', { organisation, date: t.date(eraseAt), link: `${instance.config.origin}/sign-in` }),
    });
  });
  return eraseAt;
}

/** Signing in again in time: everything is as it was. */
export const comeBack = (instance: Instance, accountId: string): Promise<void> =>
  write(instance, async (tx) => {
    const back = await tx
      .update(members)
      .set({ state: 'active', eraseAt: null })
      .where(and(eq(members.accountId, accountId), inArray(members.state, [...mayComeBack])))
      .returning({ id: members.accountId });
    if (!back.length) throw notFound();
    await tx.update(accounts).set({ suspendedAt: null }).where(eq(accounts.id, accountId));
    await record<AccountEvent>(tx, { type: 'account.updated', accountId });
  });

/** May sign in: signing in is also how one comes back. */
export const mayEnter = (member: { state: string } | null | undefined): boolean =>
  member?.state === 'active' || mayComeBack.has(member?.state as MemberState);

/** Accounts whose time to come back is over: each becomes a tombstone, and `account.deleted` is recorded. */
export async function endDepartures(instance: Instance): Promise<void> {
  const due = await instance.db
    .select({ id: members.accountId, name: accounts.name, displayName: accounts.displayName })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(
      and(
        isNotNull(members.eraseAt),
        lte(members.eraseAt, instance.clock()),
        inArray(members.state, ['leaving', 'suspended']),
      ),
    );
  for (const { id, name, displayName } of due)
    await write(instance, async (tx) => {
      const gone = await tx
        .delete(members)
        .where(and(eq(members.accountId, id), lte(members.eraseAt, instance.clock())))
        .returning({ email: members.email, joinedAt: members.createdAt });
      if (!gone.length) return;
      await keepIdentity(instance, tx, id, { name, displayName, ...gone[0]!, leftAt: instance.clock() });
      await tx
        .update(accounts)
        .set({ ...nothingLeft, name: '', nameKey: goneName(name), deletedAt: instance.clock() })
        .where(eq(accounts.id, id));
      await record<AccountEvent>(tx, { type: 'account.deleted', accountId: id });
    });
}

/** A profile of which nothing is left. */
export const nothingLeft = {
  displayName: '',
  bio: '',
  bioSource: '',
  role: '',
  affiliation: null,
  fields: [],
  url: null,
  avatarId: null,
  bannerId: null,
  avatarUrl: null,
  bannerUrl: null,
  alsoKnownAs: [],
  movedToId: null,
  discoverable: false,
  indexable: false,
};
