const dayMs = 86_400_000;

/** Unix ms named by a `Retry-After` of seconds or a date (RFC 9110 §10.2.3), at most 24 h ahead; null without one. */
export function retryAfter(value: string | undefined, now: number): number | null {
  const text = value?.trim() ?? '';
  if (!text) return null;
  const at = /^\d{1,9}$/.test(text) ? now + Number(text) * 1000 : Date.parse(text);
  return Number.isNaN(at) ? null : Math.min(Math.max(at, now + 1000), now + dayMs);
}
