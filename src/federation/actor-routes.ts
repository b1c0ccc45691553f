import express, { type Request, type Response, type Router } from 'express';
import { type Account, accountByHandle, accountById, accountsByIds, isLocal } from '../accounts/account.ts';
import { type Follow, followersOf, followingOf } from '../accounts/follow.ts';
import { moderators } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { postsByIds } from '../posts/post.ts';
import { featuredUris, pinnedUris, publishedBy } from '../posts/published.ts';
import { instanceActorUri } from './addresses.ts';
import { sendActivity, sendNotFound, vary, wantsActivity } from './answer.ts';
import { collectionPage, cursorOf, pagedCollection, pageItems, wholeCollection } from './collection.ts';
import { actorDocument } from './documents.ts';
import { mayKnow } from './group-access.ts';
import { withContext } from './objects/context.ts';
import { toInstanceActor } from './objects/to-actor.ts';
import { announceOf, createOf } from './outbound/activities.ts';
import { admittedReader, type Reader } from './reader.ts';

/** Actors of ours, their collections, and the instance actor. */
export function actorRoutes(instance: Instance): Router {
  const router = express.Router();
  router.get('/ap/actor', async (_, response) =>
    sendActivity(response, await toInstanceActor(instance), { shared: true }),
  );
  router.get('/ap/actor/outbox', (_, response) =>
    sendActivity(response, wholeCollection(`${instanceActorUri(instance)}/outbox`, []), { shared: true }),
  );
  router.get(['/@:name', '/communities/:name'], async (request: Request<{ name: string }>, response, next) => {
    const account = wantsActivity(request) ? await accountByHandle(instance, request.params.name) : null;
    for (const name of vary) response.vary(name);
    if (!account || !isLocal(account)) return next();
    await sendActor(instance, account, request, response);
  });
  router.get('/ap/accounts/:id', async (request, response) => {
    const account = await accountById(instance, request.params.id);
    if (account && isLocal(account)) return sendActor(instance, account, request, response);
    // A server that gets the Delete of an actor asks here whether it is true.
    const [gone] = await accountsByIds(instance, [request.params.id]);
    if (!gone?.deletedAt || !isLocal(gone)) return sendNotFound(response);
    sendActivity(response, withContext({ id: gone.uri, type: 'Tombstone' }), { status: 410, shared: true });
  });
  for (const [name, collection] of Object.entries(collections))
    router.get(`/ap/accounts/:id/${name}`, async (request: Request<{ id: string }>, response) => {
      const account = await accountById(instance, request.params.id);
      if (!account || !isLocal(account)) return sendNotFound(response);
      const reader = await admittedReader(instance, request, response);
      if (!reader) return;
      if (!(await mayKnow(instance, account, reader))) return sendNotFound(response);
      const document = await collection(instance, account, cursorOf(request.query.page), reader);
      sendActivity(response, document, { shared: reader.anonymous });
    });
  // Nobody reads an inbox from outside; that it exists is in the actor's document.
  router.get(['/ap/inbox', '/ap/accounts/:id/inbox'], (_, response) => sendNotFound(response));
  return router;
}

async function sendActor(instance: Instance, account: Account, request: Request, response: Response) {
  const reader = await admittedReader(instance, request, response, account.kind === 'organisation');
  if (reader && !(await mayKnow(instance, account, reader))) return sendNotFound(response);
  if (reader) sendActivity(response, await actorDocument(instance, account), { shared: reader.anonymous });
}

type CollectionOf = (instance: Instance, account: Account, cursor: string | null, reader: Reader) => Promise<object>;

/** Followers and those followed, as addresses. */
const ties =
  (name: 'followers' | 'following', read: typeof followersOf, other: (follow: Follow) => string): CollectionOf =>
  async (instance, account, cursor) => {
    const id = `${account.uri}/${name}`;
    // Who is in a community that is not for everybody is its members' business: the number alone is told.
    const isClosed = account.kind === 'group' && !account.discoverable;
    if (cursor === null || isClosed) return pagedCollection(id, account[name]);
    const rows = await read(instance, account.id, cursor === '1' ? undefined : Number(cursor), pageItems);
    const byId = new Map((await accountsByIds(instance, rows.map(other))).map((each) => [each.id, each.uri]));
    const items = rows.flatMap((row) => byId.get(other(row)) ?? []);
    return collectionPage(id, cursor, items, rows.length < pageItems ? null : String(rows.at(-1)!.id));
  };

/** What an account published, as its readers got it: for a stranger public posts alone (S47). */
const outbox: CollectionOf = async (instance, account, cursor, { viewer }) => {
  const id = `${account.uri}/outbox`;
  if (cursor === null) return pagedCollection(id, account.posts);
  const rows = await publishedBy(instance, viewer, account.id, cursor === '1' ? undefined : cursor, pageItems);
  const boosted = new Map(
    (
      await postsByIds(
        instance,
        rows.flatMap((row) => row.boostOfId ?? []),
      )
    ).map((post) => [post.id, post]),
  );
  const authors = new Map(
    (
      await accountsByIds(
        instance,
        [...boosted.values()].map((post) => post.accountId),
      )
    ).map((each) => [each.id, each.uri]),
  );
  const items: unknown[] = [];
  for (const row of rows) {
    const post = row.boostOfId === null ? null : boosted.get(row.boostOfId);
    if (post) items.push(announceOf(row, post, account, authors.get(post.accountId)!));
    else if (row.boostOfId === null) items.push(await createOf(instance, row, account));
  }
  return collectionPage(id, cursor, items, rows.length < pageItems ? null : rows.at(-1)!.id);
};

const collections: Record<string, CollectionOf> = {
  outbox,
  followers: ties('followers', followersOf, (follow) => follow.followerId),
  following: ties('following', followingOf, (follow) => follow.followedId),
  /** Owners and moderators of a community (FEP-1b12). */
  moderators: async (instance, account) =>
    wholeCollection(
      `${account.uri}/moderators`,
      (await accountsByIds(instance, await moderators(instance, account.id))).map(({ uri }) => uri),
    ),
  featured: async (instance, account, _, { viewer }) =>
    wholeCollection(
      `${account.uri}/featured`,
      await (account.kind === 'group' ? featuredUris : pinnedUris)(instance, viewer, account.id),
    ),
};
