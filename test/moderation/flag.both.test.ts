import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openReports, reportById } from '../../src/moderation/read-reports.ts';
import { report } from '../../src/moderation/reports.ts';
import { startFediverse } from '../support/fediverse.ts';
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
