import type { Request, Response } from 'express';
import type { Instance } from '../instance.ts';

/** A path of this site and nothing else: `//evil`, `/\evil`, other schemes and hosts become `fallback` (S82). */
export function localPath(instance: Instance, text: string | undefined | null, fallback = '/'): string {
  if (!text?.startsWith('/') || /[\\\u0000-\u001f]/.test(text)) return fallback;
  const url = URL.canParse(text, instance.config.origin) ? new URL(text, instance.config.origin) : null;
  if (url?.origin !== instance.config.origin || url.pathname.startsWith('//')) return fallback;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** After an act without scripts: the page it was done on, at the place it was done. */
export function back(instance: Instance, request: Request, response: Response, anchor = '', fallback = '/'): void {
  const { referer } = request.headers;
  const from =
    referer && URL.canParse(referer) && new URL(referer).origin === instance.config.origin ? new URL(referer) : null;
  const path = localPath(instance, from && `${from.pathname}${from.search}`, fallback);
  response.redirect(303, anchor ? `${path}#${anchor}` : path);
}
