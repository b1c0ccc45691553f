// deadline: 300 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { password } from '../../src/demo/cast.ts';
import { totpCode } from '../../src/platform/totp.ts';
import { focusIsKept, says, task } from './task.ts';

task('put the second step in place, sign in with it, end the other sessions', async (stage) => {
  const tab = await stage.tab('malik');
  await tab.goto('/settings');
  await tab.locator('main').getByRole('link', { name: 'Sécurité' }).click();
  await tab.locator('main').getByRole('link', { name: 'Deuxième étape' }).click();
  await tab.getByRole('button', { name: 'Mettre en place' }).click();
  await tab.getByRole('img', { name: /Code QR/ }).waitFor();
  const secret = (await tab.locator('.key').textContent())!.replaceAll(' ', '');
  const code = (off = 0) => totpCode(secret, Math.floor(Date.now() / 30_000) + off);
  await tab.getByLabel('Code à six chiffres').fill('000000');
  await tab.getByLabel('Mot de passe actuel').fill(password);
  await tab.getByRole('button', { name: 'Activer' }).click();
  await says(tab, 'Ce code n’est pas le bon');
  await focusIsKept(stage, tab);
  await tab.getByLabel('Code à six chiffres').fill(code());
  await tab.getByLabel('Mot de passe actuel').fill(password);
  await tab.getByRole('button', { name: 'Activer' }).click();
  await says(tab, 'Vos codes de secours');
  assert.is(await tab.locator('.codes li').count(), 8);
  const recovery = (await tab.locator('.codes code').first().textContent())!;
  await tab.getByRole('link', { name: 'Je les ai gardés' }).click();
  await says(tab, 'Il reste 8 codes de secours');

  const other = await stage.tab();
  await other.goto('/sign-in');
  await other.getByLabel('Nom ou adresse électronique').fill('malik');
  await other.getByLabel('Mot de passe', { exact: true }).fill(password);
  await other.getByRole('button', { name: 'Se connecter', exact: true }).click();
  await other.getByLabel('Code').fill('faux');
  await other.getByRole('button', { name: 'Se connecter', exact: true }).click();
  await says(other, 'Ce code n’est pas le bon');
  await other.getByLabel('Code').fill(recovery);
  await other.getByRole('button', { name: 'Se connecter', exact: true }).click();
  await other.goto('/settings/security');
  await says(other, 'Mot de passe, puis code de secours');

  await tab.goto('/settings/sessions');
  await tab.getByRole('button', { name: 'Fermer toutes les autres' }).click();
  await says(tab, 'Les autres sessions sont fermées', '#status');
  await other.goto('/settings');
  await says(other, 'Se connecter');
});

test.run();
