import { accountById, accountsByIds, accountsByUris } from '../../accounts/account.ts';
import { organisationOf } from '../../accounts/organisation.ts';
import type { PartnerEvent } from '../../partners/events.ts';
import { everyPartner, partnersWith } from '../../partners/partners.ts';
import { find } from '../../partners/partnership.ts';
import { postById } from '../../posts/post.ts';
import { actorAccount } from '../actors.ts';
import { activityUri, partnersUri } from '../addresses.ts';
import { toTerms } from '../objects/partner-terms.ts';
import { ownerOfThread } from '../partner-thread.ts';
import { asSent } from '../passed-on.ts';
import { deleteOf } from './activities.ts';
import type { Publications } from './publish.ts';
import { inboxesOf } from './recipients.ts';

type Said = Extract<PartnerEvent, { type: 'partner.said' }>;

/** A word of our organisation to another about their tie; a server that knows no partnerships sees a follow. */
const said: Publications = async (instance, { host, act, terms, reason, at }: Said) => {
  const own = await organisationOf(instance);
  const row = await find(instance.db, host);
  const ours = own && (await accountById(instance, own.accountId));
  const theirs = row && (await actorAccount(instance, row.actorUri));
  if (!ours || !theirs) return [];
  const tie = (actor: string, object: string) => ({ id: `${actor}#partner`, type: 'Follow', actor, object });
  // What is answered is their question; all else is about ours.
  const answers = act === 'Accept' || act === 'Reject';
  const activity = {
    id: activityUri(instance, instance.ids()),
    type: act,
    actor: ours.uri,
    to: [theirs.uri],
    object: act === 'Follow' ? theirs.uri : answers ? tie(theirs.uri, ours.uri) : tie(ours.uri, theirs.uri),
    instrument: toTerms(terms, at, partnersUri(instance.config.origin), reason),
  };
  const destinations = inboxesOf(instance, [theirs]);
  return [{ accountId: ours.id, lane: 'follow', open: false, proved: true, word: true, activity, destinations }];
};

type Answered = { postId: string; act: 'Create' | 'Update' | 'Delete' };

/**
 * An answer of another organisation to what ours said to its partners: told by ours to the others of them, word for word and
 * with its author's proof, since its own server shows it to us alone. Nobody reads more by it than reads what is answered.
 */
const answered: Publications = async (instance, { postId, act }: Answered) => {
  const post = await postById(instance, postId);
  const own = await organisationOf(instance);
  const ours = own && (await accountById(instance, own.accountId));
  const owner = post && !post.local ? await ownerOfThread(instance, post) : null;
  const [author] = owner?.host === '' ? await accountsByIds(instance, [post!.accountId]) : [];
  if (!post || !ours || !author) return [];
  const audience = { to: [partnersUri(instance.config.origin)], cc: [] };
  const gone = deleteOf(`${post.uri}#delete`, author.uri, post.uri, audience);
  const inner = act === 'Delete' ? gone : post.deletedAt ? null : await asSent(instance, post.id);
  if (!inner || (act !== 'Delete' && !inner.proof)) return [];
  const uris = await (act === 'Delete' ? everyPartner(instance) : partnersWith(instance, 'communities'));
  const others = inboxesOf(instance, await accountsByUris(instance, uris)).filter(({ host }) => host !== author.host);
  const activity = {
    id: activityUri(instance, instance.ids()),
    type: 'Announce',
    actor: ours.uri,
    ...audience,
    object: inner,
  };
  return [{ accountId: ours.id, lane: 'public', open: false, activity, destinations: others }];
};

export const partnerPublications: Record<string, Publications> = { 'partner.said': said, 'partner.answered': answered };
