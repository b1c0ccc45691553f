import express, { type Response, type Router } from 'express';
import type { Instance } from '../instance.ts';
import { describeMedia, draftMedia, dropPicture } from '../media/media.ts';
import { receiveFile } from '../media/receive-file.ts';
import { Refusal } from '../platform/refusal.ts';
import { parametersOf } from '../web/api-body.ts';
import { limit } from '../web/limits.ts';
import { mediaEntity } from './entities/status.ts';
import { ApiFault, idOf, need, notThere } from './http.ts';

/** Pictures and films of statuses that are yet to come; a film answers 202 until it is prepared. */
export function mediaRoutes(instance: Instance): Router {
  const router = express.Router();
  const uploads = limit(30, 30 * 60);

  router.post(['/api/v1/media', '/api/v2/media'], async (_request, response) => {
    const { member } = need(response, 'write:media');
    const asked = parametersOf(response);
    const [file] = asked.files;
    if (!file) throw new ApiFault(422, "Validation failed: File can't be blank");
    await uploads.take(member.accountId);
    try {
      const description = asked.text('description');
      const { id } = await receiveFile(instance, member.accountId, { path: file.path, description });
      await show(response, member.accountId, id, 202);
    } catch (error) {
      if (error instanceof Refusal && error.status === 422)
        throw new ApiFault(422, 'Validation failed: File content type is invalid', {});
      throw error;
    }
  });

  router.get('/api/v1/media/:id', async (request, response) => {
    const { member } = need(response, 'write:media');
    await show(response, member.accountId, idOf(request), 206);
  });

  router.put('/api/v1/media/:id', async (request, response) => {
    const { member } = need(response, 'write:media');
    const id = idOf(request);
    const asked = parametersOf(response);
    if (asked.has('description')) await describeMedia(instance, member.accountId, id, asked.text('description'));
    await show(response, member.accountId, id, 200);
  });

  router.delete('/api/v1/media/:id', async (request, response) => {
    const { member } = need(response, 'write:media');
    const id = idOf(request);
    if (!(await draftMedia(instance, member.accountId, [id])).length) throw notThere();
    await dropPicture(instance, member.accountId, id);
    response.json({});
  });

  async function show(response: Response, accountId: string, id: string, whilePreparing: number) {
    const [view] = await draftMedia(instance, accountId, [id]);
    if (!view) throw notThere();
    response
      .status(view.film?.state === 'preparing' ? whilePreparing : 200)
      .json(mediaEntity(instance.config.origin, view));
  }
  return router;
}
