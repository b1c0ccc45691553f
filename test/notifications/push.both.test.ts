// deadline: 120 s
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { closeOtherSessions } from '../../src/accounts/sessions.ts';
import { pushSubscriptions } from '../../src/notifications/tables.ts';
import { like, unlike } from '../../src/posts/like.ts';
import { api, breaches } from '../mastodon/api-client.ts';
import { withApi } from '../mastodon/scene.ts';

const path = '/api/v1/push/subscription';

/** A push service and the program behind it, which reads what came (RFC 8291 §3.4). */
async function pushService() {
  const own = createECDH('prime256v1');
  own.generateKeys();
  const auth = randomBytes(16);
  const came: { headers: IncomingHttpHeaders; message: Record<string, unknown> }[] = [];
  let answer = 201;
  const read = (body: Buffer) => {
    const salt = body.subarray(0, 16);
    const sender = body.subarray(21, 86);
    const hkdf = (from: Buffer, key: Buffer, info: Buffer, length: number) =>
      Buffer.from(hkdfSync('sha256', key, from, info, length));
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), own.getPublicKey(), sender]);
    const key = hkdf(auth, own.computeSecret(sender), info, 32);
    const part = (name: string, length: number) => hkdf(salt, key, Buffer.from(`Content-Encoding: ${name}\0`), length);
    const opened = createDecipheriv('aes-128-gcm', part('aes128gcm', 16), part('nonce', 12));
    opened.setAuthTag(body.subarray(-16));
    const plain = Buffer.concat([opened.update(body.subarray(86, -16)), opened.final()]);
    return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString());
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      came.push({ headers: request.headers, message: read(Buffer.concat(chunks)) });
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  return {
    endpoint: `http://127.0.0.1:${port}/wake/me`,
    keys: { p256dh: own.getPublicKey().toString('base64url'), auth: auth.toString('base64url') },
    came,
    answers: (status: number) => {
      answer = status;
    },
    stop: () => server.close(),
  };
}

test('an app is woken for what it asked for, without a word of the post; not after it ended, nor a dead one again (S63)', () =>
  withApi(async ({ home, fediverse, tokenOf }) => {
    const service = await pushService();
    const { endpoint, keys, came } = service;
    try {
      const token = await tokenOf('ines');
      const call = async (method: string, body?: object, status = 200, by = token) => {
        const reply = await api(home, method, path, { token: by, ...(body && { body }) });
        assert.is(reply.status, status, JSON.stringify(reply.json));
        return reply.json;
      };
      await call('GET', undefined, 404);
      await call('POST', { subscription: { endpoint: 'javascript:1', keys } }, 422);
      await call('POST', { subscription: { endpoint, keys: { ...keys, p256dh: 'AAAA' } } }, 422);
      const wish = { alerts: { mention: true, favourite: true }, policy: 'all' };
      const made = await call('POST', { subscription: { endpoint, keys, standard: true }, data: wish });
      assert.equal([made.alerts.mention, made.alerts.reblog, made.standard], [true, false, true]);
      assert.is((await api(home, 'GET', '/api/v2/instance')).json.configuration.vapid.public_key, made.server_key);
      const [row] = await home.instance.db.select().from(pushSubscriptions);
      assert.not(JSON.stringify(row).includes(token), 'S122 the token is sealed');

      const [malik, nour] = [await home.account('malik'), await home.account('nour')];
      const post = await home.write('ines', 'Bonjour');
      await home.write('malik', '@ines le code est 4711');
      await fediverse.settled();
      assert.is(came.length, 1);
      const [{ headers, message }] = came as [(typeof came)[0]];
      assert.equal([headers['content-encoding'], headers.ttl], ['aes128gcm', '172800']);
      assert.match(headers.authorization!, `k=${made.server_key}`);
      assert.type(message.notification_id, 'number');
      assert.equal(
        [message.access_token, message.notification_type, message.preferred_locale, message.body],
        [token, 'mention', 'fr', ''],
      );
      assert.match(String(message.title), malik.displayName);
      assert.not(JSON.stringify(message).includes('4711'));

      await call('PUT', { data: { alerts: { favourite: true }, policy: 'followed' } });
      await home.write('malik', '@ines encore');
      await like(home.instance, { accountId: nour.id, local: true }, post);
      await fediverse.settled();
      assert.is(came.length, 1, 'no mention any more, and of nobody she does not follow');
      await call('PUT', { data: { alerts: { favourite: true }, policy: 'all' } });

      service.answers(410);
      await like(home.instance, { accountId: malik.id, local: true }, post);
      await fediverse.settled();
      assert.is(came.length, 2);
      await call('GET', undefined, 404);

      service.answers(201);
      await call('POST', { subscription: { endpoint, keys, standard: true }, data: wish });
      await unlike(home.instance, malik.id, post);
      await fediverse.settled();
      await closeOtherSessions(home.instance, (await home.account('ines')).id, null);
      await like(home.instance, { accountId: malik.id, local: true }, post);
      await fediverse.settled();
      assert.is(came.length, 2, 'S86 a token that ended wakes nobody');
    } finally {
      service.stop();
    }
  }));

test('one needs a member’s token that may push', () =>
  withApi(async ({ home, tokenOf }) => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
      const token = await tokenOf('malik', ['read', 'write', 'follow']);
      assert.is((await api(home, method, path, { token, ...(method !== 'GET' && { body: {} }) })).status, 403);
    }
    assert.equal(breaches, []);
  }));

test.run();
