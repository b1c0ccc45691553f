import { once } from 'node:events';
import { constants, createGzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { type Html, render } from '../../views/html.ts';
import type { Page, Viewer as PageViewer } from '../../views/page.ts';
import { weightToken } from '../../views/weight.ts';
import { accountById } from '../accounts/account.ts';
import { accountView } from '../accounts/account-view.ts';
import { countFollowRequests } from '../accounts/follow.ts';
import { type Organisation, organisationOf } from '../accounts/organisation.ts';
import { powersOf } from '../accounts/roles.ts';
import { communityLinks } from '../communities/links.ts';
import type { Instance } from '../instance.ts';
import { countUnread } from '../notifications/notifications.ts';
import { createTranslate, type Language, languages, pickLanguage } from '../platform/i18n.ts';
import { csrfToken } from './csrf.ts';
import { takeFlash } from './flash.ts';
import { cookieName, readCookie, signedIn } from './session.ts';
import type { Web } from './web.ts';

/** What the page is given about this request: language, theme, who looks, what waits for them. */
export async function pageOf(web: Web, request: Request, response: Response): Promise<Page> {
  const { instance } = web;
  const organisation: Organisation | null = response.locals.organisation ?? (await organisationOf(instance));
  const known = signedIn(response);
  const supported = (organisation?.languages ?? [...languages]) as Language[];
  const lang = (known?.member.language as Language | undefined) ?? languageOf(instance, request, supported);
  const t = createTranslate(lang, known?.member.timeZone ?? undefined);
  const voice = organisation ? await accountById(instance, organisation.accountId) : null;
  const viewer = known && organisation ? await pageViewer(instance, known.member, organisation) : null;
  return {
    t,
    lang,
    theme: known?.member.theme ?? null,
    size: known?.member.textSize === 'large' ? 'large' : null,
    organisation: {
      name: organisation?.name ?? 'Maillon',
      handle: voice?.name ?? '',
      sentence: organisation?.sentence ?? '',
      monogram: organisation?.monogram ?? 'M',
      hue: organisation?.hue ?? 255,
      logo: voice?.avatarId ? `/media/${voice.avatarId}/logo` : null,
      languages: supported,
      signUp: organisation?.signUp ?? 'invitation',
      conformance: organisation?.conformance ?? 'partial',
    },
    viewer,
    path: request.originalUrl.split('?')[0]!,
    csrf: csrfToken(instance, request, response),
    nonce: response.locals.nonce,
    flash: takeFlash(instance, request, response, t),
    unread: known ? await countUnread(instance, known.member.accountId) : 0,
    requests: known ? await countFollowRequests(instance, known.member.accountId) : 0,
    communities: known ? await communityLinks(instance, known.member.accountId) : [],
    now: instance.clock(),
    assets: web.assets,
  };
}

async function pageViewer(
  instance: Instance,
  member: NonNullable<ReturnType<typeof signedIn>>['member'],
  own: Organisation,
): Promise<PageViewer | null> {
  const account = await accountById(instance, member.accountId);
  if (!account) return null;
  const organisation = { name: own.name, monogram: own.monogram, hue: own.hue, host: new URL(own.origin).host };
  const { hideCounts, imagesOnDemand, shortcuts } = member;
  return {
    ...accountView(account, organisation),
    powers: powersOf(member),
    hideCounts,
    imagesOnDemand,
    shortcuts,
  };
}

/** A visitor's language: the one they chose on this site, else what their browser asks for. */
function languageOf(instance: Instance, request: Request, supported: Language[]): Language {
  const chosen = readCookie(request, cookieName(instance, 'lang'));
  return supported.find((lang) => lang === chosen) ?? pickLanguage(request.headers['accept-language'], supported);
}

/** True when htmx asks for a part of the page (S56: answers vary on it). */
export const wantsFragment = (request: Request) =>
  request.headers['hx-request'] === 'true' && request.headers['hx-request-type'] !== 'full';

/** Sends a whole page or a fragment; the page says its own weight, what it loads included. */
export async function send(web: Web, request: Request, response: Response, content: Html, status = 200): Promise<void> {
  response.status(status).type('html').vary('HX-Request-Type').vary('Accept-Encoding');
  const { text, body } = await compressed(render(content), web.assets.weights);
  if (request.acceptsEncodings('gzip'))
    response.set('Content-Encoding', 'gzip').end(request.method === 'HEAD' ? undefined : body);
  else response.send(text);
}

/** Compresses once: a page's weight is known, but for its last words, when all that comes before it is compressed. */
async function compressed(text: string, weights: Record<string, number>): Promise<{ text: string; body: Buffer }> {
  const gzip = createGzip();
  const chunks: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(gzip, 'end');
  const place = text.indexOf(weightToken);
  if (place < 0) {
    gzip.end(text);
    await ended;
    return { text, body: Buffer.concat(chunks) };
  }
  const head = text.slice(0, place);
  const tail = text.slice(place + weightToken.length);
  gzip.write(head);
  await new Promise<void>((flushed) => gzip.flush(constants.Z_SYNC_FLUSH, flushed));
  const loaded = new Set([...text.matchAll(/(?:src|href)="(\/assets\/[^"#]+)/g)].map((match) => match[1]!));
  const parts = [
    ...chunks.map((chunk) => chunk.length),
    tail.length / 3,
    ...[...loaded].map((path) => weights[path] ?? 0),
  ];
  const kilobytes = String(Math.round(parts.reduce((sum, bytes) => sum + bytes, 0) / 1000));
  gzip.end(kilobytes + tail);
  await ended;
  return { text: head + kilobytes + tail, body: Buffer.concat(chunks) };
}
