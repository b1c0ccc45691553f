import type { Account } from '../../accounts/account.ts';
import type { Instance } from '../../instance.ts';
import { find } from '../../partners/partnership.ts';
import { isPartner } from '../../partners/scope.ts';
import { type Post, postByUri } from '../../posts/post.ts';
import { deleteRemotePost, type RemotePost, updateRemotePost } from '../../posts/receive-post.ts';
import { isProved } from '../accept-activity.ts';
import { actorAccount } from '../actors.ts';
import { isOwn } from '../addresses.ts';
import { authorOf, embedded, readEnvelope } from '../guard.ts';
import { mayExchange } from '../host-policy.ts';
import { documentId, refId } from '../ids.ts';
import { isObject, type Json } from '../json.ts';
import { readNote } from '../objects/read-note.ts';
import { ownerOfThread } from '../partner-thread.ts';
import { toRemotePost } from '../remote-posts.ts';
import { keep } from './create.ts';
import type { Effect, Received } from './inbound.ts';

/**
 * A partner organisation passes on what another of its partners answered in a conversation that it opened. It counts with
 * the author's own proof (S66), where it answers what stands in that very conversation, and for those alone to whom that was
 * addressed: nobody widens it (S60). Null: it is something else, or not theirs to tell.
 */
export async function partnerAnswer(instance: Instance, { activity, actor }: Received): Promise<Effect | null> {
  const inner = activity.object;
  if (actor.kind !== 'organisation' || !isObject(inner) || !acts.has(String(inner.type))) return null;
  if (!(await isPartner(instance, actor.host, 'communities'))) return null;
  const partnership = await find(instance.db, actor.host);
  if (partnership?.actorUri !== actor.uri || !partnership.collectionUri) return null;
  const uri = documentId(refId(inner.object));
  const known = uri ? await postByUri(instance, uri) : null;
  if (inner.type === 'Delete') {
    if (!uri || !known || known.local || !known.inReplyToUri || !(await opened(instance, actor, known))) return null;
    return (inside) => deleteRemotePost(inside, known.accountId, uri);
  }
  const answer = await provedAnswer(instance, inner, partnership.collectionUri);
  const parent = answer?.inReplyToUri ? await postByUri(instance, answer.inReplyToUri) : null;
  if (!answer || !parent || parent.deletedAt || !(await opened(instance, actor, parent))) return null;
  const said = { ...answer, audience: 'partners' as const, groupIds: [], vouchedBy: actor.id };
  if (known) return inner.type === 'Update' ? (inside) => updateRemotePost(inside, known, said) : null;
  return (inside, tx) => keep(inside, tx, said);
}

const acts = new Set(['Create', 'Update', 'Delete']);

/** The post stands in a conversation with partners that somebody of this organisation opened. */
const opened = async (instance: Instance, organisation: Account, post: Post): Promise<boolean> =>
  (await ownerOfThread(instance, post))?.host === organisation.host;

/** By its author's proof; addressed to this collection, and not to everybody. */
async function provedAnswer(instance: Instance, inner: Json, collection: string): Promise<RemotePost | null> {
  const envelope = readEnvelope(inner);
  if (!envelope || isOwn(instance, envelope.actor) || !(await mayExchange(instance, envelope.actor))) return null;
  const author = (await isProved(instance, envelope)) ? await actorAccount(instance, envelope.actor) : null;
  const object = author && embedded(inner.object, author.uri);
  const note = object && authorOf(object) === author.uri ? readNote(object, author.followersUri) : null;
  if (!note || note.audience === 'public' || note.audience === 'unlisted') return null;
  return note.people.includes(collection) ? toRemotePost(instance, note, author!) : null;
}
