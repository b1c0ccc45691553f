import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { qrCode, qrGrid } from '../../src/platform/qr-code.ts';
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

test('a QR code is drawn as two other readers read it', () => {
  // Made once, read back by jsQR 1.4; sizes and the first grid compared with those of qrcode-generator 2.0.4.
  const digest = (text: string) =>
    createHash('sha256')
      .update(JSON.stringify(qrGrid(text)))
      .digest('hex')
      .slice(0, 16);
  const address = totpUri('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 'valombre.example', 'ines');
  const texts = ['w'.repeat(170), address, 'é'.repeat(70), 'u'.repeat(271)];
  assert.equal(
    texts.map((text) => qrGrid(text).length),
    [49, 37, 45, 57],
  );
  assert.equal(texts.map(digest), ['62781c7c8f3f7419', 'a5aa357f2bac397e', '2baffc649b95476b', '62653382307a4b68']);
  assert.throws(() => qrGrid('u'.repeat(272)));
  const { size, path } = qrCode(address);
  assert.is(size, 45);
  const dark = [...path.matchAll(/h(\d+)v1/g)].reduce((sum, [, run]) => sum + Number(run), 0);
  assert.is(dark, qrGrid(address).flat().filter(Boolean).length);
});

test.run();
