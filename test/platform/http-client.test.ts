import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createHttpClient, type HttpClientOptions, type HttpRequest } from '../../src/platform/http-client.ts';
import { HttpFault, type HttpReason } from '../../src/platform/http-fault.ts';
import { type HostileOrigin, hostileOrigin } from '../support/hostile-peer.ts';

/** Only 127.0.0.1 is open: a listener on 127.0.0.2 stands for the intranet that must not be reached. */
async function bench(
  work: (client: ReturnType<typeof createHttpClient>, peer: HostileOrigin, forbidden: HostileOrigin) => Promise<void>,
  options: Partial<HttpClientOptions> = {},
) {
  const peer = await hostileOrigin();
  const forbidden = await hostileOrigin('intranet', '127.0.0.2');
  const client = createHttpClient({ allowPrivateAddresses: ['127.0.0.1/32'], userAgent: 'Maillon-test', ...options });
  try {
    await work(client, peer, forbidden);
  } finally {
    await client.close();
    await peer.close();
    await forbidden.close();
  }
}

const reasonOf = async (work: Promise<unknown>): Promise<HttpReason | 'answered'> => {
  try {
    await work;
    return 'answered';
  } catch (error) {
    assert.instance(error, HttpFault);
    return (error as HttpFault).reason;
  }
};

test('a request carries our name, is answered, and keeps its connection', () =>
  bench(async (client, peer) => {
    peer.answer('/hello', { body: 'bonjour', headers: { 'content-type': 'text/plain' } });
    for (let n = 0; n < 10; n++)
      assert.is((await client.request(`${peer.origin}/hello?n=${n}`)).body.toString(), 'bonjour');
    assert.ok(peer.connections <= 2);
    assert.is(peer.requests[0]!.headers['user-agent'], 'Maillon-test');
    assert.is(peer.requests[0]!.headers.host, peer.host);
  }));

test('S21 S24 a private address gets no connection, by literal or by name, for GET and POST', () =>
  bench(
    async (client, _, forbidden) => {
      for (const url of [forbidden.origin, `http://inside.example:${forbidden.port}/`]) {
        assert.is(await reasonOf(client.request(url)), 'address');
        assert.is(await reasonOf(client.request(url, { method: 'POST', body: '{}' })), 'address');
      }
      assert.is(forbidden.connections, 0);
    },
    { resolve: async () => ['127.0.0.2'] },
  ));

test('S22 a redirect to a private address, a file or data is refused before it connects', () =>
  bench(async (client, peer, forbidden) => {
    const cases: [string, HttpReason][] = [
      [`${forbidden.origin}/`, 'address'],
      ['http://169.254.169.254/latest/meta-data', 'address'],
      ['file:///etc/passwd', 'url'],
      ['data:application/json,{}', 'url'],
      ['//user:pass@evil.localhost/', 'url'],
    ];
    for (const [location, reason] of cases) {
      peer.answer('/go', { status: 302, headers: { location } });
      const found = await reasonOf(client.request(`${peer.origin}/go`));
      assert.ok(found === reason || found === 'scheme', `${location}: ${found}`);
    }
    assert.is(forbidden.connections, 0);
  }));

test('S25 the checked address is the one connected to, though the name changes meaning', async () => {
  let asked = 0;
  await bench(
    async (client, peer, forbidden) => {
      peer.answer('/', { body: 'safe' });
      const url = `http://rebind.example:${peer.port}/`;
      assert.is((await client.request(url)).body.toString(), 'safe');
      assert.is(asked, 1);
      // A kept connection serves again; a new one asks again and is refused. Nothing else may happen.
      assert.ok(['answered', 'address'].includes(await reasonOf(client.request(url))));
      assert.is(await reasonOf(client.request(`http://rebind.example:${forbidden.port}/`)), 'address');
      assert.is(forbidden.connections, 0);
    },
    { resolve: async () => [asked++ === 0 ? '127.0.0.1' : '127.0.0.2'] },
  );
});

test('S25 a name with one private address among public ones is refused whole', () =>
  bench(
    async (client) => {
      assert.is(await reasonOf(client.request('https://mixed.example/')), 'address');
    },
    { resolve: async () => ['93.184.216.34', '10.0.0.1'] },
  ));

test('S26 special addresses, in all their spellings, are refused', () =>
  bench(
    async (client) => {
      const hosts = [
        '127.0.0.1',
        '127.1',
        '0x7f000001',
        '2130706433',
        '0177.0.0.1',
        '0.0.0.0',
        '10.0.0.1',
        '172.16.0.1',
        '192.168.1.1',
        '169.254.169.254',
        '100.64.0.1',
        '192.0.0.1',
        '192.0.2.1',
        '198.18.0.1',
        '198.51.100.1',
        '203.0.113.1',
        '224.0.0.1',
        '240.0.0.1',
        '255.255.255.255',
        '[::]',
        '[::1]',
        '[::ffff:127.0.0.1]',
        '[::ffff:10.0.0.1]',
        '[::7f00:1]',
        '[64:ff9b::7f00:1]',
        '[64:ff9b:1::1]',
        '[2002:7f00:1::]',
        '[2001::1]',
        '[2001:db8::1]',
        '[fc00::1]',
        '[fd00:ec2::254]',
        '[fe80::1]',
        '[fec0::1]',
        '[ff02::1]',
        '[100::1]',
        '[5f00::1]',
        'localhost',
        'localhost.',
        'a.localhost',
        'LOCALHOST',
      ];
      for (const host of hosts) assert.is(await reasonOf(client.request(`https://${host}/`)), 'address', host);
    },
    { allowPrivateAddresses: [] },
  ));

test('S26 outside the open ranges: https alone, ports 80 and 443 alone, no credentials', () =>
  bench(
    async (client) => {
      assert.is(await reasonOf(client.request('http://public.example/')), 'scheme');
      assert.is(await reasonOf(client.request('https://public.example:8443/')), 'port');
      assert.is(await reasonOf(client.request('https://a:b@public.example/')), 'url');
      assert.is(await reasonOf(client.request('https://a@public.example/')), 'url');
      assert.is(await reasonOf(client.request('ftp://public.example/')), 'scheme');
    },
    { resolve: async () => ['93.184.216.34'] },
  ));

test('S28 line ends, spaces and NUL in an address or a header are refused before anything is sent', () =>
  bench(async (client, peer) => {
    for (const bad of ['\r\nx: y', ' a', '\0', '\t', '\\\\evil'])
      assert.is(await reasonOf(client.request(`${peer.origin}/${bad}`)), 'url', JSON.stringify(bad));
    for (const value of ['a\r\nx: y', 'a\0', 'a\nb'])
      assert.is(await reasonOf(client.request(peer.origin, { headers: { 'x-test': value } })), 'headers');
    assert.is(await reasonOf(client.request(peer.origin, { headers: { 'x\r\ny': '1' } })), 'headers');
    assert.is(peer.connections, 0);
  }));

test('S31 redirects: loops and chains end after three, each hop signed anew, secrets stay home', () =>
  bench(async (client, peer) => {
    peer.answer('/self', { status: 302, headers: { location: '/self' } });
    peer.answer('/a', { status: 302, headers: { location: '/b' } });
    peer.answer('/b', { status: 302, headers: { location: '/a' } });
    peer.answer('*', (heard, response) => {
      const n = Number(heard.url.slice(1));
      response.writeHead(n < 3 ? 302 : 200, n < 3 ? { location: `/${n + 1}` } : {}).end();
    });
    for (const path of ['/self', '/a']) assert.is(await reasonOf(client.request(peer.origin + path)), 'redirects');
    assert.is(peer.heard('/self').length, 1);
    assert.is(peer.heard('/a').length + peer.heard('/b').length, 2);

    const signed: string[] = [];
    const sign: HttpRequest['sign'] = ({ url }) => {
      signed.push(new URL(url).pathname);
      return { 'x-signed': new URL(url).pathname };
    };
    assert.is((await client.request(`${peer.origin}/0`, { sign })).url, `${peer.origin}/3`);
    assert.equal(signed, ['/0', '/1', '/2', '/3']);
    assert.is(peer.heard('/2')[0]!.headers['x-signed'], '/2');
    assert.is(await reasonOf(client.request(`${peer.origin}/-1`)), 'redirects');

    const other = await hostileOrigin('other');
    peer.answer('/away', { status: 302, headers: { location: `${other.origin}/` } });
    await client.request(`${peer.origin}/away`, { headers: { authorization: 'Bearer x', cookie: 'a=b' } });
    assert.is(other.requests[0]!.headers.authorization, undefined);
    assert.is(other.requests[0]!.headers.cookie, undefined);
    await other.close();
  }));

test('S32 compressed bombs, stacked and unknown encodings, endless bodies stop at the limit', () =>
  bench(async (client, peer) => {
    const bomb = Buffer.alloc(64 * 1_048_576);
    const before = process.memoryUsage().rss;
    const kinds = { gzip: gzipSync(bomb), br: brotliCompressSync(bomb), zstd: zstdCompressSync(bomb) };
    for (const [encoding, body] of Object.entries(kinds)) {
      peer.answer('/bomb', { headers: { 'content-encoding': encoding }, body });
      assert.is(await reasonOf(client.request(`${peer.origin}/bomb`)), 'too-large', encoding);
    }
    peer.answer('/bomb', { headers: { 'content-encoding': 'gzip, gzip, gzip, gzip, gzip' }, body: kinds.gzip });
    assert.is(await reasonOf(client.request(`${peer.origin}/bomb`)), 'encoding');
    peer.answer('/bomb', { headers: { 'content-encoding': 'lzma' }, body: 'x' });
    assert.is(await reasonOf(client.request(`${peer.origin}/bomb`)), 'encoding');
    peer.answer('/bomb', { headers: { 'content-encoding': 'gzip' }, body: 'not gzip' });
    assert.is(await reasonOf(client.request(`${peer.origin}/bomb`)), 'encoding');
    peer.answer('/endless', (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', more);
      more();
    });
    assert.is(await reasonOf(client.request(`${peer.origin}/endless`)), 'too-large');
    peer.answer('/honest', { headers: { 'content-length': '2000000' }, body: Buffer.alloc(2_000_000) });
    assert.is(await reasonOf(client.request(`${peer.origin}/honest`)), 'too-large');
    assert.is((await client.request(`${peer.origin}/honest`, { maxBytes: 2_000_000 })).body.length, 2_000_000);
    assert.ok(process.memoryUsage().rss - before < 200 * 1_048_576);
  }));

test('S39 F12 a body that trickles is cut at the deadline and holds nobody else up', () =>
  bench(async (client, peer) => {
    peer.answer('/slow', (_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 50);
      response.on('close', () => clearInterval(drip));
    });
    peer.answer('/fast', { body: 'ok' });
    const started = Date.now();
    const slow = Array.from({ length: 5 }, () => reasonOf(client.request(`${peer.origin}/slow`, { timeoutMs: 600 })));
    assert.is((await client.request(`${peer.origin}/fast`)).status, 200);
    assert.ok(Date.now() - started < 500);
    assert.equal([...new Set(await Promise.all(slow))], ['timeout']);
    assert.ok(Date.now() - started < 2000);
  }));

test('F15 a dead peer and an unknown name are told apart', () =>
  bench(async (client, peer) => {
    await peer.close();
    assert.is(await reasonOf(client.request(peer.origin)), 'connect');
    assert.is(await reasonOf(client.request('https://no-such-name.invalid/')), 'dns');
  }));

test.run();
