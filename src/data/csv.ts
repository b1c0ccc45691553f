/** One line of CSV (RFC 4180). */
export const csvLine = (cells: string[]): string =>
  `${cells.map((cell) => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;

/** The rows of a CSV text, cells trimmed; empty rows and what follows `most` rows are left out. */
export function readCsv(text: string, most: number): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const pattern = /[ \t]*(?:"((?:[^"]|"")*)"|([^,\r\n]*))[ \t]*(,|\r?\n|\r|$)/gy;
  const whole = text.replace(/^\ufeff/, '');
  while (pattern.lastIndex < whole.length && rows.length < most) {
    const match = pattern.exec(whole);
    if (!match) break;
    row.push((match[1]?.replaceAll('""', '"') ?? match[2] ?? '').trim());
    if (match[3] === ',') continue;
    if (row.some(Boolean)) rows.push(row);
    row = [];
  }
  if (row.some(Boolean) && rows.length < most) rows.push(row);
  return rows;
}
