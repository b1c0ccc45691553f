import { accountById } from '../../src/accounts/account.ts';
import { acceptFollow, follow } from '../../src/accounts/follow.ts';
import { openCommunity } from '../../src/communities/community.ts';
import { join } from '../../src/communities/membership.ts';
import { communityBans } from '../../src/communities/tables.ts';
import type { CommunitySettings } from '../../src/communities/view.ts';
import { generateEd25519, multibaseOf } from '../../src/federation/signatures/keys.ts';
import { addProof } from '../../src/federation/signatures/proof.ts';
import { write } from '../../src/platform/write.ts';
import { postByUri } from '../../src/posts/post.ts';
import type { Scene } from './hostile-scene.ts';
import { type Json, type RemoteActor, remoteActor } from './remote-actor.ts';

const as2 = 'https://www.w3.org/ns/activitystreams';
export const open = [`${as2}#Public`];
export const path = (id: unknown) => new URL(String(id)).pathname;
const settings: CommunitySettings = {
  ...{ displayName: 'Cercle', purpose: 'Entre nous.', rules: '', reach: 'members', admission: 'request' },
  ...{ posting: 'members', language: 'fr', topics: [] },
};

/** Sends as `actor` and waits for the end of it. */
export async function sends({ home, fediverse }: Scene, actor: RemoteActor, activity: Json) {
  await actor.post(home.origin, activity);
  await fediverse.settled();
}
/** The post of this note as it is here; null when there is none. */
export const at = async ({ home }: Scene, note: Json) => {
  const post = await postByUri(home.instance, String(note.id));
  return post && !post.deletedAt ? post : null;
};
export const idOf = async ({ home }: Scene, actor: RemoteActor) =>
  ((await home.instance.discover.address(actor.uri)) as { accountId: string }).accountId;
export const viewer = async ({ home }: Scene, name: string) => ({
  accountId: (await home.account(name)).id,
  local: true as const,
});

/** A group on the hostile server, and malik in it unless nobody is. */
export async function group(scene: Scene, name: string, follower: string | null = 'malik') {
  const actor = remoteActor(scene.evil, name, { type: 'Group' });
  const id = await idOf(scene, actor);
  if (follower) await follow(scene.home.instance, (await scene.home.account(follower)).id, id);
  await scene.fediverse.settled();
  if (follower) await acceptFollow(scene.home.instance, id, (await scene.home.account(follower)).id);
  return { actor, id };
}

/** alice with a key for proofs. */
export async function proving({ victim }: Scene, name = 'alice') {
  const { privateKey } = await generateEd25519();
  const uri = `${victim.origin}/users/${name}`;
  const keyId = `${uri}#ed25519`;
  const key = { id: keyId, type: 'Multikey', controller: uri, publicKeyMultibase: multibaseOf(privateKey) };
  const actor = remoteActor(victim, name, { assertionMethod: [key] });
  return { actor, prove: (activity: Json) => addProof(activity, { keyId, privateKey }, Date.now()) };
}

/** A community of ines here, with these people of other servers in it. */
export async function circle(
  scene: Scene,
  name: string,
  members: RemoteActor[],
  more: Partial<CommunitySettings> = {},
) {
  const { instance, account, origin } = scene.home;
  const id = await openCommunity(instance, (await account('ines')).id, name, { ...settings, ...more });
  for (const member of members) {
    const accountId = await idOf(scene, member);
    await join(instance, accountId, id, `${member.uri}/follows/${name}`);
    if (more.admission !== 'open') await acceptFollow(instance, id, accountId);
  }
  await scene.fediverse.settled();
  const { uri } = (await accountById(instance, id))!;
  return { id, uri, followers: `${uri}/followers`, origin };
}

export const ban = async ({ home }: Scene, communityId: string, accountId: string) =>
  write(home.instance, async (tx) => {
    const byId = (await home.account('ines')).id;
    await tx.insert(communityBans).values({ communityId, accountId, byId, createdAt: Date.now() });
  });
