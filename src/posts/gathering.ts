import { communityById } from '../communities/community.ts';
import { isBanned, roleOf } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { eq } from '../platform/columns.ts';
import { isZone } from '../platform/zones.ts';
import { gatherings } from './gathering-tables.ts';
import type { Post } from './post.ts';
import type { Draft, GatheringDraft } from './view.ts';

export type Gathering = typeof gatherings.$inferSelect;

export const gatheringLimits = {
  place: 120,
  address: 300,
  link: 500,
  access: 500,
  capacity: 100_000,
  /** An event lasts no longer. */
  days: 62,
};

export async function gatheringOf(instance: Instance, postId: string): Promise<Gathering | null> {
  const [row] = await instance.db.select().from(gatherings).where(eq(gatherings.postId, postId));
  return row ?? null;
}

type Faults = Record<string, string | { key: string; args: Record<string, number> }>;

/** What is wrong with an event that is written or changed, by field. `now`: null where it may have begun. */
export function gatheringFaults(
  { title, communityId }: Pick<Draft, 'title' | 'communityId'>,
  gathering: GatheringDraft,
  now: number | null,
): Faults {
  const { startsAt, endsAt, zone, place, link, capacity, answersUntil } = gathering;
  const faults: Faults = {};
  if (!communityId) faults.community = 'gathering.whichCommunity';
  if (!title?.trim()) faults.title = 'form.required';
  if (!Number.isFinite(startsAt) || !isZone(zone)) faults.day = 'gathering.when';
  else if (now !== null && startsAt <= now) faults.day = 'gathering.isPast';
  if (endsAt !== null && !(endsAt > startsAt)) faults.endTime = 'gathering.endsBefore';
  else if (endsAt !== null && endsAt > startsAt + gatheringLimits.days * 86_400_000)
    faults.endTime = { key: 'gathering.tooLong', args: { most: gatheringLimits.days } };
  if (!place.trim() && !link.trim()) faults.place = 'gathering.where';
  if (link.trim() && !isPage(link.trim())) faults.link = 'gathering.badLink';
  for (const name of ['place', 'address', 'link', 'access'] as const)
    if ([...gathering[name].trim()].length > gatheringLimits[name])
      faults[name] = { key: 'form.tooLong', args: { most: gatheringLimits[name] } };
  if (capacity !== null && !(Number.isSafeInteger(capacity) && capacity >= 1 && capacity <= gatheringLimits.capacity))
    faults.capacity = { key: 'gathering.badCapacity', args: { most: gatheringLimits.capacity } };
  if (answersUntil !== null && !(answersUntil <= startsAt)) faults.untilDay = 'gathering.untilAfter';
  return faults;
}

const isPage = (link: string) => URL.canParse(link) && ['https:', 'http:'].includes(new URL(link).protocol);

/** The row of what was written, without the post's id. */
export const gatheringColumns = (gathering: GatheringDraft) => ({
  ...gathering,
  place: gathering.place.trim(),
  address: gathering.address.trim(),
  link: gathering.link.trim(),
  access: gathering.access.trim(),
});

/** When it is over: where no end is given, at the end of the day that it takes. */
export const endOf = ({ startsAt, endsAt }: Pick<Gathering, 'startsAt' | 'endsAt'>) =>
  endsAt ?? startsAt + 12 * 3_600_000;

/** One may still say that one comes. */
export const takesAnswers = (
  gathering: Pick<Gathering, 'startsAt' | 'answersUntil' | 'cancelledAt' | 'joinMode'>,
  now: number,
) =>
  (gathering.joinMode === 'free' || gathering.joinMode === 'restricted') &&
  gathering.cancelledAt === null &&
  now < (gathering.answersUntil ?? gathering.startsAt);

/** Who answers for it: its author, and who animates the community of ours that it stands in. */
export async function mayOrganise(instance: Instance, accountId: string, post: Post): Promise<boolean> {
  if (!post.local) return false;
  if (post.accountId === accountId || post.writtenById === accountId) return true;
  return Boolean(post.communityId && (await roleOf(instance, accountId, post.communityId)));
}

/** Why somebody who may read an event may not come: key of a sentence, or null. */
export async function comingFault(instance: Instance, accountId: string, post: Post): Promise<string | null> {
  const community = post.communityId ? await communityById(instance, post.communityId) : null;
  if (!community) return null;
  if (community.archivedAt) return 'community.archived';
  return (await isBanned(instance, accountId, community.accountId)) ? 'community.banned' : null;
}
