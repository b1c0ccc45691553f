import type { Instance } from '../instance.ts';
import { and, desc, eq, isNull, type SQL } from '../platform/columns.ts';
import { postViews } from './post-views.ts';
import { posts } from './tables.ts';
import { hashtagTimeline, publicLocalTimeline } from './timelines.ts';
import type { PostView } from './view.ts';
import { readable } from './visibility.ts';

const most = 20;

/** For feeds (S48): what the whole web may read and nothing else, `unlisted` left out, whoever asks. */
export const publicPostsBy = (instance: Instance, accountId: string): Promise<PostView[]> =>
  newest(instance, eq(posts.accountId, accountId));

/** Threads of a community that everybody reads. */
export const publicPostsIn = (instance: Instance, communityId: string): Promise<PostView[]> =>
  newest(instance, eq(posts.communityId, communityId));

export const publicPostsTagged = async (instance: Instance, name: string): Promise<PostView[]> =>
  onlyPublic((await hashtagTimeline(instance, null, name, { most })).posts);

export const publicPostsHere = async (instance: Instance): Promise<PostView[]> =>
  onlyPublic((await publicLocalTimeline(instance, null, { most })).posts);

const newest = async (instance: Instance, of: SQL): Promise<PostView[]> =>
  postViews(
    instance,
    null,
    await instance.db
      .select()
      .from(posts)
      .where(and(of, isNull(posts.boostOfId), isNull(posts.inReplyToUri), eq(posts.audience, 'public'), readable(null)))
      .orderBy(desc(posts.id))
      .limit(most),
  );
const onlyPublic = (list: PostView[]) => list.filter((post) => post.audience === 'public');
