import { type Account, accountByHandle, accountById, anyAccountByUri, parseHandle } from '../accounts/account.ts';
import { markAccountDeleted, saveRemoteAccount } from '../accounts/remote-account.ts';
import { saveRemoteCommunity } from '../communities/community.ts';
import type { Instance } from '../instance.ts';
import { write } from '../platform/write.ts';
import { isOwn } from './addresses.ts';
import { readModeratorsLater } from './ask-moderators.ts';
import { describeLater } from './describe-host.ts';
import { FetchFault, fetchDocument } from './fetch-document.ts';
import { ruleAbout } from './host-policy.ts';
import { canonicalId, documentId, hostOf, originOf } from './ids.ts';
import type { Json } from './json.ts';
import { readActor } from './objects/read-actor.ts';
import { readGroup } from './objects/read-group.ts';
import { manifestOf, readCampaignLater } from './read-campaign.ts';
import { type Finger, fingerHandle } from './web-finger-lookup.ts';

const staleMs = 86_400_000;

/**
 * The account of an actor, asking its server when we do not know it or have not for a day; a server that does not
 * answer leaves us with what we have. Null when it is suspended, deleted, or one of ours that does not exist. Throws
 * {@link FetchFault} when an unknown actor cannot be had. Not for use inside a transaction.
 */
export async function actorAccount(
  instance: Instance,
  uri: string,
  options: { fresh?: boolean } = {},
): Promise<Account | null> {
  const known = await anyAccountByUri(instance, uri);
  if (known?.suspendedAt || known?.deletedAt) return null;
  if (isOwn(instance, uri)) return known;
  if (known && !options.fresh && (known.fetchedAt ?? 0) > instance.clock() - staleMs) return known;
  try {
    return await refreshActor(instance, uri, options);
  } catch (error) {
    if (known && error instanceof FetchFault && error.reason === 'gone') {
      await markAccountDeleted(instance, known.id);
      return null;
    }
    if (known) return known;
    throw error;
  }
}

async function refreshActor(instance: Instance, uri: string, options: { fresh?: boolean }): Promise<Account | null> {
  const document = await fetchDocument(instance, uri, options);
  const actor = readActor(document);
  if (!actor) throw new FetchFault('invalid');
  const known = await anyAccountByUri(instance, actor.uri);
  const claimed = typeof document.webfinger === 'string' ? document.webfinger.replace(/^acct:|^@/, '') : '';
  const host = known?.host ?? (await confirmedHost(instance, actor.uri, claimed)) ?? actor.host;
  const faceless = (await ruleAbout(instance, actor.uri))?.rejectMedia;
  const pictures = faceless ? { avatarUrl: null, bannerUrl: null } : {};
  const id = await saveRemoteAccount(instance, { ...actor, ...pictures, host });
  if (!known) await describeLater(instance, host, originOf(actor.uri));
  if (actor.kind === 'group') await saveGroup(instance, id, document);
  return accountById(instance, id);
}

/** What a group says of itself; who looks after it is asked later. */
async function saveGroup(instance: Instance, id: string, document: Json): Promise<void> {
  const said = readGroup(document);
  await saveRemoteCommunity(instance, id, said);
  const uri = documentId(document.id);
  const manifest = manifestOf(document);
  if (manifest) await write(instance, (tx) => readCampaignLater(tx, id, manifest));
  if (said.moderatorsUri && uri) await write(instance, (tx) => readModeratorsLater(tx, id, uri));
}

/** A handle on another host than the actor's counts when that host's WebFinger names this very actor (S18). */
async function confirmedHost(instance: Instance, uri: string, handle: string): Promise<string | null> {
  const [name, host] = handle.split('@');
  if (!name || !host || host.toLowerCase() === hostOf(uri)) return null;
  const finger = await fingerHandle(instance, name, host.toLowerCase());
  return finger?.actor === uri && finger.host === host.toLowerCase() ? finger.host : null;
}

/**
 * Finds an account by `@name@host`, asking its server when we do not know it; null when there is none. The handle's
 * host is believed only when its own WebFinger names the actor.
 */
export async function accountOfHandle(instance: Instance, handle: string): Promise<Account | null> {
  const known = await accountByHandle(instance, handle);
  const parsed = parseHandle(instance, handle);
  if (known || !parsed?.host) return known;
  const asked = await fingerHandle(instance, parsed.nameKey, parsed.host);
  const finger = asked && (await settled(instance, asked, parsed.host));
  if (!finger || isOwn(instance, finger.actor)) return null;
  try {
    const document = await fetchDocument(instance, finger.actor);
    const actor = readActor(document);
    if (!actor || actor.name.toLowerCase() !== finger.name.toLowerCase()) return null;
    const id = await saveRemoteAccount(instance, { ...actor, host: finger.host });
    if (actor.kind === 'group') await saveGroup(instance, id, document);
    return accountById(instance, id);
  } catch (error) {
    if (error instanceof FetchFault) return null;
    throw error;
  }
}

/** The answer's own handle may live on another host (split domains): that host has to say the same. */
async function settled(instance: Instance, asked: Finger, host: string): Promise<Finger | null> {
  if (asked.host === host) return asked;
  const other = await fingerHandle(instance, asked.name, asked.host);
  return other?.actor === asked.actor && other.host === asked.host ? other : null;
}

/** The account an address stands for, be it the actor's id or its page; null when it is none. */
export async function accountOfAddress(instance: Instance, address: string): Promise<Account | null> {
  const uri = canonicalId(address);
  if (!uri) return null;
  try {
    return await actorAccount(instance, uri);
  } catch (error) {
    if (error instanceof FetchFault) return null;
    throw error;
  }
}
