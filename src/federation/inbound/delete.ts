import { accountByUri, anyAccountByUri } from '../../accounts/account.ts';
import { markAccountDeleted } from '../../accounts/remote-account.ts';
import type { Instance } from '../../instance.ts';
import { postByUri } from '../../posts/post.ts';
import { deleteRemotePost } from '../../posts/receive-post.ts';
import { FetchFault, fetchDocument } from '../fetch-document.ts';
import { documentId, refId, sameOrigin } from '../ids.ts';
import type { Json } from '../json.ts';
import type { Effect } from './inbound.ts';
import { moderationEffect } from './moderation.ts';
import { stampGone } from './quote.ts';

/**
 * The author's word that a post, or the author, is gone. Needs no account of the actor: a Delete of what we never had
 * leaves a tombstone, so that a late Create brings nothing back (F17). Another actor's things stay (S64), but for what
 * stands in a community of ours that the actor looks after.
 */
export async function receiveDelete(instance: Instance, actor: string, activity: Json): Promise<Effect | null> {
  const { object } = activity;
  const by = await accountByUri(instance, actor);
  const moderated = by && (await moderationEffect(instance, { activity, by }));
  if (moderated) return moderated;
  const uri = documentId(refId(object));
  if (!uri || !sameOrigin(uri, actor)) return null;
  const account = await anyAccountByUri(instance, actor);
  if (uri === actor) return account && !account.deletedAt ? (inside) => markAccountDeleted(inside, account.id) : null;
  const stamp = await stampGone(instance, uri, account?.id ?? '');
  if (stamp) return stamp;
  return (inside) => deleteRemotePost(inside, account?.id ?? '', uri);
}

/** Somebody else says that a post is gone: its own server is asked, and only a Tombstone or 410 counts. */
export async function goneAtOrigin(instance: Instance, uri: string): Promise<Effect | null> {
  try {
    const document = await fetchDocument(instance, uri, { fresh: true });
    if (document.type !== 'Tombstone') return null;
  } catch (error) {
    if (!(error instanceof FetchFault) || error.reason !== 'gone') return null;
  }
  const post = await postByUri(instance, uri);
  if (!post || post.local) return null;
  return (inside) => deleteRemotePost(inside, post.accountId, uri);
}
