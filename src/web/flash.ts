import type { Request, Response } from 'express';
import type { Instance } from '../instance.ts';
import type { Args, Translate } from '../platform/i18n.ts';
import { cookieName, readCookie } from './session.ts';

interface Flash {
  key: string;
  args?: Args;
  undo?: string;
}

/** A message for the next page, as a translation key: it survives the redirect in a cookie that is read once. */
export function flash(
  instance: Instance,
  response: Response,
  key: string,
  more: { args?: Args; undo?: string } = {},
): void {
  const value: Flash = { key, ...more };
  response.cookie(cookieName(instance, 'flash'), JSON.stringify(value), options(instance));
}

export function takeFlash(instance: Instance, request: Request, response: Response, t: Translate) {
  const name = cookieName(instance, 'flash');
  const text = readCookie(request, name);
  if (!text || response.headersSent) return null;
  response.clearCookie(name, options(instance));
  try {
    const { key, args, undo } = JSON.parse(text) as Flash;
    if (!t.has(key)) return null;
    return { text: t(key, args), ...(undo && /^\/[a-z0-9/-]+$/.test(undo) ? { undo: { path: undo } } : {}) };
  } catch {
    return null;
  }
}

const options = (instance: Instance) => ({
  httpOnly: true,
  secure: instance.config.origin.startsWith('https:'),
  sameSite: 'lax' as const,
  path: '/',
  maxAge: 60_000,
});
