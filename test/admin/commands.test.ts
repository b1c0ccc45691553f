// deadline: 120 s
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { startFediverse } from '../support/fediverse.ts';
import { stranger } from '../support/visitor.ts';

const cli = join(import.meta.dirname, '../../src/cli.ts');

const fediverse = await startFediverse(['valombre']);
const home = fediverse.homes.valombre;

/** What a command prints beside the running server, and how it ends. */
function maillon(args: string[], env: Record<string, string> = {}): Promise<{ code: number; text: string }> {
  const { config } = home.instance;
  const own = {
    PATH: process.env.PATH ?? '',
    ORIGIN: config.origin,
    DATA_DIR: config.dataDir,
    ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8,::1',
    ...env,
  };
  return new Promise((done) =>
    execFile(process.execPath, [cli, ...args], { env: own }, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, text: out + err }),
    ),
  );
}

test('doctor says one line for each thing, and what to do about what is wrong', async () => {
  const { code, text } = await maillon(['doctor']);
  const lines = text.trim().split('\n');
  for (const name of ['configuration', 'database', 'keys', 'queue', 'clock', 'own address'])
    assert.ok(lines.includes(`✓ ${name}`), `${name}\n${text}`);
  assert.match(text, '✘ mail: SMTP_URL is not set');
  assert.is(code, 1);
  const wrong = await maillon(['doctor'], { SECRET_KEY: 'x'.repeat(44), ORIGIN: 'http://other.localhost:1' });
  assert.match(wrong.text, /✘ database: .*valombre\.localhost/);
  assert.match(wrong.text, /✘ own address: .*does not answer/);
});

test('S122 a lost SECRET_KEY is told by doctor', async () => {
  await stranger(home).get(`/ap/accounts/${(await home.account('malik')).id}`, { accept: 'application/activity+json' });
  const { text } = await maillon(['doctor'], { SECRET_KEY: 'x'.repeat(44) });
  assert.match(text, '✘ keys: SECRET_KEY does not open them');
});

test('reset prints a link that signs in once; the log tells that it was made', async () => {
  const { text } = await maillon(['reset', 'malik']);
  const path = new URL(text.split('\n')[0]!).pathname;
  const visitor = stranger(home);
  assert.is((await visitor.post(path)).status, 303);
  assert.is((await visitor.get('/settings')).status, 200);
  assert.is((await stranger(home).post(path)).status, 404);
  assert.is((await maillon(['reset', 'personne'])).code, 1);
});

test('purge runs beside the server', async () => {
  const { code, text } = await maillon(['purge']);
  assert.is(code, 0, text);
});

test('the home stops', () => fediverse.stop());

test.run();
