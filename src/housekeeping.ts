import { endAffiliations } from './accounts/affiliation.ts';
import { purgeIdentities } from './accounts/departed.ts';
import { purgeExpected } from './accounts/expected.ts';
import { endDepartures } from './accounts/leave.ts';
import { endMutes } from './accounts/mute.ts';
import { purgeChallenges } from './accounts/passkey.ts';
import { purgeHalfSignIns } from './accounts/second-step.ts';
import { purgeSessions, purgeSignIns } from './accounts/sessions.ts';
import { purgeLinks } from './accounts/sign-up.ts';
import { recheckLinks } from './accounts/verify-links.ts';
import { keepDates } from './campaigns/life.ts';
import { closeLists } from './campaigns/steps/ballot/box.ts';
import { tellChanges } from './campaigns/tell-changes.ts';
import { purgeTransfers } from './data/transfer.ts';
import { purgeFederation } from './federation/purge.ts';
import { askForDirectories } from './federation/read-directory.ts';
import type { Instance } from './instance.ts';
import { purgeKeys } from './mastodon/idempotency.ts';
import { sweepMedia } from './media/sweep.ts';
import { keptHiddenMs } from './moderation/appeal.ts';
import { purgeAudit } from './moderation/audit.ts';
import { postsUnderReport } from './moderation/read-reports.ts';
import { purgeReports } from './moderation/reports.ts';
import { countMessages } from './notifications/campaign-messages.ts';
import { purgeNotifications } from './notifications/notifications.ts';
import { purgePush } from './notifications/push.ts';
import { purgeOauth } from './oauth/app.ts';
import { endPartnerships } from './partners/partnership.ts';
import { checkDatabase, lastCheck } from './platform/database-check.ts';
import { purgeEvents } from './platform/events-log.ts';
import { beat } from './platform/heartbeat.ts';
import { purgeDead } from './platform/jobs.ts';
import { retentionOf } from './platform/retention.ts';
import { purgeCards } from './posts/card.ts';
import { remindOfGatherings } from './posts/change-gathering.ts';
import { purgeTombstones } from './posts/delete-post.ts';
import { purgeDrafts } from './posts/draft.ts';
import { purgeFilters } from './posts/filter.ts';
import { forgetRemotePosts } from './posts/forget-remote.ts';
import { eraseHidden } from './posts/hide-post.ts';
import { closePolls } from './posts/poll.ts';

const day = 86_400_000;

/** What has to be done now and then, in small transactions (architecture decision 4). */
export function startHousekeeping(instance: Instance) {
  let running: Promise<void> = Promise.resolve();
  let checking: Promise<void> = Promise.resolve();
  const ending = new AbortController();
  const safely = (work: () => Promise<unknown>) => {
    running = running.then(work).then(
      () => {},
      (error) => instance.log.warn({ err: error }, 'housekeeping failed'),
    );
  };
  const minute = setInterval(() => safely(() => eachMinute(instance)), 60_000);
  const hour = setInterval(() => {
    safely(() => purge(instance));
    // Beside the line: it may read for minutes, and nobody waits for it.
    checking = checkDaily(instance, ending.signal).catch((err) => instance.log.warn({ err }, 'database not checked'));
  }, 3_600_000);
  safely(() => eachMinute(instance));
  return {
    stop: async () => {
      clearInterval(minute);
      clearInterval(hour);
      ending.abort();
      await checking;
      await running;
    },
  };
}

const eachMinute = async (instance: Instance): Promise<void> => {
  await beat(instance);
  await closePolls(instance);
  await remindOfGatherings(instance);
  await keepDates(instance);
  await closeLists(instance);
  await countMessages(instance);
  await tellChanges(instance);
  await endMutes(instance);
  await endPartnerships(instance);
};

/** Forgets what is older than its time, as the settings have it. */
export async function purge(instance: Instance): Promise<void> {
  const now = instance.clock();
  const kept = await retentionOf(instance.db);
  const before = (days: number) => now - days * day;
  await purgeEvents(instance, before(kept.events));
  await purgeOauth(instance);
  await purgePush(instance);
  await purgeKeys(instance);
  await purgeTombstones(instance, before(kept.traces));
  await purgeDead(instance, before(kept.traces));
  await eraseHidden(instance, now - keptHiddenMs);
  await purgeAudit(instance, before(kept.audit));
  await purgeReports(instance, before(kept.reports));
  await purgeNotifications(instance, before(kept.notices));
  await purgeFederation(instance, before(kept.traces));
  await askForDirectories(instance);
  if (kept.remotePosts !== null)
    await forgetRemotePosts(instance, {
      before: before(kept.remotePosts),
      usedToo: kept.usedToo,
      except: await postsUnderReport(instance),
    });
  await endAffiliations(instance);
  await endDepartures(instance);
  await purgeIdentities(instance, before(kept.identities));
  await purgeSessions(instance);
  await purgeSignIns(instance, before(kept.signIns));
  await purgeLinks(instance);
  await purgeExpected(instance);
  await purgeHalfSignIns(instance);
  await purgeChallenges(instance);
  await purgeDrafts(instance);
  await purgeFilters(instance);
  await purgeTransfers(instance);
  await purgeCards(instance);
  await recheckLinks(instance);
  await sweepMedia(instance, { copyMs: kept.copies * day });
}

/** Each day, whether the database holds together; a fault is told on the administration's first page (F07). */
async function checkDaily({ config, clock, log }: Instance, signal: AbortSignal) {
  const last = await lastCheck(config);
  if (last && clock() - last.at < day) return;
  const check = await checkDatabase(config, clock(), signal);
  if (check && check.verdict !== 'ok') log.error({ verdict: check.verdict }, 'the database is damaged');
}
