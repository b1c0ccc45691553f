import type { Request, RequestHandler } from 'express';
import ipaddr from 'ipaddr.js';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { tooMany } from '../platform/refusal.ts';

/** So many tries in so many seconds, per key (an account, an address). */
export interface Limit {
  /** Counts one try; throws 429 with the time to wait when there are too many. */
  take(key: string): Promise<void>;
  /** Gives the tries back: what succeeded was no attack. */
  forget(key: string): Promise<void>;
}

export function limit(points: number, seconds: number): Limit {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return {
    take: async (key) => {
      try {
        await limiter.consume(key);
      } catch (refused) {
        if (refused instanceof Error) throw refused;
        throw tooMany(Math.max(1, Math.ceil((refused as RateLimiterRes).msBeforeNext / 1000)));
      }
    },
    forget: async (key) => void (await limiter.delete(key)),
  };
}

/** reliability.md §1: per instance, so that three of them in one process do not share their counters. */
export const createLimits = () => ({
  signInByAccount: limit(5, 15 * 60),
  signInByAddress: limit(20, 15 * 60),
  signUp: limit(5, 30 * 60),
  upload: limit(60, 30 * 60),
  report: limit(20, 60 * 60),
  notice: limit(10, 60 * 60),
  write: limit(300, 5 * 60),
});

export type Limits = ReturnType<typeof createLimits>;

/**
 * The sender's IPv4 address, or their /64 of IPv6, which is one household's: who is counted. The proxy's word is taken
 * only where one is trusted (S29).
 */
export function addressOf(request: Request): string {
  const text = request.ip ?? '';
  if (!ipaddr.isValid(text)) return text;
  const address = ipaddr.process(text);
  if (address.kind() === 'ipv4') return address.toString();
  return new ipaddr.IPv6([...(address as ipaddr.IPv6).parts.slice(0, 4), 0, 0, 0, 0]).toString();
}

export const limited =
  (one: Limit, key: (request: Request) => string = addressOf): RequestHandler =>
  async (request, _response, next) => {
    await one.take(key(request));
    next();
  };
