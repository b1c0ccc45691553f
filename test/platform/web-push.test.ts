import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { generateVapid, isReceiver, pushRequest } from '../../src/platform/web-push.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');
const hkdf = (salt: Buffer, key: Buffer, info: Buffer, length: number) =>
  Buffer.from(hkdfSync('sha256', key, salt, info, length));
const own = createECDH('prime256v1');
const p256dh = own.generateKeys('base64url');
const auth = randomBytes(16).toString('base64url');
const receiver = { endpoint: 'https://push.example/a?b', p256dh, auth, standard: true };
const sender = { keys: generateVapid(), origin: 'https://valombre.example' };

test('older programs can read a message as the draft before RFC 8291 says (aesgcm)', () => {
  const { headers, body } = pushRequest({ ...receiver, standard: false }, { a: 'été' }, sender);
  const [, salt] = /^salt=(.+)$/.exec(headers.encryption!)!;
  const [, dh] = /dh=([^;]+)/.exec(headers['crypto-key']!)!;
  const key = hkdf(bytes(auth), own.computeSecret(bytes(dh!)), Buffer.from('Content-Encoding: auth\0'), 32);
  const length = Buffer.from([0, 65]);
  const context = Buffer.concat([Buffer.from('P-256\0'), length, bytes(p256dh), length, bytes(dh!)]);
  const part = (name: string, size: number) =>
    hkdf(bytes(salt!), key, Buffer.concat([Buffer.from(`Content-Encoding: ${name}\0`), context]), size);
  const opened = createDecipheriv('aes-128-gcm', part('aesgcm', 16), part('nonce', 12));
  opened.setAuthTag(body.subarray(-16));
  const plain = Buffer.concat([opened.update(body.subarray(0, -16)), opened.final()]);
  assert.equal(JSON.parse(plain.subarray(2).toString()), { a: 'été' });
});

test('a push service can check who sends (RFC 8292)', () => {
  const { headers } = pushRequest(receiver, {}, sender);
  const [, head, claims, signature, key] = /^vapid t=([^.]+)\.([^.]+)\.([^,]+), k=(.+)$/.exec(headers.authorization!)!;
  assert.is(key, sender.keys.publicKey);
  const said = JSON.parse(bytes(claims!).toString());
  assert.equal([said.aud, said.sub], ['https://push.example', sender.origin]);
  assert.ok(said.exp * 1000 <= Date.now() + 86_400_000, 'at most 24 hours');
  const point = bytes(key!);
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y! }, format: 'jwk' });
  const check = (text: string) =>
    verify('sha256', Buffer.from(text), { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes(signature!));
  assert.is(check(`${head}.${claims}`), true);
  assert.is(check(`${head}.x${claims}`), false);
});

test('what is no point of the curve is no receiver', () => {
  assert.is(isReceiver(receiver), true);
  assert.is(isReceiver({ p256dh, auth: 'AAAA' }), false);
  assert.is(isReceiver({ p256dh: Buffer.alloc(65, 4).toString('base64url'), auth }), false);
  assert.is(isReceiver({ p256dh: '', auth }), false);
});

test.run();
