import { Router } from 'express';
import { welcomeAudience, welcomePeople, welcomePost, welcomeProfile } from '../../views/accounts/welcome.ts';
import { suggestedCommunities } from '../communities/community-views.ts';
import { receiveImage } from '../media/media.ts';
import { audiences } from '../posts/view.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requireMember } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { accountsByIds } from './account.ts';
import { changePreferences, markOnboarded } from './members.ts';
import { newcomers } from './newcomers.ts';
import { profileOf, updateProfile } from './profile.ts';

/** The four first steps; each can be left out, and done again later in the settings. */
export function welcomeRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/welcome/1', async (request, response) => {
    requireMember(response);
    const page = await pageOf(web, request, response);
    await send(web, request, response, welcomeProfile(page, page.viewer!, { values: {}, faults: {} }));
  });

  router.post('/welcome/1', async (request, response) => {
    const { accountId } = requireMember(response).member;
    const fields = fieldsOf(response);
    try {
      const file = fields.files.find((one) => one.field === 'avatar');
      const avatar = file && (await receiveImage(instance, accountId, { path: file.path, role: 'avatar' }));
      const { displayName = '', role = '' } = fields.values;
      await updateProfile(instance, accountId, { displayName, role, ...(avatar ? { avatarId: avatar.id } : {}) });
      response.redirect(303, '/welcome/2');
    } catch (fault) {
      const page = await pageOf(web, request, response);
      await send(web, request, response, welcomeProfile(page, page.viewer!, formOf(fields, fault)), 422);
    }
  });

  router.get('/welcome/2', async (request, response) => {
    const { member } = requireMember(response);
    await send(web, request, response, welcomeAudience(await pageOf(web, request, response), member.defaultAudience));
  });

  router.post('/welcome/2', async (_request, response) => {
    const { member } = requireMember(response);
    const audience = audiences.find((one) => one === fieldsOf(response).values.audience);
    if (audience) await changePreferences(instance, member.accountId, { defaultAudience: audience });
    response.redirect(303, '/welcome/3');
  });

  router.get('/welcome/3', async (request, response) => {
    const { viewer, member } = requireMember(response);
    const people = (await newcomers(instance, 9)).filter((one) => one.id !== member.accountId);
    const rows = await accountsByIds(
      instance,
      people.map((one) => one.id),
    );
    const profiles = await Promise.all(rows.map((row) => profileOf(instance, viewer, row)));
    const communities = await suggestedCommunities(instance, viewer);
    await send(web, request, response, welcomePeople(await pageOf(web, request, response), profiles, communities));
  });

  router.get('/welcome/4', async (request, response) => {
    const { member } = requireMember(response);
    await markOnboarded(instance, member.accountId);
    const page = await pageOf(web, request, response);
    await send(
      web,
      request,
      response,
      welcomePost(page, page.viewer!, member.defaultAudience, { values: {}, faults: {} }),
    );
  });
  return router;
}
