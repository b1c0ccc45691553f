// deadline: 60 s
import { get } from 'node:http';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { closeOtherSessions } from '../../src/accounts/sessions.ts';
import { eraseNow } from '../support/erase.ts';
import type { Home } from '../support/fediverse.ts';
import { withApi } from './scene.ts';

interface Heard {
  event: string;
  data: string;
}

/** Opens a stream; `next` gives the events as they come, `ended` whether the server closed it. */
async function listen(home: Home, path: string, token: string) {
  const heard: Heard[] = [];
  let ended = false;
  const url = new URL(path, home.origin);
  const call = get({
    host: '127.0.0.1',
    port: url.port,
    path: `${url.pathname}${url.search}`,
    headers: { authorization: `Bearer ${token}` },
  });
  await new Promise<void>((done) =>
    call.on('response', (answer) => {
      assert.is(answer.headers['content-type'], 'text/event-stream');
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          const [, event, data] = /event: (.*)\ndata: ([\s\S]*)/.exec(text.slice(0, end)) ?? [];
          if (event) heard.push({ event, data: data! });
          text = text.slice(end + 2);
        }
      });
      answer.on('end', () => {
        ended = true;
      });
      done();
    }),
  );
  const until = async (ready: () => boolean) => {
    for (let tries = 0; !ready() && tries < 200; tries++) await new Promise((done) => setTimeout(done, 50));
  };
  return {
    next: async (event: string) => {
      await until(() => heard.some((one) => one.event === event));
      const place = heard.findIndex((one) => one.event === event);
      assert.ok(place >= 0, `no ${event} came`);
      return heard.splice(place, 1)[0]!.data;
    },
    heard,
    ended: () => until(() => ended).then(() => ended),
    close: () => call.destroy(),
  };
}

test('a stream tells what is new, what is gone and who did what; only to who may read it, until its token ends', () =>
  withApi(async ({ home, fediverse, tokenOf }) => {
    const [ines, malik] = [await home.account('ines'), await home.account('malik')];
    await follow(home.instance, malik.id, ines.id);
    await fediverse.settled();
    const token = await tokenOf('malik');
    const stream = await listen(home, '/api/v1/streaming/user', token);
    await new Promise((done) => setTimeout(done, 400));
    const id = await home.write('ines', 'Bonjour @malik');
    await fediverse.settled();
    assert.is(JSON.parse(await stream.next('update')).id, id);
    assert.is(JSON.parse(await stream.next('notification')).type, 'mention');
    await home.write('ines', '@nour entre nous', { audience: 'direct' });
    await fediverse.settled();
    await eraseNow(home.instance, id);
    assert.is(await stream.next('delete'), id);
    assert.not(stream.heard.some(({ data }) => data.includes('entre nous')));
    await closeOtherSessions(home.instance, malik.id, null);
    assert.is(await stream.ended(), true, 'S86 within five seconds');
    stream.close();
  }));

test.run();
