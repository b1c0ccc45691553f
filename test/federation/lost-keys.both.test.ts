import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { renewKeys } from '../../src/federation/renew-keys.ts';
import { closeInstance, createInstance } from '../../src/instance.ts';
import { postByUri, postUri } from '../../src/posts/post.ts';
import { writePost } from '../../src/posts/write-post.ts';
import { startInstance } from '../../src/start.ts';
import { startFediverse } from '../support/fediverse.ts';

test('F26 SECRET_KEY is lost: with renewed keys, who followed goes on reading', async () => {
  let passed = 0;
  const own = { clock: () => Date.now() + passed };
  const fediverse = await startFediverse(['valombre', 'terrefranche'], {}, own);
  const { valombre, terrefranche } = fediverse.homes;
  try {
    const aicha = await terrefranche.account('aicha');
    await follow(terrefranche.instance, aicha.id, await terrefranche.find(`@malik@${valombre.host}`));
    await fediverse.settled();
    const malik = await valombre.account('malik');
    const before = await valombre.write('malik', 'Avant la panne');
    await fediverse.settled();
    assert.ok(await postByUri(terrefranche.instance, postUri(valombre.instance, before)));
    await valombre.running.stop();

    const config = { ...valombre.instance.config, secretKey: 'another-key-that-opens-nothing-of-before-0123456789' };
    const closed = await createInstance(config);
    assert.is(await renewKeys(closed), 1);
    await closeInstance(closed);
    // A key that was fetched a moment ago is not asked for again (F15).
    passed = 120_000;
    const running = await startInstance(config, own);
    try {
      const text = { text: 'Après la panne', notice: '', language: 'fr', audience: 'public' as const };
      const after = await writePost(running.instance, malik, { ...text, inReplyToId: null, mediaIds: [], poll: null });
      await running.settled();
      await terrefranche.running.settled();
      await running.settled();
      assert.ok(await postByUri(terrefranche.instance, postUri(running.instance, after)));
    } finally {
      await running.stop();
    }
  } finally {
    await terrefranche.running.stop();
  }
});

test.run();
