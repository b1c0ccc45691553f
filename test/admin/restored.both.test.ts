// deadline: 180 s
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accountById } from '../../src/accounts/account.ts';
import { dialect, parseConfig } from '../../src/config.ts';
import { received } from '../../src/federation/tables.ts';
import type { Instance } from '../../src/instance.ts';
import { count, eq } from '../../src/platform/columns.ts';
import { write } from '../../src/platform/write.ts';
import { likersOf } from '../../src/posts/like.ts';
import { postByUri, postUri } from '../../src/posts/post.ts';
import { posts } from '../../src/posts/tables.ts';
import { writePost } from '../../src/posts/write-post.ts';
import { startInstance } from '../../src/start.ts';
import { withFolder } from '../support/folder.ts';
import { hostileScene } from '../support/hostile-scene.ts';
import { createDatabase } from '../support/postgres.ts';

const cli = join(import.meta.dirname, '../../src/cli.ts');
const activity = { accept: 'application/activity+json' };

/** Runs `maillon backup|restore` as an operator does. */
const maillon = (command: string, file: string, env: Record<string, string>) =>
  new Promise<void>((done, fail) =>
    execFile(
      process.execPath,
      [cli, command, file],
      { env: { PATH: process.env.PATH ?? '', ...env } },
      (error, out, err) => (error ? fail(new Error(out + err)) : done()),
    ),
  );

test('F25 yesterday’s backup in today’s place: lost posts are gone for all, no id comes again, what is sent again counts once', () =>
  hostileScene(async ({ fediverse, home, victim, alice }) =>
    withFolder(async (folder) => {
      const { config } = home.instance;
      const base = {
        ORIGIN: config.origin,
        PORT: String(config.port),
        ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8,::1',
        LOG_LEVEL: 'silent',
      };
      const kept = await home.write('ines', 'avant');
      await fediverse.settled();
      const file = join(folder, 'instance.tar');
      const database = (url: string | null): Record<string, string> => (url ? { DATABASE_URL: url } : {});
      await maillon('backup', file, { ...base, DATA_DIR: config.dataDir, ...database(config.databaseUrl) });

      const lost = await home.write('ines', 'après la sauvegarde');
      const secret = await home.write('ines', 'entre membres', { audience: 'organisation' });
      const note = alice.note('d’ailleurs');
      const sent = [
        alice.activity('Create', note),
        alice.activity('Like', postUri(home.instance, kept)),
        alice.activity('Follow', (await home.account('ines')).uri),
      ];
      const send = async () => {
        for (const one of sent) assert.is(await alice.post(home.origin, one), 202);
      };
      await send();
      await fediverse.settled();
      await home.running.stop();
      // It is stopped: nobody stops it again.
      Reflect.deleteProperty(fediverse.homes, 'valombre');

      const url = dialect === 'postgres' ? await createDatabase() : null;
      const place = { ...base, DATA_DIR: join(folder, 'restored'), ...database(url) };
      const began = performance.now();
      await maillon('restore', file, place);
      assert.ok(performance.now() - began < 60_000);
      const again = await startInstance(parseConfig(place));
      try {
        const { instance } = again;
        const at = (id: string) => fetch(`http://127.0.0.1:${again.port}/ap/posts/${id}`, { headers: activity });
        assert.is((await at(kept)).status, 200);
        const answer = await at(lost);
        assert.is(answer.status, 410);
        const { id, type } = await answer.json();
        assert.equal([id, type], [postUri(home.instance, lost), 'Tombstone']);
        assert.is((await at(secret)).status, 410, 'nothing tells a lost secret from a lost post');
        assert.is((await at(String(BigInt(lost) + 1n))).status, 410, 'or from what never was');
        assert.is((await at(instance.ids())).status, 404, 'what comes later is not lost');

        const [ines] = (await instance.db.select().from(posts).where(eq(posts.id, kept))).map((row) => row.accountId);
        const fresh = await newPosts(instance, ines!);
        for (const one of fresh) assert.ok(one > lost && one > secret, 'ids only grow');

        // Another server repeats what it had sent, and once more when the ids of what was handled are lost too.
        await sendAll();
        await sendAll();
        await write(instance, (tx) => tx.delete(received));
        await sendAll();
        assert.ok(await postByUri(instance, String(note.id)));
        const [copies] = await instance.db
          .select({ n: count() })
          .from(posts)
          .where(eq(posts.uri, String(note.id)));
        assert.is(copies!.n, 1);
        assert.is((await likersOf(instance, kept)).length, 1);
        const [row] = await instance.db.select().from(posts).where(eq(posts.id, kept));
        assert.is(row!.likes, 1);
        assert.ok(
          victim.requests.some(({ body }) => body.includes('"Accept"')),
          'the follow is answered again',
        );
      } finally {
        await again.stop();
      }

      async function sendAll() {
        await send();
        await again.settled();
      }
    }),
  ));

async function newPosts(instance: Instance, accountId: string): Promise<string[]> {
  const author = (await accountById(instance, accountId))!;
  return Promise.all(
    Array.from({ length: 5 }, (_, n) =>
      writePost(instance, author, {
        text: `Nouveau ${n}`,
        ...{ notice: '', language: 'fr', audience: 'public', inReplyToId: null, mediaIds: [], poll: null },
      }),
    ),
  );
}

test.run();
