import { type RequestHandler, Router } from 'express';
import { acceptCharterPage, charterPage } from '../../views/accounts/charter.ts';
import { renderMarkdown } from '../platform/markdown.ts';
import { fieldsOf } from '../web/form.ts';
import { pageOf, send, wantsFragment } from '../web/page.ts';
import { localPath } from '../web/redirect.ts';
import { requireMember, signedIn } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { acceptCharter, charterOf } from './charter.ts';
import { organisationOf } from './organisation.ts';

/** What stays open to a member who has not accepted the charter that holds now: to read it, and to leave. */
const open =
  /^\/(charter|privacy|terms|accessibility|contact|about|join|report|moderation-log|decisions|sign-out|live|settings)(\/|\.|$)/;

/** A member who comes back after the charter has changed is asked before anything else. */
export const askForCharter =
  ({ instance }: Web): RequestHandler =>
  async (request, response, next) => {
    const known = signedIn(response);
    if (!known || request.method !== 'GET') return next();
    const own = await organisationOf(instance);
    response.locals.organisation = own;
    const accepted = !own || known.member.charterVersion >= own.charterVersion;
    if (accepted || open.test(request.path) || wantsFragment(request) || !request.accepts('html')) return next();
    response.redirect(303, `/charter/accept?next=${encodeURIComponent(request.originalUrl)}`);
  };

/** The charter, its versions, and the word of who comes back after a change. */
export function charterRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/charter/accept', async (request, response) => {
    requireMember(response);
    const charter = await charterOf(instance);
    const html = renderMarkdown(charter.text).html;
    const page = await pageOf(web, request, response);
    await send(
      web,
      request,
      response,
      acceptCharterPage(page, { ...charter, html }, localPath(instance, String(request.query.next ?? ''))),
    );
  });

  router.post('/charter/accept', async (_request, response) => {
    const { member } = requireMember(response);
    const { version, next } = fieldsOf(response).values;
    await acceptCharter(instance, member.accountId, Number(version) || 0);
    response.redirect(303, localPath(instance, next));
  });

  router.get(['/charter', '/charter/:version'], async (request, response) => {
    const { version } = request.params as { version?: string };
    const charter = await charterOf(instance, version === undefined ? undefined : Number(version) || 0);
    const html = renderMarkdown(charter.text).html;
    await send(web, request, response, charterPage(await pageOf(web, request, response), { ...charter, html }));
  });
  return router;
}
