import { createECDH } from 'node:crypto';
import { createRequire } from 'node:module';
import type WebPush from 'web-push';

/** Where a message goes, as the program gave it: an address, its public key (65 bytes) and its secret (16 bytes). */
export interface Receiver {
  endpoint: string;
  /** base64url. */
  p256dh: string;
  auth: string;
  /** Encrypted as RFC 8291 says; else as its draft did (`aesgcm`), for older programs. */
  standard: boolean;
}

/** Keys of one server towards push services (RFC 8292), base64url. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

/** Seconds for which a push service keeps what it cannot deliver. */
const timeToLive = 172_800;

// With the first message, and by require: most servers push nothing, and it brings ten packages along.
const webPush = () => createRequire(import.meta.url)('web-push') as typeof WebPush;

/** Whether these are a point of P-256 and a secret of the length that RFC 8291 asks for. */
export function isReceiver({ p256dh, auth }: Pick<Receiver, 'p256dh' | 'auth'>): boolean {
  const point = Buffer.from(p256dh, 'base64url');
  if (point.length !== 65 || Buffer.from(auth, 'base64url').length !== 16) return false;
  const own = createECDH('prime256v1');
  own.generateKeys();
  try {
    return own.computeSecret(point).length > 0;
  } catch {
    return false;
  }
}

export const generateVapid = (): VapidKeys => webPush().generateVAPIDKeys();

/** Headers and body of the request that delivers a message (RFC 8030 §5); `origin`: ours, by which the service knows us. */
export function pushRequest(
  { endpoint, p256dh, auth, standard }: Receiver,
  payload: object,
  { keys, origin }: { keys: VapidKeys; origin: string },
): { headers: Record<string, string>; body: Buffer } {
  // RFC 8292 §2.1 wants an https address or one of mail.
  const subject = origin.startsWith('https:') ? origin : `mailto:postmaster@${new URL(origin).hostname}`;
  const { headers, body } = webPush().generateRequestDetails(
    { endpoint, keys: { p256dh, auth } },
    JSON.stringify(payload),
    {
      TTL: timeToLive,
      contentEncoding: standard ? 'aes128gcm' : 'aesgcm',
      vapidDetails: { ...keys, subject },
    },
  );
  // The client that sends says the length itself.
  const said = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-length');
  return { headers: Object.fromEntries(said.map(([name, value]) => [name.toLowerCase(), String(value)])), body };
}
