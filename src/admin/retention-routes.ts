import { type Request, type Response, Router } from 'express';
import { retentionPage } from '../../views/admin/retention.ts';
import { type Form, noForm } from '../../views/form.ts';
import { audited } from '../moderation/audit.ts';
import {
  checkRetention,
  periodNames,
  periods,
  type Retention,
  remoteBounds,
  retentionOf,
  saveRetention,
} from '../platform/retention.ts';
import { flash } from '../web/flash.ts';
import { type Fields, fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requirePower } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { dueNow, mostCounted } from './due.ts';

/** How long each kind of thing is kept, and what that would take away now. */
export function retentionRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/admin/retention', async (request, response) => {
    await show(request, response, noForm, await retentionOf(instance.db));
  });

  router.post('/admin/retention', async (request, response) => {
    const { accountId: by } = requirePower(response, 'administer').member;
    const fields = fieldsOf(response);
    const wanted = wantedOf(fields);
    try {
      checkRetention(wanted);
      if (fields.values.preview) return await show(request, response, formOf(fields), wanted);
      await audited(instance, { by, act: 'organisation.retention', detail: shortly(wanted) }, (inside) =>
        saveRetention(inside, wanted),
      );
      flash(instance, response, 'settings.saved');
      response.redirect(303, '/admin/retention');
    } catch (fault) {
      await show(request, response, formOf(fields, fault), await retentionOf(instance.db));
    }
  });

  /** `counted`: the periods that the counts are of, those of the form when it is only looked at. */
  async function show(request: Request, response: Response, form: Form, counted: Retention) {
    const faulty = Object.keys(form.faults).length > 0;
    const due = await dueNow(instance, counted);
    const view = {
      kept: await retentionOf(instance.db),
      due,
      mostCounted,
      periods,
      remoteBounds,
      previewed: form !== noForm && !faulty,
    };
    const page = await pageOf(web, request, response);
    await send(web, request, response, retentionPage(page, view, form), faulty ? 422 : 200);
  }
  return router;
}

const days = (text: string | undefined) => (/^\d{1,6}$/.test(text?.trim() ?? '') ? Number(text) : Number.NaN);

const wantedOf = ({ values }: Fields): Retention => ({
  ...(Object.fromEntries(periodNames.map((name) => [name, days(values[name])])) as Omit<
    Retention,
    'remotePosts' | 'usedToo'
  >),
  remotePosts: values.posts === 'unused' || values.posts === 'used' ? days(values.remotePosts) : null,
  usedToo: values.posts === 'used',
});

const shortly = (kept: Retention) =>
  [...periodNames.map((name) => `${name} ${kept[name]}`), `remotePosts ${kept.remotePosts ?? '–'}`].join(', ');
