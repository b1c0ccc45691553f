import type { Instance } from '../instance.ts';
import { count, desc, eq, inArray, lt } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { createTranslate, type Language } from '../platform/i18n.ts';
import { enqueueLetter } from '../platform/letters.ts';
import { hashPassword, passwordFault } from '../platform/password.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { newToken, tokenHash } from '../platform/tokens.ts';
import { within, write } from '../platform/write.ts';
import { setAffiliation } from './affiliation.ts';
import type { Expected, RowFault } from './member-csv.ts';
import { nameFault } from './names.ts';
import { newMember } from './new-member.ts';
import { type Organisation, organisationOf } from './organisation.ts';
import { updateProfile } from './profile.ts';
import { accounts, expectedPeople, members } from './tables.ts';

export type ExpectedPerson = typeof expectedPeople.$inferSelect;

/** How long a letter opens an account; then the person is forgotten. */
const lifeMs = 30 * 86_400_000;

/** Of the people of a list, those who cannot be expected: they are here, expected already, or their handle is given. */
export async function alreadyKnown(
  { db }: Instance,
  people: { line: number; person: Expected }[],
): Promise<RowFault[]> {
  const has = async <T>(values: string[], find: (part: string[]) => Promise<T[]>) => {
    const found: T[] = [];
    for (let from = 0; from < values.length; from += 500) found.push(...(await find(values.slice(from, from + 500))));
    return found;
  };
  const emails = people.map(({ person }) => person.email);
  const names = people.flatMap(({ person }) => person.name || []);
  const here = await has(emails, (part) =>
    db.select({ email: members.email }).from(members).where(inArray(members.email, part)),
  );
  const expected = await has(emails, (part) =>
    db.select({ email: expectedPeople.email }).from(expectedPeople).where(inArray(expectedPeople.email, part)),
  );
  const given = await has(names, (part) =>
    db.select({ name: accounts.nameKey, host: accounts.host }).from(accounts).where(inArray(accounts.nameKey, part)),
  );
  const [isHere, isExpected] = [new Set(here.map((row) => row.email)), new Set(expected.map((row) => row.email))];
  const isGiven = new Set(given.filter((row) => row.host === '').map((row) => row.name));
  return people.flatMap(({ line, person: { email, name } }) => {
    const reason =
      (isHere.has(email) && 'members.rowHere') ||
      (isExpected.has(email) && 'members.rowExpected') ||
      (name && isGiven.has(name) && 'name.taken');
    return reason ? [{ line, what: email, reason }] : [];
  });
}

/**
 * Expects these people, each with a letter that opens their account: all of them, or none. Throws Invalid when one of
 * them has come meanwhile.
 */
export async function expect(instance: Instance, by: string, people: readonly Expected[]): Promise<void> {
  const own = await organisationOf(instance);
  if (!own) throw notFound();
  await write(instance, async (tx) => {
    const numbered = people.map((person, place) => ({ line: place + 1, person }));
    const [known] = await alreadyKnown(within(instance, tx), numbered);
    if (known) throw new Invalid({ list: 'members.listChanged' });
    for (const person of people) {
      const token = newToken();
      const row = { ...person, language: person.language ?? own.languages[0] ?? 'fr' };
      const now = instance.clock();
      await tx
        .insert(expectedPeople)
        .values({ ...row, token: tokenHash(token), createdBy: by, createdAt: now, expiresAt: now + lifeMs });
      await mail(instance, tx, row, token, own);
    }
  });
}

function mail(
  instance: Instance,
  tx: Tx,
  { email, language, displayName }: { email: string; language: string; displayName: string },
  token: string,
  own: Organisation,
) {
  const t = createTranslate(language as Language);
  const link = `${instance.config.origin}/join/${token}`;
  const until = t.date(instance.clock() + lifeMs);
  const said = { organisation: own.name, sentence: own.sentence, link, until, name: displayName };
  return enqueueLetter(instance, tx, {
    to: email,
    subject: t('mail.expectedSubject', { organisation: own.name }),
    text: t(displayName ? 'mail.expectedByName' : 'mail.expected', said),
  });
}

/** A new link in place of the former one, sent by letter too where letters go out; it is shown once. 404. */
export async function renewExpected(instance: Instance, id: number): Promise<string> {
  const own = await organisationOf(instance);
  const token = newToken();
  await write(instance, async (tx) => {
    const [row] = await tx
      .update(expectedPeople)
      .set({ token: tokenHash(token), expiresAt: instance.clock() + lifeMs })
      .where(eq(expectedPeople.id, id))
      .returning();
    if (!row || !own) throw notFound();
    if (instance.mail.configured) await mail(instance, tx, row, token, own);
  });
  return `${instance.config.origin}/join/${token}`;
}

/** Expects this person no more, and forgets them. 404. */
export const forgetExpected = (instance: Instance, id: number): Promise<void> =>
  write(instance, async (tx) => {
    const gone = await tx.delete(expectedPeople).where(eq(expectedPeople.id, id)).returning({ id: expectedPeople.id });
    if (!gone.length) throw notFound();
  });

/** Those who have not come yet, the last named first. */
export const listExpected = (instance: Instance, most = 200): Promise<ExpectedPerson[]> =>
  instance.db.select().from(expectedPeople).orderBy(desc(expectedPeople.id)).limit(most);

export async function countExpected(instance: Instance): Promise<number> {
  const [row] = await instance.db.select({ n: count() }).from(expectedPeople);
  return row!.n;
}

/** Whom a link is for. 404: nobody, or no more. */
export async function expectedBy(instance: Instance, token: string): Promise<ExpectedPerson> {
  const [row] = await instance.db
    .select()
    .from(expectedPeople)
    .where(eq(expectedPeople.token, tokenHash(token)));
  if (!row || row.expiresAt < instance.clock()) throw notFound();
  return row;
}

export interface Arrival {
  name: string;
  displayName: string;
  password: string;
  acceptsCharter: boolean;
}

/** The person comes: chooses a password, accepts the charter, and is a member. Gives the account. Throws Invalid, 404. */
export async function arriveExpected(instance: Instance, token: string, wanted: Arrival): Promise<string> {
  const own = await organisationOf(instance);
  const row = await expectedBy(instance, token);
  const displayName = wanted.displayName.trim();
  const faults: Record<string, string> = {};
  const name = nameFault(wanted.name);
  if (name) faults.name = name;
  if (!displayName || displayName.length > 60) faults.displayName = 'form.required';
  const weak = passwordFault(wanted.password);
  if (weak) faults.password = weak;
  if (!wanted.acceptsCharter) faults.charter = 'signUp.charterNeeded';
  if (Object.keys(faults).length) throw new Invalid(faults);
  const passwordHash = await hashPassword(wanted.password);
  return write(instance, async (tx) => {
    const inside = within(instance, tx);
    const [taken] = await tx
      .delete(expectedPeople)
      .where(eq(expectedPeople.token, tokenHash(token)))
      .returning();
    if (!taken || !own) throw notFound();
    const { affiliation, from, until } = row;
    const accountId = await newMember(instance, tx, {
      name: wanted.name,
      displayName,
      email: row.email,
      passwordHash,
      affiliation,
      state: 'active',
      role: row.role,
      language: row.language,
      charterVersion: own.charterVersion,
    });
    if (row.title) await updateProfile(inside, accountId, { role: row.title });
    if (from !== null || until !== null) await setAffiliation(inside, accountId, { affiliation, from, until });
    return accountId;
  });
}

/** Forgets those who did not come in time. */
export const purgeExpected = (instance: Instance) =>
  write(instance, (tx) => tx.delete(expectedPeople).where(lt(expectedPeople.expiresAt, instance.clock())));
