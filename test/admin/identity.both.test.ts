import sharp from 'sharp';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { startFediverse } from '../support/fediverse.ts';
import { picture } from '../support/pictures.ts';
import { member, multipart, stranger } from '../support/visitor.ts';

test('a logo is made anew, stands on every page and goes to other servers, feeds and cards; it can be taken away', async () => {
  const fediverse = await startFediverse(['valombre']);
  try {
    const home = fediverse.homes.valombre;
    const postId = await home.write('malik', 'Bonjour.', { audience: 'public' });
    const [ines, nobody] = [await member(home, 'ines'), stranger(home)];
    const send = async (bytes: Buffer | null, more: Record<string, string> = {}) => {
      const fields = { name: 'Valombre', sentence: 'Ici.', charter: 'On écoute.', hue: '60', 'lang-fr': 'on', ...more };
      const files = bytes ? [{ field: 'logo', name: '../logo.png', bytes }] : [];
      const form = await multipart({ _csrf: await ines.token(), ...fields }, files);
      form.headers = Object.assign(form.headers, { accept: 'text/html' });
      return ines.send('POST', '/admin/identity', form);
    };
    const bad = await send(Buffer.from('<svg onload="alert(1)"/>'), { sentence: 'Gardée' });
    assert.is(bad.status, 422);
    assert.match(bad.text, 'Gardée', 'what was typed is kept');
    assert.not.match((await nobody.get('/')).text, 'brand-logo');

    assert.is((await send(await picture('png', 1200, 300))).status, 303);
    const landing = (await nobody.get('/')).text;
    const path = /class="brand-logo"\s+src="(\/media\/\d+\/logo)"/.exec(landing)![1]!;
    assert.match((await nobody.get('/sign-in')).text, path);
    const raw = await fetch(new URL(path, `http://127.0.0.1:${new URL(home.origin).port}`));
    const made = await sharp(Buffer.from(await raw.arrayBuffer())).metadata();
    assert.equal([made.format, made.width, made.height], ['webp', 480, 120], 'whole, not cut');

    const square = path.replace('/logo', '/avatar400');
    assert.is((await nobody.get(square)).status, 200);
    const voice = await home.account('valombre');
    const actor = await nobody.get(`/ap/accounts/${voice.id}`, { accept: 'application/activity+json' });
    assert.is(JSON.parse(actor.text).icon.url, `${home.origin}${path.replace('/logo', '/avatar')}`);
    const info = JSON.parse((await nobody.get('/nodeinfo/2.1')).text);
    assert.is(info.metadata.nodeIcon, `${home.origin}${square}`);
    assert.match((await nobody.get('/public.atom')).text, `<logo>${home.origin}${path}</logo>`);
    assert.match((await nobody.get(`/@malik/${postId}`)).text, `property="og:image" content="${home.origin}${square}"`);
    assert.match((await nobody.get('/manifest.webmanifest')).text, square);

    assert.is((await send(null)).status, 303);
    assert.match((await nobody.get('/')).text, path, 'a form without a file changes no logo');
    assert.is((await send(null, { 'logo-remove': 'on' })).status, 303);
    assert.not.match((await nobody.get('/')).text, 'brand-logo');
    assert.is((await nobody.get(path)).status, 404, 'its files are no longer given');
  } finally {
    await fediverse.stop();
  }
});

test.run();
