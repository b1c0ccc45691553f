import { type Account, accountsByIds, accountsByUris } from '../../accounts/account.ts';
import { everyInbox, followerInboxes } from '../../accounts/follow.ts';
import { isBlockedEitherWay } from '../../accounts/relationship.ts';
import type { Instance } from '../../instance.ts';
import { everyPartner, partnersWith } from '../../partners/partners.ts';
import { boostsOf } from '../../posts/boost.ts';
import { likersOf } from '../../posts/like.ts';
import { namedIn, type Post } from '../../posts/post.ts';
import { directReplies } from '../../posts/thread.ts';
import { isAbroad } from '../host-policy.ts';
import { hostOf } from '../ids.ts';
import { ownerOfThread } from '../partner-thread.ts';

/** Where one copy goes: everybody on a server reads the same one. */
export interface Destination {
  inbox: string;
  host: string;
  /** The only one it is for, when there is one: looked at again when their inbox is gone (F13). */
  accountId?: string;
}

export const inboxesOf = (instance: Instance, accounts: Account[]): Destination[] => {
  const found = accounts
    .filter((account) => account.host !== '' && !account.suspendedAt && !account.deletedAt)
    .flatMap((account) => {
      const inbox = account.sharedInbox ?? account.inbox;
      return inbox ? [{ inbox, host: hostOf(inbox), accountId: account.id }] : [];
    });
  return oneEach(instance, found);
};

/** One copy per inbox, none to ourselves. */
export function oneEach(instance: Instance, destinations: Destination[]): Destination[] {
  const byInbox = new Map<string, Destination>();
  for (const destination of destinations) {
    const known = byInbox.get(destination.inbox);
    if (known && known.accountId !== destination.accountId) delete known.accountId;
    else if (!known && isAbroad(instance, destination.inbox)) byInbox.set(destination.inbox, { ...destination });
  }
  return [...byInbox.values()];
}

export async function toFollowers(instance: Instance, accountId: string): Promise<Destination[]> {
  const inboxes = await followerInboxes(instance, accountId);
  return inboxes.map(({ inbox }) => ({ inbox, host: hostOf(inbox) }));
}

/** A Delete of somebody goes wherever a copy may be, followers or not (L04). */
export const toEverybody = async (instance: Instance): Promise<Destination[]> =>
  oneEach(
    instance,
    (await everyInbox(instance)).map(({ inbox }) => ({ inbox, host: hostOf(inbox) })),
  );

/**
 * Who gets a post, decided when it is sent: followers as they are now, unless it is for named people alone; and those
 * named, unless one has blocked the other (S60).
 */
export async function readersOf(instance: Instance, post: Post): Promise<Destination[]> {
  if (post.audience === 'partners' && !post.communityId) return toPartners(instance, post);
  const people = [];
  for (const account of await accountsByIds(instance, await namedIn(instance, post.id)))
    if (account.host !== '' && !(await isBlockedEitherWay(instance, post.accountId, account.id))) people.push(account);
  // What is for a community goes to its group, which passes it on to the members.
  const group = post.communityId ? await accountsByIds(instance, [post.communityId]) : [];
  const circle = post.audience === 'direct' || (group.length && post.audience !== 'public');
  const followers = circle ? [] : await toFollowers(instance, post.accountId);
  const named = group.length && post.audience !== 'public' ? [] : people;
  return oneEach(instance, [...followers, ...inboxesOf(instance, [...named, ...group])]);
}

/**
 * Partners as they are now. An answer in a conversation that another organisation opened goes to that one alone, which
 * passes it on to those who read there: its partners, not ours.
 */
async function toPartners(instance: Instance, post: Post): Promise<Destination[]> {
  const all = await toOrganisations(instance, await partnersWith(instance, 'communities'));
  const owner = post.inReplyToUri ? await ownerOfThread(instance, post) : null;
  if (!post.inReplyToUri || owner?.host === '') return all;
  return all.filter(({ host }) => host === owner?.host);
}

/** One copy for the server of each of these organisations. */
async function toOrganisations(instance: Instance, uris: string[]): Promise<Destination[]> {
  return inboxesOf(instance, await accountsByUris(instance, uris));
}

/** Who may have a copy of a post for partners, those of before among them: told of its end. */
export const toPartnersEver = async (instance: Instance, post: Post): Promise<Destination[]> =>
  post.audience === 'partners' && !post.communityId ? toOrganisations(instance, await everyPartner(instance)) : [];

/** Who has had something to do with a public post, and so has a copy: told of its change and its end. */
export async function touchedBy(instance: Instance, post: Post): Promise<Destination[]> {
  if (post.audience !== 'public' && post.audience !== 'unlisted') return [];
  const ids = [
    ...(await likersOf(instance, post.id, undefined, 500)).map((like) => like.accountId),
    ...(await boostsOf(instance, post.id, undefined, 500)).map((boost) => boost.accountId),
    ...(await directReplies(instance, null, post.id, { most: 500 })).map((reply) => reply.accountId),
  ];
  return inboxesOf(instance, await accountsByIds(instance, [...new Set(ids)].slice(0, 1000)));
}
