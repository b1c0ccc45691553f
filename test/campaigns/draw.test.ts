import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CandidateLine, DrawRecord } from '../../src/campaigns/draw-view.ts';
import { commitmentOf, fingerprintOf } from '../../src/campaigns/steps/draw/fingerprint.ts';
import { canonical, drawOrder, entropyOf } from '../../src/campaigns/steps/draw/order.ts';
import { quotaFault, selectFrom } from '../../src/campaigns/steps/draw/select.ts';
import { checked } from './checked-draw.ts';

const rfc = { hash: 'md5', counterBytes: 2 } as const;

test('the worked example of RFC 3797 comes out as it stands there', async () => {
  const entropy = entropyOf(['9319', '12 10 8 5 2', '9, 18, 26, 34, 41, 45']);
  assert.is(entropy, '9319./2.5.8.10.12./9.18.26.34.41.45./');
  const order = await drawOrder(entropy, 25, rfc);
  assert.equal(order.slice(0, 16), [17, 7, 2, 16, 25, 23, 8, 24, 19, 13, 22, 5, 18, 9, 1, 4]);
});

test('a source has one canonical form, whoever types it', () => {
  assert.is(canonical('007, 3 ; 21'), '3.7.21./');
  assert.is(canonical(' Été 2026 ! '), 'ÉTÉ2026./');
  assert.is(canonical(null), '/');
  assert.is(canonical('3.7.21'), canonical('21 7 3'));
});

test('an order repeats nobody, forgets nobody, and is the same each time', async () => {
  for (const count of [1, 2, 3, 7, 64, 65, 1000, 3001]) {
    const order = await drawOrder(`entropy ${count}/`, count);
    assert.equal([...order].sort((one, other) => one - other).slice(0, 3), [1, 2, 3].slice(0, count));
    assert.is(new Set(order).size, count);
    assert.equal(await drawOrder(`entropy ${count}/`, count), order);
  }
  assert.equal(await drawOrder('x', 0), []);
  assert.not.equal(await drawOrder('a/', 20), await drawOrder('b/', 20));
});

test('everybody is as likely to be first as anybody else', async () => {
  const firsts = new Map<number, number>();
  const draws = 6000;
  for (let seed = 0; seed < draws; seed++) {
    const [first] = await drawOrder(`${seed}./`, 6);
    firsts.set(first!, (firsts.get(first!) ?? 0) + 1);
  }
  // Chi squared with 5 degrees of freedom: above 25.7 once in ten thousand; the seeds are fixed.
  const expected = draws / 6;
  const chi = [1, 2, 3, 4, 5, 6].reduce((sum, n) => sum + ((firsts.get(n) ?? 0) - expected) ** 2 / expected, 0);
  assert.ok(chi < 25.7, `chi squared ${chi}`);
});

test('an order of 100,000 lets others be served meanwhile', async () => {
  let worst = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    worst = Math.max(worst, performance.now() - last);
    last = performance.now();
  }, 1);
  const order = await drawOrder('big/', 100_000);
  clearInterval(beat);
  assert.is(new Set(order).size, 100_000);
  assert.ok(worst < 500, `nobody was served for ${worst} ms`);
});

const line = (n: number, organisation = 'a', affiliation = ''): CandidateLine => ({
  ...{ n, organisation, affiliation },
  token: createHash('sha256').update(String(n)).digest('hex'),
});

test('places that are kept are filled, whatever the order', async () => {
  const candidates = Array.from({ length: 30 }, (_, at) =>
    line(at + 1, at < 24 ? 'a' : 'b', at % 5 === 0 ? 'alum' : 'student'),
  );
  const quotas = [
    { by: 'organisation' as const, value: 'b', places: 3 },
    { by: 'affiliation' as const, value: 'alum', places: 2 },
  ];
  assert.is(quotaFault(candidates, 8, quotas), null);
  for (let seed = 0; seed < 50; seed++) {
    const order = await drawOrder(`${seed}./`, 30);
    const { drawn, reserves } = selectFrom(candidates, order, 8, quotas);
    assert.is(drawn.length, 8);
    assert.ok(drawn.filter((n) => n > 24).length >= 3);
    assert.ok(drawn.filter((n) => candidates[n - 1]!.affiliation === 'alum').length >= 2);
    assert.equal(
      [...drawn, ...reserves].sort((one, other) => one - other),
      candidates.map(({ n }) => n),
    );
  }
});

test('a quota that cannot be kept is refused before anything is published', () => {
  const candidates = [line(1), line(2), line(3, 'b')];
  const organisation = (value: string, places: number) => ({ by: 'organisation' as const, value, places });
  assert.is(quotaFault(candidates, 2, [organisation('b', 2)])?.key, 'draw.quotaTooFew');
  assert.is(quotaFault(candidates, 2, [organisation('c', 1)])?.key, 'draw.quotaTooFew');
  assert.is(quotaFault(candidates, 2, [organisation('a', 2), organisation('b', 1)])?.key, 'draw.quotasOverPlaces');
  assert.is(quotaFault(candidates, 3, [organisation('a', 2), organisation('b', 1)]), null);
});

async function sample(): Promise<DrawRecord> {
  const candidates = Array.from({ length: 12 }, (_, at) => line(at + 1, at % 3 ? 'a.example' : 'b.example'));
  const seeds = ['aa'.repeat(32), 'bb'.repeat(32)].map((seed, at) => ({
    ...{ name: `Organisation ${at}`, seed },
    commitment: commitmentOf(seed),
  }));
  const rules = {
    ...{ title: 'Cuisine centrale', campaign: 'https://a.example/ap/accounts/1', places: 4, candidates, seeds },
    quotas: [{ by: 'organisation' as const, value: 'b.example', places: 2 }],
    ...{ publicSource: 'Loto du 26 novembre', publicAt: '2026-11-26T20:00:00.000Z' },
  };
  const publicValue = '12 3 45';
  const entropy = entropyOf([...seeds.map(({ seed }) => seed), publicValue]);
  const order = await drawOrder(entropy, candidates.length);
  return {
    ...{ ...rules, ...selectFrom(candidates, order, 4, rules.quotas), publicValue, entropy, order },
    fingerprint: fingerprintOf(rules),
    publishedAt: '2026-11-25T10:00:00.000Z',
    drawnAt: '2026-11-26T20:05:00.000Z',
  };
}

test('the script that the page offers recomputes a draw, and sees whatever was touched', async () => {
  const record = await sample();
  const { right, said } = await checked(record);
  assert.ok(right);
  assert.match(said, `Cuisine centrale: ${record.drawn!.join(', ')}`);
  const touched: [Partial<DrawRecord>, RegExp][] = [
    [{ candidates: record.candidates.slice(0, 11) }, /the list or the rules/],
    [{ places: 5 }, /the list or the rules/],
    [{ publicSource: 'Loto du 27 novembre' }, /the list or the rules/],
    [{ publicValue: '12 3 46' }, /the entropy string/],
    [{ seeds: [{ ...record.seeds[0]!, seed: 'cc'.repeat(32) }, record.seeds[1]!] }, /the seed of Organisation 0/],
    [{ order: [...record.order!].reverse() }, /the order is another/],
    [{ drawn: record.reserves!.slice(0, 4) }, /others have the places/],
    [{ drawnAt: '2026-11-26T19:00:00.000Z' }, /before the public value/],
  ];
  for (const [change, words] of touched) {
    const { right: holds, said: fault } = await checked({ ...record, ...change });
    assert.not.ok(holds);
    assert.match(fault, words);
  }
  assert.ok((await checked({ ...record, order: null, publicValue: null })).right);
});

test.run();
