import { type Request, type Response, Router } from 'express';
import { legalTextPage, legalTextsPage } from '../../views/admin/legal.ts';
import { type Form, noForm } from '../../views/form.ts';
import { declareConformance, readConformance } from '../accounts/conformance.ts';
import { type Imprint, imprintFields, imprintOf, legalFacts, saveImprint } from '../accounts/imprint.ts';
import { filled, legalKinds, legalText, proposedText, saveLegalText } from '../accounts/legal.ts';
import { organisationOf } from '../accounts/organisation.ts';
import { audited } from '../moderation/audit.ts';
import { type Language, languages } from '../platform/i18n.ts';
import { renderMarkdown } from '../platform/markdown.ts';
import { notFound } from '../platform/refusal.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requirePower } from '../web/session.ts';
import type { Web } from '../web/web.ts';

/** The legal pages, written where the law of the organisation wants other words than the program's. */
export function legalAdminRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();
  const by = (response: Response) => requirePower(response, 'administer').member.accountId;

  router.get('/admin/legal', (request, response) => showAll(request, response, noForm));

  router.post('/admin/legal', async (request, response) => {
    const fields = fieldsOf(response);
    const wanted = Object.fromEntries(imprintFields.map((name) => [name, fields.values[name] ?? '']));
    try {
      await audited(instance, { by: by(response), act: 'organisation.imprint' }, async (inside) => {
        await saveImprint(inside, wanted as unknown as Imprint);
        await declareConformance(inside, readConformance(fields.values.conformance));
      });
      flash(instance, response, 'settings.saved');
      response.redirect(303, '/admin/legal');
    } catch (fault) {
      await showAll(request, response, formOf(fields, fault));
    }
  });

  router.get('/admin/legal/:kind/:language', (request, response) => showOne(request, response, noForm));

  router.post('/admin/legal/:kind/:language', async (request, response) => {
    const fields = fieldsOf(response);
    const { kind, language } = asked(request);
    const { text = '', proposed, preview } = fields.values;
    if (preview) return showOne(request, response, formOf(fields), text);
    try {
      const entry = { by: by(response), act: 'organisation.legal', detail: `${kind} ${language}` } as const;
      await audited(instance, entry, (inside) => saveLegalText(inside, kind, language, proposed === 'on' ? '' : text));
      flash(instance, response, 'settings.saved');
      response.redirect(303, '/admin/legal');
    } catch (fault) {
      await showOne(request, response, formOf(fields, fault));
    }
  });

  function asked(request: Request) {
    const kind = legalKinds.find((one) => one === request.params.kind);
    const language = languages.find((one) => one === request.params.language);
    if (!kind || !language) throw notFound();
    return { kind, language };
  }

  async function showAll(request: Request, response: Response, form: Form) {
    const own = await organisationOf(instance);
    const lines = await Promise.all(
      legalKinds.flatMap((kind) =>
        ((own?.languages ?? languages) as Language[]).map(async (language) => {
          const { version, at } = await legalText(instance, kind, language);
          return { kind, language, version, at };
        }),
      ),
    );
    const defaults = { publisher: own?.name ?? '', contact: instance.config.mailFrom };
    const view = { lines, imprint: await imprintOf(instance), defaults };
    const status = form === noForm ? 200 : 422;
    await send(web, request, response, legalTextsPage(await pageOf(web, request, response), view, form), status);
  }

  async function showOne(request: Request, response: Response, form: Form, previewed?: string) {
    const { kind, language } = asked(request);
    const facts = await legalFacts(instance, language);
    const preview =
      previewed === undefined
        ? null
        : renderMarkdown(filled(previewed || proposedText(kind, language), facts), { headings: true }).html;
    const { text } = await legalText(instance, kind, language);
    const view = { kind, language, text, names: Object.keys(facts), preview };
    const status = form === noForm || preview !== null ? 200 : 422;
    await send(web, request, response, legalTextPage(await pageOf(web, request, response), view, form), status);
  }
  return router;
}
