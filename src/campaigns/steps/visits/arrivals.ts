import { createHmac } from 'node:crypto';
import type { Instance } from '../../../instance.ts';
import { and, eq } from '../../../platform/columns.ts';
import { Invalid } from '../../../platform/refusal.ts';
import { within, write } from '../../../platform/write.ts';
import { attendanceOf, attendeesOf } from '../../../posts/attend.ts';
import { visitArrivals } from '../../draw-tables.ts';
import { organisedSession } from './session.ts';

/** Letters and digits that nobody takes for one another. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** What somebody with a place says at the door: six signs that only this server can make. */
export function codeOf({ config }: Pick<Instance, 'config'>, postId: string, accountId: string): string {
  const bytes = createHmac('sha256', config.secretKey).update(`visit ${postId} ${accountId}`).digest();
  return [...bytes.subarray(0, 6)].map((byte) => letters[byte % letters.length]).join('');
}

/** Notes that somebody with a place has come: by who they are, or by their code. Invalid for anybody else; twice is once. */
export const checkIn = (
  instance: Instance,
  byId: string,
  postId: string,
  who: { accountId: string } | { code: string },
): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    await organisedSession(inside, byId, postId);
    const accountId = 'code' in who ? await byCode(inside, postId, who.code) : who.accountId;
    const place = accountId ? await attendanceOf(inside, postId, accountId) : null;
    if (!accountId || place?.state !== 'going') throw new Invalid({ code: 'visit.noSuchCode' });
    await tx.insert(visitArrivals).values({ postId, accountId, byId, at: instance.clock() }).onConflictDoNothing();
  });

/** Takes back what was noted by mistake. */
export const undoCheckIn = (instance: Instance, byId: string, postId: string, accountId: string): Promise<void> =>
  write(instance, async (tx) => {
    await organisedSession(within(instance, tx), byId, postId);
    await tx.delete(visitArrivals).where(and(eq(visitArrivals.postId, postId), eq(visitArrivals.accountId, accountId)));
  });

async function byCode(inside: Instance, postId: string, said: string): Promise<string | null> {
  const code = said.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const going = await attendeesOf(inside, postId, ['going'], 10_000);
  return going.find((row) => codeOf(inside, postId, row.accountId) === code)?.accountId ?? null;
}

/** Who has come, by account. */
export async function arrivalsOf(instance: Instance, postId: string): Promise<Map<string, number>> {
  const rows = await instance.db.select().from(visitArrivals).where(eq(visitArrivals.postId, postId));
  return new Map(rows.map(({ accountId, at }) => [accountId, at]));
}
