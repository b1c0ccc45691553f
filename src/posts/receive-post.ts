import { roleOf } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { descriptionsOf } from '../media/describe.ts';
import { mediaDiffer, type RemoteMedia, saveRemoteMedia } from '../media/remote-media.ts';
import { eq, sql } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { within, write } from '../platform/write.ts';
import { changeFault, placeReceived } from './community-post.ts';
import { addTombstone, erasePost, isTombstone, takeTombstone } from './delete-post.ts';
import type { PostEvent } from './events.ts';
import { waitsAgain } from './held-post.ts';
import { pollOf, saveTallies } from './poll.ts';
import { type Post, postByUri } from './post.ts';
import { remoteGatheringRow, updateRemoteGathering } from './remote-gathering.ts';
import { type NewPost, nameAndTag, savePost } from './save-post.ts';
import { edits, homeEntries, mentions, posts } from './tables.ts';
import type { Audience, GatheringDraft, JoinMode, QuotePolicy, ThreadKind } from './view.ts';

/** An event of another server: its row, as its server says it. */
export interface RemoteGathering extends GatheringDraft {
  joinMode: JoinMode;
  joinUrl: string | null;
  going: number;
  cancelled: boolean;
}

/** A post of another server, already checked, sanitised and cut to the limits. */
export interface RemotePost {
  uri: string;
  url: string | null;
  accountId: string;
  /** Groups that it is written to, ours or others'. */
  groupIds: string[];
  /** The group elsewhere that passes it on, followed by somebody here. */
  vouchedBy?: string;
  inReplyToUri: string | null;
  title: string | null;
  summary: string;
  notice: string;
  html: string;
  language: string | null;
  audience: Audience;
  sensitive: boolean;
  createdAt: number;
  updatedAt: number | null;
  mentions: string[];
  hashtags: string[];
  media: RemoteMedia[];
  poll: NewPost['poll'];
  gathering?: RemoteGathering | null;
  /** What it quotes, and where its author's consent is said to stand. */
  quote: { uri: string; proof: string | null } | null;
  quotePolicy: QuotePolicy | 'ask' | null;
  /** What it says it is to a campaign: for the room of campaigns to look at. */
  offered?: { step: string; kind: string; facts: Record<string, unknown> } | null;
  /** What its author says that the thread is. */
  threadKind?: ThreadKind | null;
}

/** Keeps a post of another server; the same one twice, or one already deleted, changes nothing. Gives its id or null. */
export const receivePost = (instance: Instance, remote: RemotePost): Promise<string | null> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const known = await postByUri(inside, remote.uri);
    if (known) return known.deletedAt ? null : known.id;
    if (await isTombstone(inside, remote.uri)) return null;
    const parent = remote.inReplyToUri ? await postByUri(inside, remote.inReplyToUri) : null;
    const place = await placeReceived(inside, remote, parent);
    if (!place) return null;
    const id = instance.ids(remote.createdAt);
    await savePost(tx, {
      row: {
        id,
        uri: remote.uri,
        url: remote.url,
        accountId: remote.accountId,
        local: false,
        inReplyToId: parent?.id ?? null,
        inReplyToUri: remote.inReplyToUri,
        title: remote.title,
        summary: remote.summary,
        notice: remote.notice,
        html: remote.html,
        language: remote.language,
        ...place,
        sensitive: remote.sensitive,
        ...(remote.quote && {
          quoteUri: remote.quote.uri,
          quoteProof: remote.quote.proof,
          quoteState: 'pending' as const,
        }),
        quotePolicy: remote.quotePolicy,
        threadKind: place.communityId && !remote.inReplyToUri ? await kindIn(inside, remote, place.communityId) : null,
        createdAt: Math.min(remote.createdAt, instance.clock()),
        editedAt: remote.updatedAt,
        receivedAt: instance.clock(),
      },
      mentions: remote.mentions,
      hashtags: remote.hashtags,
      poll: remote.poll,
      gathering: remote.gathering && remoteGatheringRow(remote.gathering, instance.clock()),
    });
    if (remote.media.length) await saveRemoteMedia(instance, tx, remote.accountId, id, remote.media);
    return id;
  });

/** Anybody asks; who looks after the community announces. */
async function kindIn(inside: Instance, { accountId, threadKind }: RemotePost, communityId: string) {
  if (threadKind !== 'announcement') return threadKind ?? null;
  return (await roleOf(inside, accountId, communityId)) ? threadKind : null;
}

/**
 * Takes over a change of a remote post from its own server. Its audience never changes (S17, S65); an older version
 * than the one we have is ignored (F18), and what somebody changes in a community of ours where they may no longer write.
 * Gives whether it was taken.
 */
export const updateRemotePost = (instance: Instance, post: Post, remote: RemotePost): Promise<boolean> =>
  write(instance, async (tx) => {
    const updatedAt = remote.updatedAt ?? instance.clock();
    if (post.accountId !== remote.accountId || post.deletedAt || (post.editedAt ?? 0) > updatedAt) return false;
    if (await changeFault(within(instance, tx), post)) return false;
    const poll = remote.poll && (await pollOf(within(instance, tx), post.id));
    if (poll && remote.poll && remote.poll.options.length === poll.options.length)
      await saveTallies(tx, post.id, {
        options: remote.poll.options,
        voters: remote.poll.voters ?? poll.voters,
        endsAt: remote.poll.endsAt,
        closedAt: remote.poll.closedAt ?? null,
      });
    if (remote.gathering) await updateRemoteGathering(within(instance, tx), tx, post.id, remote.gathering);
    const proof = remote.quote?.uri === post.quoteUri ? (remote.quote?.proof ?? null) : null;
    if (proof && proof !== post.quoteProof && post.quoteState !== 'accepted') {
      await tx.update(posts).set({ quoteProof: proof, quoteState: 'pending' }).where(eq(posts.id, post.id));
      await record<PostEvent>(tx, { type: 'quote.offered', postId: post.id });
    }
    const worded =
      post.html !== remote.html ||
      post.notice !== remote.notice ||
      post.title !== remote.title ||
      post.summary !== remote.summary ||
      // A server that only counts votes anew says the same time of change, and may name its files otherwise.
      ((remote.updatedAt ?? 0) > (post.editedAt ?? 0) &&
        (await mediaDiffer(within(instance, tx), post.id, remote.media)));
    if (!worded) {
      await tx
        .update(posts)
        .set({ quotePolicy: remote.quotePolicy, version: sql`${posts.version} + 1` })
        .where(eq(posts.id, post.id));
      return true;
    }
    await tx.insert(edits).values({
      postId: post.id,
      title: post.title,
      notice: post.notice,
      html: post.html,
      descriptions: await descriptionsOf(tx, post.id),
      at: post.editedAt ?? post.createdAt,
    });
    await tx
      .update(posts)
      .set({
        title: remote.title,
        summary: remote.summary,
        notice: remote.notice,
        html: remote.html,
        language: remote.language,
        sensitive: remote.sensitive,
        quotePolicy: remote.quotePolicy,
        url: remote.url,
        ...waitsAgain(instance, post),
        editedAt: updatedAt,
        version: sql`${posts.version} + 1`,
      })
      .where(eq(posts.id, post.id));
    await nameAndTag(tx, post.id, {
      mentions: post.audience === 'direct' ? [] : remote.mentions,
      hashtags: remote.hashtags,
    });
    await saveRemoteMedia(instance, tx, remote.accountId, post.id, remote.media);
    const waits = waitsAgain(instance, post).heldAt !== undefined;
    await record<PostEvent>(tx, { type: waits ? 'post.held' : 'post.edited', postId: post.id });
    return true;
  });

/** The server of `accountId` says `uri` is gone. Only its author's word counts (S64); the id is never taken again. */
export const deleteRemotePost = (instance: Instance, accountId: string, uri: string): Promise<void> =>
  write(instance, async (tx) => {
    const post = await postByUri(within(instance, tx), uri);
    if (post && post.accountId !== accountId) return;
    await addTombstone(instance, tx, uri);
    if (post && (!post.deletedAt || post.hiddenAt)) await erasePost(instance, tx, post);
  });

/**
 * The author's server takes its Delete of `uri` back: a Create of the same id brings the post again. What was hidden
 * here stays hidden, and nobody else's word counts (S64).
 */
export const admitAgain = (instance: Instance, accountId: string, uri: string): Promise<void> =>
  write(instance, async (tx) => {
    const post = await postByUri(within(instance, tx), uri);
    if (post && (post.accountId !== accountId || !post.deletedAt || post.hiddenAt)) return;
    await takeTombstone(tx, uri);
    if (!post) return;
    const boosts = await tx.delete(posts).where(eq(posts.boostOfId, post.id)).returning({ id: posts.id });
    for (const { id } of boosts) await tx.delete(homeEntries).where(eq(homeEntries.entryId, id));
    // Its answers wait for it, as those do that come before what they answer.
    await tx.update(posts).set({ inReplyToId: null }).where(eq(posts.inReplyToId, post.id));
    await tx.delete(mentions).where(eq(mentions.postId, post.id));
    await tx.delete(posts).where(eq(posts.id, post.id));
  });
