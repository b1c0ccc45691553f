import type { Instance } from '../instance.ts';
import { and, asc, eq, inArray, isNull, or, sql } from '../platform/columns.ts';
import { compiled } from '../platform/compiled.ts';
import type { Tx } from '../platform/database.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import { localHost } from './account.ts';
import { type HostSeverity, hostRules } from './organisation-tables.ts';
import { accounts } from './tables.ts';

export type HostRule = typeof hostRules.$inferSelect;
export type HostRuleWanted = Omit<HostRule, 'createdAt'>;
export const hostSeverities: readonly HostSeverity[] = ['none', 'limit', 'block'];

const mostNames = 8;
const names = Array.from({ length: mostNames }, (_, place) => `h${place}`);
const rulesOfNames = compiled((db, value) =>
  db
    .select()
    .from(hostRules)
    .where(or(...names.map((name) => eq(hostRules.host, value(name))))),
);

/** The rule that holds for a host (lower case, with its port): its own, or that of the nearest domain above it. */
export async function ruleOf(instance: Instance, host: string): Promise<HostRule | null> {
  const wanted = selfAndAbove(host);
  const values = Object.fromEntries(names.map((name, place) => [name, wanted[place] ?? '']));
  const found = await rulesOfNames(instance.db, values);
  return found.sort((one, other) => other.host.length - one.host.length)[0] ?? null;
}

/** Of these hosts, those that are blocked: one query, however many. */
export async function blockedAmong(instance: Instance, wanted: string[]): Promise<Set<string>> {
  const rules = await instance.db.select({ host: hostRules.host, severity: hostRules.severity }).from(hostRules);
  const severities = new Map(rules.map(({ host, severity }) => [host, severity]));
  const nearest = (host: string) => selfAndAbove(host).find((name) => severities.has(name));
  return new Set(wanted.filter((host) => severities.get(nearest(host) ?? '') === 'block'));
}

/** `a.b.example:3000` → itself, then without its port, `b.example`, `example`; the last ones where it is very deep. */
function selfAndAbove(host: string): string[] {
  const labels = host.replace(/:\d+$/, '').split('.');
  const all = labels.map((_, place) => labels.slice(place).join('.'));
  return [host, ...(all.length < mostNames ? all : all.slice(-(mostNames - 1)))];
}

export const listHostRules = (instance: Instance): Promise<HostRule[]> =>
  instance.db.select().from(hostRules).orderBy(asc(hostRules.host));

/** What is wrong with a host as somebody writes it, as a translation key, or null. */
export function hostFault(instance: Instance, host: string): string | null {
  if (host === localHost(instance) || localHost(instance).endsWith(`.${host}`)) return 'hostRule.own';
  const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
  return host.length <= 253 && new RegExp(`^${label}(?:\\.${label})*(?::\\d{1,5})?$`).test(host)
    ? null
    : 'hostRule.host';
}

/** Sets the rules of these hosts, in place of those they had. Throws Invalid: then none is set. */
export async function setHostRules(instance: Instance, wanted: readonly HostRuleWanted[]): Promise<void> {
  const rows = wanted.map((rule) => ({ ...rule, publicComment: rule.publicComment.trim().slice(0, 500) }));
  for (const { host, severity } of rows) {
    const fault = hostFault(instance, host) ?? (hostSeverities.includes(severity) ? null : 'form.required');
    if (fault) throw new Invalid({ host: fault });
  }
  await write(instance, async (tx) => {
    for (const row of rows) {
      await tx
        .insert(hostRules)
        .values({ ...row, createdAt: instance.clock() })
        .onConflictDoUpdate({ target: hostRules.host, set: row });
      await applyRules(tx, row.host, instance.clock());
    }
  });
}

/** Takes a rule away: what it limited or suspended is given back, unless another rule or a decision holds it. */
export const removeHostRule = (instance: Instance, host: string): Promise<void> =>
  write(instance, async (tx) => {
    const [gone] = await tx.delete(hostRules).where(eq(hostRules.host, host)).returning();
    if (!gone) throw notFound();
    await applyRules(tx, host, instance.clock());
  });

/** Accounts of `host` and below are what the rules now make of them: those above first, the nearest last. */
async function applyRules(tx: Tx, host: string, now: number): Promise<void> {
  const here = ofHost(host);
  await lift(tx, here);
  const above = await tx
    .select()
    .from(hostRules)
    .where(inArray(hostRules.host, selfAndAbove(host)));
  const below = await tx
    .select()
    .from(hostRules)
    .where(sql`${hostRules.host} like ${`%.${escaped(host)}`} escape '\\'`);
  for (const rule of [...above, ...below].sort((one, other) => one.host.length - other.host.length)) {
    const scope = and(here, ofHost(rule.host));
    await lift(tx, scope);
    if (rule.severity === 'block')
      await tx
        .update(accounts)
        .set({ suspendedAt: now, hostRule: 'block' })
        .where(and(scope, isNull(accounts.suspendedAt)));
    if (rule.severity === 'limit')
      await tx
        .update(accounts)
        .set({ limitedAt: now, hostRule: 'limit' })
        .where(and(scope, isNull(accounts.limitedAt)));
  }
}

async function lift(tx: Tx, scope: ReturnType<typeof and>) {
  const back = (rule: HostSeverity) => and(scope, eq(accounts.hostRule, rule));
  await tx.update(accounts).set({ suspendedAt: null, hostRule: null }).where(back('block'));
  await tx.update(accounts).set({ limitedAt: null, hostRule: null }).where(back('limit'));
}

/** Accounts of a host (with any port, when it names none) and of its subdomains. */
function ofHost(host: string) {
  const own = escaped(host);
  const patterns = [own, `%.${own}`, ...(host.includes(':') ? [] : [`${own}:%`, `%.${own}:%`])];
  return or(...patterns.map((pattern) => sql`${accounts.host} like ${pattern} escape '\\'`));
}

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&');
