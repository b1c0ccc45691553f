import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { changeIdentity } from '../../src/accounts/organisation-settings.ts';
import { cast } from '../../src/demo/cast.ts';
import { startFediverse } from '../support/fediverse.ts';
import { member, stranger } from '../support/visitor.ts';

test('a charter that changes is asked for again, kept in its versions, and holds nobody back from leaving', async () => {
  const fediverse = await startFediverse(['valombre']);
  try {
    const home = fediverse.homes.valombre;
    const [malik, ines] = [await member(home, 'malik'), await member(home, 'ines')];
    assert.is((await malik.get('/notifications')).status, 200);
    const identity = { ...cast[0]!, charter: 'On cite ses sources.' };
    await changeIdentity(home.instance, identity);
    await changeIdentity(home.instance, { ...identity, sentence: 'Une autre phrase.' });

    const led = await malik.get('/notifications?x=1');
    assert.is(led.location, '/charter/accept?next=%2Fnotifications%3Fx%3D1');
    const page = await malik.get(led.location);
    assert.match(page.text, 'On cite ses sources.');
    assert.match(page.text, 'name="version" value="2"', 'a change of something else is no new version');
    for (const path of ['/settings', '/charter', '/charter/1', '/privacy', '/decisions'])
      assert.is((await malik.get(path)).status, 200, path);
    assert.match((await stranger(home).get('/charter/1')).text, 'Ici chacun parle en son nom');
    assert.is((await stranger(home).get('/charter/3')).status, 404);
    assert.is((await stranger(home).get('/')).status, 200, 'who has no account is asked nothing');

    assert.is((await malik.post('/charter/accept', { version: '1' })).status, 404, 'not the one that holds');
    assert.is(
      (await malik.post('/charter/accept', { version: '2', next: '/notifications' })).location,
      '/notifications',
    );
    assert.is((await malik.post('/charter/accept', { version: '2', next: '//evil.example' })).location, '/');
    assert.is((await malik.get('/notifications')).status, 200);

    await changeIdentity(home.instance, { ...identity, charter: 'On cite ses sources, et leurs dates.' });
    assert.is((await malik.get('/')).status, 303);
    assert.is((await ines.get('/admin')).location, '/charter/accept?next=%2Fadmin');
    await ines.post('/charter/accept', { version: '3' });
    const charter = 'On cite.';
    const { name, sentence, hue } = identity;
    const fields = { name, sentence, hue: String(hue), charter, 'lang-fr': 'on' };
    assert.is((await ines.post('/admin/identity', fields)).status, 303);
    assert.is((await ines.get('/admin/identity')).status, 200, 'who has just written it is not asked');
  } finally {
    await fediverse.stop();
  }
});

test.run();
