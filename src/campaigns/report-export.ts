import { csvLine } from '../platform/csv.ts';
import type { Report } from './report.ts';
import { figuresOf, type ReportFigures } from './report-figures.ts';
import type { ReportRows } from './report-rows.ts';

const context = [
  'https://schema.org',
  { maillon: 'urn:maillon:ns#', rows: 'maillon:rows', figures: 'maillon:figures' },
];

/** The report as JSON-LD: its words, its figures, and the rows that they are computed from. */
export const reportDocument = ({ sentences, publishedAt, rows, figures }: Report, url: string) => ({
  '@context': context,
  '@type': 'Report',
  '@id': url,
  name: rows.campaign.name,
  about: rows.campaign.uri,
  creativeWorkStatus: publishedAt === null ? 'provisional' : 'published',
  ...(publishedAt !== null && { datePublished: new Date(publishedAt).toISOString() }),
  abstract: sentences.learnt ?? '',
  ...{ sentences, figures, rows },
});

/** Every figure one by one, `truth.answered` → 84; what differs between lists of figures has its place in the name. */
export function flat(figures: unknown, name = ''): [name: string, value: string][] {
  if (typeof figures !== 'object' || figures === null) return [[name, figures === null ? '' : String(figures)]];
  return Object.entries(figures).flatMap(([key, value]) => flat(value, name ? `${name}.${key}` : key));
}

/** Figures, groups of people and days as a table: section, name, value. */
export function reportSheet({ rows, figures }: Report): string {
  const lines: [string, string, string][] = [
    ...flat(figures).map(([name, value]): [string, string, string] => ['figures', name, value]),
    ...rows.people.organisations.map(({ name, n }): [string, string, string] => ['organisations', name, String(n)]),
    ...rows.people.affiliations.map(({ name, n }): [string, string, string] => ['affiliations', name, String(n)]),
    ...rows.traffic.flatMap(({ day, visits, bytes, messages }): [string, string, string][] => [
      ['visits', day, String(visits)],
      ['bytes', day, String(bytes)],
      ['messages', day, String(messages)],
    ]),
  ];
  return `\ufeff${csvLine(['section', 'name', 'value'])}${lines.map((line) => csvLine(line)).join('')}`;
}

/**
 * Computes every figure of an exported report again from its rows: names of those that do not come out as they are
 * written; none when all is well. Throws on what is no report.
 */
export function checkReport(document: unknown): {
  figures: number;
  wrong: { name: string; said: string; found: string }[];
} {
  const { rows, figures } = document as { rows?: ReportRows; figures?: ReportFigures };
  if (!rows || !figures || !Array.isArray(rows.things))
    throw new Error('This is not the exported report of a campaign.');
  const said = new Map(flat(figures));
  const found = new Map(flat(figuresOf(rows)));
  const names = [...new Set([...said.keys(), ...found.keys()])];
  const wrong = names
    .filter((name) => said.get(name) !== found.get(name))
    .map((name) => ({ name, said: said.get(name) ?? '', found: found.get(name) ?? '' }));
  return { figures: names.length, wrong };
}
