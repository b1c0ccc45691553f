import type { Instance } from '../instance.ts';
import { and, desc, eq, isNull, type SQL } from '../platform/columns.ts';
import { postViews } from './post-views.ts';
import { posts } from './tables.ts';
import { hashtagTimeline, publicLocalTimeline } from './timelines.ts';
import type { PostView } from './view.ts';
import { readable } from './visibility.ts';

const most = 20;

/** For feeds (S48): what the whole web may read and nothing else, `unlisted` left out, whoever asks. */
export const publicPostsBy = async (instance: Instance, accountId: string): Promise<PostView[]> =>
  postViews(
    instance,
    null,
    await instance.db
      .select()
      .from(posts)
      .where(and(eq(posts.accountId, accountId), isNull(posts.boostOfId), isNull(posts.inReplyToUri), openToAll()))
      .orderBy(desc(posts.id))
      .limit(most),
  );

/** Threads of a community that everybody reads. */
export const publicPostsIn = async (instance: Instance, communityId: string): Promise<PostView[]> =>
  postViews(
    instance,
    null,
    await instance.db
      .select()
      .from(posts)
      .where(and(eq(posts.communityId, communityId), isNull(posts.boostOfId), isNull(posts.inReplyToUri), openToAll()))
      .orderBy(desc(posts.id))
      .limit(most),
  );

export const publicPostsTagged = async (instance: Instance, name: string): Promise<PostView[]> =>
  onlyPublic((await hashtagTimeline(instance, null, name, { most })).posts);

export const publicPostsHere = async (instance: Instance): Promise<PostView[]> =>
  onlyPublic((await publicLocalTimeline(instance, null, { most })).posts);

const openToAll = (): SQL | undefined => and(eq(posts.audience, 'public'), readable(null));
const onlyPublic = (list: PostView[]) => list.filter((post) => post.audience === 'public');
