// deadline: 120 s
import { get } from 'node:http';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { addToList, createList } from '../../src/accounts/list.ts';
import { closeOtherSessions } from '../../src/accounts/sessions.ts';
import { editPost } from '../../src/posts/edit-post.ts';
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

test('the same by WebSocket: what one asks for by name, several at once; not what is somebody else’s, nor without a token', () =>
  withApi(async ({ home, fediverse, tokenOf }) => {
    const malik = await home.account('malik');
    const list = await createList(home.instance, malik.id, 'Ferme');
    const theirs = await createList(home.instance, (await home.account('nour')).id, 'À moi');
    await follow(home.instance, malik.id, (await home.account('ines')).id);
    await addToList(home.instance, malik.id, list, (await home.account('ines')).id);
    await fediverse.settled();
    const address = `ws://127.0.0.1:${new URL(home.origin).port}/api/v1/streaming`;
    const token = await tokenOf('malik');
    const socket = new WebSocket(`${address}?stream=user`, token);
    const heard: { stream: string[]; event: string; payload: string; error?: string; status?: number }[] = [];
    socket.addEventListener('message', ({ data }) => heard.push(JSON.parse(data)));
    await new Promise((done, fail) => {
      socket.addEventListener('open', done);
      socket.addEventListener('error', fail);
    });
    assert.is(socket.protocol, token, 'the protocol is said back');
    const say = (message: object) => socket.send(JSON.stringify(message));
    say({ type: 'subscribe', stream: 'hashtag', tag: 'Campus' });
    say({ type: 'subscribe', stream: 'list', list });
    say({ type: 'subscribe', stream: 'direct' });
    say({ type: 'subscribe', stream: 'list', list: theirs });
    say({ type: 'subscribe', stream: 'nothing' });
    socket.send('{');
    const until = async (ready: () => boolean) => {
      for (let tries = 0; !ready() && tries < 200; tries++) await new Promise((done) => setTimeout(done, 50));
    };
    await until(() => heard.filter(({ error }) => error).length === 2);
    assert.equal(
      heard.map(({ status }) => status),
      [404, 400],
      'S54',
    );
    const id = await home.write('ines', 'Bonjour #campus');
    await fediverse.settled();
    const updates = () => heard.filter(({ event }) => event === 'update');
    await until(() => updates().length >= 3);
    assert.equal(
      updates()
        .map(({ stream, payload }) => [stream.join(' '), JSON.parse(payload).id])
        .toSorted(),
      [
        ['hashtag campus', id],
        [`list ${list}`, id],
        ['user', id],
      ],
    );
    say({ type: 'unsubscribe', stream: 'hashtag', tag: 'campus' });
    await editPost(home.instance, (await home.account('ines')).id, id, { text: 'Bonjour', notice: '', language: null });
    const direct = await home.write('ines', '@malik à midi', { audience: 'direct' });
    await home.write('ines', '@nour entre nous', { audience: 'direct' });
    await fediverse.settled();
    await until(() => heard.some(({ event }) => event === 'conversation'));
    const talk = heard.find(({ event }) => event === 'conversation');
    assert.is(JSON.parse(talk!.payload).last_status.id, direct);
    await until(() => heard.some(({ event }) => event === 'status.update'));
    assert.is(JSON.parse(heard.find(({ event }) => event === 'status.update')!.payload).content, '<p>Bonjour</p>');
    assert.not(JSON.stringify(heard).includes('entre nous'), 'S62');
    assert.is(new Set(heard.map((one) => JSON.stringify(one))).size, heard.length, 'nothing is told twice');

    const refused = new WebSocket(address, 'nothing');
    assert.is(await new Promise((done) => refused.addEventListener('error', () => done('refused'))), 'refused');
    let ended = 0;
    socket.addEventListener('close', ({ code }) => {
      ended = code;
    });
    await closeOtherSessions(home.instance, malik.id, null);
    await until(() => ended > 0);
    assert.is(ended, 1008, 'S86 within five seconds');
  }));

test('a WebSocket that breaks the protocol, or sends too much, is closed; others go on (S42)', () =>
  withApi(async ({ home, tokenOf }) => {
    const token = await tokenOf('malik');
    const masked = (opcode: number, payload: Buffer, length = payload.length) => {
      const head = length < 126 ? [0x80 | opcode, 0x80 | length] : [0x80 | opcode, 0xfe, length >> 8, length & 0xff];
      return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), payload]);
    };
    const codeAfter = (bytes: Buffer) =>
      new Promise<number | null>((done, fail) => {
        const call = get({
          host: '127.0.0.1',
          port: new URL(home.origin).port,
          path: '/api/v1/streaming',
          headers: {
            authorization: `Bearer ${token}`,
            connection: 'Upgrade',
            upgrade: 'websocket',
            'sec-websocket-version': '13',
            'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
          },
        });
        call.on('error', fail);
        call.on('upgrade', ({ headers }, socket) => {
          assert.is(headers['sec-websocket-accept'], 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=', 'RFC 6455 §1.3');
          let heard = Buffer.alloc(0);
          socket.on('data', (chunk) => (heard = Buffer.concat([heard, chunk])));
          socket.on('error', () => {});
          socket.on('close', () => done(heard[0] === 0x88 ? heard.readUInt16BE(2) : null));
          socket.write(bytes);
        });
      });
    const text = Buffer.from('{}');
    const wrong: [string, Buffer, number][] = [
      ['not masked', Buffer.from([0x81, 2, ...text]), 1002],
      ['binary', masked(2, text), 1003],
      ['a reserved bit', Buffer.from([0xc1, 0x80, 0, 0, 0, 0]), 1002],
      ['a length of 4 GiB', Buffer.from([0x81, 0xff, 0, 0, 0, 1, 0, 0, 0, 0]), 1009],
      ['the rest of nothing', masked(0, text), 1002],
      ['a long ping', masked(9, Buffer.alloc(200)), 1002],
      [
        'a message in pieces, too large',
        Buffer.concat([
          Buffer.from([0x01, 0xfe, 0xff, 0xff, 0, 0, 0, 0]),
          Buffer.alloc(65535),
          masked(0, Buffer.alloc(100)),
        ]),
        1009,
      ],
    ];
    for (const [name, bytes, code] of wrong) assert.is(await codeAfter(bytes), code, name);
    assert.is(await codeAfter(masked(8, Buffer.from([0x03, 0xe8]))), 1000, 'a close is answered');
    const socket = new WebSocket(`ws://127.0.0.1:${new URL(home.origin).port}/api/v1/streaming`, token);
    await new Promise((done) => socket.addEventListener('open', done));
    socket.close();
    await new Promise((done) => socket.addEventListener('close', done));
  }));

test.run();
