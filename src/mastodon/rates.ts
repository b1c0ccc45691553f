import type { RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { addressOf } from '../web/limits.ts';
import { ApiFault, grantIn } from './http.ts';

/** 300 requests in five minutes for a token, or an address without one, told in headers as Mastodon does (R7). */
export function createRates(points = 300, seconds = 300): RequestHandler {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return async (request, response, next) => {
    const grant = grantIn(response);
    const key = grant ? `token ${grant.token.id}` : `address ${addressOf(request)}`;
    const state = await limiter.consume(key).catch((refused: unknown) => {
      if (refused instanceof RateLimiterRes) return refused;
      throw refused;
    });
    response.set({
      'X-RateLimit-Limit': String(points),
      'X-RateLimit-Remaining': String(Math.max(0, state.remainingPoints)),
      'X-RateLimit-Reset': new Date(Date.now() + state.msBeforeNext).toISOString(),
    });
    if (state.consumedPoints > points) {
      response.set('Retry-After', String(Math.ceil(state.msBeforeNext / 1000)));
      throw new ApiFault(429, 'Too many requests');
    }
    next();
  };
}
