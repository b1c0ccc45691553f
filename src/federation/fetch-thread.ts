import { getDomain } from 'tldts';
import type { Instance } from '../instance.ts';
import { enqueue, type Job, Retry } from '../platform/jobs.ts';
import { write } from '../platform/write.ts';
import { type Post, postByUri } from '../posts/post.ts';
import { fetchCollection } from './fetch-collection.ts';
import { FetchFault, fetchDocument } from './fetch-document.ts';
import { documentId, hostOf, refId } from './ids.ts';
import { perInstance } from './per-instance.ts';
import { recent } from './recent.ts';
import { postAt } from './remote-posts.ts';

const mostSteps = 512;
const stepsPerJob = 20;
const perDomainPerMinute = 20;
const asked = perInstance(() => recent<number[]>(5_000, 60_000));

/** May one more post be asked of this registrable domain this minute? Sub-domains count as one (S36). */
export function mayAsk(instance: Instance, uri: string): boolean {
  const now = instance.clock();
  const { hostname } = new URL(uri);
  const domain = getDomain(hostname) ?? hostname;
  const times = (asked(instance).get(domain, now) ?? []).filter((at) => at > now - 60_000);
  if (times.length >= perDomainPerMinute) return false;
  asked(instance).set(domain, [...times, now], now);
  return true;
}

interface Climb {
  /** What the last post we have answers. */
  uri: string;
  steps: number;
}

/** Fetches what a post answers, and what that answers, up to 512 steps in all; goes on in a further job. */
export async function fetchAncestors(instance: Instance, climb: Climb, job: Job): Promise<void> {
  let uri: string | null = climb.uri;
  let steps = climb.steps;
  while (uri && steps < mostSteps && !job.signal.aborted) {
    if (await postByUri(instance, uri)) return;
    if (steps - climb.steps >= stepsPerJob) break;
    if (!mayAsk(instance, uri)) {
      if (steps === climb.steps) throw new Retry('asked enough of this domain', instance.clock() + 60_000);
      break;
    }
    const post: Post | null = await postAt(instance, uri);
    steps++;
    uri = post && !post.inReplyToId ? post.inReplyToUri : null;
    if (post) await askForReplies(instance, post);
  }
  if (!uri || steps >= mostSteps) return;
  const payload: Climb = { uri, steps };
  await write(instance, async (tx) => {
    await job.finish(tx);
    await enqueue(tx, {
      kind: 'federation.ancestors',
      lane: 'backfill',
      key: `climb ${uri}`,
      payload,
    });
  });
}

/** Puts the fetching of a remote post's answers in line; `fresh`: whatever was read of it a moment ago. */
export const askForReplies = (instance: Instance, post: Post, fresh = false): Promise<void> =>
  post.local
    ? Promise.resolve()
    : write(instance, (tx) =>
        enqueue(tx, {
          kind: 'federation.replies',
          lane: 'backfill',
          key: `thread ${hostOf(post.uri)}`,
          payload: { uri: post.uri, fresh },
        }),
      );

const lately = perInstance(() => recent<true>(5_000, 15 * 60_000));

/** The same when somebody opens a conversation: at most every quarter of an hour for each post. */
export async function refreshReplies(instance: Instance, post: Post): Promise<void> {
  const now = instance.clock();
  if (post.local || lately(instance).get(post.id, now)) return;
  lately(instance).set(post.id, true, now);
  await askForReplies(instance, post, true);
}

/** Fetches the answers that a post's own server lists (FEP-7458); those elsewhere come from their own origin. */
export async function fetchReplies(
  instance: Instance,
  payload: { uri: string; fresh?: boolean },
  job: Job,
): Promise<void> {
  const options = { fresh: payload.fresh ?? false };
  try {
    const document = await fetchDocument(instance, payload.uri, options);
    const replies = documentId(refId(document.replies)) ?? document.replies;
    let steps = 0;
    for await (const item of fetchCollection(instance, replies, payload.uri, options)) {
      const uri = documentId(refId(item));
      if (job.signal.aborted || ++steps > 100) return;
      if (uri && !(await postByUri(instance, uri)) && mayAsk(instance, uri)) await postAt(instance, uri);
    }
  } catch (error) {
    if (!(error instanceof FetchFault)) throw error;
  }
}
