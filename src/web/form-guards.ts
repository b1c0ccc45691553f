import { Router } from 'express';
import { checkCsrf, checkOrigin } from './csrf.ts';
import { readForm } from './form.ts';
import { addressOf } from './limits.ts';
import { signedIn } from './session.ts';
import type { Web } from './web.ts';

/** What every page's form goes through, once for all rooms: counted, read, checked to come from a page of ours. */
export function formGuards(web: Web): Router {
  const router = Router();
  router.use(async (request, response, next) => {
    if (request.method === 'POST')
      await web.limits.write.take(signedIn(response)?.member.accountId ?? addressOf(request));
    next();
  });
  router.use(checkOrigin(web.instance), readForm(web.instance), checkCsrf(web.instance));
  return router;
}
