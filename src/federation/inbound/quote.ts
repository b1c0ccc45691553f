import { isBlockedEitherWay, relationships } from '../../accounts/relationship.ts';
import type { Instance } from '../../instance.ts';
import { and, eq, inArray } from '../../platform/columns.ts';
import { record } from '../../platform/events-log.ts';
import type { PostEvent } from '../../posts/events.ts';
import { type Post, postById, postByUri } from '../../posts/post.ts';
import { giveStamp, settleQuote, stampUri } from '../../posts/quote.ts';
import { withPolicies } from '../../posts/quote-policy.ts';
import { receivePost } from '../../posts/receive-post.ts';
import { posts } from '../../posts/tables.ts';
import { mayBoost } from '../../posts/visibility.ts';
import { ownId } from '../addresses.ts';
import { authorOf, embedded } from '../guard.ts';
import { documentId, refId, sameOrigin, withoutFragment } from '../ids.ts';
import { isPost, readNote } from '../objects/read-note.ts';
import { toRemotePost } from '../remote-posts.ts';
import type { Effect, Inbound, Received } from './inbound.ts';

/** Id of our own request: one a post. */
export const requestUri = (post: Pick<Post, 'uri'>) => `${post.uri}#quote-request`;

/**
 * Somebody elsewhere asks to quote a post of ours (FEP-044f): yes with a stamp, or no, at once and as its author wishes.
 * What quotes it is kept, for its author may want to see it, and to take the consent back.
 */
export const receiveQuoteRequest: Inbound = async (instance, { id, activity, actor }) => {
  const quotedId = ownId(instance, 'posts', refId(activity.object) ?? '');
  const quoted = quotedId ? await postById(instance, quotedId) : null;
  const quotingUri = documentId(refId(activity.instrument));
  if (!quoted || quoted.deletedAt || !quotingUri || !sameOrigin(quotingUri, actor.uri)) return null;
  const isAllowed = await allows(instance, quoted, actor.id);
  const sent = embedded(activity.instrument, actor.uri);
  const note = sent && isPost(sent) && authorOf(sent) === actor.uri ? readNote(sent, actor.followersUri) : null;
  const remote = note && (await toRemotePost(instance, note, actor));
  return async (inside, tx) => {
    const stampId = isAllowed ? await giveStamp(inside, tx, quoted.id, quotingUri, actor.id) : null;
    await record<PostEvent>(tx, {
      type: 'quote.answered',
      quotedId: quoted.id,
      quoterId: actor.id,
      uri: id,
      quotingUri,
      stampId,
    });
    if (!stampId) return;
    const proof = stampUri(inside, stampId);
    if (remote?.uri === quotingUri) await receivePost(inside, { ...remote, quote: { uri: quoted.uri, proof } });
    const quoting = await postByUri(inside, quotingUri);
    if (quoting?.accountId === actor.id && quoting.quoteUri === quoted.uri && quoting.quoteState !== 'accepted')
      await settleQuote(tx, quoting, { state: 'accepted', proof, quoted });
  };
};

async function allows(instance: Instance, post: Post, quoterId: string): Promise<boolean> {
  const [quoted] = await withPolicies(instance, [post]);
  if (!quoted || !mayBoost(quoted.audience) || (await isBlockedEitherWay(instance, quoted.accountId, quoterId)))
    return false;
  if (quoted.quotePolicy !== 'followers') return quoted.quotePolicy === 'public';
  return (await relationships(instance, quoterId, [quoted.accountId])).get(quoted.accountId)!.following;
}

/** The post of ours whose request this answers, when the one who answers is the author of what it quotes. */
export async function quoteAnswered(instance: Instance, { activity, actor }: Received): Promise<Post | null> {
  const asked = refId(activity.object) ?? '';
  const post = asked.endsWith('#quote-request') ? await postByUri(instance, withoutFragment(asked)) : null;
  const quoted = post?.local && post.quoteOfId ? await postById(instance, post.quoteOfId) : null;
  return post && quoted?.accountId === actor.id ? post : null;
}

/** Yes, with the address of the stamp, which stands on the quoted author's own server; or no. */
export const acceptQuote =
  (post: Post, { activity, actor }: Received): Effect =>
  async (_inside, tx) => {
    const proof = documentId(refId(activity.result));
    if (proof && sameOrigin(proof, actor.uri) && post.quoteState === 'pending')
      await settleQuote(tx, post, { state: 'accepted', proof });
  };

export const rejectQuote =
  (post: Post): Effect =>
  async (_inside, tx) => {
    if (post.quoteState === 'pending' || post.quoteState === 'accepted')
      await settleQuote(tx, post, { state: 'rejected', proof: null });
  };

/** The stamp at `uri` is gone; only the quoted author's word counts (S64), not a neighbour's on the same server. */
export async function stampGone(instance: Instance, uri: string, actorId: string): Promise<Effect | null> {
  const stamped = await instance.db.select().from(posts).where(eq(posts.quoteProof, uri));
  const theirs = await instance.db
    .select({ id: posts.id })
    .from(posts)
    .where(
      and(
        eq(posts.accountId, actorId),
        inArray(
          posts.id,
          stamped.map((post) => post.quoteOfId ?? ''),
        ),
      ),
    );
  const quoting = stamped.filter((post) => theirs.some(({ id }) => id === post.quoteOfId));
  if (!quoting.length) return null;
  return async (_inside, tx) => {
    for (const post of quoting) await settleQuote(tx, post, { state: 'revoked', proof: null });
  };
}
