import { accountById } from '../../accounts/account.ts';
import { postById } from '../../posts/post.ts';
import { stampUri } from '../../posts/quote.ts';
import { activityUri } from '../addresses.ts';
import { requestUri } from '../inbound/quote.ts';
import { toNote } from '../objects/to-note.ts';
import { answerOf } from './activities.ts';
import type { Publications } from './publish.ts';
import { inboxesOf, oneEach, toFollowers } from './recipients.ts';

/** A member quotes a post of another server: its author is asked (FEP-044f). The quoting post stands inside. */
const requested: Publications = async (instance, { postId }: { postId: string }) => {
  const post = await postById(instance, postId);
  const quoted = post?.quoteOfId ? await postById(instance, post.quoteOfId) : null;
  const author = post && (await accountById(instance, post.accountId));
  const asked = quoted && !quoted.local && (await accountById(instance, quoted.accountId));
  if (!post || post.deletedAt || post.quoteState !== 'pending' || !author || !asked) return [];
  const activity = {
    id: requestUri(post),
    type: 'QuoteRequest',
    actor: author.uri,
    to: [asked.uri],
    object: quoted.uri,
    instrument: await toNote(instance, post, author),
  };
  return [{ accountId: author.id, lane: 'public', open: false, activity, destinations: inboxesOf(instance, [asked]) }];
};

interface Answered {
  quotedId: string;
  quoterId: string;
  uri: string;
  quotingUri: string;
  stampId: string | null;
}

const answered: Publications = async (instance, event: Answered) => {
  const quoted = await postById(instance, event.quotedId);
  const author = quoted?.local && (await accountById(instance, quoted.accountId));
  const quoter = await accountById(instance, event.quoterId);
  if (!quoted || !author || !quoter) return [];
  const id = activityUri(instance, instance.ids());
  const { uri, quotingUri, stampId } = event;
  const request = { id: uri, type: 'QuoteRequest', actor: quoter.uri, object: quoted.uri, instrument: quotingUri };
  const activity = {
    ...answerOf(stampId ? 'Accept' : 'Reject', id, author.uri, [quoter.uri], request),
    ...(stampId && { result: stampUri(instance, stampId) }),
  };
  return [{ accountId: author.id, lane: 'follow', open: false, activity, destinations: inboxesOf(instance, [quoter]) }];
};

/** The consent is taken back: told to who quotes, and to the servers of the quoted author's followers. */
const revoked: Publications = async (instance, event: { stampId: string; postId: string }) => {
  const quoting = await postById(instance, event.postId);
  const quoted = quoting?.quoteOfId ? await postById(instance, quoting.quoteOfId) : null;
  const author = quoted?.local && (await accountById(instance, quoted.accountId));
  const quoter = quoting && (await accountById(instance, quoting.accountId));
  if (!quoting || !quoted || !author || !quoter) return [];
  const to = [`${author.uri}/followers`, quoter.uri];
  const object = {
    id: stampUri(instance, event.stampId),
    type: 'QuoteAuthorization',
    attributedTo: author.uri,
    interactingObject: quoting.uri,
    interactionTarget: quoted.uri,
  };
  const activity = { id: activityUri(instance, instance.ids()), type: 'Delete', actor: author.uri, to, object };
  const destinations = oneEach(instance, [
    ...inboxesOf(instance, [quoter]),
    ...(await toFollowers(instance, author.id)),
  ]);
  return [{ accountId: author.id, lane: 'public', open: false, activity, destinations }];
};

export const quotePublications: Record<string, Publications> = {
  'quote.requested': requested,
  'quote.answered': answered,
  'quote.revoked': revoked,
};
