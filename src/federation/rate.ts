import { recent } from './recent.ts';

export interface RateLimits {
  /** Sustained requests per second. */
  perSecond: number;
  /** What may come at once after a rest. */
  burst: number;
}

/** Token buckets by key, at most 10,000 of them (S38). Gives 0 when the request may pass, else seconds to wait. */
export function createRate({ perSecond, burst }: RateLimits): (key: string, now: number) => number {
  const buckets = recent<{ left: number; at: number }>(10_000, (burst / perSecond) * 1000 + 1000);
  return (key, now) => {
    const bucket = buckets.get(key, now) ?? { left: burst, at: now };
    // A clock that was set back costs nobody anything.
    const left = Math.min(burst, bucket.left + (Math.max(0, now - bucket.at) / 1000) * perSecond);
    buckets.set(key, { left: Math.max(0, left - 1), at: now }, now);
    return left >= 1 ? 0 : Math.ceil((1 - left) / perSecond);
  };
}
