import type { Instance } from '../../instance.ts';
import { eq } from '../../platform/columns.ts';
import type { HttpResponse } from '../../platform/http-client.ts';
import { HttpFault } from '../../platform/http-fault.ts';
import { Dead, enqueue, type Job, Retry } from '../../platform/jobs.ts';
import { write } from '../../platform/write.ts';
import { mayAsk, mayExchange } from '../host-policy.ts';
import { hostAnswered, hostFailed, outLine } from '../hosts.ts';
import { hostOf } from '../ids.ts';
import { signingKey } from '../local-keys.ts';
import { perInstance } from '../per-instance.ts';
import { recent } from '../recent.ts';
import { cavage } from '../signatures/cavage.ts';
import { rfc9421 } from '../signatures/rfc9421.ts';
import { signedAside } from '../signatures/unsigned.ts';
import { outgoing } from '../tables.ts';
import { retryAfter } from './retry-after.ts';

interface Delivery {
  /** Row of `outgoing`. */
  activity: string;
  /** Account that signs. */
  by: string;
  inbox: string;
  /** The only reader, when there is one. */
  to?: string;
  /** It is about a partnership: it goes to who is no partner, too. */
  word?: boolean;
}

const horizonMs = 7 * 86_400_000;
const bodies = perInstance(() => recent<Buffer>(200, 600_000));
/** Hosts that took RFC 9421 where they had refused the draft. */
const knocks = perInstance(() => recent<'rfc9421'>(5_000, 7 * 86_400_000));

/**
 * Brings one activity to one inbox. What can pass is tried again for seven days, in order, by the queue's back-off;
 * what cannot goes to the dead letters (F11, F13, F14, F15).
 */
export async function deliver(instance: Instance, delivery: Delivery, job: Job): Promise<void> {
  const host = hostOf(delivery.inbox);
  const may = delivery.word ? mayAsk : mayExchange;
  if (!(await may(instance, delivery.inbox))) throw new Dead('the server is kept at a distance');
  const body = await bodyOf(instance, delivery.activity);
  if (!body) throw new Dead('the activity is no longer kept');
  let answer: HttpResponse;
  try {
    answer = await send(instance, delivery, body);
  } catch (error) {
    if (!(error instanceof HttpFault)) throw error;
    instance.log.info({ host, activity: delivery.activity, reason: error.message }, 'delivery');
    if (error.permanent) throw new Dead(error.message);
    await hostFailed(instance, host, error.message);
    throw again(instance, job, error.message);
  }
  instance.log.info({ host, activity: delivery.activity, status: answer.status }, 'delivery');
  await judge(instance, delivery, host, answer, job);
}

/** Another try, unless it has been tried for seven days. */
const again = (instance: Instance, job: Job, reason: string) =>
  instance.clock() - job.createdAt > horizonMs ? new Dead(`${reason}, for 7 days`) : new Retry(reason);

async function judge(
  instance: Instance,
  delivery: Delivery,
  host: string,
  { status, headers }: HttpResponse,
  job: Job,
): Promise<void> {
  if (status >= 200 && status < 300) return hostAnswered(instance, host, headers.date);
  const reason = `${host} answered ${status}`;
  if (status === 429 || status === 503) {
    const at = retryAfter(headers['retry-after'], instance.clock());
    // Told when to come back: that is no failure of the host (F14).
    if (at !== null) throw new Retry(reason, at);
  }
  if (status === 404 || status === 410) {
    await lookAgain(instance, delivery, host);
    throw new Dead(reason);
  }
  if (status >= 500 || [401, 408, 421, 425, 429].includes(status)) {
    if (status >= 500) await hostFailed(instance, host, reason);
    throw again(instance, job, reason);
  }
  throw new Dead(reason);
}

async function send(instance: Instance, { by, inbox }: Delivery, body: Buffer): Promise<HttpResponse> {
  const key = await signingKey(instance, by);
  const post = (form: typeof cavage) =>
    instance.http.request(inbox, {
      method: 'POST',
      headers: { 'content-type': 'application/activity+json' },
      body,
      maxBytes: 65_536,
      sign: (request) => signedAside(form(request, key, instance.clock()), key),
    });
  const now = instance.clock();
  const host = hostOf(inbox);
  if (knocks(instance).get(host, now)) return post(rfc9421);
  const first = await post(cavage);
  if (first.status !== 401 && first.status !== 400) return first;
  const second = await post(rfc9421);
  if (second.status < 300) knocks(instance).set(host, 'rfc9421', now);
  return second;
}

async function bodyOf(instance: Instance, id: string): Promise<Buffer | null> {
  const known = bodies(instance).get(id, instance.clock());
  if (known) return known;
  const [row] = await instance.db.select().from(outgoing).where(eq(outgoing.id, id));
  if (!row) return null;
  const body = Buffer.from(row.activity);
  bodies(instance).set(id, body, instance.clock());
  return body;
}

/** The inbox is gone; whether its owner is gone too, their server is asked (F13). */
async function lookAgain(instance: Instance, { to }: Delivery, host: string): Promise<void> {
  if (!to) return;
  await write(instance, (tx) =>
    enqueue(tx, { kind: 'federation.refresh-actor', lane: 'backfill', key: outLine(host), payload: { accountId: to } }),
  );
}
