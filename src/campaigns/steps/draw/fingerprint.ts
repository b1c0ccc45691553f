import { createHash } from 'node:crypto';
import type { DrawRecord } from '../../draw-view.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** What is published of a seed before the draw. */
export const commitmentOf = (seed: string): string => sha256(seed.trim().toLowerCase());

/** What the list says of somebody: with the salt, who it is can be shown; without, nobody can tell. */
export const tokenOf = (salt: string, accountUri: string): string => sha256(`${salt} ${accountUri}`);

/**
 * SHA-256 of everything that is decided before a draw, line by line: rules, sources in their order, and the list. Whatever
 * changes afterwards changes it.
 */
export function fingerprintOf(
  record: Pick<
    DrawRecord,
    'title' | 'campaign' | 'places' | 'quotas' | 'candidates' | 'seeds' | 'publicSource' | 'publicAt'
  >,
): string {
  const lines = [
    `draw ${record.title}`,
    `campaign ${record.campaign}`,
    `places ${record.places}`,
    ...record.quotas.map(({ by, value, places }) => `quota ${by} ${value} ${places}`),
    ...record.seeds.map(({ name, commitment }) => `seed ${name} ${commitment}`),
    `public ${record.publicAt} ${record.publicSource}`,
    ...record.candidates.map(({ n, token, organisation, affiliation }) =>
      `${n} ${token} ${organisation} ${affiliation}`.trimEnd(),
    ),
  ];
  return sha256(lines.join('\n'));
}
