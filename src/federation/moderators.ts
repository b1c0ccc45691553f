import { accountById } from '../accounts/account.ts';
import { communityById } from '../communities/community.ts';
import { keepModerators } from '../communities/hosts.ts';
import type { Instance } from '../instance.ts';
import type { JobHandler } from '../platform/jobs.ts';
import { within, write } from '../platform/write.ts';
import { actorAccount } from './actors.ts';
import { fetchCollection } from './fetch-collection.ts';
import { FetchFault } from './fetch-document.ts';
import { documentId, refId } from './ids.ts';

const mostModerators = 100;

/**
 * Reads the collection of a remote group's moderators from its own server, the only one that may say who they are (S69).
 * Those of a server that does not answer are left out.
 */
export const readModerators: JobHandler = async (instance: Instance, { communityId }: { communityId: string }, job) => {
  const community = await communityById(instance, communityId);
  const group = community && !community.local ? await accountById(instance, communityId) : null;
  const ids: string[] = [];
  if (group && community?.moderatorsUri)
    for await (const item of fetchCollection(instance, community.moderatorsUri, group.uri, { fresh: true })) {
      if (ids.length >= mostModerators) break;
      const uri = documentId(refId(item));
      const account = uri && (await actorOrNone(instance, uri));
      if (account) ids.push(account.id);
      job.alive();
    }
  await write(instance, async (tx) => {
    if (group && ids.length) await keepModerators(within(instance, tx), communityId, ids);
    await job.finish(tx);
  });
};

async function actorOrNone(instance: Instance, uri: string) {
  try {
    return await actorAccount(instance, uri);
  } catch (error) {
    if (error instanceof FetchFault) return null;
    throw error;
  }
}
