import express, { type Response, type Router } from 'express';
import { accountsByIds } from '../accounts/account.ts';
import {
  addToList,
  createList,
  deleteList,
  type List,
  listsOf,
  listsWith,
  ownList,
  peopleIn,
  putInLists,
  renameList,
} from '../accounts/list.ts';
import { communitiesOf } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { parametersOf } from '../web/api-body.ts';
import { accountEntity } from './entities/account.ts';
import { ApiFault, idOf, need } from './http.ts';

/**
 * Lists of people, and each community one is in as a list that cannot be changed: so every app has a timeline for it
 * (mastodon-api.md §1.5). A community's list has the id of its account.
 */
export function listRoutes(instance: Instance): Router {
  const router = express.Router();
  const path = '/api/v1/lists';
  const entity = ({ id, name }: Pick<List, 'id' | 'name'>) => ({
    id,
    title: name,
    replies_policy: 'list',
    exclusive: false,
  });

  router.get(path, async (_request, response) => {
    const { member } = need(response, 'read:lists');
    const own = await listsOf(instance, member.accountId);
    const joined = await communitiesOf(instance, member.accountId);
    response.json([...own.map(entity), ...joined.map(({ id, displayName }) => entity({ id, name: displayName }))]);
  });

  router.post(path, async (_request, response) => {
    const { member } = need(response, 'write:lists');
    const id = await createList(instance, member.accountId, parametersOf(response).text('title'));
    response.json(entity(await ownList(instance, member.accountId, id)));
  });

  router.get(`${path}/:id`, async (request, response) => {
    const { member } = need(response, 'read:lists');
    const id = idOf(request);
    const community = (await communitiesOf(instance, member.accountId)).find((one) => one.id === id);
    if (community) return void response.json(entity({ id, name: community.displayName }));
    response.json(entity(await ownList(instance, member.accountId, id)));
  });

  router.put(`${path}/:id`, async (request, response) => {
    const { member } = need(response, 'write:lists');
    const id = await changeable(response, idOf(request));
    await renameList(instance, member.accountId, id, parametersOf(response).text('title'));
    response.json(entity(await ownList(instance, member.accountId, id)));
  });

  router.delete(`${path}/:id`, async (request, response) => {
    const { member } = need(response, 'write:lists');
    await deleteList(instance, member.accountId, await changeable(response, idOf(request)));
    response.json({});
  });

  router.get(`${path}/:id/accounts`, async (request, response) => {
    const { member } = need(response, 'read:lists');
    const id = idOf(request);
    const joined = (await communitiesOf(instance, member.accountId)).some((one) => one.id === id);
    const ids = joined ? [id] : await peopleIn(instance, (await ownList(instance, member.accountId, id)).id);
    response.json((await accountsByIds(instance, ids)).map((one) => accountEntity(instance, one)));
  });

  router.post(`${path}/:id/accounts`, async (request, response) => {
    const { member } = need(response, 'write:lists');
    const id = await changeable(response, idOf(request));
    for (const target of parametersOf(response).list('account_ids'))
      await addToList(instance, member.accountId, id, target);
    response.json({});
  });

  router.delete(`${path}/:id/accounts`, async (request, response) => {
    const { member } = need(response, 'write:lists');
    const id = await changeable(response, idOf(request));
    for (const target of parametersOf(response).list('account_ids')) {
      const others = (await listsWith(instance, member.accountId, target)).filter((one) => one !== id);
      await putInLists(instance, member.accountId, target, others);
    }
    response.json({});
  });

  router.get('/api/v1/accounts/:id/lists', async (request, response) => {
    const { member } = need(response, 'read:lists');
    const holding = new Set(await listsWith(instance, member.accountId, idOf(request)));
    response.json((await listsOf(instance, member.accountId)).filter(({ id }) => holding.has(id)).map(entity));
  });

  /** One's own list; a community's is as its members are. */
  async function changeable(response: Response, id: string): Promise<string> {
    const { member } = need(response, 'write:lists');
    if ((await communitiesOf(instance, member.accountId)).some((one) => one.id === id))
      throw new ApiFault(422, 'Validation failed: this list is a community, it changes with its members');
    return (await ownList(instance, member.accountId, id)).id;
  }
  return router;
}
