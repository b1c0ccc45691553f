import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createLimiter } from '../../src/platform/limiter.ts';
import { hashPassword, passwordFault, verifyPassword } from '../../src/platform/password.ts';
import { Refusal } from '../../src/platform/refusal.ts';

test('S113 hashes with argon2id, 19 MiB, two passes, and knows the password again', async () => {
  const hash = await hashPassword('ruche brume cadran 7');
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  assert.is(await verifyPassword('ruche brume cadran 7', hash), true);
  assert.is(await verifyPassword('ruche brume cadran 8', hash), false);
});

test('S113 more than 256 bytes are refused before any work', async () => {
  const long = 'é'.repeat(129);
  assert.is(passwordFault(long), 'password.tooLong');
  try {
    await hashPassword(long);
    assert.unreachable();
  } catch (error) {
    assert.is((error as Refusal).status, 422);
  }
  assert.is(await verifyPassword(long, await hashPassword('x')), false);
  assert.is(await verifyPassword('x'.repeat(1_000_000), null), false);
});

test('S109 without an account the answer is no, at the same cost', async () => {
  const hash = await hashPassword('ruche brume cadran 7');
  const cost = async (known: string | null) => {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 3; i++) {
      const before = process.cpuUsage();
      assert.is(await verifyPassword('wrong', known), false);
      const { user, system } = process.cpuUsage(before);
      least = Math.min(least, user + system);
    }
    return least;
  };
  const ratio = (await cost(null)) / (await cost(hash));
  assert.ok(ratio > 0.5 && ratio < 2, `costs ${ratio.toFixed(2)} times as much`);
});

const verdicts: Record<string, string | null> = {
  'court 1!': 'password.tooShort',
  aaaaaaaaaaaaaaaa: 'password.tooWeak',
  '123456789012345': 'password.tooWeak',
  abcabcabcabcabc: 'password.tooWeak',
  abcdefghijklmnop: 'password.tooWeak',
  motdepasse2026: 'password.tooWeak',
  'Password1234!': 'password.tooWeak',
  azertyuiop12: 'password.tooWeak',
  'ines.caradec1998': 'password.tooWeak',
  'ruche brume cadran': null,
  'Tg7#kd9Lq!2x': null,
  'été à la mer du Nord': null,
};
for (const [password, verdict] of Object.entries(verdicts))
  test(`L11 the rule for « ${password} »: ${verdict ?? 'good'}`, () => {
    assert.is(passwordFault(password, ['Inès Caradec', 'ines.caradec@valombre.example']), verdict);
  });

test('S113 so many at once, the others in order, a full line refuses', async () => {
  const limit = createLimiter({ atOnce: 2, waiting: 2, refuse: () => new Refusal(429, 'error.tooMany') });
  const order: number[] = [];
  const gates: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const piece = (n: number) =>
    limit(async () => {
      most = Math.max(most, ++running);
      order.push(n);
      await new Promise<void>((resolve) => gates.push(resolve));
      running--;
    });
  const all = [1, 2, 3, 4].map(piece);
  await assertRefused(piece(5));
  while (gates.length) {
    gates.shift()!();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(all);
  assert.equal({ order, most }, { order: [1, 2, 3, 4], most: 2 });
  await Promise.all([limit(async () => {}), limit(async () => {})]);
});

test('a piece of work that throws gives its place back', async () => {
  const limit = createLimiter({ atOnce: 1, waiting: 1, refuse: () => new Refusal(429, 'error.tooMany') });
  for (let i = 0; i < 3; i++) await limit(() => Promise.reject(new Error('x'))).catch(() => {});
  assert.is(await limit(async () => 'ran'), 'ran');
});

async function assertRefused(promise: Promise<unknown>) {
  const error = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  assert.is((error as Refusal | null)?.status, 429);
}

test.run();
