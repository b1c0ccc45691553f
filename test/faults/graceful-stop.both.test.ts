import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dialect, parseConfig } from '../../src/config.ts';
import { cast, password } from '../../src/demo/cast.ts';
import { closeInstance, createInstance } from '../../src/instance.ts';
import { lines } from '../../src/platform/tables.ts';
import { postById } from '../../src/posts/post.ts';
import { seedOrganisation } from './organisation.ts';
import { freePort, startServer } from './server-process.ts';
import { createVisitor, type Visitor } from './visitor.ts';

test('F28 five stops under load: what was begun is answered, nothing is lost, exit 0, nothing left to repair', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'maillon-stop-'));
  const port = await freePort();
  const settings = { PORT: String(port), ORIGIN: `http://localhost:${port}`, DATA_DIR: dataDir };
  const config = parseConfig({ ...settings, LOG_LEVEL: 'silent', DATABASE_URL: process.env.DATABASE_URL });
  const open = () => createInstance(config);
  const first = await open();
  await seedOrganisation(first);
  await closeInstance(first);
  const visitors: Visitor[] = [];
  const ids: string[] = [];
  try {
    let server = await startServer(settings);
    for (const { name } of cast[0]!.members.slice(0, 3)) {
      const visitor = createVisitor(settings.ORIGIN);
      await visitor.signIn(name, password);
      visitors.push(visitor);
    }
    for (let round = 0; round < 5; round++) {
      let stopping = false;
      const writing = visitors.map(async (visitor) => {
        while (!stopping || server.alive()) {
          const answer = await visitor
            .post('/posts', { text: `tour ${round}`, audience: 'public', action: 'publish' })
            .catch(() => null);
          // Refused connections are what a stopped server gives; a request that was taken is answered rightly.
          if (!answer) return assert.ok(stopping, 'a connection broke before the stop');
          assert.is(answer.status, 303);
          ids.push(String(answer.headers.location).split('/').at(-1)!);
        }
      });
      await new Promise((done) => setTimeout(done, 400));
      stopping = true;
      const began = performance.now();
      assert.is(await server.stop(), 0);
      assert.ok(performance.now() - began < 8000);
      await Promise.all(writing);
      if (dialect === 'sqlite')
        assert.not.ok(existsSync(join(dataDir, 'maillon.sqlite-wal')), 'the log was checkpointed');
      if (round < 4) server = await startServer(settings);
    }
    const instance = await open();
    for (const id of ids) assert.ok(await postById(instance, id), `post ${id} was answered and is not there`);
    const held = (await instance.db.select().from(lines)).filter((line) => line.leasedUntil > Date.now());
    assert.equal(held, []);
    await closeInstance(instance);
    assert.ok(ids.length > 0, String(ids.length));
  } finally {
    for (const visitor of visitors) visitor.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

test.run();
