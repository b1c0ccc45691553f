import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { needsBrowser, withChromium } from '../support/browser.ts';
import { startFediverse } from '../support/fediverse.ts';
import { member, stranger } from '../support/visitor.ts';

test('the manifest names the organisation, the worker what it keeps, and the page is nobody’s', async () => {
  const fediverse = await startFediverse(['valombre']);
  const home = fediverse.homes.valombre;
  const visitor = stranger(home);
  const manifest = JSON.parse((await visitor.get('/manifest.webmanifest')).text);
  assert.equal([manifest.name, manifest.short_name, manifest.start_url], ['Université de Valombre', 'UV', '/']);
  assert.is((await visitor.get(manifest.icons[0].src)).status, 200);
  const worker = await visitor.get('/service-worker.js');
  assert.match(String(worker.headers['content-type']), /^text\/javascript/);
  assert.match(worker.text, /const kept = \["\/assets\/maillon-/);
  const page = await (await member(home, 'malik')).get('/offline');
  assert.match(page.text, 'Vous êtes hors ligne');
  assert.not.match(page.text, /Malik|_csrf|name="viewer"/);
  assert.is((await visitor.get('/shortcuts')).status, 303);
  await fediverse.stop();
});

needsBrowser(test)('S88 without a network there is a page that says so, and no page of a person is kept', async () => {
  const fediverse = await startFediverse(['valombre']);
  const home = fediverse.homes.valombre;
  try {
    await home.write('malik', 'un secret de bureau', { audience: 'organisation' });
    await withChromium(async (browser) => {
      const context = await browser.newContext({ locale: 'fr' });
      const { cookies } = await member(home, 'malik');
      await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: home.origin })));
      const tab = await context.newPage();
      await tab.goto(`${home.origin}/organisation`);
      await tab.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await tab.reload();
      await context.setOffline(true);
      await tab.goto(`${home.origin}/notifications`);
      assert.match((await tab.textContent('h1')) ?? '', 'Vous êtes hors ligne');
      const kept = await tab.evaluate(async () => {
        const texts = [];
        for (const name of await caches.keys())
          for (const request of await (await caches.open(name)).keys()) {
            const answer = await caches.match(request);
            texts.push(`${request.url} ${await answer!.text()}`);
          }
        return texts;
      });
      assert.is(kept.length, 4);
      assert.not.match(kept.join('\n'), /un secret de bureau|Malik|_csrf/);
      await context.setOffline(false);
      await tab.getByRole('link', { name: 'Essayer de nouveau' }).click();
      await tab.getByRole('heading', { level: 1, name: /Bonjour|Qui/ }).waitFor();
    });
  } finally {
    await fediverse.stop();
  }
});

test.run();
