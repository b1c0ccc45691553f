import { createDecipheriv, createECDH, createPublicKey, hkdfSync, verify } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  encrypt,
  encryptDraft,
  generateVapid,
  isReceiver,
  pushRequest,
  vapidFrom,
} from '../../src/platform/web-push.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');
/** RFC 8291 §5 and its appendix. */
const example = {
  plain: 'When I grow up, I want to be a watermelon',
  sender: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  receiver: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  secret: 'q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  message:
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
};
const receiver = { p256dh: bytes(example.receiver), auth: bytes(example.auth) };

test('a message is encrypted as the example of RFC 8291 says', () => {
  const once = { salt: bytes(example.salt), privateKey: bytes(example.sender) };
  assert.is(encrypt(Buffer.from(example.plain), receiver, once).toString('base64url'), example.message);
});

test('the draft before it can be read by who has the key, as the draft says (aesgcm)', () => {
  const { body, salt, publicKey } = encryptDraft(Buffer.from(example.plain), receiver);
  const own = createECDH('prime256v1');
  own.setPrivateKey(bytes(example.secret));
  const hkdf = (from: Buffer, key: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', key, from, info, length));
  const sender = bytes(publicKey);
  const key = hkdf(receiver.auth, own.computeSecret(sender), Buffer.from('Content-Encoding: auth\0'), 32);
  const context = Buffer.concat([
    Buffer.from('P-256\0'),
    Buffer.from([0, 65]),
    receiver.p256dh,
    Buffer.from([0, 65]),
    sender,
  ]);
  const part = (name: string, length: number) =>
    hkdf(bytes(salt), key, Buffer.concat([Buffer.from(`Content-Encoding: ${name}\0`), context]), length);
  const opened = createDecipheriv('aes-128-gcm', part('aesgcm', 16), part('nonce', 12));
  opened.setAuthTag(body.subarray(-16));
  const plain = Buffer.concat([opened.update(body.subarray(0, -16)), opened.final()]);
  assert.is(plain.subarray(2).toString(), example.plain);
});

test('a push service can check who sends (RFC 8292)', () => {
  const made = generateVapid();
  const now = Date.UTC(2026, 10, 26);
  const { headers } = pushRequest({
    endpoint: 'https://push.example/a?b',
    receiver,
    standard: true,
    payload: {},
    keys: vapidFrom(made.publicKey, made.pem),
    subject: 'https://valombre.example',
    now,
  });
  const [, head, claims, signature, key] = /^vapid t=([^.]+)\.([^.]+)\.([^,]+), k=(.+)$/.exec(headers.authorization)!;
  assert.is(key, made.publicKey);
  const said = JSON.parse(bytes(claims!).toString());
  assert.equal([said.aud, said.sub], ['https://push.example', 'https://valombre.example']);
  assert.ok(said.exp * 1000 > now && said.exp * 1000 <= now + 86_400_000, 'at most 24 hours');
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
  assert.is(isReceiver({ ...receiver, auth: Buffer.alloc(3) }), false);
  assert.is(isReceiver({ ...receiver, p256dh: Buffer.alloc(65, 4) }), false);
  assert.is(isReceiver({ ...receiver, p256dh: Buffer.alloc(0) }), false);
});

test.run();
