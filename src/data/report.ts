import type { Instance } from '../instance.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Taken, TransferReport, Why } from './view.ts';

const mostLines = 200;

/** Writes down, thing by thing, what an import takes and what it leaves. */
export function reportOn(instance: Instance) {
  const report: TransferReport = { taken: {}, left: [], more: 0 };
  const left = (what: string, why: Why) => {
    if (report.left.length < mostLines) report.left.push({ what: what.slice(0, 200), why });
    else report.more++;
  };
  return {
    report,
    left,
    took(what: Taken, n = 1) {
      report.taken[what] = (report.taken[what] ?? 0) + n;
    },
    /** Does one thing: what is refused is written down and the others go on. False when it was left. */
    async attempt(what: string, work: () => Promise<unknown>): Promise<boolean> {
      try {
        await work();
        return true;
      } catch (error) {
        if (!(error instanceof Refusal)) instance.log.warn({ err: error }, 'a line of an import failed');
        left(what, error instanceof Refusal ? (error.status === 404 ? 'absent' : 'refused') : 'unreadable');
        return false;
      }
    },
  };
}

export type Reporter = ReturnType<typeof reportOn>;
