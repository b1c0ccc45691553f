import type { Viewer } from '../accounts/account.ts';
import { accountViews } from '../accounts/account-view.ts';
import { follows } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { and, eq, inArray, isNull } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { forbidden, notFound } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import type { PostEvent } from './events.ts';
import { type Post, visiblePost } from './post.ts';
import { withPolicies } from './quote-policy.ts';
import { posts, quoteStamps } from './tables.ts';
import type { Audience, QuoteState, QuoteView } from './view.ts';
import { mayBoost, readable } from './visibility.ts';

/** Address of a stamp of ours: the quoted author's consent (FEP-044f). */
export const stampUri = (instance: Pick<Instance, 'config'>, id: string) => `${instance.config.origin}/ap/quotes/${id}`;

/** What a viewer may quote, of posts that they may read: public ones, as their authors wish. One query at most. */
export async function quotable(instance: Instance, viewer: Viewer, list: Post[]): Promise<Set<string>> {
  if (!viewer) return new Set();
  const open = await withPolicies(
    instance,
    list.filter((post) => mayBoost(post.audience) && !post.deletedAt),
  );
  const asked = open.filter((post) => post.quotePolicy === 'followers').map((post) => post.accountId);
  const rows = asked.length
    ? await instance.db
        .select({ id: follows.followedId })
        .from(follows)
        .where(
          and(eq(follows.followerId, viewer.accountId), inArray(follows.followedId, asked), eq(follows.accepted, true)),
        )
    : [];
  const followed = new Set(rows.map((row) => row.id));
  const allows = (post: Post) =>
    post.accountId === viewer.accountId ||
    post.quotePolicy === 'public' ||
    post.quotePolicy === 'ask' ||
    (post.quotePolicy === 'followers' && followed.has(post.accountId));
  return new Set(open.filter(allows).map((post) => post.id));
}

/** The post when the viewer may quote it; 404 when it is not for them to read, 403 when its author does not wish it. */
export async function quotablePost(instance: Instance, viewer: NonNullable<Viewer>, id: string): Promise<Post> {
  const [post] = await withPolicies(instance, [await visiblePost(instance, viewer, id)]);
  if (!post || !(await quotable(instance, viewer, [post])).has(id)) throw forbidden('quote.notAllowed');
  return post;
}

/**
 * The columns of a post that quotes `quoted`: of ours the consent is given at once, others are asked; not by a post that
 * never leaves the organisation, when its author consents to everybody.
 */
export function quoteColumns(quoted: Post, audience: Audience, stamp: string | null) {
  const settled = quoted.local || (audience === 'organisation' && quoted.quotePolicy === 'public');
  const quoteState: QuoteState = settled ? 'accepted' : 'pending';
  return { quoteUri: quoted.uri, quoteOfId: quoted.id, quoteState, quoteProof: stamp };
}

/** Keeps the consent of a post of ours to be quoted by the post at `quotingUri`; gives the stamp's id. */
export async function giveStamp(
  instance: Instance,
  tx: Tx,
  quotedId: string,
  quotingUri: string,
  accountId: string,
): Promise<string> {
  const [known] = await tx
    .select({ id: quoteStamps.id })
    .from(quoteStamps)
    .where(
      and(eq(quoteStamps.quotedId, quotedId), eq(quoteStamps.quotingUri, quotingUri), isNull(quoteStamps.revokedAt)),
    );
  if (known) return known.id;
  const id = instance.ids();
  await tx.insert(quoteStamps).values({ id, quotedId, quotingUri, accountId, createdAt: instance.clock() });
  return id;
}

/** A stamp that holds, with the post it is of. */
export async function stampById(instance: Instance, id: string) {
  const [found] = await instance.db
    .select({ stamp: quoteStamps, quoted: posts })
    .from(quoteStamps)
    .innerJoin(posts, eq(posts.id, quoteStamps.quotedId))
    .where(and(eq(quoteStamps.id, id), isNull(quoteStamps.revokedAt), readable(null)));
  return found ?? null;
}

/** What became of a quote: shown from now on, or no longer. Its quoted author is told of one that is accepted. */
export async function settleQuote(
  tx: Tx,
  post: Post,
  settled: { state: QuoteState; proof?: string | null; quoted?: Pick<Post, 'id' | 'local'> },
): Promise<void> {
  const { state, proof, quoted } = settled;
  await tx
    .update(posts)
    .set({
      quoteState: state,
      ...(proof !== undefined && { quoteProof: proof }),
      ...(quoted && { quoteOfId: quoted.id }),
      version: post.version + 1,
    })
    .where(eq(posts.id, post.id));
  if (post.local) await record<PostEvent>(tx, { type: 'quote.settled', postId: post.id });
  if (state === 'accepted' && quoted?.local)
    await record<PostEvent>(tx, { type: 'post.quoted', postId: post.id, quotedId: quoted.id });
}

/** The quoted author takes the consent back; 404 for anybody else, and for what is no quote of theirs. */
export const revokeQuote = (instance: Instance, accountId: string, quotingId: string): Promise<void> =>
  write(instance, async (tx) => {
    const [quoting] = await tx.select().from(posts).where(eq(posts.id, quotingId));
    const [quoted] = quoting?.quoteOfId ? await tx.select().from(posts).where(eq(posts.id, quoting.quoteOfId)) : [];
    const isOwn = quoted?.local && (quoted.accountId === accountId || quoted.writtenById === accountId);
    if (!quoting || !isOwn || quoting.quoteState !== 'accepted') throw notFound();
    const [stamp] = await tx
      .update(quoteStamps)
      .set({ revokedAt: instance.clock() })
      .where(and(eq(quoteStamps.quotedId, quoted.id), eq(quoteStamps.quotingUri, quoting.uri)))
      .returning({ id: quoteStamps.id });
    await settleQuote(tx, quoting, { state: 'revoked', proof: null });
    if (stamp) await record<PostEvent>(tx, { type: 'quote.revoked', stampId: stamp.id, postId: quotingId });
  });

/**
 * What posts quote, by their ids: words only of what was consented to and the viewer may read. No query where nothing
 * is quoted.
 */
export async function quotesOf(instance: Instance, viewer: Viewer, list: Post[]): Promise<Map<string, QuoteView>> {
  const quoting = list.filter((post) => post.quoteUri !== null && post.quoteState !== null);
  if (!quoting.length) return new Map();
  const wanted = quoting.flatMap((post) => (post.quoteState === 'accepted' ? (post.quoteOfId ?? []) : []));
  const rows = wanted.length
    ? await instance.db
        .select()
        .from(posts)
        .where(and(inArray(posts.id, wanted), readable(viewer)))
    : [];
  const people = await accountViews(
    instance,
    rows.map((row) => row.accountId),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    quoting.map((post): [string, QuoteView] => {
      const quoted = byId.get(post.quoteOfId ?? '');
      const author = quoted && people.get(quoted.accountId);
      if (!quoted || !author)
        return [post.id, { state: post.quoteState === 'accepted' ? 'unavailable' : post.quoteState!, post: null }];
      const { id, title, notice, html, language, createdAt } = quoted;
      const mine = viewer !== null && [quoted.accountId, quoted.writtenById].includes(viewer.accountId);
      return [
        post.id,
        {
          state: 'accepted',
          post: { path: `${author.path}/${id}`, author, title, notice, html, language, createdAt },
          mayRevoke: mine && quoted.local && post.accountId !== quoted.accountId,
        },
      ];
    }),
  );
}
