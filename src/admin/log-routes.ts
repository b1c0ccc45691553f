import { Router } from 'express';
import { logPage } from '../../views/admin/log.ts';
import { auditEntries, auditors } from '../moderation/audit.ts';
import { auditSubjects } from '../moderation/view.ts';
import { pageOf, send } from '../web/page.ts';
import type { Web } from '../web/web.ts';

/** Who administers sees what the others did. */
export function logRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();
  router.get('/admin/log', async (request, response) => {
    const { by, subject, before } = request.query as Record<string, string | undefined>;
    const wanted = {
      by: by || undefined,
      subject: auditSubjects.find((one) => one === subject),
      before: Number(before) || undefined,
    };
    const { entries, older } = await auditEntries(instance, wanted);
    const next = new URLSearchParams({
      ...(wanted.by && { by: wanted.by }),
      ...(wanted.subject && { subject: wanted.subject }),
      before: String(older),
    });
    const view = {
      entries,
      people: await auditors(instance),
      subjects: auditSubjects,
      asked: { by: wanted.by ?? '', subject: wanted.subject ?? '' },
      next: older === null ? null : `/admin/log?${next}`,
    };
    await send(web, request, response, logPage(await pageOf(web, request, response), view));
  });
  return router;
}
