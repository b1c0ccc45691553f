// deadline: 300 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { focusIsKept, says, task } from './task.ts';

const both = { keys: ['valombre', 'terrefranche'] as ('valombre' | 'terrefranche')[] };

task(
  'somebody on another instance: looked up, followed, read, answered',
  async (stage) => {
    const { fediverse, home } = stage;
    const there = fediverse.homes.terrefranche;
    await there.write('aicha', 'Six tonnes de carottes cette semaine.');
    const tab = await stage.tab('malik');
    await tab.goto('/search');
    await tab.locator('main [name=q]').fill(`@aicha@${there.host}`);
    await tab.locator('main form').first().getByRole('button', { name: 'Chercher' }).click();
    await says(tab, 'Aïcha Diallo');
    await says(tab, 'Terre Franche');
    await tab.getByRole('button', { name: 'Suivre Aïcha Diallo' }).first().click();
    await tab
      .getByRole('button', { name: /Suivi|Demande envoyée/ })
      .first()
      .waitFor();
    await focusIsKept(stage, tab);
    await fediverse.settled();

    await tab.goto('/');
    await tab.waitForLoadState('load');
    const id = await there.write('aicha', `Dégustation vendredi. @malik@${home.host} tu viens ?`);
    await fediverse.settled();
    if (stage.scripts) {
      const bar = tab.locator('a.new-bar');
      await bar.filter({ hasText: 'nouvelle' }).waitFor();
      assert.is(await tab.getByText('Dégustation vendredi').count(), 0, 'nothing moves under the eyes');
      await bar.focus();
      await tab.keyboard.press('Enter');
    } else await tab.reload();
    await says(tab, 'Dégustation vendredi');
    await tab.goto('/notifications');
    await says(tab, 'Aïcha Diallo');
    await tab.locator('main a[href^="/@aicha@"]').last().click();
    await tab.goto(`/search?q=${encodeURIComponent(`${there.origin}/@aicha/${id}`)}`);
    await says(tab, 'Dégustation vendredi');
    await tab.locator('main a[href*="/@aicha@"][href*="/1"]').first().click();
    await tab.fill('#f-text', 'Avec plaisir !');
    await tab.locator('#reply').getByRole('button', { name: 'Répondre' }).click();
    await says(tab, 'Avec plaisir');
    await fediverse.settled();

    const aicha = await stage.tab('aicha', there);
    await aicha.goto('/notifications');
    await says(aicha, 'Malik Benhaddou');
    await says(aicha, 'Avec plaisir');
    await aicha.goto(`/@aicha/${id}`);
    await says(aicha, 'Université de Valombre');
    await aicha.locator('[data-act=like]').last().click();
    await aicha.locator('[data-act=like][aria-pressed=true]').first().waitFor();
    await fediverse.settled();
    await tab.goto('/notifications');
    await says(tab, 'Aïcha Diallo');
  },
  both,
);

task(
  'an address that leads nowhere says so',
  async (stage) => {
    const tab = await stage.tab('malik');
    for (const query of ['@nobody@terrefranche.localhost:9', 'http://127.0.0.1:9/x', '@nobody@nowhere.invalid']) {
      await tab.goto(`/search?q=${encodeURIComponent(query)}`);
      assert.is((await tab.locator('main h1, main h2').count()) > 0, true);
      assert.is(await tab.locator('main article').count(), 0);
    }
  },
  both,
);

test.run();
