// deadline: 120 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { anyAccountByUri } from '../../src/accounts/account.ts';
import { acceptFollow } from '../../src/accounts/follow.ts';
import { type HostRuleWanted, removeHostRule, ruleOf, setHostRules } from '../../src/accounts/host-rule.ts';
import { suspend } from '../../src/accounts/suspend.ts';
import { openReports } from '../../src/moderation/read-reports.ts';
import { postByUri } from '../../src/posts/post.ts';
import { hashtagTimeline, publicTimeline } from '../../src/posts/timelines.ts';
import { searchPosts } from '../../src/search/posts.ts';
import { parseQuery } from '../../src/search/query.ts';
import { hostileScene } from '../support/hostile-scene.ts';
import { remoteActor } from '../support/remote-actor.ts';
import { member } from '../support/visitor.ts';

const rule = (host: string, more: Partial<HostRuleWanted> = {}): HostRuleWanted => ({
  host,
  severity: 'block',
  rejectMedia: false,
  rejectReports: false,
  publicComment: '',
  obfuscate: false,
  ...more,
});

test('the nearest rule holds, for a host and what is below it; lifting it gives back what it took, and no more', () =>
  hostileScene(async ({ home, alice, victim }) => {
    const { instance } = home;
    const domain = victim.host.replace(/:\d+$/, '');
    await instance.discover.address(alice.uri);
    const state = async () => {
      const { suspendedAt, limitedAt, hostRule } = (await anyAccountByUri(instance, alice.uri))!;
      return [suspendedAt !== null, limitedAt !== null, hostRule];
    };
    await setHostRules(instance, [rule('localhost', { severity: 'limit' })]);
    assert.equal(await state(), [false, true, 'limit']);
    await setHostRules(instance, [rule(domain)]);
    assert.equal(await state(), [true, false, 'block']);
    assert.is((await ruleOf(instance, victim.host))!.host, domain);
    assert.is((await ruleOf(instance, `deep.er.${victim.host}`))!.host, domain);
    assert.is(await ruleOf(instance, `x${domain}`.replace('.localhost', '.example')), null);
    await removeHostRule(instance, domain);
    assert.equal(await state(), [false, true, 'limit']);
    const { id } = (await anyAccountByUri(instance, alice.uri))!;
    await suspend(instance, id);
    await setHostRules(instance, [rule(domain)]);
    await removeHostRule(instance, domain);
    await removeHostRule(instance, 'localhost');
    assert.equal(await state(), [true, false, null], 'what moderation decided about the account stands');
  }));

test('S58 nothing of a blocked server comes in or back: by inbox, boost, thread, tag, search, look-up', () =>
  hostileScene(async ({ home, alice, victim, evil, fediverse }) => {
    const { instance } = home;
    const malik = await home.account('malik');
    const old = alice.note('<p>vieux canari <a href="https://x.example/tags/canari" rel="tag">#canari</a></p>', {
      tag: [{ type: 'Hashtag', name: '#canari', href: 'https://x.example/tags/canari' }],
    });
    assert.is(await alice.post(home.origin, alice.activity('Create', old)), 202);
    await fediverse.settled();
    const viewer = { accountId: malik.id, local: true };
    const seen = async () =>
      (await publicTimeline(instance, viewer)).posts.length +
      (await hashtagTimeline(instance, viewer, 'canari')).posts.length;
    assert.is(await seen(), 2);

    await setHostRules(instance, [rule(victim.host)]);
    assert.is(await seen(), 0);
    assert.equal((await searchPosts(instance, viewer, parseQuery('canari'))).posts, []);
    assert.is(await alice.post(home.origin, alice.activity('Create', alice.note('neuf canari'))), 403);
    const fresh = alice.note('autre canari');
    const mallory = remoteActor(evil, 'mallory');
    for (const note of [old, fresh])
      assert.is(await mallory.post(home.origin, mallory.activity('Announce', note.id)), 202);
    const answer = mallory.note('sous un canari', { inReplyTo: fresh.id });
    await mallory.post(home.origin, mallory.activity('Create', answer));
    await fediverse.settled();
    assert.is(await postByUri(instance, String(fresh.id)), null);
    assert.is(await instance.discover.address(String(fresh.id)), null);
    const visitor = await member(home, 'malik');
    for (const path of ['/', '/public', '/tags/canari', `/@alice@${victim.host}`])
      assert.not.match((await visitor.get(path)).text, /(vieux|neuf|autre) canari/, path);
    const before = victim.requests.length;
    await home.write('malik', `Bonjour @alice@${victim.host}`, { audience: 'unlisted' });
    await fediverse.settled();
    assert.is(victim.requests.length, before, 'and nothing goes there');

    await removeHostRule(instance, victim.host);
    assert.is(await seen(), 2, 'when the rule is lifted, what was here is here');
  }));

test('S58 an account that was suspended comes back by no other way either', () =>
  hostileScene(async ({ home, alice, evil, fediverse }) => {
    const { instance } = home;
    const { accountId } = (await instance.discover.address(alice.uri)) as { accountId: string };
    await suspend(instance, accountId);
    const note = alice.note('revenant');
    const mallory = remoteActor(evil, 'mallory');
    await mallory.post(home.origin, mallory.activity('Announce', note.id));
    await mallory.post(home.origin, mallory.activity('Create', mallory.note('suite', { inReplyTo: note.id })));
    await alice.post(home.origin, alice.activity('Create', note));
    await fediverse.settled();
    assert.is(await postByUri(instance, String(note.id)), null);
    assert.is(await instance.discover.address(String(note.id)), null);
  }));

test('a limited server is read by who follows there, and by nobody who did not ask; its reports and pictures can be refused', () =>
  hostileScene(async ({ home, alice, victim, fediverse }) => {
    const { instance } = home;
    const limit = rule(victim.host, { severity: 'limit', rejectReports: true, rejectMedia: true });
    await setHostRules(instance, [limit]);
    const malik = await home.account('malik');
    const { accountId } = (await instance.discover.address(alice.uri)) as { accountId: string };
    await acceptFollow(instance, accountId, malik.id);
    const picture = { type: 'Document', mediaType: 'image/png', url: `${victim.origin}/a.png`, name: 'une image' };
    await alice.post(home.origin, alice.activity('Create', alice.note('pour qui suit', { attachment: [picture] })));
    await fediverse.settled();
    const sees = async (id: string) => (await publicTimeline(instance, { accountId: id, local: true })).posts;
    assert.is((await sees((await home.account('nour')).id)).length, 0);
    const [post] = await sees(malik.id);
    assert.equal(post!.media, []);
    const application = remoteActor(victim, 'actor', { type: 'Application' });
    await application.post(home.origin, application.activity('Flag', [malik.uri], { content: 'x' }));
    await fediverse.settled();
    assert.equal(await openReports(instance), []);
  }));

test.run();
