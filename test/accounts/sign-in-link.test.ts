import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { setUp } from '../../src/accounts/setup.ts';
import { parseConfig } from '../../src/config.ts';
import { cast, password } from '../../src/demo/cast.ts';
import { startInstance } from '../../src/start.ts';
import { withFolder } from '../support/folder.ts';
import { pageClient } from '../support/page-client.ts';
import { startSmtpSink } from '../support/smtp-sink.ts';

const fresh = 'une autre phrase bien longue 7';

test('S109 a mailed link opens the account once, lets the password be set anew, and tells nobody who has an account', async () => {
  await withFolder(async (folder) => {
    const sink = await startSmtpSink();
    let now = Date.now();
    const running = await startInstance(
      parseConfig({
        PORT: '0',
        ORIGIN: 'http://localhost:3997',
        DATA_DIR: folder,
        LOG_LEVEL: 'silent',
        SMTP_URL: sink.url,
      }),
      { clock: () => now },
    );
    const [ines] = cast[0]!.members;
    const administrator = {
      name: ines!.name,
      displayName: ines!.displayName,
      email: 'ines@valombre.example',
      password,
    };
    await setUp(running.instance, { ...cast[0]!, signUp: 'invitation', emailDomains: [], administrator });
    const base = `http://localhost:${running.port}`;
    const client = pageClient(base, 'http://localhost:3997');

    const unknown = await client.post('/sign-in/link', '/sign-in/link', { email: 'nobody@valombre.example' });
    const known = await client.post('/sign-in/link', '/sign-in/link', { email: 'ines@valombre.example' });
    const bare = (text: string) => text.replace(/nonce-[^']+|nonce="[^"]+"|value="[^"]+"|pèse \d+/g, '');
    assert.is(unknown.status, 200);
    assert.is(bare(known.text), bare(unknown.text));
    for (let tries = 0; tries < 100 && !sink.letters.length; tries++) await new Promise((next) => setTimeout(next, 20));
    assert.equal(
      sink.letters.map((letter) => letter.to),
      [['ines@valombre.example']],
    );
    const link = /\/sign-in\/link\/[\w-]+/.exec(sink.letters[0]!.source.replace(/=\r?\n/g, ''))![0];

    assert.is((await client.get('/settings')).status, 303);
    const opened = await client.post(link, link, {});
    assert.is(opened.location, '/settings/password');
    assert.is((await pageClient(base, 'http://localhost:3997').post(link, link, {})).status, 404);
    assert.not.match((await client.get('/settings/password')).text, /name="present"/);
    assert.is((await client.post('/settings/password', '/settings/password', { password: fresh })).status, 303);
    const other = pageClient(base, 'http://localhost:3997');
    assert.is((await other.post('/sign-in', '/sign-in', { name: 'ines', password: fresh })).status, 303);

    now += 40 * 60_000;
    assert.match((await client.get('/settings/password')).text, /name="present"/);
    assert.is(
      (await client.post('/settings/password', '/settings/password', { password: 'encore une autre phrase 8' })).status,
      422,
    );
    await running.stop();
    await sink.close();
  });
});

test.run();
