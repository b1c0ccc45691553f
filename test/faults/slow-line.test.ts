import { connect } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { startFediverse } from '../support/fediverse.ts';
import { member } from '../support/visitor.ts';

const pieces = 36;

test('S39 an archive over a slow line arrives after half a minute and more; a form that trickles is cut', async () => {
  const fediverse = await startFediverse(['valombre']);
  const home = fediverse.homes.valombre;
  try {
    const ines = await member(home, 'ines');
    const token = await ines.token();
    const cookie = [...ines.cookies].map((pair) => pair.join('=')).join('; ');
    /** Sends one piece a second and gives the status it was answered with. */
    const send = (path: string, type: string, parts: string[]) =>
      new Promise<number>((done) => {
        const bytes = parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
        const socket = connect(Number(new URL(home.origin).port), '127.0.0.1');
        socket.write(
          `POST ${path} HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nContent-Type: ${type}\r\nContent-Length: ${bytes}\r\n\r\n`,
        );
        const left = [...parts];
        const timer = setInterval(() => left.length && socket.write(left.shift()!), 1000);
        socket.once('data', (data) => {
          clearInterval(timer);
          socket.destroy();
          done(Number(/^HTTP\/1\.1 (\d+)/.exec(String(data))?.[1]));
        });
        socket.once('error', () => done(0));
      });
    const field = (name: string, value: string) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const answers = await Promise.all([
      send('/settings/data/import', 'multipart/form-data; boundary=b', [
        `${field('_csrf', token)}${field('kind', 'archive')}--b\r\nContent-Disposition: form-data; name="file"; filename="a.tar"\r\n\r\n`,
        ...Array.from({ length: pieces }, () => 'x'.repeat(8192)),
        '\r\n--b--\r\n',
      ]),
      send('/settings', 'application/x-www-form-urlencoded', Array(pieces).fill('a=b&')),
    ]);
    assert.equal(answers, [303, 408]);
  } finally {
    await fediverse.stop();
  }
});

test.run();
