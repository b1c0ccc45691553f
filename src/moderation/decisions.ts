import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instance } from '../instance.ts';
import { desc, eq } from '../platform/columns.ts';
import { notFound } from '../platform/refusal.ts';
import { decisions } from './tables.ts';

export type Decision = typeof decisions.$inferSelect;

/** For who moderates, and for the person it concerns: the caller checks. 404 when there is none. */
export async function decisionById(instance: Instance, id: number): Promise<Decision> {
  const [row] = await instance.db.select().from(decisions).where(eq(decisions.id, id));
  if (!row) throw notFound();
  return row;
}

/** Decisions about an account, newest first. */
export const decisionsAbout = (instance: Instance, accountId: string): Promise<Decision[]> =>
  instance.db.select().from(decisions).where(eq(decisions.accountId, accountId)).orderBy(desc(decisions.id)).limit(100);

/** The last decisions of all, newest first. */
export const lastDecisions = (instance: Instance, most: number): Promise<Decision[]> =>
  instance.db.select().from(decisions).orderBy(desc(decisions.id)).limit(most);

/**
 * What opens a decision for who was suspended and cannot sign in any more: it stands in the letter to them, and in no
 * table.
 */
export const decisionKey = ({ config }: Pick<Instance, 'config'>, id: number): string =>
  createHmac('sha256', config.secretKey).update(`decision ${id}`).digest('base64url').slice(0, 32);

export function opensDecision(instance: Instance, id: number, key: unknown): boolean {
  const right = Buffer.from(decisionKey(instance, id));
  const given = Buffer.from(typeof key === 'string' ? key : '');
  return given.length === right.length && timingSafeEqual(given, right);
}
