import { csvRows } from '../platform/csv.ts';
import type { HostRuleWanted } from './host-rule.ts';
import type { HostSeverity } from './organisation-tables.ts';

const header = ['#domain', '#severity', '#reject_media', '#reject_reports', '#public_comment', '#obfuscate'];
/** Our word for Mastodon's. */
const severities: Record<string, HostSeverity> = { noop: 'none', silence: 'limit', suspend: 'block' };
const mostLines = 20_000;

/** Rules in the format in which Mastodon exports and imports its domain blocks. */
export function writeHostRules(rules: readonly HostRuleWanted[]): string {
  const word = (severity: HostSeverity) => Object.keys(severities).find((name) => severities[name] === severity)!;
  const lines = rules.map((rule) =>
    [
      rule.host,
      word(rule.severity),
      yesNo(rule.rejectMedia),
      yesNo(rule.rejectReports),
      rule.publicComment,
      yesNo(rule.obfuscate),
    ]
      .map(quoted)
      .join(','),
  );
  return `${[header.join(','), ...lines].join('\n')}\n`;
}

const yesNo = (value: boolean) => (value ? 'true' : 'false');
// A field that a spreadsheet would take for a formula is quoted with a space before it (S93).
const quoted = (text: string) => {
  const tame = /^[=+@\t\r-]/.test(text) ? ` ${text}` : text;
  return /[",\n\r]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
};

/**
 * Reads that format, by the names of its columns; a file of one bare domain a line is one of blocks. A line whose domain
 * cannot be read (obfuscated: `ex***.example`) is counted in `skipped`.
 */
export function readHostRules(text: string): { rules: HostRuleWanted[]; skipped: number } {
  const rows = readCsv(text);
  const named = rows[0]?.some((cell) => cell.trim().replace(/^#/, '').toLowerCase() === 'domain');
  const columns = (named ? rows[0]! : ['domain']).map((cell) => cell.trim().replace(/^#/, '').toLowerCase());
  const rules = new Map<string, HostRuleWanted>();
  let skipped = 0;
  for (const row of named ? rows.slice(1) : rows) {
    const cell = (name: string) => (row[columns.indexOf(name)] ?? '').trim();
    const host = cell('domain').toLowerCase();
    const severity = columns.includes('severity') ? severities[cell('severity').toLowerCase()] : 'block';
    if (!host || host.includes('*') || !severity) {
      if (row.some((one) => one.trim())) skipped += 1;
      continue;
    }
    rules.set(host, {
      host,
      severity,
      rejectMedia: /^true$/i.test(cell('reject_media')),
      rejectReports: /^true$/i.test(cell('reject_reports')),
      publicComment: cell('public_comment').slice(0, 500),
      obfuscate: /^true$/i.test(cell('obfuscate')),
    });
  }
  return { rules: [...rules.values()], skipped };
}

/** Cells of a CSV text. */
export const readCsv = (text: string): string[][] => csvRows(text, mostLines).map(({ cells }) => cells);
