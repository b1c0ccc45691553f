import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { filled } from '../../src/accounts/legal.ts';
import { retentionOf, saveRetention } from '../../src/platform/retention.ts';
import { startFediverse } from '../support/fediverse.ts';
import { member, stranger } from '../support/visitor.ts';

test('a line whose fact is not known is left out; what is no fact stays as it is written', () => {
  const text = 'Chez {publisher}.\nAdresse : {postal}\nUn {mot}.';
  assert.is(filled(text, { publisher: 'Valombre', postal: '' }), 'Chez Valombre.\nUn {mot}.');
});

test('legal pages: whole from the start in both languages, rewritten in one, the versions stay, hostile words are text', async () => {
  const fediverse = await startFediverse(['valombre']);
  try {
    const home = fediverse.homes.valombre;
    const [ines, nobody] = [await member(home, 'ines'), stranger(home)];
    const english = { 'accept-language': 'en' };
    for (const kind of ['privacy', 'terms', 'accessibility', 'contact'])
      for (const headers of [{ 'accept-language': 'fr' }, english]) {
        const page = await nobody.get(`/${kind}`, headers);
        assert.is(page.status, 200, kind);
        const { text } = page;
        assert.not.match(text, /[{}]/, `${kind}: every name is replaced`);
        assert.match(text, /<main[\s\S]+<h2>/);
        for (const other of ['/privacy', '/terms', '/contact', '/accessibility', '/report'])
          assert.match(text, `href="${other}"`, 'all of them at the foot of each');
      }
    assert.match((await nobody.get('/privacy', english)).text, '30 days');
    assert.match((await nobody.get('/terms')).text, `href="${home.origin}/moderation-log"`);
    assert.match((await nobody.get('/contact', english)).text, /Digital Services Act[\s\S]+French and English/);
    assert.not.match((await nobody.get('/contact')).text, 'Directeur');

    const wrong = await ines.post('/admin/legal', { contact: 'personne', postal: '1 rue du Val' });
    assert.is(wrong.status, 422);
    assert.match(wrong.text, '1 rue du Val');
    const imprint = { contact: 'contact@valombre.example', director: 'Inès <Caradec>', postal: '1 rue du Val' };
    assert.is((await ines.post('/admin/legal', imprint)).status, 303);
    const contact = (await nobody.get('/contact')).text;
    for (const words of ['contact@valombre.example', 'Inès &lt;Caradec&gt;', '1 rue du Val'])
      assert.match(contact, words);
    assert.match((await nobody.get('/about')).text, 'contact@valombre.example');

    const text = '## Ici\n\nChez {publisher}. <script>alert(1)</script> [x](javascript:alert(1))';
    const preview = await ines.post('/admin/legal/terms/fr', { text, preview: 'yes' });
    assert.is(preview.status, 200);
    assert.match(preview.text, 'Chez Université de Valombre.');
    assert.not.match((await nobody.get('/terms')).text, 'Chez Université');
    await ines.post('/admin/legal/terms/fr', { text });
    await ines.post('/admin/legal/terms/fr', { text });
    const written = (await nobody.get('/terms')).text;
    assert.match(written, /Version 1[\s\S]+href="\/terms\/0"[\s\S]+Chez Université de Valombre/);
    assert.not.match(written, /<script>alert|href="javascript/);
    assert.match((await nobody.get('/terms', english)).text, 'It is personal', 'the other language is as it was');
    assert.match((await nobody.get('/terms/0')).text, 'Il est personnel');
    for (const absent of ['/terms/2', '/terms/x', '/terms/-1'])
      assert.is((await nobody.get(absent)).status, 404, absent);
    await ines.post('/admin/legal/terms/fr', { text, proposed: 'on' });
    assert.match((await nobody.get('/terms')).text, /Version 2[\s\S]+Il est personnel/);
    assert.match((await nobody.get('/terms/1')).text, 'Chez Université');
    assert.is((await ines.post('/admin/legal/terms/fr', { text: 'x'.repeat(40_001) })).status, 422);
    for (const path of ['/admin/legal/terms/de', '/admin/legal/other/fr'])
      assert.is((await ines.get(path)).status, 404, path);

    const { instance } = home;
    const kept = await retentionOf(instance.db);
    await saveRetention(instance, { ...kept, events: 12, remotePosts: 400 });
    assert.match((await nobody.get('/privacy')).text, /12 jours[\s\S]+400 jours/);
  } finally {
    await fediverse.stop();
  }
});

test.run();
