/** A row of a CSV text, with the number of the line that it begins on. */
export interface CsvRow {
  line: number;
  cells: string[];
}

/** The rows of a CSV text (RFC 4180), cells trimmed; empty rows and what follows `most` rows are left out. */
export function csvRows(text: string, most: number, separator: ',' | ';' | '\t' = ','): CsvRow[] {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let begun = 1;
  const pattern = new RegExp(
    `[ ]*(?:"((?:[^"]|"")*)"|([^${separator}\\r\\n]*))[ \\t]*(${separator}|\\r?\\n|\\r|$)`,
    'gy',
  );
  const whole = text.replace(/^\ufeff/, '');
  const end = () => {
    if (cells.some(Boolean)) rows.push({ line: begun, cells });
    cells = [];
    begun = line;
  };
  while (pattern.lastIndex < whole.length && rows.length < most) {
    const match = pattern.exec(whole);
    if (!match) break;
    cells.push((match[1]?.replaceAll('""', '"') ?? match[2] ?? '').trim());
    line += match[0].match(/\r?\n|\r/g)?.length ?? 0;
    if (match[3] !== separator) end();
  }
  if (rows.length < most) end();
  return rows;
}

/**
 * One line of CSV. A cell that a spreadsheet would take for a formula gets a space before it (CWE-1236).
 */
export const csvLine = (cells: string[]): string => `${cells.map(cellOf).join(',')}\r\n`;

function cellOf(text: string): string {
  const tame = /^[=+@\t\r-]/.test(text) ? ` ${text}` : text;
  return /[",;\r\n]|^\s|\s$/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

/** Text of a file as spreadsheets write it: UTF-8, else what Windows calls ANSI in the West. */
export function decodeSheet(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
