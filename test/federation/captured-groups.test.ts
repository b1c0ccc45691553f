// deadline: 240 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accountByUri } from '../../src/accounts/account.ts';
import { followBetween } from '../../src/accounts/follow.ts';
import { attend, attendanceOf } from '../../src/posts/attend.ts';
import { boostsOf } from '../../src/posts/boost.ts';
import { gatheringOf } from '../../src/posts/gathering.ts';
import { postById, postByUri, postUri } from '../../src/posts/post.ts';
import { captured } from '../support/captured.ts';
import { inGarden, joined } from '../support/captured-scene.ts';
import { startFediverse } from '../support/fediverse.ts';

interface InOurs {
  actor: string;
  /** A thread of theirs: its address, title, and what it says in the end. */
  thread: [uri: string, title: string | null, words: string];
  reply: string;
  likes: number;
}
const inOurs: Record<string, InOurs> = {
  lemmy: { actor: '/u/bob', thread: ['/post/1', 'Semis de novembre', 'en serre'], reply: '/comment/2', likes: 0 },
  piefed: { actor: '/u/ana', thread: ['/post/1', 'Semis de novembre', 'en serre'], reply: '/comment/2', likes: 0 },
  nodebb: {
    actor: '/uid/3',
    thread: ['/post/12', 'Bouturer le romarin', 'En terre, finalement'],
    reply: '/post/13',
    likes: 1,
  },
  friendica: { actor: '/profile/karl', thread: ['/objects/f1', null, 'Kompost'], reply: '/objects/f2', likes: 1 },
  mastodon: {
    actor: '/users/lea',
    thread: ['/users/lea/statuses/1', null, 'Des graines'],
    reply: '/users/lea/statuses/2',
    likes: 1,
  },
};

for (const [software, { actor, thread, reply, likes }] of Object.entries(inOurs))
  test(`${software}: joins a community of ours, writes, answers, thanks`, () =>
    inGarden(async ({ fediverse, home, groupId, names, postId }) => {
      const { instance } = home;
      const theirs = await captured(software, 'in-our-group', names);
      try {
        const statuses = await theirs.tell(home, fediverse.settled);
        assert.ok(
          statuses.every((status) => status === 202),
          String(statuses),
        );
        const who = (await accountByUri(instance, theirs.peer.origin + actor))!;
        assert.is((await followBetween(instance, who.id, groupId))?.accepted, true);
        assert.is(theirs.heard('Accept').length, 1, 'the Follow is answered');
        const [uri, title, words] = thread;
        const post = (await postByUri(instance, theirs.peer.origin + uri))!;
        assert.equal([post.communityId, post.title, post.audience], [groupId, title, 'public']);
        assert.match(post.html, words);
        assert.is((await boostsOf(instance, post.id))[0]?.accountId, groupId, 'the group passes the thread on');
        const answer = (await postByUri(instance, theirs.peer.origin + reply))!;
        assert.equal([answer.communityId, answer.inReplyToId, answer.audience], [groupId, postId, 'public']);
        assert.is((await boostsOf(instance, answer.id)).length, 0, 'answers do not flood');
        assert.is((await postById(instance, postId))!.likes, likes);
      } finally {
        await theirs.peer.close();
      }
    }));

test('mobilizon: joins, comes to an event of ours, asks a question there', () =>
  inGarden(async ({ fediverse, home, groupId, names, eventId }) => {
    const theirs = await captured('mobilizon', 'in-our-group', names);
    try {
      await theirs.tell(home, fediverse.settled);
      const who = (await accountByUri(home.instance, `${theirs.peer.origin}/@orga`))!;
      assert.is((await attendanceOf(home.instance, eventId, who.id))?.state, 'going');
      const accepts = theirs.heard('Accept').map(({ object }) => object as { type: string; id: string });
      assert.equal(accepts.map(({ type }) => type).sort(), ['Follow', 'Join']);
      assert.ok(accepts.some(({ id }) => id === `${theirs.peer.origin}/join/event/51c0`));
      const question = (await postByUri(home.instance, `${theirs.peer.origin}/comments/77aa`))!;
      assert.equal([question.communityId, question.inReplyToId], [groupId, eventId]);
    } finally {
      await theirs.peer.close();
    }
  }));

interface Theirs {
  group: string;
  thread: [uri: string, title: string | null, words: string];
  reply: string;
}
const inTheirs: Record<string, Theirs> = {
  lemmy: { group: '/c/potager', thread: ['/post/1', 'Semis de novembre', 'en serre'], reply: '/comment/9' },
  piefed: { group: '/c/potager', thread: ['/post/1', 'Semis de novembre', 'en serre'], reply: '/comment/9' },
  nodebb: { group: '/category/2', thread: ['/post/12', 'Bouturer le romarin', 'Les deux marchent'], reply: '/post/13' },
  friendica: { group: '/profile/potager', thread: ['/objects/f1', null, 'Kompost'], reply: '/objects/f2' },
};

for (const [software, { group, thread, reply }] of Object.entries(inTheirs))
  test(`${software}: a group there tells its members here: a thread is a line, answers stand in it`, async () => {
    const fediverse = await startFediverse(['valombre']);
    const home = fediverse.homes.valombre;
    const theirs = await captured(software, 'their-group', {});
    try {
      const groupId = await joined(home, fediverse, theirs.peer.origin + group);
      assert.is(theirs.heard('Follow').length, 1);
      await theirs.tell(home, fediverse.settled);
      const [uri, title, words] = thread;
      const post = (await postByUri(home.instance, theirs.peer.origin + uri))!;
      assert.equal([post.communityId, post.title, post.audience], [groupId, title, 'public']);
      assert.match(post.html, words);
      assert.is((await boostsOf(home.instance, post.id)).length, 1);
      const answer = (await postByUri(home.instance, theirs.peer.origin + reply))!;
      assert.equal([answer.communityId, answer.inReplyToId], [groupId, post.id]);
      assert.is((await boostsOf(home.instance, answer.id)).length, 0);
      // One answers from here: to the author, and to the group, which passes it on.
      const id = await home.write('malik', 'Moi aussi.', { inReplyToId: post.id });
      await fediverse.settled();
      const [create] = theirs.heard('Create');
      const said = create!.object as Record<string, unknown>;
      assert.equal(
        [said.id, said.inReplyTo, said.audience],
        [postUri(home.instance, id), post.uri, theirs.peer.origin + group],
      );
    } finally {
      await fediverse.stop();
      await theirs.peer.close();
    }
  });

test('mobilizon: an event of a group there is in its agenda; one asks to come, is let in by the organiser, hears that it is off', async () => {
  const fediverse = await startFediverse(['valombre']);
  const home = fediverse.homes.valombre;
  const { instance } = home;
  const theirs = await captured('mobilizon', 'their-group', {});
  try {
    const groupId = await joined(home, fediverse, `${theirs.peer.origin}/@cafe`);
    await theirs.tell(home, fediverse.settled);
    const post = (await postByUri(instance, `${theirs.peer.origin}/events/e7`))!;
    assert.equal([post.communityId, post.title, post.hasGathering], [groupId, 'Café-réparation', true]);
    const event = (await gatheringOf(instance, post.id))!;
    assert.equal(
      [event.startsAt, event.zone, event.capacity, event.going],
      [Date.UTC(2027, 1, 6, 13), 'Europe/Paris', 30, 4],
    );
    assert.equal([event.place, event.address], ['Le Hangar', '3 quai de la Prévalaye, 35000 Rennes, Bretagne, France']);
    const malik = await home.account('malik');
    assert.is(await attend(instance, { accountId: malik.id, local: true }, post.id), 'asked');
    await fediverse.settled();
    const [ask] = theirs.heard('Join');
    assert.equal([ask!.actor, ask!.object], [malik.uri, post.uri]);
    theirs.names({ HOME_MEMBER: malik.uri, HOME_JOIN: String(ask!.id) });
    await theirs.tell(home, fediverse.settled, 'later');
    assert.is((await attendanceOf(instance, post.id, malik.id))?.state, 'going');
    assert.ok((await gatheringOf(instance, post.id))!.cancelledAt);
  } finally {
    await fediverse.stop();
    await theirs.peer.close();
  }
});

test.run();
