import { randomBytes } from 'node:crypto';
import type { Instance } from '../instance.ts';
import { and, count, eq, gt, isNotNull, isNull, lt } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { createTranslate, type Language } from '../platform/i18n.ts';
import { enqueueLetter } from '../platform/letters.ts';
import { Invalid, notFound, Refusal } from '../platform/refusal.ts';
import { createSecretBox } from '../platform/secret-box.ts';
import { newToken, tokenHash } from '../platform/tokens.ts';
import { base32, newTotpSecret, totpStep } from '../platform/totp.ts';
import { write } from '../platform/write.ts';
import type { AccountEvent } from './events.ts';
import { mayEnter } from './leave.ts';
import { memberOf } from './members.ts';
import { organisationOf } from './organisation.ts';
import { endSessions } from './sessions.ts';
import { halfSignIns, recoveryCodes, type SecondStep, type SignInMethod, secondSteps } from './sign-in-tables.ts';
import { members } from './tables.ts';

const halfLifeMs = 10 * 60_000;
const recoveryCount = 8;

const box = (instance: Instance) => createSecretBox(instance.config.secretKey);
const place = (accountId: string) => `second-step:${accountId}`;

/** Whether a second step is asked for at the sign-in, since when, and how many recovery codes are left. */
export async function secondStepOf(
  instance: Instance,
  accountId: string,
): Promise<{ since: number | null; codesLeft: number }> {
  const [step] = await instance.db.select().from(secondSteps).where(eq(secondSteps.accountId, accountId));
  if (!step?.confirmedAt) return { since: null, codesLeft: 0 };
  const [left] = await instance.db
    .select({ n: count() })
    .from(recoveryCodes)
    .where(eq(recoveryCodes.accountId, accountId));
  return { since: step.confirmedAt, codesLeft: left!.n };
}

/** Which of these accounts ask for a second step. */
export async function withSecondStep(instance: Instance): Promise<Set<string>> {
  const rows = await instance.db
    .select({ id: secondSteps.accountId })
    .from(secondSteps)
    .where(isNotNull(secondSteps.confirmedAt));
  return new Set(rows.map((row) => row.id));
}

/** Makes a secret that is not asked for yet; one that was begun before is forgotten. 409 when the step is on. */
export const beginSecondStep = (instance: Instance, accountId: string): Promise<void> =>
  write(instance, async (tx) => {
    await tx.delete(secondSteps).where(and(eq(secondSteps.accountId, accountId), isNull(secondSteps.confirmedAt)));
    const sealedSecret = box(instance).seal(newTotpSecret(), place(accountId));
    const made = await tx
      .insert(secondSteps)
      .values({ accountId, sealedSecret })
      .onConflictDoNothing()
      .returning({ id: secondSteps.accountId });
    if (!made.length) throw new Refusal(409, 'second.isOn');
  });

/** The secret that was begun and waits for its first code; null when there is none. */
export async function begunSecret(instance: Instance, accountId: string): Promise<string | null> {
  const [step] = await instance.db
    .select()
    .from(secondSteps)
    .where(and(eq(secondSteps.accountId, accountId), isNull(secondSteps.confirmedAt)));
  return step ? box(instance).open(step.sealedSecret, place(accountId)) : null;
}

/** Turns the step on with the first code; gives the recovery codes, shown this once. Throws Invalid. */
export const confirmSecondStep = (instance: Instance, accountId: string, typed: string): Promise<string[]> =>
  write(instance, async (tx) => {
    const [step] = await tx
      .select()
      .from(secondSteps)
      .where(and(eq(secondSteps.accountId, accountId), isNull(secondSteps.confirmedAt)));
    if (!step) throw notFound();
    const at = totpStep(box(instance).open(step.sealedSecret, place(accountId)), digitsOf(typed), instance.clock());
    if (at === null) throw new Invalid({ code: 'second.wrong' });
    await tx
      .update(secondSteps)
      .set({ confirmedAt: instance.clock(), lastStep: at })
      .where(eq(secondSteps.accountId, accountId));
    return replaceRecoveryCodes(tx, accountId);
  });

/** Eight new recovery codes; the old ones open nothing any more. */
export const renewRecoveryCodes = (instance: Instance, accountId: string): Promise<string[]> =>
  write(instance, async (tx) => {
    const [step] = await tx
      .select()
      .from(secondSteps)
      .where(and(eq(secondSteps.accountId, accountId), isNotNull(secondSteps.confirmedAt)));
    if (!step) throw notFound();
    return replaceRecoveryCodes(tx, accountId);
  });

async function replaceRecoveryCodes(tx: Tx, accountId: string): Promise<string[]> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
  const codes = Array.from({ length: recoveryCount }, () => base32(randomBytes(10)).toLowerCase());
  await tx.insert(recoveryCodes).values(codes.map((code) => ({ id: tokenHash(code), accountId })));
  return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'));
}

/** No second step any more. */
export const endSecondStep = (instance: Instance, accountId: string): Promise<void> =>
  write(instance, (tx) => forget(tx, accountId));

async function forget(tx: Tx, accountId: string) {
  await tx.delete(secondSteps).where(eq(secondSteps.accountId, accountId));
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
  await tx.delete(halfSignIns).where(eq(halfSignIns.accountId, accountId));
}

/**
 * For who has lost phone and codes: `by` is the administrator, null the command line. Every session ends (S86) and the
 * member is told, for it may not be their wish.
 */
export async function resetSecondStep(instance: Instance, accountId: string, by: string | null): Promise<void> {
  const organisation = (await organisationOf(instance))?.name ?? '';
  await write(instance, async (tx) => {
    const [step] = await tx.select().from(secondSteps).where(eq(secondSteps.accountId, accountId));
    if (!step) throw notFound();
    await forget(tx, accountId);
    await endSessions(tx, accountId);
    await record<AccountEvent>(tx, { type: 'member.second-step-reset', accountId, by });
    const [member] = await tx.select().from(members).where(eq(members.accountId, accountId));
    if (!member) return;
    const t = createTranslate(member.language as Language);
    await enqueueLetter(instance, tx, {
      to: member.email,
      subject: t('mail.resetSubject', { organisation }),
      text: t('mail.reset', { organisation, link: `${instance.config.origin}/settings/second-step` }),
    });
  });
}

/** Keeps in mind that the first step was taken; gives what a cookie carries, for ten minutes. */
export async function openHalf(instance: Instance, accountId: string, method: SignInMethod): Promise<string> {
  const token = newToken();
  const expiresAt = instance.clock() + halfLifeMs;
  await write(instance, (tx) => tx.insert(halfSignIns).values({ id: tokenHash(token), accountId, method, expiresAt }));
  return token;
}

/** Who has taken the first step, or null: too late, or no longer active (S107). */
export async function halfOf(
  instance: Instance,
  token: string | null,
): Promise<{ id: string; accountId: string; method: SignInMethod } | null> {
  if (!token) return null;
  const [half] = await instance.db
    .select()
    .from(halfSignIns)
    .where(and(eq(halfSignIns.id, tokenHash(token)), gt(halfSignIns.expiresAt, instance.clock())));
  const member = half && (await memberOf(instance, half.accountId));
  return mayEnter(member) ? half! : null;
}

/**
 * Takes the second step with a code of the app or a recovery code: each works once (S114). Null when it is neither;
 * then nothing has changed.
 */
export const takeSecondStep = (
  instance: Instance,
  half: { id: string; accountId: string },
  typed: string,
): Promise<SecondStep | null> =>
  write(instance, async (tx) => {
    const { accountId } = half;
    const taken = (await takeCode(instance, tx, accountId, typed)) ?? (await takeRecovery(tx, accountId, typed));
    if (!taken) return null;
    const gone = await tx.delete(halfSignIns).where(eq(halfSignIns.id, half.id)).returning({ id: halfSignIns.id });
    return gone.length ? taken : null;
  });

async function takeCode(instance: Instance, tx: Tx, accountId: string, typed: string): Promise<'code' | null> {
  const [step] = await tx.select().from(secondSteps).where(eq(secondSteps.accountId, accountId));
  if (!step?.confirmedAt) return null;
  const at = totpStep(box(instance).open(step.sealedSecret, place(accountId)), digitsOf(typed), instance.clock());
  if (at === null) return null;
  const moved = await tx
    .update(secondSteps)
    .set({ lastStep: at })
    .where(and(eq(secondSteps.accountId, accountId), lt(secondSteps.lastStep, at)))
    .returning({ id: secondSteps.accountId });
  return moved.length ? 'code' : null;
}

async function takeRecovery(tx: Tx, accountId: string, typed: string): Promise<'recovery' | null> {
  const code = typed.toLowerCase().replace(/[^a-z2-7]/g, '');
  const gone = await tx
    .delete(recoveryCodes)
    .where(and(eq(recoveryCodes.id, tokenHash(code)), eq(recoveryCodes.accountId, accountId)))
    .returning({ id: recoveryCodes.id });
  return gone.length ? 'recovery' : null;
}

const digitsOf = (typed: string) => typed.replace(/\s/g, '');

export const purgeHalfSignIns = (instance: Instance) =>
  write(instance, (tx) => tx.delete(halfSignIns).where(lt(halfSignIns.expiresAt, instance.clock())));
