import type { CandidateLine, Quota } from '../../draw-view.ts';

const matches = (line: CandidateLine, { by, value }: Quota) => line[by] === value;

/** Why these quotas cannot be kept with this list, as a sentence; null when they can, whatever the order drawn. */
export function quotaFault(
  candidates: CandidateLine[],
  places: number,
  quotas: Quota[],
): { key: string; args: Record<string, string | number> } | null {
  const kept = quotas.reduce((sum, quota) => sum + quota.places, 0);
  if (kept > places) return { key: 'draw.quotasOverPlaces', args: { kept, places } };
  for (const quota of quotas) {
    const there = candidates.filter((line) => matches(line, quota)).length;
    if (there < quota.places) return { key: 'draw.quotaTooFew', args: { there, wanted: quota.places } };
  }
  return null;
}

/**
 * Who has a place: in the order drawn, first those who fill places that were kept, then anybody, as long as there are
 * places. Both lists keep the order drawn.
 */
export function selectFrom(
  candidates: CandidateLine[],
  order: number[],
  places: number,
  quotas: Quota[],
): { drawn: number[]; reserves: number[] } {
  const lines = new Map(candidates.map((line) => [line.n, line]));
  const wanted = quotas.map((quota) => quota.places);
  const chosen = new Set<number>();
  if (wanted.some((n) => n > 0))
    for (const n of order) {
      const fills = quotas.flatMap((quota, at) => (wanted[at]! > 0 && matches(lines.get(n)!, quota) ? [at] : []));
      if (!fills.length || chosen.size >= places) continue;
      chosen.add(n);
      for (const at of fills) wanted[at]!--;
    }
  for (const n of order) {
    if (chosen.size >= places) break;
    chosen.add(n);
  }
  return { drawn: order.filter((n) => chosen.has(n)), reserves: order.filter((n) => !chosen.has(n)) };
}
