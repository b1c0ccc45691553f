import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hosts } from '../../src/federation/tables.ts';
import { openReports, reportById } from '../../src/moderation/read-reports.ts';
import { report } from '../../src/moderation/reports.ts';
import { eq } from '../../src/platform/columns.ts';
import { write } from '../../src/platform/write.ts';
import { startFediverse } from '../support/fediverse.ts';
import { at, group, open, sends, viewer } from '../support/group-scene.ts';
import { hostileScene } from '../support/hostile-scene.ts';
import { member } from '../support/visitor.ts';

test('S119 a report that is passed on comes from the server itself, with nothing of who reported', () =>
  hostileScene(async ({ home, victim, alice, fediverse }) => {
    const { instance } = home;
    const { accountId } = (await instance.discover.address(alice.uri)) as { accountId: string };
    const malik = await home.account('malik');
    const id = await report(instance, {
      reporterId: malik.id,
      targetId: accountId,
      postIds: [],
      comment: 'Elle vend des diplômes.',
      forward: true,
    });
    await fediverse.settled();
    const [heard] = victim.requests.filter(({ method, body }) => method === 'POST' && body.includes('"Flag"'));
    const flag = JSON.parse(heard!.body);
    assert.is(flag.actor, `${home.origin}/ap/actor`);
    assert.equal(flag.object, [alice.uri]);
    assert.is(flag.content, 'Elle vend des diplômes.');
    assert.match(JSON.stringify(heard!.headers), '/ap/actor#main-key');
    for (const secret of [malik.id, malik.uri, 'malik', 'Malik'])
      assert.not.ok(`${heard!.body} ${JSON.stringify(heard!.headers)}`.includes(secret), secret);
    assert.ok((await reportById(instance, id))!.forwardedAt);
    assert.is((await (await member(home, 'ines')).post(`/moderation/reports/${id}/forward`)).status, 404, 'once');
  }));

test('S119 Lemmy hears a report from the organisation, about one post, in its own group’s inbox; no name either', () =>
  hostileScene(async (scene) => {
    const { home, evil, mallory, fediverse } = scene;
    const { instance } = home;
    const { actor: place, id: communityId } = await group(scene, 'potager');
    const note = mallory.note('Achetez !', { to: [...open, place.uri], audience: place.uri });
    await sends(scene, place, place.activity('Announce', note.id, { to: open }));
    const post = (await at(scene, note))!;
    assert.is(post.communityId, communityId);
    const host = new URL(evil.origin).host;
    await write(instance, (tx) => tx.update(hosts).set({ software: 'lemmy' }).where(eq(hosts.host, host)));
    const { accountId: reporterId } = await viewer(scene, 'malik');
    const about = { targetId: post.accountId, postIds: [post.id], comment: 'Publicité.' };
    await report(instance, { reporterId, ...about, forward: true });
    await fediverse.settled();
    const flags = evil.requests.filter(({ method, body }) => method === 'POST' && body.includes('"Flag"'));
    assert.is(flags.length, 1);
    const flag = JSON.parse(flags[0]!.body);
    assert.is(flag.actor, (await home.account('valombre')).uri);
    assert.equal([flag.to, flag.object, flag.audience], [[place.uri], note.id, place.uri]);
    assert.not.match(`${flags[0]!.body} ${JSON.stringify(flags[0]!.headers)}`, /malik/i);
  }));

test('a report crosses to the other organisation, about its member and the post', async () => {
  const fediverse = await startFediverse();
  try {
    const { valombre, terrefranche } = fediverse.homes;
    const uri = `${terrefranche.origin}/ap/posts/${await terrefranche.write('aicha', 'Prix cassés')}`;
    const found = (await valombre.instance.discover.address(uri)) as { postId: string };
    const targetId = await valombre.find(`@aicha@${terrefranche.host}`);
    const { id: reporterId } = await valombre.account('malik');
    await report(valombre.instance, { reporterId, targetId, postIds: [found.postId], comment: 'Faux.', forward: true });
    await fediverse.settled();
    const [there] = await openReports(terrefranche.instance);
    assert.is(there!.targetId, (await terrefranche.account('aicha')).id);
    assert.is(there!.comment, 'Faux.');
    assert.equal(
      there!.postIds.map((id) => `${terrefranche.origin}/ap/posts/${id}`),
      [uri],
    );
    const page = await (await member(terrefranche, 'aicha')).get(`/moderation/reports/${there!.id}`);
    assert.match(page.text, valombre.host);
    assert.not.match(page.text, 'Malik');
  } finally {
    await fediverse.stop();
  }
});

test.run();
