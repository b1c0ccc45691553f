import type { JobHandlers } from '../platform/jobs.ts';
import { describeHostJob } from './describe-host.ts';
import { fetchAncestors, fetchReplies } from './fetch-thread.ts';
import { readModerators } from './moderators.ts';
import { deliver } from './outbound/deliver.ts';
import { publish } from './outbound/publish.ts';
import { readCampaign } from './read-campaign.ts';
import { readDirectory } from './read-directory.ts';
import { receiveActivity } from './receive-activity.ts';
import { refreshActor } from './refresh-actor.ts';
import { resolveQuote } from './resolve-quote.ts';

/** The queue's work of this room. */
export const federationJobs: JobHandlers = {
  'federation.receive': receiveActivity,
  'federation.publish': publish,
  'federation.deliver': deliver,
  'federation.ancestors': fetchAncestors,
  'federation.replies': fetchReplies,
  'federation.quote': resolveQuote,
  'federation.refresh-actor': refreshActor,
  'federation.directory': readDirectory,
  'federation.moderators': readModerators,
  'federation.campaign': readCampaign,
  'federation.describe-host': describeHostJob,
};
