import { type Account, accountsByIds, accountUri, localHost } from '../../accounts/account.ts';
import { organisationOf } from '../../accounts/organisation.ts';
import { communityById } from '../../communities/community.ts';
import type { Instance } from '../../instance.ts';
import { instanceActorUri, keyUri, sharedInboxUri } from '../addresses.ts';
import { defined, type Json } from '../json.ts';
import { instanceOwner, publicPem } from '../local-keys.ts';
import { multibaseOf, publicKeyFromPem } from '../signatures/keys.ts';
import { campaignAttachments } from './campaign-fields.ts';
import { withContext } from './context.ts';

const types = { person: 'Person', organisation: 'Organization', group: 'Group', service: 'Service' } as const;

/** The document of an account of ours; its Ed25519 key stands for what others pass on (FEP-521a). */
export async function toActor(instance: Instance, account: Account): Promise<Json> {
  const { origin } = instance.config;
  const uri = accountUri(instance, account.id);
  const picture = (id: string | null, part: 'avatar' | 'banner') =>
    id ? { type: 'Image', mediaType: 'image/webp', url: `${origin}/media/${id}/${part}` } : undefined;
  return withContext(
    defined({
      id: uri,
      type: types[account.kind],
      preferredUsername: account.name,
      webfinger: `${account.name}@${localHost(instance)}`,
      name: account.displayName,
      summary: account.bio,
      jobTitle: account.role || undefined,
      url: account.url ?? uri,
      inbox: `${uri}/inbox`,
      outbox: `${uri}/outbox`,
      followers: `${uri}/followers`,
      following: `${uri}/following`,
      featured: `${uri}/featured`,
      endpoints: { sharedInbox: sharedInboxUri(instance) },
      publicKey: await publicKey(instance, account.id, uri),
      assertionMethod: [await multikey(instance, account.id, uri)],
      manuallyApprovesFollowers: account.locked,
      ...(account.kind === 'group' && (await groupMembers(instance, account.id, uri))),
      discoverable: account.discoverable,
      indexable: account.indexable,
      published: new Date(account.createdAt).toISOString(),
      icon: picture(account.avatarId, 'avatar'),
      image: picture(account.bannerId, 'banner'),
      alsoKnownAs: account.alsoKnownAs.length ? account.alsoKnownAs : undefined,
      movedTo: account.movedToId ? (await accountsByIds(instance, [account.movedToId]))[0]?.uri : undefined,
      attachment: [
        ...account.fields.map(({ name, value }) => ({ type: 'PropertyValue', name, value })),
        ...(account.kind === 'group' ? await campaignAttachments(instance, account.id) : []),
      ],
    }),
  );
}

/** What makes a group a community (FEP-1b12): its moderators, and whether they alone open threads (as Lemmy says it). */
async function groupMembers(instance: Instance, id: string, uri: string): Promise<Json> {
  const community = await communityById(instance, id);
  if (!community) return {};
  return {
    attributedTo: `${uri}/moderators`,
    postingRestrictedToMods: community.posting === 'moderators',
    reach: community.reach,
    tag: community.topics.length
      ? community.topics.map((topic) => ({ type: 'Hashtag', name: `#${topic}`, href: topicPage(instance, topic) }))
      : undefined,
  };
}

/** The communities here that are about the same. */
const topicPage = ({ config }: Instance, topic: string) =>
  `${config.origin}/communities?topic=${encodeURIComponent(topic)}`;

/** The instance actor: readable without a signature, or two servers that ask for one would wait for each other. */
export async function toInstanceActor(instance: Instance): Promise<Json> {
  const uri = instanceActorUri(instance);
  const own = await organisationOf(instance);
  return withContext({
    id: uri,
    type: 'Application',
    preferredUsername: 'instance',
    webfinger: `instance@${localHost(instance)}`,
    name: own?.name ?? localHost(instance),
    url: instance.config.origin,
    inbox: sharedInboxUri(instance),
    outbox: `${uri}/outbox`,
    endpoints: { sharedInbox: sharedInboxUri(instance) },
    publicKey: await publicKey(instance, instanceOwner, uri),
    manuallyApprovesFollowers: true,
    discoverable: false,
    indexable: false,
  });
}

const publicKey = async (instance: Instance, owner: string, actor: string) => ({
  id: keyUri(actor, 'rsa'),
  type: 'CryptographicKey',
  owner: actor,
  publicKeyPem: await publicPem(instance, owner),
});

const multikey = async (instance: Instance, owner: string, actor: string) => ({
  id: keyUri(actor, 'ed25519'),
  type: 'Multikey',
  controller: actor,
  publicKeyMultibase: multibaseOf(publicKeyFromPem(await publicPem(instance, owner, 'ed25519'))!),
});
