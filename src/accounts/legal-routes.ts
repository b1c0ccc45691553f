import { Router } from 'express';
import { legalPage } from '../../views/site/legal.ts';
import { renderMarkdown } from '../platform/markdown.ts';
import { pageOf, send } from '../web/page.ts';
import type { Web } from '../web/web.ts';
import { legalFacts } from './imprint.ts';
import { filled, legalKinds, legalText } from './legal.ts';

/** Privacy, terms, accessibility, contact: for everybody, in their language, with the versions that held before. */
export function legalRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  for (const kind of legalKinds)
    router.get([`/${kind}`, `/${kind}/:version`], async (request, response) => {
      const { version } = request.params as { version?: string };
      const wanted = version === undefined ? undefined : /^\d{1,6}$/.test(version) ? Number(version) : -1;
      const page = await pageOf(web, request, response);
      const found = await legalText(instance, kind, page.lang, wanted);
      const { html } = renderMarkdown(filled(found.text, await legalFacts(instance, page.lang)), { headings: true });
      const view = { kind, html, version: found.version, at: found.at, earlier: version !== undefined };
      await send(web, request, response, legalPage(page, view));
    });
  return router;
}
