import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { memberOf } from '../../src/accounts/members.ts';
import { password } from '../../src/demo/cast.ts';
import { startFediverse } from '../support/fediverse.ts';
import { startSmtpSink } from '../support/smtp-sink.ts';
import { member, stranger } from '../support/visitor.ts';

test('S109 a new address counts once its letter is answered; the old one is told, an address that is taken tells nothing', async () => {
  const sink = await startSmtpSink();
  const fediverse = await startFediverse(['valombre'], { SMTP_URL: sink.url });
  const home = fediverse.homes.valombre;
  const malik = await member(home, 'malik');
  const { id } = await home.account('malik');
  const email = async () => (await memberOf(home.instance, id))!.email;
  const letter = async (n: number) => {
    for (let tries = 0; tries < 200 && sink.letters.length < n; tries++)
      await new Promise((next) => setTimeout(next, 20));
    const { to, source } = sink.letters[n - 1]!;
    return { to, path: /https?:\/\/[^/\s]+(\/[\w/-]+)/.exec(source.replace(/=\r?\n/g, ''))![1]! };
  };

  assert.is((await malik.post('/settings/email', { email: 'new@mail.example', present: 'wrong' })).status, 422);
  assert.is((await malik.post('/settings/email', { email: 'a@b@c', present: password })).status, 422);
  assert.is((await malik.post('/settings/email', { email: 'Malik@valombre.example', present: password })).status, 422);

  const bare = (text: string) =>
    text.replace(/nonce-[^']+|nonce="[^"]+"|value="[^"]+"|pèse \d+|[\w-]+@\w+\.example/g, '');
  const free = await malik.post('/settings/email', { email: 'New@mail.example', present: password });
  const asked = await letter(1);
  assert.equal(asked.to, ['new@mail.example']);
  const taken = await malik.post('/settings/email', { email: 'nour@valombre.example', present: password });
  assert.is(free.status, 200);
  assert.is(bare(taken.text), bare(free.text));
  const other = await letter(2);
  assert.equal([other.to, other.path], [['nour@valombre.example'], '/sign-in/link']);
  assert.is((await stranger(home).post(asked.path)).status, 404, 'the last demand is the one that counts');
  assert.is(await email(), 'malik@valombre.example');

  await malik.post('/settings/email', { email: 'new@mail.example', present: password });
  const { path } = await letter(3);
  assert.is((await stranger(home).get(path)).status, 200);
  assert.is(await email(), 'malik@valombre.example', 'opening the page confirms nothing');
  assert.is((await stranger(home).post(path)).status, 200);
  assert.is(await email(), 'new@mail.example');
  assert.equal((await letter(4)).to, ['malik@valombre.example']);
  assert.is((await stranger(home).post(path)).status, 404);
  await fediverse.stop();
  await sink.close();
});

test.run();
