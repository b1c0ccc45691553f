import express, { type Response, type Router } from 'express';
import type { Instance } from '../instance.ts';
import { addFilter, changeFilter, filtersOf, removeFilter } from '../posts/filter.ts';
import type { FilterAction, FilterView } from '../posts/view.ts';
import { type Parameters, parametersOf } from '../web/api-body.ts';
import { filterEntity, firstFilterEntity, keywordEntity } from './entities/filter.ts';
import { ApiFault, idOf, need, notThere } from './http.ts';

/**
 * Words that a member does not want to come upon. A filter of ours is one phrase: one that an app makes with several
 * keywords becomes as many filters, and a second keyword for one that is there is refused in words.
 */
export function filterRoutes(instance: Instance): Router {
  const router = express.Router();
  const [first, second] = ['/api/v1/filters', '/api/v2/filters'];
  const own = (response: Response, scope: string) => need(response, scope).member.accountId;

  router.get(second, async (_request, response) => {
    const mine = own(response, 'read:filters');
    response.json((await filtersOf(instance, mine)).map(filterEntity));
  });
  router.post(second, async (_request, response) => {
    const mine = own(response, 'write:filters');
    const asked = parametersOf(response);
    const [phrase = asked.text('title'), ...more] = keywordsIn(asked).map(({ keyword }) => keyword);
    const made = await addFilter(instance, mine, {
      phrase,
      action: actionIn(asked) ?? 'fold',
      days: daysIn(asked) ?? null,
    });
    for (const other of more)
      await addFilter(instance, mine, {
        phrase: other,
        action: actionIn(asked) ?? 'fold',
        days: daysIn(asked) ?? null,
      });
    response.json(filterEntity(await filterAt(mine, made)));
  });
  router.get(`${second}/:id`, async (request, response) => {
    response.json(filterEntity(await filterAt(own(response, 'read:filters'), idOf(request))));
  });
  router.put(`${second}/:id`, async (request, response) => {
    const mine = own(response, 'write:filters');
    const asked = parametersOf(response);
    const { id } = await filterAt(mine, idOf(request));
    const [given, ...more] = keywordsIn(asked);
    if (given?.gone) {
      const kept = await filterAt(mine, id);
      await removeFilter(instance, mine, id);
      return void response.json({ ...filterEntity(kept), keywords: [] });
    }
    await changeFilter(instance, mine, id, { ...(given && { phrase: given.keyword }), ...wishIn(asked) });
    for (const { keyword, gone } of more)
      if (!gone) await addFilter(instance, mine, { phrase: keyword, action: actionIn(asked) ?? 'fold', days: null });
    response.json(filterEntity(await filterAt(mine, id)));
  });

  router.get(`${second}/:id/keywords`, async (request, response) => {
    response.json([keywordEntity(await filterAt(own(response, 'read:filters'), idOf(request)))]);
  });
  router.post(`${second}/:id/keywords`, async (request, response) => {
    await filterAt(own(response, 'write:filters'), idOf(request));
    throw new ApiFault(422, 'Validation failed: a filter holds one phrase here, make another filter');
  });
  router.get(`${second}/keywords/:id`, async (request, response) => {
    response.json(keywordEntity(await filterAt(own(response, 'read:filters'), idOf(request))));
  });
  router.put(`${second}/keywords/:id`, async (request, response) => {
    const mine = own(response, 'write:filters');
    const { id } = await filterAt(mine, idOf(request));
    await changeFilter(instance, mine, id, { phrase: parametersOf(response).text('keyword') });
    response.json(keywordEntity(await filterAt(mine, id)));
  });
  router.get(`${second}/:id/statuses`, async (request, response) => {
    await filterAt(own(response, 'read:filters'), idOf(request));
    response.json([]);
  });

  router.get(first, async (_request, response) => {
    const mine = own(response, 'read:filters');
    response.json((await filtersOf(instance, mine)).map(firstFilterEntity));
  });
  router.post(first, async (_request, response) => {
    const mine = own(response, 'write:filters');
    const asked = parametersOf(response);
    const action = asked.flag('irreversible') ? 'hide' : 'fold';
    const id = await addFilter(instance, mine, { phrase: asked.text('phrase'), action, days: daysIn(asked) ?? null });
    response.json(firstFilterEntity(await filterAt(mine, id)));
  });
  router.get(`${first}/:id`, async (request, response) => {
    response.json(firstFilterEntity(await filterAt(own(response, 'read:filters'), idOf(request))));
  });
  router.put(`${first}/:id`, async (request, response) => {
    const mine = own(response, 'write:filters');
    const asked = parametersOf(response);
    const { id } = await filterAt(mine, idOf(request));
    const irreversible = asked.flag('irreversible');
    await changeFilter(instance, mine, id, {
      ...(asked.has('phrase') && { phrase: asked.text('phrase') }),
      ...(irreversible !== null && { action: irreversible ? 'hide' : 'fold' }),
      ...(daysIn(asked) !== undefined && { days: daysIn(asked)! }),
    });
    response.json(firstFilterEntity(await filterAt(mine, id)));
  });

  for (const path of [`${first}/:id`, `${second}/:id`, `${second}/keywords/:id`])
    router.delete(path, async (request, response) => {
      const mine = own(response, 'write:filters');
      const { id } = await filterAt(mine, idOf(request));
      await removeFilter(instance, mine, id);
      response.json({});
    });

  async function filterAt(accountId: string, id: string): Promise<FilterView> {
    const found = (await filtersOf(instance, accountId)).find((one) => one.id === id);
    if (!found) throw notThere();
    return found;
  }
  return router;
}

/** `keywords_attributes`: several, in the order they were sent. */
function keywordsIn(asked: Parameters): { keyword: string; gone: boolean }[] {
  const given = asked.raw.keywords_attributes;
  if (!given || typeof given !== 'object') return [];
  return Object.values(given as Record<string, { keyword?: unknown; _destroy?: unknown }>).flatMap((one) => {
    const gone = ['true', '1'].includes(String(one?._destroy));
    const keyword = typeof one?.keyword === 'string' ? one.keyword : '';
    return keyword || gone ? [{ keyword, gone }] : [];
  });
}

/** Media alone cannot be blurred by words here: what asks for that is folded whole. */
const actionIn = (asked: Parameters): FilterAction | null =>
  asked.has('filter_action') ? (asked.text('filter_action') === 'hide' ? 'hide' : 'fold') : null;

/** Days until it ends; null: for good, which is what an empty text says; undefined: not said. */
function daysIn(asked: Parameters): number | null | undefined {
  if (!asked.has('expires_in')) return undefined;
  const seconds = Number(asked.text('expires_in')) || 0;
  return seconds > 0 ? Math.max(1, Math.ceil(seconds / 86_400)) : null;
}

function wishIn(asked: Parameters): { action?: FilterAction; days?: number | null } {
  const [action, days] = [actionIn(asked), daysIn(asked)];
  return { ...(action && { action }), ...(days !== undefined && { days }) };
}
