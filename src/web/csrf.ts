import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Instance } from '../instance.ts';
import { Refusal } from '../platform/refusal.ts';
import { cookieName, readCookie, signedIn } from './session.ts';

/**
 * Forms carry a token that only a page of ours can know (S80): made from the session's secret, or before the sign-in
 * from a cookie of its own (S81). It is salted anew on each page, so that compression tells nothing about it (BREACH).
 */
export function csrfToken(instance: Instance, request: Request, response: Response): string {
  const salt = randomBytes(12).toString('base64url');
  return `${salt}.${sign(secretOf(instance, request, response) ?? newVisitor(instance, response), salt)}`;
}

/** Refuses a change that the browser says comes from elsewhere; runs before the body is read. */
export function checkOrigin(instance: Instance): RequestHandler {
  return (request, _response, next) => {
    if (isSafe(request)) return next();
    const { origin } = request.headers;
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw refused();
    if (origin !== undefined && origin !== instance.config.origin) throw refused();
    next();
  };
}

/** Refuses a change without the token of one of our own pages. Runs after the form has been read. */
export function checkCsrf(instance: Instance): RequestHandler {
  return (request, response, next) => {
    if (isSafe(request)) return next();
    const secret = secretOf(instance, request, response);
    const token = (request.body as Record<string, unknown> | undefined)?._csrf;
    if (!secret || typeof token !== 'string') throw refused();
    const [salt = '', signature = ''] = token.split('.');
    const right = Buffer.from(sign(secret, salt));
    const given = Buffer.from(signature);
    if (right.length !== given.length || !timingSafeEqual(right, given)) throw refused();
    next();
  };
}

const isSafe = ({ method }: Request) => method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
const refused = () => new Refusal(403, 'error.csrf');
const sign = (secret: string, salt: string) => createHmac('sha256', secret).update(salt).digest('base64url');

const secretOf = (instance: Instance, request: Request, response: Response): string | null =>
  signedIn(response)?.session.csrf ?? response.locals.visitor ?? readCookie(request, cookieName(instance, 'csrf'));

function newVisitor(instance: Instance, response: Response): string {
  const secret = randomBytes(32).toString('base64url');
  response.locals.visitor = secret;
  if (!response.headersSent)
    response.cookie(cookieName(instance, 'csrf'), secret, {
      httpOnly: true,
      secure: instance.config.origin.startsWith('https:'),
      sameSite: 'lax',
      path: '/',
    });
  return secret;
}
