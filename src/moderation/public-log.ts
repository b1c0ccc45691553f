import { accountsByIds } from '../accounts/account.ts';
import { listHostRules } from '../accounts/host-rule.ts';
import { accounts } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { count, eq, gt, isNull, sql } from '../platform/columns.ts';
import { lastDecisions } from './decisions.ts';
import { decisions, reports } from './tables.ts';
import { decisionActs, type PublicLogView } from './view.ts';

const year = 365 * 86_400_000;
const hour = 3_600_000;
const mostActs = 200;

/** What everybody may know of the moderation (DSA 15, 24): counted from what it did, and nobody is named. */
export async function publicLog(instance: Instance): Promise<PublicLogView> {
  const since = instance.clock() - year;
  const said = await instance.db
    .select({
      reporterId: reports.reporterId,
      left: reports.reporterLeft,
      host: accounts.host,
      createdAt: reports.createdAt,
      resolvedAt: reports.resolvedAt,
    })
    .from(reports)
    .leftJoin(accounts, eq(accounts.id, reports.reporterId))
    .where(gt(reports.createdAt, since));
  const [waiting] = await instance.db.select({ n: count() }).from(reports).where(isNull(reports.resolvedAt));
  const counted = await instance.db
    .select({ act: decisions.act, n: count() })
    .from(decisions)
    .where(gt(decisions.createdAt, since))
    .groupBy(decisions.act);
  const [appealed] = await instance.db
    .select({ n: count(), upheld: sql<number>`sum(case when ${eq(decisions.upheld, true)} then 1 else 0 end)` })
    .from(decisions)
    .where(gt(decisions.appealedAt, since));
  const byOthers = said.filter((row) => row.reporterId === '' && !row.left).length;
  const byMembers = said.filter((row) => row.host === '' || row.left).length;
  return {
    figures: {
      byMembers,
      byOthers,
      byServers: said.length - byMembers - byOthers,
      waiting: waiting!.n,
      medianHours: median(said.flatMap((row) => (row.resolvedAt === null ? [] : [row.resolvedAt - row.createdAt]))),
      byAct: decisionActs.map((act) => ({ act, n: counted.find((row) => row.act === act)?.n ?? 0 })),
      appeals: appealed!.n,
      upheld: Number(appealed!.upheld ?? 0),
    },
    acts: await actsOf(instance),
    rules: (await listHostRules(instance))
      .filter((rule) => rule.severity !== 'none')
      .map((rule) => ({
        host: rule.obfuscate ? obscured(rule.host) : rule.host,
        severity: rule.severity,
        comment: rule.publicComment,
      })),
  };
}

async function actsOf(instance: Instance): Promise<PublicLogView['acts']> {
  const rows = await lastDecisions(instance, mostActs);
  const people = new Map(
    (
      await accountsByIds(
        instance,
        rows.map((row) => row.accountId),
      )
    ).map((account) => [account.id, account]),
  );
  return rows.map(({ id, createdAt: at, act, ground, accountId, liftedAt }) => ({
    id,
    at,
    act,
    ground,
    host: people.get(accountId)?.host || null,
    liftedAt,
  }));
}

/** `poubelle.example` → `pou*****.example`: who knows it recognises it, who does not cannot go there. */
const obscured = (host: string) =>
  host.replace(/^[^.]+/, (name) => name.slice(0, 3) + '*'.repeat(Math.max(3, name.length - 3)));

/** Whole hours. */
function median(list: number[]): number | null {
  const sorted = list.sort((one, other) => one - other);
  return sorted.length ? Math.round(sorted[Math.floor(sorted.length / 2)]! / hour) : null;
}
