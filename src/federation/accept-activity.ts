import { anyAccountByUri } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { compiledWrite } from '../platform/compiled.ts';
import { enqueue, type Lane } from '../platform/jobs.ts';
import { write } from '../platform/write.ts';
import { isOwn } from './addresses.ts';
import { FetchFault } from './fetch-document.ts';
import { type Envelope, readEnvelope } from './guard.ts';
import { letKnock, mayAsk, mayExchange } from './host-policy.ts';
import { hostWasHeard } from './hosts.ts';
import { hostOf, refId, sameOrigin } from './ids.ts';
import { isObject, list } from './json.ts';
import { isPartnerWord } from './objects/partner-terms.ts';
import { parseJson } from './parse-json.ts';
import { receivedName } from './received.ts';
import { KeyBudget } from './remote-keys.ts';
import { readProof } from './signatures/proof.ts';
import { type ReceivedRequest, SignatureFault } from './signatures/received.ts';
import { received } from './tables.ts';
import { requestSigner, signerOf } from './verify-request.ts';

export interface Acceptance {
  status: 202 | 400 | 401 | 403 | 429;
  /** Seconds, with 429. */
  retryAfter?: number;
  /** A code for the log. */
  reason?: string;
}

/** Asked once the signature holds: seconds the signer's host has to wait, 0 when it may go on. */
export type AskRate = (host: string, now: number) => number;

/**
 * The front of the inbox: everything that can be known without JSON-LD is checked, and the activity is on disk with
 * the job that will handle it before 202 is answered (F02). With a cached key nothing leaves the server.
 */
export async function acceptActivity(
  instance: Instance,
  request: ReceivedRequest,
  askRate: AskRate = () => 0,
): Promise<Acceptance> {
  const activity = parseJson(request.body);
  const envelope = activity && readEnvelope(activity);
  if (!envelope || isOwn(instance, envelope.actor)) return { status: 400, reason: 'envelope' };
  if (!(await isHeard(instance, envelope))) return { status: 403, reason: 'policy' };
  try {
    const signer = await requestSigner(instance, request);
    const retryAfter = askRate(hostOf(signer), instance.clock());
    if (retryAfter) return { status: 429, retryAfter };
    const forwarded = signer !== envelope.actor && !(await isProved(instance, envelope));
    if (forwarded && !mayForward(signer, envelope)) return { status: 401, reason: 'another actor' };
    await keep(instance, envelope, request.body, forwarded);
    await hostWasHeard(instance, hostOf(signer));
    return { status: 202 };
  } catch (error) {
    return refusalOf(instance, envelope, error);
  }
}

/** Whoever we exchange with; from others, a word about a partnership. */
async function isHeard(instance: Instance, { actor, activity }: Envelope): Promise<boolean> {
  if (await mayExchange(instance, actor)) return true;
  if (!isPartnerWord(activity) || !(await mayAsk(instance, actor))) return false;
  letKnock(instance, actor);
  return true;
}

/** Acts between two people, which nobody has a reason to bring for another. */
const personal = new Set(
  'Follow Accept TentativeAccept Reject Ignore Join Leave Block Flag Move QuoteRequest'.split(' '),
);

/**
 * Servers pass on what was said in a conversation they host, by people of other servers; a neighbour on the actor's own
 * server has nothing to pass on (S02).
 */
const mayForward = (signer: string, { actor, type }: Envelope): boolean =>
  !sameOrigin(signer, actor) && !personal.has(type);

/** The actor's own integrity proof: it holds whoever brought the activity (S73). */
export async function isProved(
  instance: Instance,
  { activity, actor }: Pick<Envelope, 'activity' | 'actor'>,
): Promise<boolean> {
  const proof = readProof(activity);
  if (!proof) return false;
  try {
    return (await signerOf(instance, proof)) === actor;
  } catch (error) {
    if (error instanceof SignatureFault || error instanceof FetchFault) return false;
    throw error;
  }
}

const remember = compiledWrite((tx, value) => {
  const row = {
    uri: value('uri'),
    actor: value('actor'),
    forwarded: value('forwarded'),
    activity: value('activity'),
    receivedAt: value('receivedAt'),
  };
  return tx.insert(received).values(row).onConflictDoNothing().returning({ id: received.id });
});

async function keep(instance: Instance, envelope: Envelope, body: Buffer, forwarded: boolean): Promise<void> {
  const host = hostOf(envelope.actor);
  await write(instance, async (tx) => {
    const [row] = await remember(tx, {
      uri: receivedName(envelope.id, forwarded),
      actor: envelope.actor,
      forwarded,
      activity: body.toString().replaceAll('\u0000', ''),
      receivedAt: instance.clock(),
    });
    if (!row) return;
    const lane = forwarded ? 'backfill' : laneOf(envelope);
    await enqueue(tx, { kind: 'federation.receive', lane, key: `in ${host}`, payload: { id: row.id } });
  });
}

/** What people wait for goes first: messages between people, then follows. */
function laneOf({ type, activity }: Envelope): Lane {
  if (['Follow', 'Accept', 'Reject', 'Block'].includes(type)) return 'follow';
  if (type === 'Undo' && isObject(activity.object) && ['Follow', 'Block'].includes(String(activity.object.type)))
    return 'follow';
  const readers = [...list(activity.to), ...list(activity.cc)].map(String);
  const open = readers.some((reader) => /(#|^as:|^)Public$/.test(reader) || reader.endsWith('/followers'));
  return type === 'Create' && !open ? 'direct' : 'public';
}

async function refusalOf(instance: Instance, envelope: Envelope, error: unknown): Promise<Acceptance> {
  if (error instanceof KeyBudget) return { status: 429, retryAfter: 60, reason: 'keys' };
  if (error instanceof SignatureFault) return { status: 401, reason: error.reason };
  if (!(error instanceof FetchFault)) throw error;
  // An actor that is gone cannot sign for its own removal any more: its server's 410 is what counts, and is asked for.
  const selfDelete = envelope.type === 'Delete' && refId(envelope.activity.object) === envelope.actor;
  if (!selfDelete || error.reason !== 'gone') return { status: 401, reason: `key ${error.reason}` };
  if (await anyAccountByUri(instance, envelope.actor))
    await write(instance, (tx) =>
      enqueue(tx, {
        kind: 'federation.refresh-actor',
        lane: 'backfill',
        key: `in ${hostOf(envelope.actor)}`,
        payload: { uri: envelope.actor },
      }),
    );
  return { status: 202, reason: 'gone' };
}
