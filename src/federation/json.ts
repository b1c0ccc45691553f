/** A JSON object as it came over the wire: nothing in it has been checked. */
export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** AS2 lets one value stand for a list of one. */
export const list = (value: unknown): unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

/** Non-empty text of at most `limit` UTF-16 units (cut, not refused), without control characters; else null. */
export function text(value: unknown, limit: number): string | null {
  if (typeof value !== 'string') return null;
  const clean = value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '').toWellFormed();
  return clean ? [...clean.slice(0, limit * 2)].join('').slice(0, limit) : null;
}

/** Types of an object: some servers send several. */
export const typesOf = (value: unknown): string[] =>
  isObject(value) ? list(value.type).filter((type): type is string => typeof type === 'string') : [];

/** Unix milliseconds of an xsd:dateTime, or null; nothing before 1900 or beyond year 9999. */
export function time(value: unknown): number | null {
  if (typeof value !== 'string' || value.length > 40 || !/^\d{4}-\d\d-\d\dT/.test(value)) return null;
  const at = Date.parse(value);
  return Number.isNaN(at) || at < -2_208_988_800_000 ? null : at;
}

export const wholeNumber = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;

/** Without the members that have no value. */
export const defined = (document: Json): Json =>
  Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined));
