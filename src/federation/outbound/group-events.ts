import { type Account, accountById, accountsByIds } from '../../accounts/account.ts';
import { followerInboxes } from '../../accounts/follow.ts';
import type { Instance } from '../../instance.ts';
import { inArray } from '../../platform/columns.ts';
import { type Post, postById } from '../../posts/post.ts';
import { activityUri } from '../addresses.ts';
import { hostOf } from '../ids.ts';
import type { Json } from '../json.ts';
import { signingKey } from '../local-keys.ts';
import { withContext } from '../objects/context.ts';
import { asSent } from '../passed-on.ts';
import { addProof } from '../signatures/proof.ts';
import { hosts } from '../tables.ts';
import { announceOf, answerOf, createOf, deleteOf, passOnOf } from './activities.ts';
import type { Publication, Publications } from './publish.ts';
import { type Destination, oneEach } from './recipients.ts';

/** Software that reads activities which a group passes on (FEP-1b12); all others get the bare address of a thread. */
const groupAware = new Set('friendica hubzilla kbin lemmy maillon mbin nodebb peertube piefed smithereen'.split(' '));

/** Where the members of a group of ours read, by what their servers understand; `kin`: those that are as we are. */
export async function memberInboxes(
  instance: Instance,
  group: Account,
): Promise<{ aware: Destination[]; plain: Destination[]; kin: Destination[] }> {
  const inboxes = await followerInboxes(instance, group.id);
  const known = inboxes.length
    ? await instance.db
        .select({ host: hosts.host, software: hosts.software })
        .from(hosts)
        .where(inArray(hosts.host, [...new Set(inboxes.map(({ host }) => host))]))
    : [];
  const software = new Map(known.map((row) => [row.host, row.software]));
  const of = (isIt: (name: string) => boolean) =>
    oneEach(
      instance,
      inboxes.filter(({ host }) => isIt(software.get(host) ?? '')).map(({ inbox }) => ({ inbox, host: hostOf(inbox) })),
    );
  const isAware = (name: string) => groupAware.has(name);
  return { aware: of(isAware), plain: of((name) => !isAware(name)), kin: of((name) => name === 'maillon') };
}

const isOpen = (post: Post) => post.audience === 'public';

/** A thread is passed on: whole to servers that know groups, by its address to the others (mastodon-api.md §2.4). */
export async function groupAnnounces(instance: Instance, boost: Post, postId: string): Promise<Publication[]> {
  const post = await postById(instance, postId);
  const group = await accountById(instance, boost.accountId);
  const author = post && (await accountById(instance, post.accountId));
  if (!post || !group || group.host !== '' || !author || post.deletedAt || post.audience === 'organisation') return [];
  const { aware, plain } = await memberInboxes(instance, group);
  const about = { accountId: group.id, lane: 'public' as const, open: isOpen(post) };
  const whole = await createdAs(instance, post, author);
  return [
    { ...about, activity: announceOf(boost, post, group, author.uri), destinations: plain },
    ...(whole ? [{ ...about, activity: passed(instance, group, post, whole), destinations: aware }] : []),
  ];
}

const passed = (instance: Instance, group: Account, post: Post, activity: Json) =>
  passOnOf(activityUri(instance, instance.ids()), group, post.audience, activity);

/** The Create of a post: ours with its author's proof, another's as it was sent; null when we no longer have that. */
async function createdAs(instance: Instance, post: Post, author: Account): Promise<Json | null> {
  if (!post.local) return asSent(instance, post.id);
  const activity = withContext(await createOf(instance, post, author));
  return addProof(activity, await signingKey(instance, author.id, 'ed25519'), instance.clock());
}

type Passed = {
  postId: string;
  act: 'Create' | 'Update' | 'Delete' | 'Like' | 'Unlike';
  accountId?: string;
  uri?: string;
};

/** Answers, changes, removals and thanks in a community of ours: told to servers that know groups, and to no other. */
export const passedOn: Publications = async (instance, { postId, act, accountId, uri }: Passed) => {
  const post = await postById(instance, postId);
  const group = post?.communityId ? await accountById(instance, post.communityId) : null;
  if (!post || !group || group.host !== '' || post.audience === 'organisation') return [];
  const [author] = await accountsByIds(instance, [accountId ?? post.accountId]);
  const activity = author && (await actOf(instance, { post, author, group, act, uri: uri ?? '' }));
  if (!activity) return [];
  const { aware } = await memberInboxes(instance, group);
  const own = author.host === '' ? aware : aware.filter(({ host }) => host !== author.host);
  const announce = passed(instance, group, post, activity);
  return [{ accountId: group.id, lane: 'public', open: isOpen(post), activity: announce, destinations: own }];
};

interface Act {
  post: Post;
  author: Account;
  group: Account;
  act: Passed['act'];
  uri: string;
}

async function actOf(instance: Instance, { post, author, group, act, uri }: Act): Promise<Json | null> {
  if (act === 'Create') return post.deletedAt ? null : createdAs(instance, post, author);
  if (act === 'Update') {
    if (!post.local) return asSent(instance, post.id);
    const { object, to, cc, audience } = await createOf(instance, post, author);
    const id = activityUri(instance, instance.ids());
    const update = withContext({ id, type: 'Update', actor: author.uri, to, cc, audience, object });
    return addProof(update, await signingKey(instance, author.id, 'ed25519'), instance.clock());
  }
  if (act === 'Delete') {
    const id = post.local ? activityUri(instance, instance.ids()) : `${post.uri}#delete`;
    return deleteOf(id, author.uri, post.uri, { to: [group.uri], cc: [] });
  }
  const like = { id: uri, type: 'Like', actor: author.uri, to: [group.uri], object: post.uri, audience: group.uri };
  return act === 'Like' ? like : answerOf('Undo', `${uri}#undo`, author.uri, [group.uri], like);
}

export const groupPublications: Record<string, Publications> = { 'community.passed': passedOn };
