import express, { type Router } from 'express';
import type { Instance } from '../instance.ts';
import { draftMedia } from '../media/media.ts';
import { dropDraft, type KeptDraft, keepDraft, ownDraft, scheduledOf } from '../posts/draft.ts';
import { parametersOf } from '../web/api-body.ts';
import { mediaEntity, visibilityOf } from './entities/status.ts';
import { ApiFault, dateOf, idOf, need, notThere, pageBy, sendPage } from './http.ts';

/** Posts that wait for their time: the same drafts as on the site. */
export function scheduledRoutes(instance: Instance): Router {
  const router = express.Router();
  const path = '/api/v1/scheduled_statuses';

  router.get(path, async (request, response) => {
    const { member } = need(response, 'read:statuses');
    const id = (draft: KeptDraft) => draft.id;
    const page = await pageBy<KeptDraft>(response, id, ({ before, most }) =>
      scheduledOf(instance, member.accountId, before, most),
    );
    const entities = await Promise.all(page.items.map((draft) => scheduledEntity(instance, draft)));
    sendPage(instance, request, response, page, id, entities);
  });

  router.get(`${path}/:id`, async (request, response) => {
    const { member } = need(response, 'read:statuses');
    response.json(await scheduledEntity(instance, await at(member.accountId, idOf(request))));
  });

  router.put(`${path}/:id`, async (request, response) => {
    const { member } = need(response, 'write:statuses');
    const { id, content, voice } = await at(member.accountId, idOf(request));
    await keepDraft(instance, member.accountId, { id, content, voice, at: timeIn(parametersOf(response)) });
    response.json(await scheduledEntity(instance, await at(member.accountId, id)));
  });

  router.delete(`${path}/:id`, async (request, response) => {
    const { member } = need(response, 'write:statuses');
    const { id } = await at(member.accountId, idOf(request));
    await dropDraft(instance, member.accountId, id);
    response.json({});
  });

  async function at(accountId: string, id: string): Promise<KeptDraft> {
    const draft = await ownDraft(instance, accountId, id);
    if (draft.scheduledAt === null) throw notThere();
    return draft;
  }
  return router;
}

/** `scheduled_at` in Unix ms; 422 for what is no time. */
export function timeIn(asked: { text: (name: string) => string }): number {
  const time = Date.parse(asked.text('scheduled_at'));
  if (Number.isNaN(time)) throw new ApiFault(422, 'Validation failed: Scheduled at is not a valid date');
  return time;
}

/** Mastodon's `ScheduledStatus`. */
export async function scheduledEntity(instance: Instance, { id, accountId, content, scheduledAt }: KeptDraft) {
  const { poll, mediaIds } = content;
  const media = await draftMedia(instance, accountId, mediaIds);
  return {
    id,
    scheduled_at: dateOf(scheduledAt ?? instance.clock()),
    params: {
      text: content.text,
      media_ids: mediaIds,
      sensitive: content.notice !== '',
      spoiler_text: content.notice,
      visibility: visibilityOf(content.audience),
      language: content.language,
      in_reply_to_id: content.inReplyToId,
      scheduled_at: null,
      poll: poll && {
        options: poll.options,
        expires_in: poll.hours * 3600,
        multiple: poll.multiple,
        hide_totals: false,
      },
      idempotency: null,
      with_rate_limit: false,
      application_id: 0,
    },
    media_attachments: media.map((one) => mediaEntity(instance.config.origin, one)),
  };
}
