import type { Viewer } from '../../../accounts/account.ts';
import { accountById } from '../../../accounts/account.ts';
import { communityById } from '../../../communities/community.ts';
import type { Instance } from '../../../instance.ts';
import { and, asc, eq, isNull } from '../../../platform/columns.ts';
import { Invalid, notFound, Refusal } from '../../../platform/refusal.ts';
import { within } from '../../../platform/write.ts';
import { audienceIn } from '../../../posts/community-post.ts';
import { posts } from '../../../posts/tables.ts';
import { writePost } from '../../../posts/write-post.ts';
import type { Campaign } from '../../campaign.ts';
import { judged, keep, move } from '../../contribution.ts';
import { type Step, stepById } from '../../step.ts';
import { contributions } from '../../tables.ts';
import { turnoutOf } from './box.ts';

export const limits = { clauses: 40, title: 200, text: 3000 };

/** Clauses, or choices, of a ballot in their order, with the uris of their posts. */
export const clausesOf = (instance: Instance, stepId: string): Promise<{ id: string; uri: string }[]> =>
  instance.db
    .select({ id: contributions.postId, uri: posts.uri })
    .from(contributions)
    .innerJoin(posts, and(eq(posts.id, contributions.postId), isNull(posts.deletedAt)))
    .where(and(eq(contributions.stepId, stepId), eq(contributions.kind, 'clause'), eq(contributions.state, 'open')))
    .orderBy(asc(contributions.createdAt), asc(contributions.postId));

export const clauseIds = async (instance: Instance, stepId: string): Promise<string[]> =>
  (await clausesOf(instance, stepId)).map(({ id }) => id);

/** Puts a clause to the vote: a post of the community. 422 once somebody voted, or before the campaign is announced. */
export async function addClause(
  instance: Instance,
  byId: string,
  campaign: Campaign,
  step: Step,
  said: { title: string; text: string; language: string | null },
): Promise<string> {
  await unvoted(instance, step);
  if (campaign.state !== 'announced' && campaign.state !== 'open') throw new Refusal(422, 'ballot.announceFirst');
  if (!said.title.trim()) throw new Invalid({ title: 'form.required' });
  if ((await clauseIds(instance, step.id)).length >= limits.clauses)
    throw new Invalid({ title: { key: 'ballot.tooManyClauses', args: { most: limits.clauses } } });
  const id = campaign.communityId;
  const community = await communityById(instance, id);
  const author = await accountById(instance, byId);
  if (!community || !author) throw notFound();
  const { title, text, language } = said;
  const words = text.trim() ? { title, text } : { text: title };
  const draft = { communityId: id, notice: '', language, audience: audienceIn(community.reach), inReplyToId: null };
  return writePost(
    instance,
    author,
    { ...words, ...draft, mediaIds: [], poll: null },
    undefined,
    async (tx, postId) => {
      await keep(within(instance, tx), tx, campaign, step, { kind: 'clause', postId, authorId: byId });
    },
  );
}

/** Takes a clause out of the vote again, as long as nobody voted: its post stays, and says so. */
export async function withdrawClause(instance: Instance, viewer: NonNullable<Viewer>, id: string): Promise<void> {
  const row = await judged(instance, viewer, id);
  if (row.kind !== 'clause') throw notFound();
  await unvoted(instance, await stepById(instance, row.stepId));
  await move(instance, viewer.accountId, row, { state: 'withdrawn' });
}

/** What is voted on does not change once somebody voted. */
export async function unvoted(instance: Instance, step: Step): Promise<void> {
  if ((await turnoutOf(instance, step)).turnout > 0) throw new Refusal(422, 'ballot.begun');
}
