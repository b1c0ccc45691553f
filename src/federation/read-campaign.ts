import { accountById } from '../accounts/account.ts';
import { type RemoteCampaign, saveRemoteCampaign } from '../campaigns/remote-campaign.ts';
import type { Instance } from '../instance.ts';
import type { Tx } from '../platform/database.ts';
import { enqueue, type Job, type JobHandler, Retry } from '../platform/jobs.ts';
import { within, write } from '../platform/write.ts';
import { postByUri } from '../posts/post.ts';
import { receivePost } from '../posts/receive-post.ts';
import { isProved } from './accept-activity.ts';
import { FetchFault, fetchDocument } from './fetch-document.ts';
import { isAbroad } from './host-policy.ts';
import { documentId, hostOf, sameOrigin } from './ids.ts';
import { isObject, type Json, list, typesOf } from './json.ts';
import { manifestRel, readManifest } from './objects/campaign-manifest.ts';
import { isPost } from './objects/read-note.ts';
import { remotePostOf } from './remote-posts.ts';

/** Posts that one reading of a manifest fetches at most. */
const mostFetched = 100;
const mostTries = 5;

/** Where a group says that the manifest of its campaign is: on its own server, or nowhere. */
export function manifestOf(document: Json): string | null {
  const uri = documentId(document.id);
  const link = list(document.attachment)
    .slice(0, 50)
    .find((one) => isObject(one) && typesOf(one).includes('Link') && one.rel === manifestRel);
  const href = isObject(link) ? documentId(link.href) : null;
  return uri && href && sameOrigin(uri, href) ? href : null;
}

/** Reads a campaign of another server, later: nobody waits for that. */
export const readCampaignLater = (tx: Tx, groupId: string, uri: string) =>
  enqueue(tx, {
    kind: 'federation.campaign',
    lane: 'backfill',
    key: `campaign ${hostOf(uri)}`,
    payload: { groupId, uri },
  });

/** Takes over what the group itself says of its campaign; what its key has not signed, or a stranger says, is left. */
export const readCampaign: JobHandler = async (
  instance: Instance,
  { groupId, uri }: { groupId: string; uri: string },
  job,
) => {
  const group = await accountById(instance, groupId);
  const document = group && (await documentOr(instance, uri, job.attempts));
  const said = document && readManifest(document, group!.uri);
  const proved = said && (await isProved(instance, { activity: document!, actor: group!.uri }));
  if (said && proved) await fetchMissing(instance, groupId, said, job);
  await write(instance, async (tx) => {
    if (said && proved) await saveRemoteCampaign(within(instance, tx), groupId, said);
    await job.finish(tx);
  });
};

/**
 * What was brought before somebody here was in the group, or while this server was down, is fetched: the newest, so many at
 * a time. The group's word in its manifest is as good as its passing on.
 */
async function fetchMissing(
  instance: Instance,
  groupId: string,
  { outcomes }: RemoteCampaign,
  job: Job,
): Promise<void> {
  let fetched = 0;
  for (const { uri } of outcomes) {
    if (fetched === mostFetched) return;
    if (await postByUri(instance, uri)) continue;
    // One that could not be had is not asked for again at each reading.
    const document = isAbroad(instance, uri) ? await documentOr(instance, uri, mostTries, false) : null;
    const post = document && isPost(document) ? await remotePostOf(instance, document) : null;
    if (post) await receivePost(instance, { ...post, vouchedBy: groupId });
    fetched += 1;
    job.alive();
  }
}

async function documentOr(instance: Instance, uri: string, attempts: number, fresh = true): Promise<Json | null> {
  try {
    return await fetchDocument(instance, uri, { fresh });
  } catch (error) {
    if (!(error instanceof FetchFault)) throw error;
    if (error.reason === 'unreachable' && attempts < mostTries) throw new Retry(error.message);
    return null;
  }
}
