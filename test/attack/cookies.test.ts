// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { imprintFields, saveImprint } from '../../src/accounts/imprint.ts';
import { startFediverse } from '../support/fediverse.ts';
import { member, stranger } from '../support/visitor.ts';
import { fill, isUnsafe, isWire, routesOf } from './route-table.ts';

const fediverse = await startFediverse(['valombre'], { TRUST_PROXY: '127.0.0.0/8' });
const home = fediverse.homes.valombre;
/** What needs no consent (art. 82 LIL): signing in, the token of forms, the language, what an act has to say once. */
const exempt = new Set(['session', 'half', 'csrf', 'lang', 'flash']);

test('L10 no page sets a cookie but those that need no consent, for a stranger, a member, who administers', async () => {
  const id = await home.write('ines', 'Bonjour #campus');
  const pages = routesOf(home.instance).filter((route) => !isUnsafe(route) && !isWire(route));
  assert.ok(pages.length > 60);
  const set = new Map<string, string>();
  for (const visitor of [stranger(home), await member(home, 'malik'), await member(home, 'ines')])
    for (const [place, route] of pages.entries()) {
      const path = fill(route, { handle: 'ines', id, name: 'campus' });
      if (/live|sign-out/.test(path)) continue;
      const { headers } = await visitor.get(path, { 'x-forwarded-for': `203.0.113.${place % 250}` });
      for (const line of [headers['set-cookie'] ?? []].flat())
        set.set(line.split('=')[0]!.replace('__Host-', ''), path);
    }
  assert.equal(
    [...set].filter(([name]) => !exempt.has(name)),
    [],
  );
  assert.ok(set.has('csrf'));
});

test('L02 who administers is told when the legal pages do not say whom to ask, until they do', async () => {
  const ines = await member(home, 'ines');
  const told = async () => (await ines.get('/admin')).text.includes('Dire à qui s’adresser');
  assert.is(await told(), true);
  const nothing = Object.fromEntries(imprintFields.map((field) => [field, '']));
  const imprint = { ...nothing, officer: 'dpo@valombre.example', contact: 'contact@valombre.example' };
  await saveImprint(home.instance, imprint as Parameters<typeof saveImprint>[1]);
  assert.is(await told(), false);
  for (const language of ['fr', 'en'])
    assert.match((await stranger(home).get('/privacy', { 'accept-language': language })).text, 'dpo@valombre.example');
});

test('the scene is taken down', () => fediverse.stop());

test.run();
