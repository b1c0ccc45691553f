import { Writable } from 'node:stream';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { createLog } from '../../src/platform/log.ts';
import { startFediverse } from '../support/fediverse.ts';
import { member, stranger } from '../support/visitor.ts';

interface Line {
  msg: string;
  request?: string;
  [name: string]: unknown;
}

test('one id leads from a request by its events and jobs to each delivery; those of the same moment do not mix', async () => {
  const lines: Line[] = [];
  const output = new Writable({
    write(chunk, _encoding, done) {
      for (const text of String(chunk).trim().split('\n')) lines.push(JSON.parse(text));
      done();
    },
  });
  const log = createLog({ logLevel: 'debug' }, output);
  const fediverse = await startFediverse(['valombre', 'terrefranche'], {}, { log });
  try {
    const { valombre: home, terrefranche: there } = fediverse.homes;
    for (const name of ['malik', 'ines'])
      await follow(there.instance, (await there.account('aicha')).id, await there.find(`@${name}@${home.host}`));
    await fediverse.settled();
    const visitors = [await member(home, 'malik'), await member(home, 'ines')];
    for (const visitor of visitors) await visitor.token();
    lines.length = 0;
    const text = 'canari des journaux';
    const answers = await Promise.all(visitors.map((each) => each.post('/posts', { text, audience: 'public' })));
    await fediverse.settled();
    const ids = answers.map(({ headers }) => String(headers['x-request-id']));
    assert.is.not(ids[0], ids[1]);
    for (const [place, id] of ids.entries()) {
      assert.match(id, /^[0-9a-f]{12}$/);
      assert.is(answers[place]!.status, 303);
      const mine = lines.filter((line) => line.request === id);
      const said = (msg: string) => mine.filter((line) => line.msg === msg);
      assert.equal(
        said('request').map(({ method, route, status }) => ({ method, route, status })),
        [{ method: 'POST', route: '/posts', status: 303 }],
      );
      assert.ok(said('event').some((line) => line.event === 'post.created' && line.subscriber === 'federation'));
      assert.equal(new Set(said('event').map((line) => line.seq)).size, 1, 'the events of one request only');
      assert.ok(said('job').some((line) => line.kind === 'federation.publish'));
      assert.equal(
        said('delivery').map(({ host, status }) => ({ host, status })),
        [{ host: there.host, status: 202 }],
      );
    }
    assert.not.match(JSON.stringify(lines), /canari|malik|@/, 'nothing personal stands in any line');
    const absent = await stranger(home).get('/nowhere', { 'x-request-id': 'mine' });
    assert.match(String(absent.headers['x-request-id']), /^[0-9a-f]{12}$/, 'an id of ours, not the sender’s');
  } finally {
    await fediverse.stop();
  }
});

test.run();
