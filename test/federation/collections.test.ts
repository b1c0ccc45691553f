import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { get } from '../support/document.ts';
import { startFediverse } from '../support/fediverse.ts';

test('replies and context are read page by page, and none is left out', async () => {
  const fediverse = await startFediverse(['valombre']);
  const { valombre } = fediverse.homes;
  try {
    const first = await valombre.write('malik', 'Qui vient ?');
    const answers = [];
    for (let n = 0; n < 45; n++) answers.push(await valombre.write('ines', `Moi ${n}`, { inReplyToId: first }));
    for (const [name, expected] of [
      ['replies', answers],
      ['context', [first, ...answers]],
    ] as const) {
      const collection = (await get(valombre, `/ap/posts/${first}/${name}`)).json;
      const found = [...collection.first.orderedItems];
      for (let next = collection.first.next; next; ) {
        const page = (await get(valombre, new URL(next).pathname + new URL(next).search)).json;
        assert.is(page.id, next);
        found.push(...page.orderedItems);
        next = page.next;
      }
      assert.equal(
        found,
        expected.map((id) => `${valombre.origin}/ap/posts/${id}`),
        name,
      );
    }
  } finally {
    await fediverse.stop();
  }
});

test.run();
