import type { Instance } from '../instance.ts';
import { and, desc, eq, gt, isNull, lt, sql } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { newToken } from '../platform/tokens.ts';
import { write } from '../platform/write.ts';
import { invitations } from './tables.ts';
import type { Affiliation } from './view.ts';

export type Invitation = typeof invitations.$inferSelect;

const mostSeats = 500;
const mostDays = 365;

/** A link that lets `seats` people in during `days`. Throws Invalid. */
export async function invite(
  instance: Instance,
  createdBy: string,
  wanted: { seats: number; days: number; affiliation: Affiliation | null; note: string },
): Promise<Invitation> {
  if (!(Number.isInteger(wanted.seats) && wanted.seats >= 1 && wanted.seats <= mostSeats))
    throw new Invalid({ seats: { key: 'form.between', args: { least: 1, most: mostSeats } } });
  if (!(Number.isInteger(wanted.days) && wanted.days >= 1 && wanted.days <= mostDays))
    throw new Invalid({ days: { key: 'form.between', args: { least: 1, most: mostDays } } });
  const now = instance.clock();
  const [row] = await write(instance, (tx) =>
    tx
      .insert(invitations)
      .values({
        code: newToken().slice(0, 24),
        createdBy,
        seats: wanted.seats,
        affiliation: wanted.affiliation,
        note: wanted.note.slice(0, 200),
        expiresAt: now + wanted.days * 86_400_000,
        createdAt: now,
      })
      .returning(),
  );
  return row!;
}

const open = (now: number) =>
  and(isNull(invitations.revokedAt), gt(invitations.expiresAt, now), lt(invitations.used, invitations.seats));

/** The invitation of a link while it still lets somebody in, else the 404 of an absent page (S116). */
export async function openInvitation(instance: Instance, code: string): Promise<Invitation> {
  const [row] = await instance.db
    .select()
    .from(invitations)
    .where(and(eq(invitations.code, code), open(instance.clock())));
  if (!row) throw notFound();
  return row;
}

/** Takes a seat inside the transaction that makes the account: the last one is given once only (S116). */
export async function takeSeat(instance: Instance, tx: Tx, code: string): Promise<Invitation> {
  const [row] = await tx
    .update(invitations)
    .set({ used: sql`${invitations.used} + 1` })
    .where(and(eq(invitations.code, code), open(instance.clock())))
    .returning();
  if (!row) throw notFound();
  return row;
}

export const listInvitations = (instance: Instance): Promise<Invitation[]> =>
  instance.db.select().from(invitations).orderBy(desc(invitations.id)).limit(100);

export const revokeInvitation = (instance: Instance, id: number) =>
  write(instance, async (tx) => {
    const [row] = await tx
      .update(invitations)
      .set({ revokedAt: instance.clock() })
      .where(and(eq(invitations.id, id), isNull(invitations.revokedAt)))
      .returning({ id: invitations.id });
    if (!row) throw notFound();
  });
