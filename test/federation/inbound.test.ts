import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { openReports } from '../../src/moderation/read-reports.ts';
import { boostsOf } from '../../src/posts/boost.ts';
import { postById, postByUri } from '../../src/posts/post.ts';
import { hostileScene } from '../support/hostile-scene.ts';
import { remoteActor } from '../support/remote-actor.ts';

const as2 = 'https://www.w3.org/ns/activitystreams';

test('a Flag by another server is a report for the administrators, about what is ours alone', () =>
  hostileScene(async ({ home, victim, alice, fediverse }) => {
    const application = remoteActor(victim, 'actor', { type: 'Application' });
    const malik = await home.account('malik');
    const postId = await home.write('malik', 'propos');
    const theirs = alice.note('à eux');
    const object = [malik.uri, `${home.origin}/ap/posts/${postId}`, theirs.id];
    assert.is(await application.post(home.origin, application.activity('Flag', object, { content: 'déplacé' })), 202);
    await fediverse.settled();
    const [report, ...others] = await openReports(home.instance);
    assert.equal(
      [report!.targetId, report!.postIds, report!.comment, others.length],
      [malik.id, [postId], 'déplacé', 0],
    );
  }));

test('a reaction is thanks; a second one by the same person adds nothing', () =>
  hostileScene(async ({ home, alice, fediverse }) => {
    const id = await home.write('malik', 'bonjour');
    const uri = `${home.origin}/ap/posts/${id}`;
    for (const [type, more] of [
      ['EmojiReact', { content: '🎉' }],
      ['Like', {}],
      ['Like', { content: ':blobcat:' }],
    ] as const)
      assert.is(await alice.post(home.origin, alice.activity(type, uri, more)), 202);
    await fediverse.settled();
    assert.is((await postById(home.instance, id))!.likes, 1);
  }));

test('a community announces a post and its answers: the post is a line, the answers are in its thread', () =>
  hostileScene(async ({ home, victim, evil, fediverse }) => {
    const group = remoteActor(evil, 'jardin', { type: 'Group' });
    const bob = remoteActor(victim, 'bob');
    const { accountId } = (await home.instance.discover.address(group.uri)) as { accountId: string };
    await follow(home.instance, (await home.account('malik')).id, accountId);
    await fediverse.settled();
    const page = bob.note('Ce que je sème', { type: 'Page', name: 'Semis', audience: group.uri });
    const answer = bob.note('Moi aussi', { inReplyTo: page.id });
    const to = [`${as2}#Public`];
    for (const object of [
      bob.activity('Create', page),
      page.id,
      bob.activity('Create', answer),
      bob.activity('Like', page.id),
    ]) {
      assert.is(await group.post(home.origin, group.activity('Announce', object, { to })), 202);
      await fediverse.settled();
    }
    const post = (await postByUri(home.instance, String(page.id)))!;
    const reply = (await postByUri(home.instance, String(answer.id)))!;
    assert.equal([post.title, post.communityId, post.replies], ['Semis', accountId, 1]);
    assert.equal([reply.inReplyToId, reply.communityId], [post.id, accountId]);
    assert.equal(
      [(await boostsOf(home.instance, post.id)).length, (await boostsOf(home.instance, reply.id)).length],
      [1, 0],
    );
  }));

test('S10 a host written otherwise is the same host: one account, one copy', () =>
  hostileScene(async ({ home, victim, alice, fediverse }) => {
    const shouted = victim.origin.replace('victim', 'VICTIM');
    const found = await home.instance.discover.address(`${shouted}/users/alice`);
    const same = await home.instance.discover.address(alice.uri);
    assert.equal(found, same);
    const note = alice.note('une fois');
    const create = alice.activity('Create', note);
    for (const activity of [create, { ...create, id: String(create.id).replace('victim', 'VICTIM.') }])
      await alice.post(home.origin, activity);
    await fediverse.settled();
    assert.is((await postByUri(home.instance, String(note.id)))!.accountId, (same as { accountId: string }).accountId);
  }));

test('S75 what comes in as HTML goes into the page clean', () =>
  hostileScene(async ({ home, alice, fediverse }) => {
    const evil = '<img src=x onerror=alert(1)><script>alert(1)</script><a href="javascript:alert(1)" hx-get="/x">x</a>';
    const note = alice.note(evil, {
      type: 'Article',
      name: evil,
      summary: evil,
      sensitive: true,
      attachment: [{ type: 'Link', href: 'https://x.example/"><script>', name: evil }],
    });
    assert.is(await alice.post(home.origin, alice.activity('Create', note)), 202);
    await fediverse.settled();
    const post = (await postByUri(home.instance, String(note.id)))!;
    assert.not.match(post.html, /<(img|script)|<[^>]*(onerror|javascript:|hx-)/);
    for (const text of [post.title!, post.notice]) assert.not.match(text, /<|onerror/);
  }));

test.run();
