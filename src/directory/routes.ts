import { type Request, type Response, Router } from 'express';
import { directoryPage, directoryResults } from '../../views/directory/page.ts';
import { directorySettings } from '../../views/settings/directory.ts';
import { memberOf } from '../accounts/members.ts';
import { directoryFields, directoryLevels } from '../accounts/view.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf } from '../web/form.ts';
import { pageOf, send, wantsFragment } from '../web/page.ts';
import { requireMember, viewerOf } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { chooseLevels, type Levels, levelsOf } from './levels.ts';
import { searchDirectory } from './search.ts';

const longest = 100;

/** People who chose to be found, and what each chooses. */
export function directoryRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/directory', async (request: Request, response: Response) => {
    const said = (name: string) => {
      const text = request.query[name];
      return typeof text === 'string' ? text.replaceAll('\0', '').trim().slice(0, longest) : '';
    };
    const query = {
      text: said('q'),
      host: said('organisation'),
      affiliation: said('affiliation'),
      skill: said('skill'),
      helps: said('helps'),
      page: Number(said('page')) || 0,
    };
    const view = await searchDirectory(instance, viewerOf(response), query);
    const page = await pageOf(web, request, response);
    await send(
      web,
      request,
      response,
      wantsFragment(request) ? directoryResults(page, view) : directoryPage(page, view),
    );
  });

  router.get('/settings/directory', async (request, response) => {
    const { member } = requireMember(response);
    const levels = levelsOf((await memberOf(instance, member.accountId)) ?? member);
    await send(web, request, response, directorySettings(await pageOf(web, request, response), levels));
  });

  router.post('/settings/directory', async (_request, response) => {
    const { member } = requireMember(response);
    const { values } = fieldsOf(response);
    const levels = Object.fromEntries(
      directoryFields.map((field) => [field, directoryLevels.find((level) => level === values[field]) ?? 'nobody']),
    ) as Levels;
    await chooseLevels(instance, member.accountId, levels);
    flash(instance, response, 'settings.saved');
    response.redirect(303, '/settings/directory');
  });
  return router;
}
