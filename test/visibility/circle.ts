import { acceptFollow } from '../../src/accounts/follow.ts';
import { openCommunity } from '../../src/communities/community.ts';
import { join } from '../../src/communities/membership.ts';
import type { Home } from '../support/fediverse.ts';

/** A community of the author's for its members alone, with these in it. */
export async function openCircle(
  { instance, account }: Home,
  author: string,
  names: string[],
  remoteId: string,
): Promise<string> {
  const owner = await account(author);
  const id = await openCommunity(instance, owner.id, 'cercle', {
    displayName: 'Cercle',
    purpose: 'Entre nous.',
    rules: '',
    reach: 'members',
    admission: 'request',
    posting: 'members',
    language: 'fr',
    topics: [],
  });
  const members = [...(await Promise.all(names.map(async (name) => (await account(name)).id))), remoteId];
  for (const member of members) {
    await join(instance, member, id, `https://follows.example/cercle-${member}`);
    await acceptFollow(instance, id, member);
  }
  return id;
}
