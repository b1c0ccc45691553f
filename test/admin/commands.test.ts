// deadline: 120 s
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openHalf } from '../../src/accounts/second-step.ts';
import { makeSignInLink } from '../../src/accounts/sign-in-link.ts';
import { sessions } from '../../src/accounts/tables.ts';
import { write } from '../../src/platform/write.ts';
import { startFediverse } from '../support/fediverse.ts';
import { startSmtpSink } from '../support/smtp-sink.ts';
import { member, stranger } from '../support/visitor.ts';

const cli = join(import.meta.dirname, '../../src/cli.ts');

const smtp = await startSmtpSink();
const fediverse = await startFediverse(['valombre'], { SMTP_URL: smtp.url });
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

test('L06 after a leak one command signs everybody out within a minute, says whom it concerns and writes to them', async () => {
  const { instance } = home;
  const malik = await member(home, 'malik');
  const ines = await member(home, 'ines');
  const [theo, solene] = [await home.account('theo'), await home.account('solene')];
  await openHalf(instance, theo.id, 'password');
  const link = new URL(await makeSignInLink(instance, solene.id)).pathname;
  await write(instance, async (tx) => {
    for (let from = 0; from < 20_000; from += 500)
      await tx.insert(sessions).values(
        Array.from({ length: 500 }, (_, n) => {
          const row = { accountId: theo.id, csrf: '', agent: '', network: '', byLink: false, createdAt: 1, seenAt: 1 };
          return { ...row, id: `leaked-${from + n}` };
        }),
      );
  });
  const notice = join(instance.config.dataDir, 'notice.txt');
  writeFileSync(notice, 'Vos sessions ont été fermées\n\nBonjour {name},\n\nla table des sessions a fui.\n');
  assert.is((await maillon(['revoke', '--since', 'hier'])).code, 1);
  assert.is((await malik.get('/settings')).status, 200, 'nothing is done when the command is not understood');
  const began = performance.now();
  const today = new Date().toISOString().slice(0, 10);
  const { code, text } = await maillon(['revoke', '--since', today, '--notice', notice], { SMTP_URL: smtp.url });
  assert.ok(performance.now() - began < 60_000);
  assert.is(code, 0, text);
  for (const who of [malik, ines]) assert.is((await who.get('/settings')).status, 303);
  assert.is((await stranger(home).post(link)).status, 404);
  assert.is((await instance.db.select().from(sessions)).length, 0);
  assert.match(text, /malik,malik@valombre\.example,20\d\d-/);
  for (const name of ['ines', 'theo', 'solene']) assert.match(text, `${name},${name}@valombre.example`);
  assert.not.match(text, 'nour@');
  assert.match(text, '4 accounts were signed out; 4 are concerned; 4 letters wait.');
  for (let tries = 0; smtp.letters.length < 4 && tries < 200; tries++)
    await new Promise((done) => setTimeout(done, 50));
  const names = ['ines', 'malik', 'solene', 'theo'];
  assert.equal(
    smtp.letters.flatMap(({ to }) => to).sort(),
    names.map((name) => `${name}@valombre.example`),
  );
  assert.match(smtp.letters.find(({ to }) => to[0]!.startsWith('malik'))!.source, 'Bonjour Malik Benhaddou');
  const admin = await member(home, 'ines');
  assert.match((await admin.get('/admin/log')).text, 'A déconnecté tout le monde');
});

test('purge runs beside the server', async () => {
  const { code, text } = await maillon(['purge']);
  assert.is(code, 0, text);
});

test('the home stops', async () => {
  await fediverse.stop();
  await smtp.close();
});

test.run();
