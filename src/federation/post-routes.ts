import express, { type Request, type Response, type Router } from 'express';
import { accountById, accountsByIds, type Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { eq } from '../platform/columns.ts';
import { boostsOf } from '../posts/boost.ts';
import { gatheringOf } from '../posts/gathering.ts';
import { likersOf } from '../posts/like.ts';
import { type Post, postById } from '../posts/post.ts';
import { conversation, directReplies } from '../posts/thread.ts';
import { conversationUri, ownId } from './addresses.ts';
import { sendActivity, sendNotFound, vary, wantsActivity } from './answer.ts';
import { collectionFrom, collectionPage, cursorOf, pagedCollection, pageItems } from './collection.ts';
import { isObject, type Json } from './json.ts';
import { withContext } from './objects/context.ts';
import { announceOf, createOf } from './outbound/activities.ts';
import { postAnswer, visibleOrNull } from './post-answer.ts';
import { admittedReader, type Reader } from './reader.ts';
import { outgoing } from './tables.ts';

/** Posts of ours, what hangs on them, and the activities that told of them. */
export function postRoutes(instance: Instance): Router {
  const router = express.Router();
  router.get('/@:name/:id', async (request, response, next) => {
    for (const name of vary) response.vary(name);
    if (!wantsActivity(request) || !/^\d{1,19}$/.test(request.params.id)) return next();
    await sendPost(instance, request, response);
  });
  router.get('/ap/posts/:id', (request, response) => sendPost(instance, request, response));
  for (const [name, collection] of Object.entries(collections))
    router.get(`/ap/posts/:id/${name}`, async (request: Request<{ id: string }>, response) => {
      const reader = await admittedReader(instance, request, response);
      if (!reader) return;
      const post = await visibleOrNull(instance, reader.viewer, request.params.id);
      // A conversation that began elsewhere is listed here too: its posts of ours name this address.
      const isHere = post && (post.local || name === 'context') && (name !== 'attendees' || post.hasGathering);
      if (!isHere) return sendNotFound(response);
      const document = await collection(instance, post, cursorOf(request.query.page), reader.viewer);
      sendActivity(response, document, { shared: reader.anonymous });
    });
  router.get('/ap/activities/:id', async (request, response) => {
    const reader = await admittedReader(instance, request, response);
    const document = reader && (await activityAt(instance, request.params.id, reader));
    if (document) sendActivity(response, document, { shared: reader!.anonymous });
    else if (reader) sendNotFound(response);
  });
  return router;
}

async function sendPost(instance: Instance, request: Request<{ id: string }>, response: Response): Promise<void> {
  const reader = await admittedReader(instance, request, response);
  if (!reader) return;
  const answer = await postAnswer(instance, reader.viewer, request.params.id);
  if (answer.status === 404) return sendNotFound(response);
  sendActivity(response, answer.document, { status: answer.status, shared: reader.anonymous });
}

/** Create and Announce are made from what they tell of; others are shown as they were sent, when all may read them. */
async function activityAt(instance: Instance, id: string, { viewer }: Reader): Promise<object | string | null> {
  const row = await postById(instance, id);
  const author = row?.local && !row.deletedAt ? await accountById(instance, row.accountId) : null;
  if (row && author) {
    const post = await visibleOrNull(instance, viewer, row.boostOfId ?? row.id);
    if (!post) return null;
    if (!row.boostOfId) return withContext(await createOf(instance, post, author));
    const [postAuthor] = await accountsByIds(instance, [post.accountId]);
    return withContext(announceOf(row, post, author, postAuthor!.uri));
  }
  const [sent] = await instance.db.select().from(outgoing).where(eq(outgoing.id, id));
  return sent?.open && (await stillStands(instance, viewer, sent.activity)) ? sent.activity : null;
}

/** What was sent of a post is shown as long as the post is: the words of one that was removed are gone everywhere. */
async function stillStands(instance: Instance, viewer: Viewer, text: string): Promise<boolean> {
  const { object } = JSON.parse(text) as Json;
  const uri = isObject(object) && object.content !== undefined ? String(object.id) : null;
  const postId = uri && ownId(instance, 'posts', uri);
  return !uri || Boolean(postId && (await visibleOrNull(instance, viewer, postId)));
}

type CollectionOf = (instance: Instance, post: Post, cursor: string | null, viewer: Viewer) => Promise<object>;

const likesOf: CollectionOf = async (instance, post, cursor) => {
  const id = `${post.uri}/likes`;
  if (cursor === null) return pagedCollection(id, post.likes);
  const rows = await likersOf(instance, post.id, cursor === '1' ? undefined : Number(cursor), pageItems);
  const next = rows.length < pageItems ? null : String(rows.at(-1)!.id);
  return collectionPage(
    id,
    cursor,
    rows.map((row) => row.uri),
    next,
  );
};

const sharesOf: CollectionOf = async (instance, post, cursor) => {
  const id = `${post.uri}/shares`;
  if (cursor === null) return pagedCollection(id, post.boosts);
  const rows = await boostsOf(instance, post.id, cursor === '1' ? undefined : cursor, pageItems);
  return collectionPage(
    id,
    cursor,
    rows.map((row) => row.uri),
    rows.length < pageItems ? null : rows.at(-1)!.id,
  );
};

/** Posts after a cursor; `1` is the first page's. */
const stretch = (cursor: string | null) => ({ after: cursor === '1' ? null : cursor, most: pageItems });

const oldestFirst = (id: string, cursor: string | null, posts: Post[]): object =>
  collectionFrom(
    id,
    cursor,
    posts.map((post) => post.uri),
    posts.length < pageItems ? null : posts.at(-1)!.id,
  );

const collections: Record<string, CollectionOf> = {
  /** Direct answers (FEP-7458): those the reader may read, never more (S49). */
  replies: async (instance, post, cursor, viewer) =>
    oldestFirst(`${post.uri}/replies`, cursor, await directReplies(instance, viewer, post.id, stretch(cursor))),
  likes: likesOf,
  shares: sharesOf,
  /** How many come to an event; who does is for its organisers alone. */
  attendees: async (instance, post) => {
    const totalItems = (await gatheringOf(instance, post.id))?.going ?? 0;
    return withContext({ id: `${post.uri}/attendees`, type: 'Collection', totalItems });
  },
  /** The whole conversation, in the order it was written (FEP-7888). */
  context: async (instance, post, cursor, viewer) =>
    oldestFirst(
      conversationUri(instance, post.threadId),
      cursor,
      await conversation(instance, viewer, post.threadId, stretch(cursor)),
    ),
};
