import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { needsBrowser, withBrowser } from '../support/browser.ts';
import { startFediverse } from '../support/fediverse.ts';
import { member } from '../support/visitor.ts';

const browserTest = needsBrowser(test);

browserTest('results come while one types, the field keeps the focus, and the words are marked', async () => {
  const fediverse = await startFediverse(['valombre']);
  const { valombre } = fediverse.homes;
  await valombre.write('malik', 'Les premières morilles du parc');
  await fediverse.settled();
  const visitor = await member(valombre, 'malik');
  await withBrowser(async (context) => {
    await context.addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, url: valombre.origin })));
    const tab = await context.newPage();
    const refused: string[] = [];
    tab.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
    await tab.goto(`${valombre.origin}/search`);
    await tab.locator('#q').pressSequentially('moril', { delay: 20 });
    await tab.locator('#results mark').waitFor();
    assert.is(await tab.locator('#results mark').textContent(), 'morilles');
    assert.is(await tab.evaluate(() => document.activeElement?.id), 'q');
    await tab.locator('#q').fill('');
    await tab.locator('#results article').waitFor({ state: 'detached' });
    // What comes with a fragment is still alive.
    await tab.locator('#q').fill('morilles');
    await tab.locator('#results [data-act=like]').click();
    await tab.locator('#results [data-act=like][aria-pressed=true]').waitFor();
    assert.equal(refused, []);
  });
  await fediverse.stop();
});

test.run();
