import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { password } from '../../src/demo/cast.ts';
import { boost } from '../../src/posts/boost.ts';
import { createVisitor } from '../faults/visitor.ts';
import { type Home, startFediverse } from '../support/fediverse.ts';
import { statementsOf } from '../support/statements.ts';

/** One of them for the viewer's communities at the side of each page, one for whether there are partners to write to. */
const mostQueries = 22;

/** One of each kind: a plain post, an answer, one for named people, a poll, one passed on. */
async function writeOneOfEach(home: Home) {
  const id = await home.write('malik', 'un texte');
  await home.write('malik', 'une réponse', { inReplyToId: id });
  await home.write('malik', 'pour @ines', { audience: 'direct' });
  await home.write('malik', 'un choix', { poll: { options: ['oui', 'non'], multiple: false, hours: 24 } });
  const other = await home.write('ines', 'à relayer');
  await boost(home.instance, { accountId: (await home.account('malik')).id, local: true }, other);
}

test('the home page asks as much of the database with 20 posts as with one of each kind', async () => {
  const fediverse = await startFediverse(['valombre']);
  const home = fediverse.homes.valombre;
  const visitor = createVisitor(home.origin);
  try {
    await visitor.signIn('malik', password);
    const page = async () => {
      await fediverse.settled();
      // The first one remembers what has been seen; the second is like all that follow.
      await visitor.get('/');
      await new Promise((done) => setTimeout(done, 50));
      return (await statementsOf(() => visitor.get('/'))).map(({ sql }) => sql);
    };
    await writeOneOfEach(home);
    const few = await page();
    for (let n = 0; n < 4; n++) await writeOneOfEach(home);
    const many = await page();
    assert.is(many.length, few.length, many.join('\n'));
    assert.ok(few.length <= mostQueries, `${few.length} queries:\n${few.join('\n')}`);
  } finally {
    visitor.close();
    await fediverse.stop();
  }
});

test.run();
