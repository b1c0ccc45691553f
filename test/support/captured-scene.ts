import { accountById } from '../../src/accounts/account.ts';
import { acceptFollow, follow } from '../../src/accounts/follow.ts';
import { openCommunity } from '../../src/communities/community.ts';
import { postUri } from '../../src/posts/post.ts';
import { type Fediverse, type Home, startFediverse } from './fediverse.ts';

/** A community here with a thread and an event, and what the files of captured exchanges call them. */
export async function inGarden(
  work: (scene: {
    fediverse: Fediverse;
    home: Home;
    groupId: string;
    names: Record<string, string>;
    postId: string;
    eventId: string;
  }) => Promise<void>,
) {
  const fediverse = await startFediverse(['valombre']);
  const home = fediverse.homes.valombre;
  try {
    const ines = await home.account('ines');
    const groupId = await openCommunity(home.instance, ines.id, 'jardin', {
      ...{ displayName: 'Jardin', purpose: 'On cultive.', rules: '', reach: 'public', admission: 'open' },
      ...{ posting: 'members', language: 'fr', topics: [] },
    });
    const postId = await home.write('ines', 'Samedi on plante.', { communityId: groupId, title: 'La haie' });
    const eventId = await home.write('ines', 'On plante.', {
      ...{ communityId: groupId, title: 'Plantation' },
      gathering: {
        ...{ startsAt: Date.now() + 86_400_000 * 9, endsAt: null, zone: 'Europe/Paris', place: 'Nord', address: '' },
        ...{ link: '', access: '', capacity: null, waitingList: false, answersUntil: null },
      },
    });
    await fediverse.settled();
    const names = {
      HOME_GROUP: (await accountById(home.instance, groupId))!.uri,
      HOME_AUTHOR: ines.uri,
      HOME_POST: postUri(home.instance, postId),
      HOME_EVENT: postUri(home.instance, eventId),
    };
    await work({ fediverse, home, groupId, names, postId, eventId });
  } finally {
    await fediverse.stop();
  }
}

/** malik follows the group at `uri`, and is let in. Gives its id here. */
export async function joined(home: Home, fediverse: Fediverse, uri: string): Promise<string> {
  const { accountId } = (await home.instance.discover.address(uri)) as { accountId: string };
  const malik = (await home.account('malik')).id;
  await follow(home.instance, malik, accountId);
  await fediverse.settled();
  await acceptFollow(home.instance, accountId, malik);
  return accountId;
}
