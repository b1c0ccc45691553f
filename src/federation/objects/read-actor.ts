import type { KeyObject } from 'node:crypto';
import type { RemoteAccount } from '../../accounts/remote-account.ts';
import { plainText, sanitise } from '../../platform/sanitise.ts';
import { canonicalId, documentId, hostOf, pageOf, refId, sameOrigin } from '../ids.ts';
import { isObject, type Json, list, text, time, typesOf } from '../json.ts';
import { publicKeyFromMultibase, publicKeyFromPem } from '../signatures/keys.ts';

const kinds = new Map<string, RemoteAccount['kind']>([
  ['Person', 'person'],
  ['Organization', 'organisation'],
  ['Group', 'group'],
  ['Service', 'service'],
  ['Application', 'service'],
]);
const limits = {
  name: 64,
  displayName: 200,
  role: 120,
  bio: 20_000,
  fields: 16,
  fieldName: 255,
  fieldValue: 2_000,
  aliases: 10,
};

/**
 * An actor's document as an account, cut to the limits (S35), or null when it is none: a known type, a name that can
 * stand in a handle, an inbox on its own origin. Its host is that of its id; another one has to be confirmed by
 * WebFinger (S18).
 */
export function readActor(document: Json): RemoteAccount | null {
  const uri = documentId(document.id);
  const kind = typesOf(document)
    .map((type) => kinds.get(type))
    .find(Boolean);
  const name = typeof document.preferredUsername === 'string' ? document.preferredUsername : '';
  if (!uri || !kind || name.length > limits.name || !/^[\p{L}\p{N}_]+([.-]+[\p{L}\p{N}_]+)*$/u.test(name)) return null;
  const own = (value: unknown) => {
    const id = documentId(refId(value));
    return id && sameOrigin(id, uri) ? id : null;
  };
  const inbox = own(document.inbox);
  if (!inbox) return null;
  return {
    uri,
    kind,
    name,
    host: hostOf(uri),
    displayName: plainText(text(document.name, limits.displayName) ?? '').slice(0, limits.displayName),
    bio: sanitise(text(document.summary, limits.bio) ?? ''),
    role: plainText(text(document.jobTitle, limits.role) ?? '').slice(0, limits.role),
    fields: readFields(document.attachment),
    url:
      list(document.url)
        .map((value) => pageOf(isObject(value) ? value.href : value, uri))
        .find((page) => page !== null) ?? null,
    avatarUrl: picture(document.icon),
    bannerUrl: picture(document.image),
    inbox,
    sharedInbox: isObject(document.endpoints) ? own(document.endpoints.sharedInbox) : null,
    outbox: own(document.outbox),
    followersUri: own(document.followers),
    featuredUri: own(document.featured),
    alsoKnownAs: list(document.alsoKnownAs)
      .slice(0, limits.aliases)
      .flatMap((alias) => documentId(alias) ?? []),
    locked: document.manuallyApprovesFollowers === true,
    discoverable: document.discoverable === true,
    indexable: document.indexable === true,
    createdAt: time(document.published),
  };
}

/** `PropertyValue` of the profile (FEP-fb2a). */
const readFields = (attachment: unknown): RemoteAccount['fields'] =>
  list(attachment)
    .slice(0, 100)
    .filter((item): item is Json => isObject(item) && typesOf(item).includes('PropertyValue'))
    .slice(0, limits.fields)
    .map((item) => ({
      name: plainText(text(item.name, limits.fieldName) ?? ''),
      value: sanitise(text(item.value, limits.fieldValue) ?? ''),
    }))
    .filter((field) => field.name !== '');

/** Address of the first picture: `Image` objects, bare addresses, and lists of them are all in use. */
function picture(value: unknown): string | null {
  for (const item of list(value).slice(0, 4)) {
    const url = canonicalId(isObject(item) ? firstUrl(item.url) : item);
    if (url) return url;
  }
  return null;
}

const firstUrl = (value: unknown) => {
  const first = list(value)[0];
  return isObject(first) ? first.href : first;
};

/** The keys an actor's own document lists: the only place where a key is tied to its actor (S01, S04). */
export function actorKeysOf(document: Json): { keyId: string; key: KeyObject }[] {
  const actor = documentId(document.id);
  if (!actor) return [];
  const rsa = list(document.publicKey).map(
    (item) => isObject(item) && { item, key: publicKeyFromPem(item.publicKeyPem) },
  );
  const multi = list(document.assertionMethod).map(
    (item) => isObject(item) && { item, key: publicKeyFromMultibase(item.publicKeyMultibase) },
  );
  return [...rsa.slice(0, 8), ...multi.slice(0, 8)].flatMap((found) => {
    if (!found || found.key === null) return [];
    const keyId = canonicalId(found.item.id);
    const owner = documentId(refId(found.item.owner ?? found.item.controller));
    return keyId && owner === actor && sameOrigin(keyId, actor) ? [{ keyId, key: found.key }] : [];
  });
}
