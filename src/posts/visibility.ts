import type { Viewer } from '../accounts/account.ts';
import { accounts, blocks, follows, mutes } from '../accounts/tables.ts';
import { ofPartners } from '../partners/scope.ts';
import { alias, eq, type SQL, type SQLWrapper, sql } from '../platform/columns.ts';
import { hiddenHosts, mentions, posts } from './tables.ts';
import { type Audience, audiences } from './view.ts';

/** The posts table or an alias of it. */
type PostColumns = Record<
  'id' | 'accountId' | 'communityId' | 'threadId' | 'audience' | 'local' | 'deletedAt' | 'heldAt',
  SQLWrapper
>;

/**
 * The one condition « this viewer may read this post » (architecture decision 9): pages, ActivityPub, feeds, search,
 * live updates, notifications and files all use it. `p` is the posts table, or an alias of it.
 *
 * `public`, `unlisted`: everybody · `followers`: accepted followers and who is named · `partners`: members of this
 * instance and of its partners · `organisation`: members of this instance · `community`: members of the community ·
 * `direct`: who is named · always the author · never across a block, never of a suspended author.
 * In a community, its members read what is for partners too, wherever they are; what waits for a host (`heldAt`) is its
 * author's alone.
 */
export function readable(viewer: Viewer, p: PostColumns = posts): SQL {
  const open = sql`${p.audience} in ('public', 'unlisted')`;
  const present = sql`${p.deletedAt} is null and not exists (select 1 from ${accounts} where ${accounts.id} = ${p.accountId} and (${accounts.suspendedAt} is not null or ${accounts.deletedAt} is not null))`;
  if (!viewer) return sql`(${open} and ${present} and ${p.heldAt} is null)`;

  const me = viewer.accountId;
  const named = sql`exists (select 1 from ${mentions} where ${mentions.postId} = ${p.id} and ${mentions.accountId} = ${me})`;
  const follower = sql`exists (select 1 from ${follows} where ${follows.followerId} = ${me} and ${follows.followedId} = ${p.accountId} and ${eq(follows.accepted, true)})`;
  const member = sql`exists (select 1 from ${follows} where ${follows.followerId} = ${me} and ${follows.followedId} = ${p.communityId} and ${eq(follows.accepted, true)})`;
  // What another organisation says to its partners is not ours to show to our own.
  const here = viewer.local ? sql`1 = 1` : sql`(${eq(p.local, true)} or ${p.communityId} is not null)`;
  // An answer in another organisation's conversation is for its partners: of theirs, ours shows it to that one alone.
  const [root, reader] = [alias(posts, 'root'), alias(accounts, 'reader')];
  const hers = sql`exists (select 1 from ${posts} ${sql.identifier('root')} inner join ${accounts} on ${accounts.id} = ${root.accountId} where ${root.id} = ${p.threadId} and (${eq(root.local, true)} or ${accounts.host} = (select ${reader.host} from ${accounts} ${sql.identifier('reader')} where ${reader.id} = ${me})))`;
  const among = viewer.local ? sql`1 = 1` : sql`(${p.communityId} is not null or ${p.threadId} = ${p.id} or ${hers})`;
  const partner = sql`(${here} and ${among} and ${ofPartners(viewer, 'communities')})`;
  const circles = sql`((${p.audience} = 'partners' and (${partner} or ${member})) or (${p.audience} = 'community' and ${member}))`;
  const organisation = viewer.local ? sql`${p.audience} = 'organisation'` : sql`1 = 0`;
  const blocked = sql`exists (select 1 from ${blocks} where (${blocks.accountId} = ${p.accountId} and ${blocks.targetId} = ${me}) or (${blocks.accountId} = ${me} and ${blocks.targetId} = ${p.accountId}))`;
  return sql`(${present} and (${p.accountId} = ${me} or (${p.heldAt} is null and (${open} or ${organisation} or ${circles} or (${p.audience} = 'followers' and (${follower} or ${named})) or (${p.audience} = 'direct' and ${named})) and not ${blocked})))`;
}

/** Hides in timelines whom the viewer has muted, and servers they hide; the post itself stays readable. */
export const notMuted = (viewer: Viewer, p: Pick<PostColumns, 'accountId'> = posts): SQL =>
  viewer
    ? sql`not exists (select 1 from ${mutes} where ${mutes.accountId} = ${viewer.accountId} and ${mutes.targetId} = ${p.accountId}) and not exists (select 1 from ${hiddenHosts} inner join ${accounts} on ${accounts.host} = ${hiddenHosts.host} where ${hiddenHosts.accountId} = ${viewer.accountId} and ${accounts.id} = ${p.accountId})`
    : sql`1 = 1`;

/**
 * Keeps the posts of limited accounts out of what nobody asked for by name (public timelines, search): who follows them
 * reads on, and they themselves see no difference.
 */
export const notLimited = (viewer: Viewer, p: Pick<PostColumns, 'accountId'> = posts): SQL => {
  const limited = sql`exists (select 1 from ${accounts} where ${accounts.id} = ${p.accountId} and ${accounts.limitedAt} is not null)`;
  if (!viewer) return sql`not ${limited}`;
  const follower = sql`exists (select 1 from ${follows} where ${follows.followerId} = ${viewer.accountId} and ${follows.followedId} = ${p.accountId} and ${eq(follows.accepted, true)})`;
  return sql`(not ${limited} or ${p.accountId} = ${viewer.accountId} or ${follower})`;
};

/** Who may read an answer: never more people than read what it answers. The first is what is proposed. */
export function replyAudiences(parent: Audience): Audience[] {
  if (parent === 'public') return ['public', 'unlisted', 'followers', 'direct'];
  if (parent === 'unlisted') return ['unlisted', 'followers', 'direct'];
  return parent === 'direct' ? ['direct'] : [parent, 'direct'];
}

/** Who may read what quotes a post: one that keeps out of the public feeds does not enter them by another's. */
export const quoteAudiences = (quoted: Audience): Audience[] =>
  audiences.filter((audience) => audience !== 'public' || quoted === 'public');

/** Only what everybody may read is passed on (S57). */
export const mayBoost = (audience: Audience) => audience === 'public' || audience === 'unlisted';
