import pg from 'pg';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createDatabase } from './support/postgres.ts';

const postgresTest = process.env.TEST_POSTGRES_URL ? test : test.skip;

postgresTest('a database is made anew, or as a copy of another', async () => {
  const first = (await createDatabase())!;
  await query(first, `create table t (a int); insert into t values (7)`);
  const copy = (await createDatabase(new URL(first).pathname.slice(1)))!;
  assert.equal(await query(copy, 'select a from t'), [{ a: 7 }]);
  assert.is.not(copy, first);
});

async function query(connectionString: string, text: string) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

test.run();
