// deadline: 300 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { secondSteps } from '../../src/accounts/sign-in-tables.ts';
import { password } from '../../src/demo/cast.ts';
import { hostFailed } from '../../src/federation/hosts.ts';
import { deadJobs } from '../../src/platform/tables.ts';
import { totpCode } from '../../src/platform/totp.ts';
import { write } from '../../src/platform/write.ts';
import { says, saysNot, task } from './task.ts';

task('what could not be sent: seen from the first page, run again, let go', async (stage) => {
  const { instance } = stage.home;
  const dead = { lane: 0, kind: 'nothing', payload: {}, createdAt: 1, diedAt: instance.clock() };
  await write(instance, (tx) =>
    tx.insert(deadJobs).values([
      { ...dead, key: 'out a.example', reason: 'a.example answered 410' },
      { ...dead, key: 'out b.example', reason: 'cut after 60 s' },
    ]),
  );
  const tab = await stage.tab('ines');
  await tab.goto('/admin');
  await tab.locator('main').getByRole('link', { name: 'Envois abandonnés' }).first().click();
  await says(tab, 'a.example answered 410');
  await tab.getByRole('button', { name: 'Oublier' }).first().click();
  await tab.waitForLoadState();
  await tab
    .getByRole('button', { name: /^Relancer/ })
    .first()
    .click();
  await tab.waitForLoadState();
  await tab.goto('/admin/log');
  await says(tab, 'Inès Caradec');
});

task(
  'other servers: which are in trouble, and with whom to exchange',
  async (stage) => {
    const { home, fediverse } = stage;
    const { terrefranche, morvan } = fediverse.homes;
    await home.find(`@aicha@${terrefranche.host}`);
    await home.find(`@jeanne@${morvan.host}`);
    await hostFailed(home.instance, terrefranche.host, 'answered 502');
    const tab = await stage.tab('ines');
    await tab.goto('/admin/hosts');
    await says(tab, morvan.host);
    await tab.locator('main').getByRole('link', { name: 'En difficulté' }).click();
    await says(tab, 'answered 502');
    await saysNot(tab, morvan.host);
    await tab.getByRole('radio', { name: /^Avec les partenaires seulement/ }).check({ force: true });
    await tab.getByRole('button', { name: 'Enregistrer' }).first().click();
    await says(tab, 'Enregistré', '#status');
    assert.ok(await tab.getByRole('radio', { name: /^Avec les partenaires seulement/ }).isChecked());
  },
  { keys: ['valombre', 'terrefranche', 'morvan'] },
);

task('what others are answered when they ask for a post', async (stage) => {
  const { home } = stage;
  const id = await home.write('malik', 'Pour tous');
  const tab = await stage.tab('ines');
  await tab.goto('/admin/seen');
  await tab.getByLabel('Adresse de la publication').fill(`${home.origin}/@malik/1`);
  await tab.getByRole('button', { name: 'Demander' }).click();
  await says(tab, 'à corriger');
  await tab.getByLabel('Adresse de la publication').fill(`${home.origin}/@malik/${id}`);
  await tab.getByRole('button', { name: 'Demander' }).click();
  await says(tab, '"attributedTo"');
});

task('a member: tied until a day, signed out everywhere, and let in without the lost second step', async (stage) => {
  const { home } = stage;
  const malik = await stage.tab('malik');
  await malik.goto('/settings/second-step');
  await malik.getByRole('button', { name: 'Mettre en place' }).click();
  const secret = (await malik.locator('.key').textContent())!.replaceAll(' ', '');
  await malik.getByLabel('Code à six chiffres').fill(totpCode(secret, Math.floor(Date.now() / 30_000)));
  await malik.getByLabel('Mot de passe actuel').fill(password);
  await malik.getByRole('button', { name: 'Activer' }).click();
  await says(malik, 'Vos codes de secours');

  const tab = await stage.tab('ines');
  await tab.goto(`/admin/members/${(await home.account('malik')).id}`);
  await tab.getByLabel('Dernier jour').fill('2031-06-30');
  await tab.getByLabel('Premier jour').fill('2032-01-01');
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'à corriger');
  await tab.getByLabel('Premier jour').fill('2028-09-01');
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'Enregistré', '#status');
  assert.is(await tab.getByLabel('Dernier jour').inputValue(), '2031-06-30');
  await tab.getByRole('button', { name: 'Déconnecter partout' }).click();
  await tab.waitForLoadState();
  await malik.goto('/settings');
  assert.match(malik.url(), /\/sign-in/);
  await tab.getByRole('button', { name: /deuxième étape/i }).click();
  await tab.waitForLoadState();
  assert.is((await home.instance.db.select().from(secondSteps)).length, 0);
});

test.run();
