import express, { type Response, type Router } from 'express';
import type { Instance } from '../instance.ts';
import {
  changeWish,
  type PushSubscription,
  subscribe,
  subscriptionOf,
  unsubscribe,
  type Wish,
} from '../notifications/push.ts';
import { pushKeys } from '../notifications/push-keys.ts';
import { pushPolicies } from '../notifications/tables.ts';
import { bearerOf, type Parameters, parametersOf } from '../web/api-body.ts';
import { everyKnownType, mastodonType, typesNamed } from './entities/notification.ts';
import { grantIn, need, notThere } from './http.ts';

/** Where an app is woken up; one for each token, gone with it. */
export function pushRoutes(instance: Instance): Router {
  const router = express.Router();
  const path = '/api/v1/push/subscription';

  router.post(path, async (request, response) => {
    const { member } = need(response, 'push');
    const asked = parametersOf(response);
    const given = objectAt(asked.raw, 'subscription');
    const keys = objectAt(given, 'keys');
    const holder = { tokenId: tokenIn(response), accountId: member.accountId, token: bearerOf(request) ?? '' };
    const row = await subscribe(instance, holder, {
      endpoint: textAt(given, 'endpoint'),
      p256dh: textAt(keys, 'p256dh'),
      auth: textAt(keys, 'auth'),
      standard: isTrue(given.standard),
      ...wishIn(asked, everything),
    });
    response.json(await entity(row));
  });

  router.get(path, async (_request, response) => {
    need(response, 'push');
    const row = await subscriptionOf(instance, tokenIn(response));
    if (!row) throw notThere();
    response.json(await entity(row));
  });

  router.put(path, async (_request, response) => {
    need(response, 'push');
    const known = await subscriptionOf(instance, tokenIn(response));
    const row = known && (await changeWish(instance, known.tokenId, wishIn(parametersOf(response), known)));
    if (!row) throw notThere();
    response.json(await entity(row));
  });

  router.delete(path, async (_request, response) => {
    need(response, 'push');
    await unsubscribe(instance, tokenIn(response));
    response.json({});
  });

  async function entity({ id, endpoint, standard, types, policy }: PushSubscription) {
    const { publicKey } = await pushKeys(instance);
    return { id: String(id), endpoint, standard, alerts: alertsOf(types), policy, server_key: publicKey };
  }
  return router;
}

const everything: Wish = { types: everyKnownType, policy: 'all' };
const tokenIn = (response: Response) => grantIn(response)!.token.id;
const names = [...new Set(everyKnownType.map((type) => mastodonType(type)!))];

const alertsOf = (types: Wish['types']) =>
  Object.fromEntries([
    ...names.map((name) => [name, typesNamed([name]).some((type) => types.includes(type))]),
    ['admin.sign_up', false],
    ['admin.report', false],
  ]);

/** `data[alerts][…]` and `data[policy]`; what is not said stays as it was, and nothing said at first is everything. */
function wishIn(asked: Parameters, before: Wish): Wish {
  const data = objectAt(asked.raw, 'data');
  const alerts = objectAt(data, 'alerts');
  const wanted = names.filter((name) => isTrue(alerts[name]));
  const policy = pushPolicies.find((one) => one === data.policy) ?? before.policy;
  return { types: Object.keys(alerts).length ? typesNamed(wanted) : before.types, policy };
}

const objectAt = (value: Record<string, unknown>, name: string) => {
  const found = Object.hasOwn(value, name) ? value[name] : null;
  return (found && typeof found === 'object' ? found : {}) as Record<string, unknown>;
};
const textAt = (value: Record<string, unknown>, name: string) =>
  typeof value[name] === 'string' ? (value[name] as string) : '';
const isTrue = (value: unknown) => ['true', '1', 'on'].includes(String(value));
