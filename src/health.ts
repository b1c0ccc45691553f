import { Router } from 'express';
import type { Instance } from './instance.ts';
import { cursors } from './platform/tables.ts';
import { write } from './platform/write.ts';
import { version } from './version.ts';

/** `GET /health`: 200 when the instance can read and write, else 503 (reads may still go on). */
export function healthRoutes(instance: Instance): Router {
  const router = Router();
  router.get('/health', async (_request, response) => {
    try {
      await write(instance, (tx) =>
        tx
          .insert(cursors)
          .values({ subscriber: 'health', seq: instance.clock() })
          .onConflictDoUpdate({ target: cursors.subscriber, set: { seq: instance.clock() } }),
      );
      response.json({ status: 'ok', version });
    } catch {
      response.status(503).json({ status: 'degraded', version });
    }
  });
  return router;
}
