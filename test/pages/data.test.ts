// deadline: 300 s
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { password } from '../../src/demo/cast.ts';
import { withFolder } from '../support/folder.ts';
import { says, task } from './task.ts';

task(
  'take one’s data away and bring it back elsewhere',
  async (stage) => {
    const { terrefranche: there } = stage.fediverse.homes;
    await stage.home.write('malik', 'De la ferme à l’assiette');
    const tab = await stage.tab('malik', stage.home, { acceptDownloads: true });
    await tab.goto('/settings');
    await tab.locator('main').getByRole('link', { name: 'Vos données' }).click();
    await tab.getByLabel('Mot de passe actuel').fill(password);
    await tab.getByRole('button', { name: 'Préparer l’archive' }).click();
    await stage.fediverse.settled();
    // With scripts the page sees by itself that it is ready.
    if (!stage.scripts) await tab.reload();
    const [download] = await Promise.all([
      tab.waitForEvent('download'),
      tab.getByRole('link', { name: /Télécharger/ }).click(),
    ]);
    assert.match(download.suggestedFilename(), /^malik-\d{4}-\d\d-\d\d\.tar$/);

    const other = await stage.tab('gerard', there);
    await other.goto('/settings/data');
    await other.locator('main').getByRole('link', { name: 'Reprendre des données' }).click();
    await other.getByRole('button', { name: 'Reprendre' }).click();
    await says(other, 'Choisissez un fichier');
    await withFolder(async (folder) => {
      const archive = join(folder, 'archive.tar');
      await download.saveAs(archive);
      await other.getByLabel('Fichier', { exact: true }).setInputFiles(archive);
      await other.getByRole('button', { name: 'Reprendre' }).click();
      await other.waitForLoadState('load');
    });
    await stage.fediverse.settled();
    if (!stage.scripts) await other.reload();
    await says(other, '1 publication');
    await other.goto('/@gerard');
    await says(other, 'De la ferme à l’assiette');
  },
  { keys: ['valombre', 'terrefranche'] },
);

task('L05 pause one’s account, and have it back by signing in', async (stage) => {
  const tab = await stage.tab('malik');
  await tab.goto('/settings/data');
  await tab.locator('main').getByRole('link', { name: 'Mettre votre compte en pause' }).click();
  await tab.getByLabel('Mot de passe actuel').fill('faux');
  await tab.getByRole('button', { name: 'Mettre en pause' }).click();
  await says(tab, 'Ce n’est pas votre mot de passe actuel');
  await tab.getByLabel('Mot de passe actuel').fill(password);
  await tab.getByRole('button', { name: 'Mettre en pause' }).click();
  await says(tab, 'Votre compte est en pause');
  await tab.goto('/sign-in');
  await tab.getByLabel('Nom ou adresse électronique').fill('malik');
  await tab.getByLabel('Mot de passe', { exact: true }).fill(password);
  await tab.getByRole('button', { name: 'Se connecter', exact: true }).click();
  await says(tab, 'Votre compte n’est plus en pause', '#status');
});

task('leave, and come back in time', async (stage) => {
  const tab = await stage.tab('malik');
  await tab.goto('/settings/data');
  await tab.locator('main').getByRole('link', { name: 'Effacer votre compte' }).click();
  await tab.getByLabel('Mot de passe actuel').fill('faux');
  await tab.getByRole('button', { name: 'Effacer mon compte' }).click();
  await says(tab, 'Ce n’est pas votre mot de passe actuel');
  await tab.getByLabel('Mot de passe actuel').fill(password);
  await tab.getByRole('button', { name: 'Effacer mon compte' }).click();
  await says(tab, 'Au revoir');
  await tab.goto('/sign-in');
  await tab.getByLabel('Nom ou adresse électronique').fill('malik');
  await tab.getByLabel('Mot de passe', { exact: true }).fill(password);
  await tab.getByRole('button', { name: 'Se connecter', exact: true }).click();
  await says(tab, 'Votre compte reste ouvert', '#status');
});

task(
  'move to an account elsewhere',
  async (stage) => {
    const { terrefranche: there } = stage.fediverse.homes;
    const address = `@gerard@${there.host}`;
    const tab = await stage.tab('malik');
    await tab.goto('/settings/data');
    await tab.locator('main').getByRole('link', { name: 'Partir vers un autre compte' }).click();
    const move = async () => {
      await tab.getByLabel('Adresse du compte où vous allez').fill(address);
      await tab.getByLabel('Mot de passe actuel').fill(password);
      await tab.getByRole('button', { name: 'Déménager' }).click();
    };
    await move();
    await says(tab, 'ne dit pas encore');
    const other = await stage.tab('gerard', there);
    await other.goto('/settings/data/aliases');
    await other.getByLabel('Adresse de l’autre compte').fill(`@malik@${stage.home.host}`);
    await other.getByRole('button', { name: 'Ajouter ce compte' }).click();
    await says(other, `@malik@${stage.home.host}`);
    await move();
    await says(tab, 'Vous avez déménagé');
    await tab.goto('/@malik');
    await says(tab, `A déménagé : ${address}`);
  },
  { keys: ['valombre', 'terrefranche'] },
);

test.run();
