import { Router } from 'express';
import { aboutPage } from '../../views/site/texts.ts';
import { contactOf } from '../accounts/imprint.ts';
import { changePreferences, countMembers } from '../accounts/members.ts';
import { version } from '../version.ts';
import { pageOf, send } from './page.ts';
import { cookieName, signedIn } from './session.ts';
import type { Web } from './web.ts';

const source = 'https://codeberg.org/maillon/maillon';
const year = 365 * 86_400_000;

/** About; the choice of a language from the foot of any page. */
export function siteRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  // `?lang=en` on any page: kept, then the page without it.
  router.use(async (request, response, next) => {
    const { lang, ...query } = request.query as Record<string, string>;
    if (request.method !== 'GET' || (lang !== 'fr' && lang !== 'en')) return next();
    const known = signedIn(response);
    if (known) await changePreferences(instance, known.member.accountId, { language: lang });
    else
      response.cookie(cookieName(instance, 'lang'), lang, {
        sameSite: 'lax',
        secure: instance.config.origin.startsWith('https:'),
        maxAge: year,
        path: '/',
      });
    const rest = new URLSearchParams(query).toString();
    response.redirect(303, rest ? `${request.path}?${rest}` : request.path);
  });

  router.get('/about', async (request, response) => {
    const view = { version, source, contact: await contactOf(instance), members: await countMembers(instance) };
    await send(web, request, response, aboutPage(await pageOf(web, request, response), view));
  });

  return router;
}
