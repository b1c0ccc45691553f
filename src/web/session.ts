import type { Request, RequestHandler, Response } from 'express';
import type { Viewer } from '../accounts/account.ts';
import { may, type Power } from '../accounts/roles.ts';
import { type Member, type Session, sessionOf } from '../accounts/sessions.ts';
import type { Instance } from '../instance.ts';
import { notFound, Refusal } from '../platform/refusal.ts';

/** Who is signed in, as the pages' handlers are given it. */
export interface SignedIn {
  session: Session;
  member: Member;
  viewer: { accountId: string; local: true };
}

const days90 = 90 * 86_400;

const secure = (instance: Instance) => instance.config.origin.startsWith('https:');
/** `__Host-` binds the cookie to this host and to TLS (S110); on plain http (localhost) browsers refuse that prefix. */
export const cookieName = (instance: Instance, name: string) => (secure(instance) ? `__Host-${name}` : name);

/** Reads the session of each request; a cookie that opens nothing is simply nobody. */
export const readSession =
  (instance: Instance): RequestHandler =>
  async (request, response, next) => {
    const token = readCookie(request, cookieName(instance, 'session'));
    const found = token ? await sessionOf(instance, token) : null;
    if (found) {
      const signedIn: SignedIn = { ...found, viewer: { accountId: found.member.accountId, local: true } };
      response.locals.signedIn = signedIn;
    }
    next();
  };

export const signedIn = (response: Response): SignedIn | null => response.locals.signedIn ?? null;
export const viewerOf = (response: Response): Viewer => signedIn(response)?.viewer ?? null;

/** The member, or a refusal that `web/errors.ts` turns into a way to the sign-in page. */
export function requireMember(response: Response): SignedIn {
  const found = signedIn(response);
  if (!found) throw new Refusal(401, 'error.signInNeeded');
  return found;
}

/** The member when their role gives them this power; everybody else gets the 404 of an absent page. */
export function requirePower(response: Response, power: Power): SignedIn {
  const found = requireMember(response);
  if (!may(found.member, power)) throw notFound();
  return found;
}

/** A cookie that no script reads and no other site sends with a form. */
const closed = (instance: Instance) => ({
  httpOnly: true,
  secure: secure(instance),
  sameSite: 'lax' as const,
  path: '/',
});

export const setSessionCookie = (instance: Instance, response: Response, token: string) =>
  response.cookie(cookieName(instance, 'session'), token, { ...closed(instance), maxAge: days90 * 1000 });

export const clearSessionCookie = (instance: Instance, response: Response) =>
  response.clearCookie(cookieName(instance, 'session'), closed(instance));

/** Carries the first step of a sign-in to the second one; it opens nothing by itself. */
export const setHalfCookie = (instance: Instance, response: Response, token: string) =>
  response.cookie(cookieName(instance, 'half'), token, { ...closed(instance), maxAge: 600_000 });

export const readHalfCookie = (instance: Instance, request: Request) =>
  readCookie(request, cookieName(instance, 'half'));

export const clearHalfCookie = (instance: Instance, response: Response) =>
  response.clearCookie(cookieName(instance, 'half'), closed(instance));

/** One cookie of a request; null when it is absent or given twice. */
export function readCookie(request: Request, name: string): string | null {
  const values = (request.headers.cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1));
  if (values.length !== 1) return null;
  try {
    return decodeURIComponent(values[0]!);
  } catch {
    return null;
  }
}
