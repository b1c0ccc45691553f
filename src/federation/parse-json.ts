import { isObject, type Json } from './json.ts';

export const jsonLimits = { bytes: 1_048_576, depth: 32, nodes: 10_000 };

/**
 * Parses a document from outside: at most 1 MiB, 32 levels, 10,000 values, an object at the top (S34). U+0000 is taken
 * out of every text (PostgreSQL cannot hold it). Null when it breaks a limit, is no JSON, or has a `__proto__` member.
 */
export function parseJson(body: Buffer): Json | null {
  if (body.length > jsonLimits.bytes) return null;
  let value: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    value = JSON.parse(text, text.includes('\\u0000') ? withoutNul : undefined);
  } catch {
    return null;
  }
  return isObject(value) && withinLimits(value) ? value : null;
}

const withoutNul = (_: string, value: unknown) => (typeof value === 'string' ? value.replaceAll('\u0000', '') : value);

function withinLimits(root: Json): boolean {
  let level: object[] = [root];
  let nodes = 0;
  for (let depth = 1; level.length; depth++) {
    if (depth > jsonLimits.depth) return false;
    const next: object[] = [];
    for (const value of level) {
      if (Object.hasOwn(value, '__proto__')) return false;
      for (const member of Object.values(value)) {
        if (++nodes > jsonLimits.nodes) return false;
        if (typeof member === 'object' && member !== null) next.push(member);
      }
    }
    level = next;
  }
  return true;
}
