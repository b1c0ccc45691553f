import type { ErrorRequestHandler, Request, Response } from 'express';
import { errorFragment, errorPage } from '../../views/site/error.ts';
import { Refusal } from '../platform/refusal.ts';
import { pageOf, send, wantsFragment } from './page.ts';
import { signedIn } from './session.ts';
import type { Web } from './web.ts';

/** The one place that turns what was thrown into an answer: page, fragment, or JSON for protocols. */
export const answerErrors =
  (web: Web): ErrorRequestHandler =>
  async (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const refusal = asRefusal(error);
    if (refusal.status >= 500) web.instance.log.error({ err: error, path: request.path }, 'request failed');
    if (refusal.retryAfter) response.set('Retry-After', String(refusal.retryAfter));
    if (wantsJson(request)) {
      response.status(refusal.status).json({ error: refusal.key });
      return;
    }
    if (refusal.status === 401 && !signedIn(response) && request.method === 'GET' && !wantsFragment(request)) {
      response.redirect(303, `/sign-in?next=${encodeURIComponent(request.originalUrl)}`);
      return;
    }
    await answer(web, request, response, refusal);
  };

async function answer(web: Web, request: Request, response: Response, refusal: Refusal) {
  const shown = { status: refusal.status, key: refusal.key, args: refusal.args, retryAfter: refusal.retryAfter };
  const page = await pageOf(web, request, response);
  await send(
    web,
    request,
    response,
    wantsFragment(request) ? errorFragment(page, shown) : errorPage(page, shown),
    refusal.status,
  );
}

/** Errors of the body parsers carry a status; everything unforeseen is a 500 that says nothing of its cause. */
function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const status = (error as { status?: number }).status;
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new Refusal(status, status === 413 ? 'error.tooLarge' : 'error.badRequest', { cause: error });
  return new Refusal(500, 'error.internal', { cause: error });
}

const wantsJson = (request: Request) =>
  request.path.startsWith('/ap/') ||
  request.path.startsWith('/.well-known/') ||
  request.path.startsWith('/api/') ||
  request.path.startsWith('/nodeinfo');
