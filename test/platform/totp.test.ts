import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { qrCode } from '../../src/platform/qr-code.ts';
import { base32, newTotpSecret, totpCode, totpStep, totpUri } from '../../src/platform/totp.ts';

const secret = base32(Buffer.from('12345678901234567890'));

test('codes are those of RFC 6238, appendix B, cut to six digits', () => {
  assert.is(secret, 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  for (const [seconds, code] of [
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ] as const)
    assert.is(totpCode(secret, Math.floor(seconds / 30)), code);
});

test('a clock may be half a minute off, no more', () => {
  const now = 1_234_567_890_000;
  const step = Math.floor(now / 30_000);
  for (const off of [-1, 0, 1]) assert.is(totpStep(secret, totpCode(secret, step + off), now), step + off);
  for (const off of [-2, 2]) assert.is(totpStep(secret, totpCode(secret, step + off), now), null);
  for (const code of ['', '00592', '0059240', 'abcdef']) assert.is(totpStep(secret, code, now), null);
  assert.match(newTotpSecret(), /^[A-Z2-7]{32}$/);
});

test('a QR code is as large as its text asks, and its path draws the three squares that readers look for', () => {
  const address = totpUri('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 'valombre.example', 'ines');
  const { size, path } = qrCode(address);
  assert.is(size, 45, 'version 5 and a margin of four');
  for (const corner of ['M4 4h7v1h-7z', `M${size - 11} 4h7v1h-7z`, `M4 ${size - 11}h7v1h-7z`])
    assert.match(path, corner);
  assert.throws(() => qrCode('u'.repeat(3000)));
});

test.run();
