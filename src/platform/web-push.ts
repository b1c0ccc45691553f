import {
  createCipheriv,
  createECDH,
  createPrivateKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';

/** Where a message goes: the program's public key (65 bytes) and its secret (16 bytes), as it gave them. */
export interface Receiver {
  p256dh: Buffer;
  auth: Buffer;
}

/** Keys of one server towards push services (RFC 8292); `publicKey`: 65 bytes, base64url. */
export interface VapidKeys {
  publicKey: string;
  privateKey: KeyObject;
}

const curve = 'prime256v1';
const recordSize = 4096;
const lifetimeSeconds = 12 * 3600;

/** Whether these are a point of P-256 and a secret of the length that RFC 8291 asks for. */
export function isReceiver({ p256dh, auth }: Receiver): boolean {
  if (p256dh.length !== 65 || auth.length !== 16) return false;
  const own = createECDH(curve);
  own.generateKeys();
  try {
    return own.computeSecret(p256dh).length > 0;
  } catch {
    return false;
  }
}

const hkdf = (salt: Buffer, key: Buffer, info: Buffer, length: number) =>
  Buffer.from(hkdfSync('sha256', key, salt, info, length));
const word = (text: string) => Buffer.from(`${text}\0`);

function seal(key: Buffer, nonce: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** A key pair for one message, and its salt; a test gives those of the RFC's example. */
export interface Once {
  salt: Buffer;
  privateKey?: Buffer;
}

function agreed({ p256dh }: Receiver, { privateKey }: Once) {
  const own = createECDH(curve);
  if (privateKey) own.setPrivateKey(privateKey);
  else own.generateKeys();
  return { publicKey: own.getPublicKey(), shared: own.computeSecret(p256dh) };
}

/** `aes128gcm` (RFC 8188, RFC 8291): header and one record. */
export function encrypt(text: Buffer, receiver: Receiver, once: Once = { salt: randomBytes(16) }): Buffer {
  const { publicKey, shared } = agreed(receiver, once);
  const info = Buffer.concat([word('WebPush: info'), receiver.p256dh, publicKey]);
  const key = hkdf(receiver.auth, shared, info, 32);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(recordSize);
  head[4] = publicKey.length;
  const body = seal(
    hkdf(once.salt, key, word('Content-Encoding: aes128gcm'), 16),
    hkdf(once.salt, key, word('Content-Encoding: nonce'), 12),
    Buffer.concat([text, Buffer.from([2])]),
  );
  return Buffer.concat([once.salt, head, publicKey, body]);
}

/** `aesgcm`, the draft before RFC 8291 (draft-ietf-webpush-encryption-04): older programs know nothing else. */
export function encryptDraft(text: Buffer, receiver: Receiver, once: Once = { salt: randomBytes(16) }) {
  const { publicKey, shared } = agreed(receiver, once);
  const key = hkdf(receiver.auth, shared, word('Content-Encoding: auth'), 32);
  const length = Buffer.from([0, 65]);
  const context = Buffer.concat([word('P-256'), length, receiver.p256dh, length, publicKey]);
  const info = (name: string) => Buffer.concat([word(`Content-Encoding: ${name}`), context]);
  const body = seal(
    hkdf(once.salt, key, info('aesgcm'), 16),
    hkdf(once.salt, key, info('nonce'), 12),
    Buffer.concat([Buffer.alloc(2), text]),
  );
  return { body, salt: once.salt.toString('base64url'), publicKey: publicKey.toString('base64url') };
}

/** New keys; `pem` is the private one. */
export function generateVapid(): { publicKey: string; pem: string } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: curve });
  const { x, y } = privateKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url')]);
  return {
    publicKey: point.toString('base64url'),
    pem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}

export const vapidFrom = (publicKey: string, pem: string): VapidKeys => ({
  publicKey,
  privateKey: createPrivateKey(pem),
});

/** The token by which a push service knows who sends (RFC 8292 §2); `now` in Unix ms, `subject` an address of ours. */
function vapidToken(endpoint: string, subject: string, keys: VapidKeys, now: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { aud: new URL(endpoint).origin, exp: Math.floor(now / 1000) + lifetimeSeconds, sub: subject };
  const signed = `${part({ typ: 'JWT', alg: 'ES256' })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), { key: keys.privateKey, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

export interface PushWanted {
  endpoint: string;
  receiver: Receiver;
  standard: boolean;
  payload: object;
  keys: VapidKeys;
  subject: string;
  now: number;
}

/** Headers and body of the request that delivers a message (RFC 8030 §5). */
export function pushRequest({ endpoint, receiver, standard, payload, keys, subject, now }: PushWanted) {
  const text = Buffer.from(JSON.stringify(payload));
  const token = vapidToken(endpoint, subject, keys, now);
  const common = { 'content-type': 'application/octet-stream', ttl: '172800', urgency: 'normal' };
  if (standard)
    return {
      headers: {
        ...common,
        'content-encoding': 'aes128gcm',
        authorization: `vapid t=${token}, k=${keys.publicKey}`,
      },
      body: encrypt(text, receiver),
    };
  const { body, salt, publicKey } = encryptDraft(text, receiver);
  return {
    headers: {
      ...common,
      'content-encoding': 'aesgcm',
      encryption: `salt=${salt}`,
      'crypto-key': `dh=${publicKey};p256ecdsa=${keys.publicKey}`,
      authorization: `WebPush ${token}`,
    },
    body,
  };
}
