import express, { type Request, type Response, type Router } from 'express';
import type { Instance } from '../instance.ts';
import { type Acceptance, acceptActivity } from './accept-activity.ts';
import { createRate, type RateLimits } from './rate.ts';
import { readRequestBody } from './read-body.ts';

const mediaTypes = /^application\/(activity\+json|ld\+json|json)\s*(;|$)/i;

/**
 * `POST /ap/inbox` and `/ap/accounts/:id/inbox`; to be mounted before any body parser. Who is meant follows from the
 * activity, so both are one. Answers 202, 400, 401, 403, 413, 429; a problem document tells the code (FEP-c180).
 */
export function inboxRoutes(instance: Instance, limits: RateLimits = { perSecond: 30, burst: 300 }): Router {
  const router = express.Router();
  const askRate = createRate(limits);
  router.post(['/ap/inbox', '/ap/accounts/:id/inbox'], async (request, response) => {
    if (!mediaTypes.test(request.headers['content-type'] ?? ''))
      return answer(response, { status: 400, reason: 'type' });
    const body = await readRequestBody(request);
    if (body === 'large' || body === 'slow') {
      response.set('Connection', 'close');
      return void problem(response, body === 'large' ? 413 : 408, body);
    }
    const acceptance = await acceptActivity(instance, received(instance, request, body), askRate);
    if (acceptance.status !== 202) instance.log.info({ status: acceptance.status, code: acceptance.reason }, 'inbox');
    answer(response, acceptance);
  });
  return router;
}

const received = (instance: Instance, request: Request, body: Buffer) => ({
  method: request.method,
  target: request.originalUrl,
  origin: instance.config.origin,
  headers: request.headersDistinct,
  body,
});

function answer(response: Response, { status, retryAfter, reason }: Acceptance) {
  if (retryAfter) response.set('Retry-After', String(retryAfter));
  if (status === 202) response.status(202).end();
  else problem(response, status, reason ?? '');
}

const problem = (response: Response, status: number, code: string) =>
  response.status(status).type('application/problem+json').send(JSON.stringify({ status, code }));
