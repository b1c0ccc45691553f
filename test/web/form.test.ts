import { existsSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Guarded, withGuards } from './guarded.ts';

const uploads = ({ instance }: Pick<Guarded, 'instance'>) => {
  const folder = `${instance.config.dataDir}/temporary`;
  return existsSync(folder) ? readdirSync(folder) : [];
};
const openFiles = () => (existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0);
const settle = () => new Promise((done) => setTimeout(done, 150));

/** Sends raw multipart as Inès and gives the status. */
async function multipart(
  { signIn, token, url }: Guarded,
  boundary: string,
  body: (token: string) => string,
): Promise<number> {
  const mine = await token(await signIn('ines'));
  const response = await fetch(`${url}/form`, {
    method: 'POST',
    body: body(mine.token),
    headers: { cookie: mine.cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
  await response.arrayBuffer();
  return response.status;
}
const field = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="media"; filename="${name}"\r\nContent-Type: image/png\r\n\r\n${value}\r\n`;

test('fields and files are read, empty file fields are none, U+0000 goes', () =>
  withGuards(async (guarded) => {
    const { signIn, token, post } = guarded;
    const mine = await token(await signIn('ines'));
    const data = new FormData();
    data.set('_csrf', mine.token);
    data.set('text', 'Bonjour\0 à tous');
    data.append('media', new Blob(['abc']), '../../etc/passwd');
    data.append('media', new Blob([]), '');
    const { values, files } = await (await post(data, { cookie: mine.cookie })).json();
    assert.is(values.text, 'Bonjour à tous');
    assert.is(files.length, 1);
    assert.is(files[0].bytes, 3);
    await settle();
    assert.equal(uploads(guarded), []);
  }));

test('S40 what is no multipart form is a 400, and leaves no file', () =>
  withGuards(async (guarded) => {
    const bodies: [string, string, (token: string) => string][] = [
      ['no boundary', '', (token) => `${field('_csrf', token)}--b--\r\n`],
      ['a missing end', 'b', (token) => `${field('_csrf', token)}${file('a', 'x')}`],
      ['an end in the middle of a file', 'b', (token) => `${field('_csrf', token)}${file('a', 'x').slice(0, -3)}`],
      ['an end in the headers', 'b', (token) => `${field('_csrf', token)}--b\r\nContent-Dispo`],
      ['another boundary', 'other', (token) => `${field('_csrf', token)}--b--\r\n`],
    ];
    for (const [name, boundary, body] of bodies) assert.is(await multipart(guarded, boundary, body), 400, name);
    await settle();
    assert.equal(uploads(guarded), []);
  }));

test('S40 S41 names that would nest or reach the prototype are names like others', () =>
  withGuards(async ({ signIn, token, post }) => {
    const mine = await token(await signIn('ines'));
    const hostile = [
      'a[[[[[[[[',
      'a[b][c]',
      '__proto__',
      '__proto__[polluted]',
      'constructor[prototype][polluted]',
      'toString',
    ];
    for (const body of [new URLSearchParams({ _csrf: mine.token }), new FormData()]) {
      body.set('_csrf', mine.token);
      for (const name of hostile) body.set(name, 'yes');
      const response = await post(body instanceof FormData ? body : body.toString(), { cookie: mine.cookie });
      assert.is(response.status, 200);
      const { values } = JSON.parse(await response.text());
      for (const name of hostile.filter((name) => name !== '__proto__')) assert.is(values[name], 'yes', name);
      assert.is(({} as Record<string, unknown>).polluted, undefined);
    }
  }));

test('S40 too many fields, files, bytes or headers are a 413 or a 400', () =>
  withGuards(async (guarded) => {
    const big = 'x'.repeat(17 * 1024 * 1024);
    const cases: [string, (token: string) => string][] = [
      ['a file above 16 MiB', (token) => `${field('_csrf', token)}${file('a', big)}--b--\r\n`],
      ['six files', (token) => `${field('_csrf', token)}${file('a', 'x').repeat(6)}--b--\r\n`],
      ['300 fields', (token) => `${field('_csrf', token)}${field('a', 'x').repeat(300)}--b--\r\n`],
      ['a field of 100 kB', (token) => `${field('_csrf', token)}${field('a', 'x'.repeat(100_000))}--b--\r\n`],
    ];
    for (const [name, body] of cases) assert.is(await multipart(guarded, 'b', body), 413, name);
    const { signIn, token, post } = guarded;
    const mine = await token(await signIn('ines'));
    for (const body of [`_csrf=${mine.token}&${'a=&'.repeat(100_000)}`, `_csrf=${mine.token}&a=${'x'.repeat(300_000)}`])
      assert.is((await post(body, { cookie: mine.cookie })).status, 413);
  }));

test('S40 who is not signed in sends no files', () =>
  withGuards(async (guarded) => {
    const { token, post } = guarded;
    const visitor = await token();
    const data = new FormData();
    data.set('_csrf', visitor.token);
    data.append('media', new Blob(['x'.repeat(100_000)]), 'a.png');
    assert.is((await post(data, { cookie: visitor.cookie })).status, 413);
    await settle();
    assert.equal(uploads(guarded), []);
  }));

test('S40 a form from elsewhere is refused before its body is read', () =>
  withGuards(async (guarded) => {
    const { signIn, port } = guarded;
    const cookie = await signIn('ines');
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(
          `POST /form HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nOrigin: https://evil.example\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000000\r\n\r\n`,
        ),
      );
      socket.once('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
      socket.once('error', reject);
      setTimeout(() => reject(new Error('no answer before the body')), 3000).unref();
    });
    assert.match(answer, /^HTTP\/1\.1 403/);
    assert.equal(uploads(guarded), []);
  }));

test('S40 a thousand dropped uploads leave no file, no open descriptor and no memory', () =>
  withGuards(async (guarded) => {
    const { signIn, port } = guarded;
    const cookie = await signIn('ines');
    const drop = () =>
      new Promise<void>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => {
          socket.write(
            `POST /form HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000000\r\n\r\n${file('a.png', 'x'.repeat(50_000)).slice(0, -4)}`,
            () => setTimeout(() => socket.destroy(), 2),
          );
        });
        socket.on('error', () => {});
        socket.once('close', () => resolve());
      });
    const round = async (times: number) => {
      for (let i = 0; i < times; i += 20) await Promise.all(Array.from({ length: 20 }, drop));
      await settle();
    };
    await round(100);
    const files = openFiles();
    const memory = process.memoryUsage().rss;
    await round(900);
    assert.equal(uploads(guarded), []);
    assert.ok(openFiles() <= files + 5, `${openFiles()} descriptors after, ${files} before`);
    assert.ok(process.memoryUsage().rss - memory < 100e6);
  }));

test('S41 the query is flat', () =>
  withGuards(async ({ url }) => {
    const { query } = await (
      await fetch(`${url}/query?a[b][c]=1&__proto__[x]=2&d=3&d=4&${'e[]=&'.repeat(900)}`)
    ).json();
    assert.is(query['a[b][c]'], '1');
    assert.equal(query.d, ['3', '4']);
    assert.is(({} as Record<string, unknown>).x, undefined);
    assert.is((await fetch(`${url}/query?${'a[]=&'.repeat(100_000)}`)).status, 431);
  }));

test.run();
