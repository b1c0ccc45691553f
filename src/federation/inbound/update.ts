import type { Instance } from '../../instance.ts';
import { postByUri } from '../../posts/post.ts';
import { updateRemotePost } from '../../posts/receive-post.ts';
import { actorAccount } from '../actors.ts';
import { FetchFault, fetchDocument } from '../fetch-document.ts';
import { authorOf } from '../guard.ts';
import { refId } from '../ids.ts';
import { readNote } from '../objects/read-note.ts';
import { keepToPassOn } from '../passed-on.ts';
import { remotePostOf, toRemotePost } from '../remote-posts.ts';
import { isWanted, keep, objectOf } from './create.ts';
import type { Effect, Inbound } from './inbound.ts';
import { readFigure } from './read.ts';

/** A changed post of its author's own, or a changed actor: that one is read again from its server (S65). */
export const receiveUpdate: Inbound = async (instance, received) => {
  const { activity, actor } = received;
  const figure = await readFigure(instance, received);
  if (figure) return figure;
  if (refId(activity.object) !== actor.uri) return updated(instance, received);
  await actorAccount(instance, actor.uri, { fresh: true });
  return null;
};

/** The post as its author says it is now. */
export const updated: Inbound = async (instance, received) => {
  const { activity, actor } = received;
  const object = await objectOf(instance, received);
  if (!object || authorOf(object) !== actor.uri) return null;
  const note = readNote(object, actor.followersUri);
  const post = note && (await toRemotePost(instance, note, actor));
  if (!post) return null;
  // An Update that comes before its Create brings the post as it is now; the Create then finds it there (F18).
  const wanted = await isWanted(instance, post);
  return async (inside, tx) => {
    const known = await postByUri(inside, post.uri);
    if (known) {
      // What was not taken over is not passed on either: another's word, or an older one.
      if (await updateRemotePost(inside, known, post)) await keepToPassOn(inside, tx, known.id, activity);
    } else if (wanted) await keep(inside, tx, post);
  };
};

/** Somebody who is not its author says that a post of theirs changed: its own server is asked. */
export async function refetchPost(instance: Instance, uri: string): Promise<Effect | null> {
  const known = await postByUri(instance, uri);
  if (!known || known.local || known.deletedAt) return null;
  try {
    const post = await remotePostOf(instance, await fetchDocument(instance, uri, { fresh: true }));
    return post?.uri === known.uri ? (inside) => updateRemotePost(inside, known, post) : null;
  } catch (error) {
    if (error instanceof FetchFault) return null;
    throw error;
  }
}
