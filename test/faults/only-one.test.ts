import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withFolder } from '../support/folder.ts';
import { freePort, startServer } from './server-process.ts';

const root = join(import.meta.dirname, '../..');

/** Starts a second server on the same folder: its exit code and what it said. */
const second = (env: Record<string, string>) =>
  new Promise<{ code: unknown; said: string }>((resolve) => {
    execFile(process.execPath, ['src/server.ts'], { cwd: root, env: { ...process.env, ...env } }, (error, _, said) =>
      resolve({ code: error?.code, said }),
    );
  });

test('F24 two servers on one folder: the second ends with a sentence; after a kill the place is free at once', () =>
  withFolder(async (folder) => {
    const port = await freePort();
    const settings = { PORT: String(port), ORIGIN: `http://localhost:${port}`, DATA_DIR: folder, DATABASE_URL: '' };
    const first = await startServer(settings);
    try {
      const { code, said } = await second({ ...settings, PORT: String(await freePort()) });
      assert.is(code, 1);
      assert.match(said, /Another process is the (web|worker) of the instance/);
      assert.ok(first.alive());
      assert.is((await fetch(`http://localhost:${port}/health`)).status, 200);
    } finally {
      await first.kill();
    }
    const next = await startServer(settings);
    assert.is(await next.stop(), 0);
  }));

test('F24 the web and the worker may be two processes', () =>
  withFolder(async (folder) => {
    const port = await freePort();
    const settings = { PORT: String(port), ORIGIN: `http://localhost:${port}`, DATA_DIR: folder, DATABASE_URL: '' };
    const web = await startServer({ ...settings, ROLES: 'web' });
    const worker = await startServer({ ...settings, ROLES: 'worker' });
    assert.is(await worker.stop(), 0);
    assert.is(await web.stop(), 0);
  }));

test.run();
