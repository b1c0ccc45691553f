import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { password } from '../../src/demo/cast.ts';
import { startFediverse } from '../support/fediverse.ts';
import { createVisitor } from './visitor.ts';

const heldMs = 10_000;

test('F05 another process holds the write lock for 10 s: 503 after about a second, reads and the loop go on', async () => {
  const fediverse = await startFediverse(['valombre']);
  const home = fediverse.homes.valombre;
  const visitor = createVisitor(home.origin);
  const write = () => visitor.post('/posts', { text: 'bonjour', audience: 'public', action: 'publish' });
  try {
    await visitor.signIn('malik', password);
    assert.is((await write()).status, 303);
    await fediverse.settled();
    const file = join(home.instance.config.dataDir, 'maillon.sqlite');
    const holder = spawn(process.execPath, [join(import.meta.dirname, 'hold-lock.ts'), file, String(heldMs)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(holder, 'exit');
    await once(holder.stdout, 'data');
    const until = Date.now() + heldMs - 2500;
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    let refused = 0;
    let read = 0;
    while (Date.now() < until) {
      const began = performance.now();
      const writing = Promise.all([write(), write(), write()]);
      while (performance.now() - began < 900) {
        const asked = performance.now();
        assert.is((await visitor.get('/organisation')).status, 200);
        assert.ok(performance.now() - asked < 800, 'a page is read while the lock is held');
        read++;
      }
      for (const { status } of await writing) {
        assert.is(status, 503);
        refused++;
      }
      assert.ok(performance.now() - began < 2500, 'a write waits about a second');
    }
    delay.disable();
    assert.ok(refused >= 9 && read >= 20, `${refused} refused, ${read} read`);
    const p99 = delay.percentile(99) / 1e6;
    assert.ok(p99 < 100, `the loop was held for ${p99.toFixed(0)} ms`);
    await ended;
    assert.is((await write()).status, 303);
  } finally {
    visitor.close();
    await fediverse.stop();
  }
});

test.run();
