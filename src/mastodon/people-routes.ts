import express, { type Response, type Router } from 'express';
import { accountsByIds } from '../accounts/account.ts';
import { familiarFollowers } from '../accounts/familiar.ts';
import { newcomers } from '../accounts/newcomers.ts';
import { relationships } from '../accounts/relationship.ts';
import { visiblePeople } from '../accounts/visible-people.ts';
import { communityLists } from '../communities/community-views.ts';
import { knownAccount } from '../communities/known-account.ts';
import { searchDirectory } from '../directory/search.ts';
import type { Instance } from '../instance.ts';
import { parametersOf } from '../web/api-body.ts';
import { accountEntity } from './entities/account.ts';
import { limitOf, need, viewerIn } from './http.ts';

type Viewer = { accountId: string; local: true };

/** Whom one may want to find: communities first, then people who chose to be found. */
export function peopleRoutes(instance: Instance): Router {
  const router = express.Router();

  router.get('/api/v1/directory', async (_request, response) => {
    const viewer = viewerIn(response);
    const size = limitOf(response, 40, 80);
    const skip = Math.min(Math.max(Number.parseInt(parametersOf(response).text('offset'), 10) || 0, 0), 400);
    const { mine, here, elsewhere } = await communityLists(instance, viewer);
    const ids = [...mine, ...here, ...elsewhere].map(({ id }) => id);
    const query = { text: '', host: 'here', affiliation: '', skill: '', helps: '' };
    for (let page = 0; ids.length < skip + size; page++) {
      const { entries, hasMore } = await searchDirectory(instance, viewer, { ...query, page });
      ids.push(...entries.map(({ account }) => account.id));
      if (!hasMore) break;
    }
    response.json(await entities([...new Set(ids)].slice(skip, skip + size)));
  });

  const suggested = async (viewer: Viewer, response: Response) => {
    const { here } = await communityLists(instance, viewer);
    const came = (await newcomers(instance, 20)).map(({ id }) => id);
    const ids = [...here.map(({ id }) => id), ...came].filter((id) => id !== viewer.accountId);
    const ties = await relationships(instance, viewer.accountId, ids);
    const free = ids.filter((id) => {
      const tie = ties.get(id);
      return tie && !tie.following && !tie.requested && !tie.muting;
    });
    const seen = (await visiblePeople(instance, viewer, free)).map(({ id }) => id);
    return entities(seen.slice(0, limitOf(response, 40, 80)));
  };
  router.get('/api/v1/suggestions', async (_request, response) => {
    response.json(await suggested(need(response, 'read').viewer, response));
  });
  router.get('/api/v2/suggestions', async (_request, response) => {
    const found = await suggested(need(response, 'read').viewer, response);
    response.json(found.map((account) => ({ source: 'staff', sources: ['featured'], account })));
  });

  router.get('/api/v1/accounts/familiar_followers', async (_request, response) => {
    const { member, viewer } = need(response, 'read:follows');
    const asked = [...new Set(parametersOf(response).list('id'))].slice(0, 40);
    const open = [];
    for (const account of await accountsByIds(instance, asked)) {
      // Who is in a community that is for its members alone is theirs to know.
      if (account.kind === 'group' && !account.discoverable) continue;
      if (await knownAccount(instance, viewer, account).catch(() => null)) open.push(account.id);
    }
    const found = await familiarFollowers(instance, member.accountId, open);
    const all = await visiblePeople(instance, viewer, [...new Set([...found.values()].flat())]);
    const people = new Map((await entities(all.map(({ id }) => id))).map((one) => [one.id, one]));
    response.json(asked.map((id) => ({ id, accounts: (found.get(id) ?? []).flatMap((one) => people.get(one) ?? []) })));
  });

  async function entities(ids: string[]) {
    const rows = new Map((await accountsByIds(instance, ids)).map((row) => [row.id, row]));
    return ids.flatMap((id) => {
      const row = rows.get(id);
      return row && !row.suspendedAt && !row.deletedAt ? [accountEntity(instance, row)] : [];
    });
  }
  return router;
}
