import type { RequestHandler } from 'express';
import type { Log } from '../platform/log.ts';
import { remembering } from '../platform/remembered.ts';
import { newTrace, traced } from '../platform/trace.ts';

/**
 * Each request has an id, told in `X-Request-Id`, and a line when it is answered: the route and not the path, for some
 * paths carry a token. What changes something here stands in the log by default, reading only with `debug`.
 */
export const traceRequests =
  (log: Log): RequestHandler =>
  (request, response, next) => {
    const id = newTrace();
    const begun = performance.now();
    response.set('X-Request-Id', id);
    response.once('close', () => {
      const { method, route } = request;
      const status = response.statusCode;
      const changes = method !== 'GET' && method !== 'HEAD' && !request.path.startsWith('/ap/');
      const level = status >= 500 ? 'warn' : changes ? 'info' : 'debug';
      const ms = Math.round(performance.now() - begun);
      log[level]({ request: id, method, route: route?.path, status, ms }, 'request');
    });
    traced(id, () => (request.method === 'GET' ? remembering(next) : next()));
  };
