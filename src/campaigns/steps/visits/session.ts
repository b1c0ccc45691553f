import type { Account } from '../../../accounts/account.ts';
import { accountById, type Viewer } from '../../../accounts/account.ts';
import { communityById } from '../../../communities/community.ts';
import type { Instance } from '../../../instance.ts';
import { and, asc, count, eq, inArray, isNull } from '../../../platform/columns.ts';
import { forbidden, notFound, Refusal } from '../../../platform/refusal.ts';
import { within, write } from '../../../platform/write.ts';
import { attend, attendeesOf, closeRequests, decline, settleRequests } from '../../../posts/attend.ts';
import { audienceIn } from '../../../posts/community-post.ts';
import { gatheringOf } from '../../../posts/gathering.ts';
import { attendances, gatherings } from '../../../posts/gathering-tables.ts';
import { type Post, visiblePost } from '../../../posts/post.ts';
import { posts } from '../../../posts/tables.ts';
import type { GatheringDraft } from '../../../posts/view.ts';
import { writePost } from '../../../posts/write-post.ts';
import { type Campaign, facilitated } from '../../campaign.ts';
import { contributionById, keep, takingPartFault } from '../../contribution.ts';
import { draws } from '../../draw-tables.ts';
import { type Step, stepById } from '../../step.ts';
import { contributions } from '../../tables.ts';
import { admit } from '../draw/volunteer.ts';

export interface NewSession {
  title: string;
  text: string;
  language: string | null;
  gathering: GatheringDraft;
}

/**
 * Adds a session of visits: an event of the campaign's community that takes requests, so that it stands in agendas here and
 * elsewhere. Throws Invalid. That the author organises is for the caller to have asked. Gives the post's id.
 */
export async function addSession(
  instance: Instance,
  author: Account,
  campaign: Campaign,
  step: Step,
  session: NewSession,
): Promise<string> {
  const communityId = campaign.communityId;
  const community = await communityById(instance, communityId);
  if (!community) throw notFound();
  if (step.kind !== 'visits') throw new Refusal(422, 'visit.notVisits');
  const { title, text, language, gathering } = session;
  const draft = { ...{ title, text, language, communityId, notice: '', inReplyToId: null, mediaIds: [], poll: null } };
  const event = { ...gathering, waitingList: true, joinMode: 'restricted' as const };
  const post = { ...draft, audience: audienceIn(community.reach), gathering: event };
  return writePost(instance, author, post, undefined, async (tx, postId) => {
    await keep(within(instance, tx), tx, campaign, step, { kind: 'visit', postId, authorId: author.id });
  });
}

/** A session with what it stands in, for who may read it; 404 otherwise, and for a post that is none. */
export async function sessionOf(instance: Instance, viewer: Viewer, postId: string) {
  const post = await visiblePost(instance, viewer, postId);
  const row = await contributionById(instance, postId);
  const gathering = await gatheringOf(instance, postId);
  if (row.kind !== 'visit' || !gathering) throw notFound();
  return { post, row, gathering, step: await stepById(instance, row.stepId) };
}

/** The same for who organises the campaign: 403 for others, 404 for a session of another server. */
export async function organisedSession(instance: Instance, accountId: string, postId: string) {
  const found = await sessionOf(instance, { accountId, local: true }, postId);
  const campaign = await facilitated(instance, accountId, found.row.campaignId);
  if (!found.post.local) throw notFound();
  return { ...found, campaign };
}

/** Sessions of a step that are there, in the order they take place. */
export async function sessionsOf(instance: Instance, stepId: string): Promise<Post[]> {
  const rows = await instance.db
    .select({ post: posts })
    .from(contributions)
    .innerJoin(posts, and(eq(posts.id, contributions.postId), isNull(posts.deletedAt)))
    .innerJoin(gatherings, eq(gatherings.postId, contributions.postId))
    .where(and(eq(contributions.stepId, stepId), eq(contributions.kind, 'visit')))
    .orderBy(asc(gatherings.startsAt), asc(posts.id))
    .limit(100);
  return rows.map(({ post }) => post);
}

/** How many wait for the organisers' word, by session. */
export async function requestsOf(instance: Instance, postIds: string[]): Promise<Map<string, number>> {
  if (!postIds.length) return new Map();
  const rows = await instance.db
    .select({ postId: attendances.postId, n: count() })
    .from(attendances)
    .where(and(inArray(attendances.postId, postIds), eq(attendances.state, 'asked')))
    .groupBy(attendances.postId);
  return new Map(rows.map(({ postId, n }) => [postId, n]));
}

/**
 * Asks for a place. Twice is once; 403 while the step does not run and for who is not admitted, 404 for who may not read it,
 * 409 once requests are closed.
 */
export async function askPlace(instance: Instance, viewer: NonNullable<Viewer>, campaign: Campaign, postId: string) {
  const { step, post } = await sessionOf(instance, viewer, postId);
  const fault = takingPartFault(campaign, { ...step, startsAt: null }, instance.clock());
  if (fault) throw forbidden(fault);
  if (post.local) await admit(instance, (await accountById(instance, viewer.accountId))!, campaign);
  return attend(instance, viewer, postId);
}

/** Takes a request back, or gives a place back: it goes to who stands next. */
export const withdrawFrom = (instance: Instance, viewer: NonNullable<Viewer>, postId: string) =>
  decline(instance, viewer, postId);

/** Gives everybody who asked a place and closes the requests; 409 when they are too many, or a draw is to decide. */
export const confirmAll = (instance: Instance, accountId: string, postId: string): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const { gathering } = await organisedSession(inside, accountId, postId);
    const [drawn] = await tx.select({ id: draws.id }).from(draws).where(eq(draws.postId, postId));
    if (drawn) throw new Refusal(409, 'draw.published');
    const asked = await attendeesOf(inside, postId, ['asked'], 100_000);
    if (gathering.capacity !== null && gathering.going + asked.length > gathering.capacity)
      throw new Refusal(409, 'gathering.isFull');
    await closeRequests(inside, tx, postId);
    await settleRequests(inside, postId, { going: asked.map((row) => row.accountId), waiting: [] });
  });
