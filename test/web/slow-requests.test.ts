import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cutSlow } from '../../src/web/slow-requests.ts';
import { type Guarded, withGuards } from './guarded.ts';

/** Three tenths of a second stand for half a minute. */
const pace = { wholeMs: 300, upload: { windowMs: 300, bytes: 1000, wholeMs: 1500, atOnce: 2 } };

type Send = (
  type: string,
  cookie: string,
  pieces: string[],
  everyMs: number,
) => Promise<{ status: number; ms: number }>;

/** The guards' application behind the watch; sends a body piece by piece and tells how it was answered, and when. */
const withWatch = (work: (send: Send, guarded: Guarded) => Promise<void>) =>
  withGuards(async (guarded) => {
    const server = createServer({ requestTimeout: 0 }, cutSlow(guarded.app, pace)).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const send: Send = async (type, cookie, pieces, everyMs) => {
      const began = performance.now();
      const bytes = pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0);
      const head = `POST /form HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nContent-Type: ${type}\r\nContent-Length: ${bytes}\r\n\r\n`;
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
      const answer = new Promise<string>((done) => {
        let text = '';
        socket.on('data', (chunk) => {
          text += chunk;
          socket.destroy();
        });
        socket.on('error', () => {}).once('close', () => done(text));
      });
      socket.write(head);
      for (const piece of pieces) {
        if (socket.destroyed) break;
        socket.write(piece);
        await new Promise((done) => setTimeout(done, everyMs));
      }
      return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(await answer)?.[1] ?? 0), ms: performance.now() - began };
    };
    try {
      await work(send, guarded);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

const multipart = 'multipart/form-data; boundary=b';
/** A whole form whose file comes in `count` pieces of `size` bytes. */
const form = (token: string, count: number, size: number) => [
  `--b\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${token}\r\n--b\r\nContent-Disposition: form-data; name="media"; filename="a"\r\n\r\n`,
  ...Array.from({ length: count }, () => 'x'.repeat(size)),
  '\r\n--b--\r\n',
];

test('a member’s upload may take longer than other requests while it goes on', () =>
  withWatch(async (send, { signIn, token }) => {
    const mine = await token(await signIn('ines'));
    const { status, ms } = await send(multipart, mine.cookie, form(mine.token, 10, 1000), 90);
    assert.is(status, 200);
    assert.ok(ms > 2 * pace.wholeMs, `${ms} ms is no slow line`);
  }));

test('S39 a body that trickles is cut: of a form, of a stranger’s upload, of a member’s, of one without end', () =>
  withWatch(async (send, { signIn, token }) => {
    const mine = await token(await signIn('ines'));
    const nobody = await token();
    const cases: [string, string, string, string[], number][] = [
      ['a form', 'application/x-www-form-urlencoded', mine.cookie, Array(30).fill('a=b&'), 60],
      ['a stranger', multipart, nobody.cookie, form(nobody.token, 20, 1000), 60],
      ['a trickle', multipart, mine.cookie, form(mine.token, 30, 10), 60],
      ['for ever', multipart, mine.cookie, form(mine.token, 60, 1000), 60],
    ];
    const ends = await Promise.all(cases.map(([, ...one]) => send(...one)));
    const told = ends.map(({ status, ms }, n) => `${cases[n]![0]}: ${status} after ${ms.toFixed(0)} ms`).join(', ');
    assert.equal(
      ends.map(({ status }) => status),
      [408, 408, 408, 408],
      told,
    );
    for (const { ms } of ends.slice(0, 3)) assert.ok(ms < 1200, told);
    assert.ok(ends[3]!.ms > 1400 && ends[3]!.ms < 2600, told);
  }));

test('S39 a member holds few slow uploads at once, and has the place back when one ends', () =>
  withWatch(async (send, { signIn, token }) => {
    const mine = await token(await signIn('ines'));
    const slow = () => send(multipart, mine.cookie, form(mine.token, 8, 1000), 90).then(({ status }) => status);
    assert.equal((await Promise.all([slow(), slow(), slow()])).sort(), [200, 200, 408]);
    assert.equal(await Promise.all([slow(), slow()]), [200, 200]);
  }));

test.run();
