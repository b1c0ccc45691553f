import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { remembered, remembering } from '../../src/platform/remembered.ts';

test('what a page asks twice is asked once; another page, another database and a write ask anew', async () => {
  const [db, transaction] = [{}, {}];
  let asked = 0;
  // As a query of drizzle's: it is asked whenever somebody waits for it.
  // biome-ignore lint/suspicious/noThenProperty: that is what it stands for
  const query = () => ({ then: (done: (n: number) => unknown) => done(++asked) }) as PromiseLike<number>;
  const ask = (of: object = db) => remembered('organisation', of, query);
  await remembering(async () => {
    assert.equal([await ask(), await ask()], [1, 1]);
    assert.is(await ask(transaction), 2);
  });
  assert.equal(await remembering(async () => [await ask(), await ask()]), [3, 3]);
  assert.equal([await ask(), await ask()], [4, 5], 'outside of a page nothing is remembered');
});

test.run();
