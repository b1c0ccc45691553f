// deadline: 60 s
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dialect, parseConfig } from '../../src/config.ts';
import { cast, password } from '../../src/demo/cast.ts';
import { closeInstance, createInstance } from '../../src/instance.ts';
import { sql } from '../../src/platform/columns.ts';
import { posts } from '../../src/posts/tables.ts';
import { picture } from '../support/pictures.ts';
import { seedOrganisation } from './organisation.ts';
import { startPeer } from './recording-peer.ts';
import { freePort, startServer } from './server-process.ts';
import { createVisitor } from './visitor.ts';

/** A disk of 24 MB that can be filled to the last byte and emptied again; null where nothing may be mounted. */
function smallDisk() {
  const folder = mkdtempSync(join(tmpdir(), 'maillon-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    rmdirSync(folder);
    return null;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: () => {
      const file = openSync(filler, 'w');
      for (let size = 65_536; size >= 1; )
        try {
          writeSync(file, Buffer.alloc(size));
        } catch {
          size = Math.floor(size / 2);
        }
      closeSync(file);
    },
    free: () => rmSync(filler),
    remove: () => {
      execFileSync('umount', ['-l', folder]);
      rmdirSync(folder);
    },
  };
}

const disk = dialect === 'sqlite' ? smallDisk() : null;
const diskTest = disk ? test : test.skip;

diskTest(
  'F04 a full disk: writes get 503 and a sentence, reads go on, and all is well when there is room again',
  async () => {
    const { folder, fill, free, remove } = disk!;
    const port = await freePort();
    const origin = `http://valombre.localhost:${port}`;
    const settings = {
      PORT: String(port),
      ORIGIN: origin,
      DATA_DIR: folder,
      ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8,::1',
    };
    const instance = await createInstance(parseConfig({ ...settings, LOG_LEVEL: 'silent' }));
    await seedOrganisation(instance);
    const server = await startServer(settings);
    const visitor = createVisitor(origin);
    const peer = await startPeer('peer');
    const image = { name: 'image.png', bytes: await picture('png', 300, 200) };
    let written = 0;
    const write = (text: string, file?: typeof image) =>
      visitor.post('/posts', { text, audience: 'public', language: 'fr', action: 'publish' }, file);
    const send = (n: number) => {
      const object = `${origin}/ap/posts/1`;
      return peer.send(`${origin}/ap/inbox`, 'main', { id: `${peer.origin}/activities/${n}`, type: 'Like', object });
    };
    try {
      await visitor.signIn(cast[0]!.members[0]!.name, password);
      for (; written < 5; written++) assert.is((await write(`avant ${written}`)).status, 303);
      assert.is(await send(1), 202);
      fill();
      // What the write-ahead log had room for may still go through: then the disk is full for good.
      for (let n = 0; n < 200; n++) {
        const { status } = await write(`plein ${'x'.repeat(2000)}`);
        if (status === 503) break;
        assert.is(status, 303);
        written++;
      }
      const refused = await write('plein');
      assert.is(refused.status, 503);
      assert.match(refused.text, 'ne peut pas écrire');
      assert.is(refused.headers['retry-after'], '5');
      assert.is((await write('plein', image)).status, 503);
      assert.is(await send(2), 503);
      assert.is((await visitor.get('/')).status, 200);
      const health = await visitor.get('/health');
      assert.is(health.status, 503);
      assert.is(JSON.parse(health.text).status, 'degraded');

      free();
      assert.is((await write('après')).status, 303);
      written++;
      assert.is((await write('après', image)).status, 303);
      written++;
      assert.is(await send(2), 202);
      assert.is((await visitor.get('/health')).status, 200);
      const [row] = await instance.db.select({ n: sql<number>`count(*)` }).from(posts);
      assert.is(row!.n, written);
      assert.is(await server.stop(), 0);
    } finally {
      visitor.close();
      await server.kill();
      await peer.close();
      await closeInstance(instance);
      remove();
    }
  },
);

test.run();
