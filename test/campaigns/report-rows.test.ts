import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mergeSmall } from '../../src/campaigns/report-rows.ts';

const groups = (...sizes: number[]) => sizes.map((n, place) => ({ name: `g${place}`, n }));
const sizes = (...n: number[]) => mergeSmall(groups(...n)).map((one) => [one.name, one.n]);

test('groups of five and more stand by themselves', () => {
  assert.equal(sizes(5, 12, 0), [
    ['g1', 12],
    ['g0', 5],
  ]);
});

test('smaller ones stand together', () => {
  assert.equal(sizes(20, 4, 3), [
    ['g0', 20],
    ['merged', 7],
  ]);
});

test('one small group alone takes the next one along: no subtraction tells it', () => {
  assert.equal(sizes(20, 9, 1), [
    ['g0', 20],
    ['merged', 10],
  ]);
});

test('where all is small, only the sum is told', () => {
  assert.equal(sizes(2, 1), [['merged', 3]]);
  assert.equal(sizes(), []);
});

test('no sum of people is lost', () => {
  for (let n = 0; n < 200; n++) {
    const some = Array.from({ length: n % 7 }, (_, place) => (n * 31 + place * 17) % 13);
    const all = some.reduce((sum, one) => sum + one, 0);
    const merged = mergeSmall(groups(...some));
    assert.is(
      merged.reduce((sum, one) => sum + one.n, 0),
      all,
    );
    for (const { name, n: size } of merged) if (name !== 'merged') assert.ok(size >= 5);
  }
});

test.run();
