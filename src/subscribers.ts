import { moveFollowers } from './accounts/move.ts';
import { signInJobs } from './accounts/sign-in-link.ts';
import { verifyJobs, verifySubscriber } from './accounts/verify-links.ts';
import { contributionSubscriber } from './campaigns/take-part.ts';
import { hostsSubscriber } from './communities/hosts.ts';
import { dataSubscriber } from './data/erase.ts';
import { dataJobs } from './data/jobs.ts';
import { federationJobs } from './federation/jobs.ts';
import { federationSubscriber } from './federation/outbound/subscriber.ts';
import { mediaJobs } from './media/film.ts';
import { hostReportsSubscriber } from './moderation/host-reports.ts';
import { pushJobs } from './notifications/push.ts';
import { notificationsSubscriber } from './notifications/subscriber.ts';
import type { Subscriber } from './platform/events-log.ts';
import type { JobHandlers } from './platform/jobs.ts';
import { letterJobs } from './platform/letters.ts';
import { replySubscriber } from './posts/answer-by-reply.ts';
import { cardJobs, cardSubscriber } from './posts/card.ts';
import { communitySubscriber } from './posts/community-post.ts';
import { postJobs } from './posts/delete-post.ts';
import { homeSubscriber } from './posts/home.ts';
import { leaveSubscriber } from './posts/leave-gatherings.ts';
import { draftJobs } from './posts/scheduled.ts';
import { searchJobs } from './search/rebuild.ts';
import { searchSubscriber } from './search/subscriber.ts';

/** Who hears events, each behind a cursor of its own. */
export const subscribers: Subscriber[] = [
  communitySubscriber,
  contributionSubscriber,
  replySubscriber,
  hostsSubscriber,
  hostReportsSubscriber,
  leaveSubscriber,
  homeSubscriber,
  notificationsSubscriber,
  searchSubscriber,
  cardSubscriber,
  verifySubscriber,
  federationSubscriber,
  dataSubscriber,
];

/** Who does which job. */
export const jobHandlers: JobHandlers = {
  ...letterJobs,
  ...signInJobs,
  'accounts.move-followers': moveFollowers,
  ...verifyJobs,
  ...postJobs,
  ...cardJobs,
  ...draftJobs,
  ...mediaJobs,
  ...pushJobs,
  ...searchJobs,
  ...federationJobs,
  ...dataJobs,
};
