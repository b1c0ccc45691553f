import type { ErrorRequestHandler, Request, Response } from 'express';
import { errorPage, errorToast } from '../../views/site/error.ts';
import { Refusal } from '../platform/refusal.ts';
import { traceId } from '../platform/trace.ts';
import { pageOf, send, wantsFragment } from './page.ts';
import { signedIn } from './session.ts';
import type { Web } from './web.ts';

/** The one place that turns what was thrown into an answer: page, fragment, or JSON for protocols. */
export const answerErrors =
  (web: Web): ErrorRequestHandler =>
  async (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const refusal = asRefusal(error);
    const reference = refusal.status >= 500 ? traceId() : undefined;
    // The route, not the path: some paths carry a token.
    if (refusal.status >= 500) web.instance.log.error({ err: error, route: request.route?.path }, 'request failed');
    if (refusal.retryAfter) response.set('Retry-After', String(refusal.retryAfter));
    if (wantsJson(request)) {
      response.status(refusal.status).json({ error: refusal.key });
      return;
    }
    if (refusal.status === 401 && !signedIn(response) && request.method === 'GET' && !wantsFragment(request)) {
      response.redirect(303, `/sign-in?next=${encodeURIComponent(request.originalUrl)}`);
      return;
    }
    await answer(web, request, response, refusal, reference);
  };

async function answer(web: Web, request: Request, response: Response, refusal: Refusal, reference: string | undefined) {
  const page = await pageOf(web, request, response);
  const sentence = page.t.has(refusal.key) ? page.t(refusal.key, refusal.args) : undefined;
  if (wantsFragment(request)) {
    response.set('HX-Retarget', '#status').set('HX-Reswap', 'innerHTML');
    return send(web, request, response, errorToast(sentence ?? page.t('error.invalid')), refusal.status);
  }
  const { status, retryAfter } = refusal;
  await send(
    web,
    request,
    response,
    errorPage(page, { status, ...(general.has(refusal.key) ? {} : { sentence }), retryAfter, reference }),
    status,
  );
}

/** Refusals whose page already says it, at more length. */
const general = new Set([
  'error.notFound',
  'error.internal',
  'error.unavailable',
  'error.tooMany',
  'error.forbidden',
  'error.tooLarge',
  'error.badRequest',
  'error.invalid',
]);

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
  request.path === '/oauth/token' ||
  request.path === '/oauth/revoke' ||
  request.path.startsWith('/nodeinfo');
