import type { Instance } from '../instance.ts';
import { eq } from '../platform/columns.ts';
import { compiled, compiledWrite } from '../platform/compiled.ts';
import { Dead, type Job, Retry } from '../platform/jobs.ts';
import { Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { postByUri } from '../posts/post.ts';
import { actorAccount } from './actors.ts';
import { FetchFault, fetchDocument } from './fetch-document.ts';
import { type Envelope, readEnvelope } from './guard.ts';
import { letKnock } from './host-policy.ts';
import { documentId, refId } from './ids.ts';
import { receiveAnnounce } from './inbound/announce.ts';
import { receiveBlock } from './inbound/block.ts';
import { receiveCampaignWord } from './inbound/campaign.ts';
import { isWanted, keep, receiveCreate } from './inbound/create.ts';
import { goneAtOrigin, receiveDelete } from './inbound/delete.ts';
import { receiveAdd, receiveRemove } from './inbound/featured.ts';
import { receiveFlag } from './inbound/flag.ts';
import { receiveAccept, receiveFollow, receiveReject } from './inbound/follow.ts';
import type { Effect, Inbound } from './inbound/inbound.ts';
import { receiveJoin, receiveLeave, receiveWait } from './inbound/join.ts';
import { receiveLike } from './inbound/like.ts';
import { receiveLock } from './inbound/lock.ts';
import { receiveMove } from './inbound/move.ts';
import { receivePartnerWord } from './inbound/partner.ts';
import { receiveQuoteRequest } from './inbound/quote.ts';
import { receiveRead } from './inbound/read.ts';
import { receiveUndo } from './inbound/undo.ts';
import { receiveUpdate, refetchPost } from './inbound/update.ts';
import type { Json } from './json.ts';
import { isCampaignWord } from './objects/campaign-tie.ts';
import { isPartnerWord } from './objects/partner-terms.ts';
import { parseJson } from './parse-json.ts';
import { remotePostOf } from './remote-posts.ts';
import { received } from './tables.ts';

const handlers: Record<string, Inbound> = {
  Follow: receiveFollow,
  Accept: receiveAccept,
  Reject: receiveReject,
  Ignore: receiveWait,
  TentativeAccept: receiveWait,
  Join: receiveJoin,
  Leave: receiveLeave,
  Undo: receiveUndo,
  Create: receiveCreate,
  Update: receiveUpdate,
  Like: receiveLike,
  EmojiReact: receiveLike,
  QuoteRequest: receiveQuoteRequest,
  Announce: receiveAnnounce,
  Block: receiveBlock,
  Lock: receiveLock,
  ChooseAnswer: receiveLock,
  Read: receiveRead,
  Add: receiveAdd,
  Remove: receiveRemove,
  Flag: receiveFlag,
  Move: receiveMove,
};
const receivedRow = compiled((db, value) =>
  db
    .select()
    .from(received)
    .where(eq(received.id, value('id'))),
);
const forgetText = compiledWrite((tx, value) =>
  tx
    .update(received)
    .set({ activity: '' })
    .where(eq(received.id, value('id'))),
);
/** Tries to reach the actor's server before an activity is let go. */
const mostTries = 5;

/**
 * The job behind each 202: works out the effect, with the network if it must, then has effect and acknowledgement in
 * one commit, so that a crash leaves either both or none (F02). A refusal by the domain ends the job without effect.
 */
export async function receiveActivity(instance: Instance, payload: { id: number }, job: Job): Promise<void> {
  const [row] = await receivedRow(instance.db, { id: payload.id });
  const activity = row?.activity ? parseJson(Buffer.from(row.activity)) : null;
  if (!row || !activity) return;
  const effect = await effectOf(instance, activity, row.forwarded).catch((error) => giveUpOrRetry(error, job));
  const end = (doing: Effect | null) =>
    write(instance, async (tx) => {
      await doing?.(within(instance, tx), tx);
      await forgetText(tx, { id: row.id });
      await job.finish(tx);
    });
  try {
    await end(effect);
  } catch (error) {
    // A database that is busy or full is no judgement on the activity.
    if (!(error instanceof Refusal) || error.status >= 500) throw error;
    instance.log.info({ type: activity.type, code: error.key }, 'activity refused');
    await end(null);
  }
}

async function effectOf(instance: Instance, activity: Json, forwarded: boolean): Promise<Effect | null> {
  const envelope = readEnvelope(activity);
  if (!envelope) return null;
  // This may be another process than the one that let it in.
  if (isPartnerWord(activity)) letKnock(instance, envelope.actor);
  if (forwarded) return forwardedEffect(instance, activity);
  if (envelope.type === 'Delete') return receiveDelete(instance, envelope.actor, activity);
  return handledEffect(instance, envelope);
}

/** Brought by somebody else: only what the origin itself says counts, so the object is looked for there (S73). */
async function forwardedEffect(instance: Instance, activity: Json): Promise<Effect | null> {
  const object = documentId(refId(activity.object));
  if (activity.type === 'Create') return object ? createdAtOrigin(instance, object) : null;
  if (activity.type === 'Update') return object ? refetchPost(instance, object) : null;
  if (activity.type === 'Delete') return object ? goneAtOrigin(instance, object) : null;
  const document = await fetchDocument(instance, String(activity.id));
  const envelope = readEnvelope(document);
  if (!envelope || envelope.actor !== refId(activity.actor)) return null;
  return handledEffect(instance, envelope);
}

async function handledEffect(instance: Instance, { id, type, actor: uri, activity }: Envelope): Promise<Effect | null> {
  const known = Object.hasOwn(handlers, type) ? handlers[type]! : null;
  const handler = isPartnerWord(activity) ? receivePartnerWord : isCampaignWord(activity) ? receiveCampaignWord : known;
  const actor = handler && (await actorAccount(instance, uri));
  return actor ? handler(instance, { id, activity, actor }) : null;
}

async function createdAtOrigin(instance: Instance, uri: string): Promise<Effect | null> {
  if (await postByUri(instance, uri)) return null;
  const post = await remotePostOf(instance, await fetchDocument(instance, uri));
  return post?.uri === uri && (await isWanted(instance, post)) ? (inside, tx) => keep(inside, tx, post) : null;
}

function giveUpOrRetry(error: unknown, job: Job): null {
  if (!(error instanceof FetchFault)) throw error;
  if (error.reason !== 'unreachable') return null;
  throw job.attempts + 1 < mostTries ? new Retry(error.message) : new Dead(error.message);
}
