import type { Request, Response } from 'express';

/** Answers depend on who asks, in what form: caches have to know (S56). */
export const vary = ['Accept', 'Signature', 'Signature-Input', 'Authorization', 'Cookie', 'HX-Request-Type'];

const activityTypes = ['application/activity+json', 'application/ld+json'];

/** An ActivityPub answer is wanted rather than a page: a browser's `Accept` never says so. */
export const wantsActivity = (request: Request): boolean => {
  const accept = request.headers.accept ?? '';
  return /activity\+json|ld\+json/.test(accept) && request.accepts(['text/html', ...activityTypes]) !== 'text/html';
};

export interface AnswerOptions {
  status?: number;
  /** Everybody gets the same answer; else nothing on the way may keep it. */
  shared: boolean;
}

/** Sends a document; `shared` ones may be kept for two minutes. */
export function sendActivity(
  response: Response,
  document: string | object,
  { status = 200, shared }: AnswerOptions,
): void {
  for (const name of vary) response.vary(name);
  response
    .status(status)
    .set('Cache-Control', shared ? 'public, max-age=120' : 'private, no-store')
    .set('Content-Type', 'application/activity+json; charset=utf-8')
    .send(typeof document === 'string' ? document : JSON.stringify(document));
}

/** One 404 for what is absent and for what one may not read: same bytes, same headers (S53). */
export const sendNotFound = (response: Response): void =>
  sendActivity(response, { error: 'Not found' }, { status: 404, shared: false });
