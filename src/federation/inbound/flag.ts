import { accountById } from '../../accounts/account.ts';
import { communityById } from '../../communities/community.ts';
import type { Instance } from '../../instance.ts';
import { report } from '../../moderation/reports.ts';
import { plainText } from '../../platform/sanitise.ts';
import { type Post, postByUri } from '../../posts/post.ts';
import { ownId } from '../addresses.ts';
import { ruleAbout } from '../host-policy.ts';
import { refId } from '../ids.ts';
import { list, text } from '../json.ts';
import type { Inbound } from './inbound.ts';

/** A post of ours, or one that stands in a community of ours whoever wrote it. */
async function ourConcern(instance: Instance, uri: string): Promise<Post | null> {
  const post = await postByUri(instance, uri);
  if (!post || post.local) return post;
  return post.communityId && (await communityById(instance, post.communityId))?.local ? post : null;
}

/** A report by another server, for the administrators: one account, and those of the posts that are its own. */
export const receiveFlag: Inbound = async (instance, { id, activity, actor }) => {
  if ((await ruleAbout(instance, actor.uri))?.rejectReports) return null;
  const uris = list(activity.object)
    .slice(0, 50)
    .flatMap((object) => refId(object) ?? []);
  const posts = [];
  for (const uri of uris) {
    const post = await ourConcern(instance, uri);
    if (post) posts.push(post);
  }
  const named = posts[0] ? undefined : uris.map((uri) => ownId(instance, 'accounts', uri)).find(Boolean);
  const targetId = named ?? posts[0]?.accountId;
  if (!targetId || !(await accountById(instance, targetId))) return null;
  const postIds = posts.filter((post) => post.accountId === targetId && !post.deletedAt).map((post) => post.id);
  const comment = plainText(text(activity.content ?? activity.summary, 5000) ?? '').slice(0, 1000);
  return (inside) => report(inside, { reporterId: actor.id, targetId, postIds, comment, uri: id });
};
