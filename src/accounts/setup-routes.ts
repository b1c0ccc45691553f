import { type Request, type Response, Router } from 'express';
import { setupPage } from '../../views/admin/setup.ts';
import { type Fields, fieldsOf, formOf } from '../web/form.ts';
import { addressOf } from '../web/limits.ts';
import { pageOf, send } from '../web/page.ts';
import { setSessionCookie } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import type { SignUpRule } from './organisation-tables.ts';
import { openSession } from './sessions.ts';
import { checkSetUpToken, setUp } from './setup.ts';

const rules: SignUpRule[] = ['invitation', 'domain', 'approval', 'open'];

/** The first visit: the one-time link makes the organisation and its administrator. */
export function setupRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/setup/:token', async (request, response) => {
    await checkSetUpToken(instance, request.params.token);
    await show(request, response, request.params.token, { values: {}, all: () => [], files: [] });
  });

  router.post('/setup/:token', async (request, response) => {
    const { token } = request.params;
    await checkSetUpToken(instance, token);
    const fields = fieldsOf(response);
    const { values } = fields;
    try {
      const { administratorId } = await setUp(instance, {
        name: values.name ?? '',
        handle: (values.handle ?? '').toLowerCase(),
        hue: Number(values.hue ?? 0),
        sentence: values.sentence ?? '',
        charter: values.charter ?? '',
        languages: ['fr', 'en'].filter((lang) => values[`lang-${lang}`] === 'on'),
        signUp: rules.find((rule) => rule === values.signUp) ?? 'invitation',
        emailDomains: domainsIn(values.domains),
        administrator: {
          name: (values.adminName ?? '').toLowerCase(),
          displayName: values.adminDisplayName ?? '',
          email: values.email ?? '',
          password: values.password ?? '',
        },
      });
      setSessionCookie(
        instance,
        response,
        await openSession(instance, administratorId, {
          agent: request.headers['user-agent'] ?? '',
          address: addressOf(request),
        }),
      );
      response.redirect(303, '/welcome/1');
    } catch (fault) {
      await show(request, response, token, { ...fields, values: { ...values, password: '' } }, fault);
    }
  });

  async function show(request: Request, response: Response, token: string, fields: Fields, fault?: unknown) {
    const page = await pageOf(web, request, response);
    const view = { origin: instance.config.origin, charter: page.t('setup.charterProposed') };
    await send(web, request, response, setupPage(page, token, formOf(fields, fault), view), fault ? 422 : 200);
  }
  return router;
}

/** `univ.example, etu.univ.example`, also one a line. */
export const domainsIn = (text = ''): string[] => [
  ...new Set(
    text
      .toLowerCase()
      .split(/[\s,;]+/)
      .map((domain) => domain.replace(/^@/, ''))
      .filter((domain) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)),
  ),
];
