// deadline: 60 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cast } from '../../src/demo/cast.ts';
import { personalToken } from '../../src/oauth/token.ts';
import { postById } from '../../src/posts/post.ts';
import { startFediverse } from '../support/fediverse.ts';
import { api } from './api-client.ts';

test('a conversation elsewhere that somebody opens is complete the next time; nobody who is a stranger makes us ask', async () => {
  const fediverse = await startFediverse(['valombre', 'terrefranche']);
  const { valombre, terrefranche } = fediverse.homes;
  try {
    const [one, other] = cast.find(({ key }) => key === 'terrefranche')!.members;
    const remoteId = await terrefranche.write(one!.name, 'Qui vient samedi ?');
    const { uri } = (await postById(terrefranche.instance, remoteId))!;
    const found = await valombre.instance.discover.address(uri);
    assert.ok(found && 'postId' in found);
    await fediverse.settled();
    await terrefranche.write(other!.name, 'Moi !', { inReplyToId: remoteId });
    await fediverse.settled();
    const path = `/api/v1/statuses/${found.postId}/context`;
    const token = await personalToken(valombre.instance, (await valombre.account('malik')).id, 'x', ['read']);
    const answers = async (more: { token?: string } = {}) => {
      const { json } = await api(valombre, 'GET', path, more);
      await fediverse.settled();
      return json.descendants.map(({ content }: { content: string }) => content);
    };
    assert.equal(await answers(), []);
    assert.equal(await answers(), [], 'a stranger');
    assert.equal(await answers({ token }), [], 'asked for meanwhile');
    assert.equal(await answers({ token }), ['<p>Moi !</p>']);
  } finally {
    await fediverse.stop();
  }
});

test.run();
