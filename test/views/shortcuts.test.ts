// deadline: 300 s
import { globSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { icons } from '../../views/icons.ts';
import { needsBrowser, withBrowser } from '../support/browser.ts';
import { withPreview } from './axe.ts';

const browserTest = needsBrowser(test);

browserTest('Merci is swapped in place under the strict policy, and the focus stays on it', async () => {
  await withPreview((origin) =>
    withBrowser(async (context) => {
      const tab = await context.newPage();
      const refused: string[] = [];
      tab.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
      await tab.goto(origin);
      const thanks = tab.locator('[data-act=like][aria-pressed=false]').first();
      const id = await thanks.getAttribute('id');
      await thanks.focus();
      await tab.keyboard.press('Enter');
      await tab.locator(`#${id}[aria-pressed=true]`).waitFor();
      assert.is(await tab.evaluate(() => document.activeElement?.id), id);
      assert.is(new URL(tab.url()).pathname, '/');
      // The swapped button must still be alive: hx-csp takes its attributes away when the nonce is wrong.
      await tab.keyboard.press('Enter');
      await tab.locator(`#${id}[aria-pressed=false]`).waitFor();
      assert.equal(refused, []);
    }),
  );
});

browserTest('news comes live as a bar, and nothing moves', async () => {
  await withPreview((origin) =>
    withBrowser(async (context) => {
      const tab = await context.newPage();
      await tab.goto(origin);
      await tab.locator('a.new-bar').waitFor();
      assert.match((await tab.textContent('a.new-bar')) ?? '', /4 nouvelles publications/);
    }),
  );
});

browserTest('single keys walk through posts, never while typing', async () => {
  await withPreview((origin) =>
    withBrowser(async (context) => {
      const tab = await context.newPage();
      await tab.goto(origin);
      const at = () => tab.evaluate(() => document.activeElement?.closest('article')?.id ?? document.activeElement?.id);
      const posts = await tab.locator('article.post').evaluateAll((all) => all.map(({ id }) => id));
      await tab.keyboard.press('j');
      assert.is(await at(), posts[0]);
      await tab.keyboard.press('j');
      assert.is(await at(), posts[1]);
      await tab.keyboard.press('k');
      assert.is(await at(), posts[0]);
      await tab.keyboard.press('/');
      assert.is(await at(), 'find');
      await tab.keyboard.type('njk');
      assert.is(await tab.inputValue('#find'), 'njk');
      assert.is(new URL(tab.url()).pathname, '/');
    }),
  );
});

browserTest('names complete, characters are counted, a draft outlives the page', async () => {
  await withPreview((origin) =>
    withBrowser(async (context) => {
      const tab = await context.newPage();
      await tab.goto(`${origin}/compose`);
      await tab.locator('#f-text').click();
      await tab.keyboard.type('Bonjour @in');
      await tab.locator('#mention-0').waitFor();
      await tab.keyboard.press('ArrowDown');
      assert.is(await tab.getAttribute('#f-text', 'aria-activedescendant'), 'mention-0');
      await tab.keyboard.press('Enter');
      assert.is(await tab.inputValue('#f-text'), 'Bonjour @ines ');
      assert.match((await tab.textContent('#left')) ?? '', /^4986 /);
      await tab.locator('[data-draft-said]:not(:empty)').waitFor();
      // On a busy machine what is said is still about the letters typed before.
      while (!(await tab.evaluate(() => JSON.stringify({ ...localStorage }).includes('@ines '))))
        await tab.waitForTimeout(50);
      await tab.reload();
      assert.is(await tab.inputValue('#f-text'), 'Bonjour @ines ');
    }),
  );
});

browserTest('faults take the focus', async () => {
  await withPreview((origin) =>
    withBrowser(async (context) => {
      const tab = await context.newPage();
      await tab.goto(`${origin}/compose/faults`);
      assert.is(await tab.evaluate(() => document.activeElement?.className), 'faults');
    }),
  );
});

test('every icon in the sheet is used, and only once in the list', () => {
  const source = globSync('views/**/*.ts', { exclude: ['views/icons.ts'] })
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  assert.equal(
    icons.filter((name) => !source.includes(`'${name}'`)),
    [],
  );
  assert.is(new Set(icons).size, icons.length);
});

test.run();
