// deadline: 120 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { registerApp } from '../../src/oauth/app.ts';
import { says, task } from './task.ts';

task('letting an app in by a code to copy, seeing it in the settings, and showing it out', async (stage) => {
  const { app } = await registerApp(stage.home.instance, {
    name: 'Plume',
    website: '',
    redirectUris: ['urn:ietf:wg:oauth:2.0:oob'],
    scopes: ['read', 'write'],
  });
  const tab = await stage.tab('malik');
  await tab.goto(`/oauth/authorize?client_id=${app.clientId}&response_type=code&scope=read+write`);
  await says(tab, 'Plume demande à agir pour vous');
  await says(tab, 'Écrire et agir en votre nom');
  await tab.getByRole('button', { name: 'Autoriser' }).click();
  await says(tab, 'Votre code');
  assert.match(await tab.getByLabel('Votre code').inputValue(), /^[\w-]{40,}$/);

  await tab.goto('/settings');
  await tab.locator('main').getByRole('link', { name: 'Applications' }).click();
  await says(tab, 'Aucune application');
  await tab.getByRole('button', { name: 'Créer un jeton' }).click();
  await says(tab, 'à corriger');
  await tab.getByLabel('À quoi sert ce jeton').fill('Sauvegarde');
  await tab.getByRole('button', { name: 'Créer un jeton' }).click();
  await says(tab, 'il ne sera plus montré');
  await tab.getByRole('button', { name: 'Mettre fin Sauvegarde' }).click();
  await says(tab, 'Aucune application');
});

test.run();
