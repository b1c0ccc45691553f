import { Router } from 'express';
import { reportsPage } from '../../views/admin/members.ts';
import { accountViews } from '../accounts/account-view.ts';
import { audited } from '../moderation/audit.ts';
import { openReports, reportById, resolveReport } from '../moderation/reports.ts';
import { notFound } from '../platform/refusal.ts';
import { removeAnyPost } from '../posts/delete-post.ts';
import { postsByIds } from '../posts/post.ts';
import { postViews } from '../posts/post-views.ts';
import { pageOf, send } from '../web/page.ts';
import { requirePower } from '../web/session.ts';
import type { Web } from '../web/web.ts';

/** What was reported, oldest first; the reported post is shown to who has to judge it, whatever its audience. */
export function reportRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/admin/reports', async (request, response) => {
    const rows = await openReports(instance);
    const people = await accountViews(
      instance,
      rows.flatMap((row) => [row.reporterId, row.targetId]),
    );
    const posts = await postsByIds(
      instance,
      rows.flatMap((row) => row.postIds.slice(0, 1)),
    );
    const views = new Map(
      (
        await postViews(
          instance,
          null,
          posts.filter((post) => !post.deletedAt),
        )
      ).map((view) => [view.id, view]),
    );
    const reports = rows.flatMap((row) => {
      const target = people.get(row.targetId);
      const by = people.get(row.reporterId) ?? null;
      if (!target) return [];
      const local = by?.host === null;
      return [
        {
          id: String(row.id),
          by: local ? by : null,
          from: local ? null : (by?.host ?? null),
          target,
          post: views.get(row.postIds[0] ?? '') ?? null,
          comment: row.comment,
          at: row.createdAt,
        },
      ];
    });
    await send(web, request, response, reportsPage(await pageOf(web, request, response), reports));
  });

  router.post('/admin/reports/:id/close', async (request, response) => {
    const { member } = requirePower(response, 'administer');
    const id = Number(request.params.id) || 0;
    await audited(instance, { by: member.accountId, act: 'report.close', detail: String(id) }, (inside) =>
      resolveReport(inside, id, member.accountId),
    );
    response.redirect(303, '/admin/reports');
  });

  router.post('/admin/reports/:id/remove', async (request, response) => {
    const { member } = requirePower(response, 'administer');
    const report = await reportById(instance, Number(request.params.id) || 0);
    if (!report) throw notFound();
    const entry = { by: member.accountId, act: 'report.remove', about: report.targetId } as const;
    await audited(instance, entry, async (inside) => {
      for (const id of report.postIds) await removeAnyPost(inside, id);
      await resolveReport(inside, report.id, member.accountId);
    });
    response.redirect(303, '/admin/reports');
  });
  return router;
}
