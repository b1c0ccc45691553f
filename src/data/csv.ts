import { csvRows } from '../platform/csv.ts';

/** One line of CSV (RFC 4180). */
export const csvLine = (cells: string[]): string =>
  `${cells.map((cell) => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;

/** The rows of a CSV text, cells trimmed; empty rows and what follows `most` rows are left out. */
export const readCsv = (text: string, most: number): string[][] => csvRows(text, most).map(({ cells }) => cells);
