// deadline: 300 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { changeSignUp } from '../../src/accounts/organisation-settings.ts';
import { parseConfig } from '../../src/config.ts';
import { password } from '../../src/demo/cast.ts';
import { startInstance } from '../../src/start.ts';
import { freePort } from '../faults/server-process.ts';
import { withFolder } from '../support/folder.ts';
import { keepLetters } from './letters.ts';
import { focusIsKept, says, task } from './task.ts';

const phrase = 'une phrase bien longue 7';
const { mail, linkTo } = keepLetters();

task('set up an organisation by the one-time link, and take the first steps', (stage) =>
  withFolder(async (folder) => {
    const port = await freePort();
    const origin = `http://morvan.localhost:${port}`;
    const running = await startInstance(
      parseConfig({ PORT: String(port), ORIGIN: origin, DATA_DIR: folder, LOG_LEVEL: 'silent', DATABASE_URL: '' }),
    );
    try {
      const link = (await running.setUpLink())!;
      const tab = await stage.bare(origin);
      await tab.goto(link);
      await tab.getByRole('button', { name: /./ }).last().click();
      await says(tab, 'à corriger');
      await focusIsKept(stage, tab);
      await tab.fill('[name=name]', 'Ateliers Morvan');
      await tab.fill('[name=handle]', 'morvan');
      await tab.fill('[name=sentence]', 'Métal et réparation, à Autun.');
      await tab.fill('[name=adminDisplayName]', 'Jeanne Thévenot');
      await tab.fill('[name=adminName]', 'jeanne');
      await tab.fill('[name=email]', 'jeanne@morvan.example');
      await tab.fill('[name=password]', phrase);
      await tab.locator('main form .primary').click();
      await says(tab, 'Étape 1 sur 4');
      await tab.getByLabel('Rôle').fill('ingénieure');
      await tab.getByRole('button', { name: 'Continuer' }).click();
      await says(tab, 'Étape 2 sur 4');
      await tab.getByRole('button', { name: 'Continuer' }).click();
      await says(tab, 'Étape 3 sur 4');
      await tab.getByRole('link', { name: 'Continuer' }).click();
      await says(tab, 'Étape 4 sur 4');
      await tab.getByRole('button', { name: 'Publier' }).click();
      await says(tab, 'Bonjour, je suis Jeanne Thévenot');
      await tab.goto(`${origin}/admin`);
      await says(tab, 'À faire');
      const late = await stage.bare(origin);
      assert.is((await late.goto(link))!.status(), 404, 'the link opens once');
      // What they still load would find the server gone.
      await late.waitForLoadState('networkidle');
      await tab.close();
    } finally {
      await running.stop();
    }
  }),
);

task('join by an invitation, sign out, sign in again', async (stage) => {
  const ines = await stage.tab('ines');
  await ines.goto('/admin/invitations');
  await ines.fill('#f-seats', '2');
  await ines.fill('#f-days', '3');
  await ines.locator('form[action="/admin/invitations"] button').click();
  const link = (await ines.locator('main code').first().textContent())!;
  await says(ines, '2');

  const tab = await stage.tab();
  await tab.goto(link);
  await says(tab, 'Inès Caradec vous invite');
  await tab.getByLabel('Nom affiché').fill('Léa Martin');
  await tab.getByLabel('Identifiant').fill('lea');
  await tab.getByLabel('Votre lien avec l’organisation').selectOption('student');
  await tab.getByLabel('Adresse électronique').fill('lea@valombre.example');
  await tab.getByLabel('Mot de passe').fill('court');
  await tab.locator('[name=charter]').check();
  await tab.getByRole('button', { name: 'Créer mon compte' }).click();
  await says(tab, 'à corriger');
  await focusIsKept(stage, tab);
  assert.is(await tab.inputValue('[name=displayName]'), 'Léa Martin');
  assert.is(await tab.inputValue('[name=password]'), '');
  assert.ok(await tab.locator('[name=charter]').isChecked());
  await tab.getByLabel('Mot de passe').fill(phrase);
  await tab.getByRole('button', { name: 'Créer mon compte' }).click();
  await says(tab, 'Étape 1 sur 4');
  for (let step = 0; step < 4; step++) await tab.getByRole('link', { name: 'Passer' }).click();
  await tab.getByRole('button', { name: 'Se déconnecter' }).first().click();
  await tab.goto('/settings');
  await says(tab, 'Se connecter');
  await tab.fill('[name=name]', 'lea');
  await tab.fill('[name=password]', phrase);
  await tab.locator('main form .primary').click();
  await tab.waitForURL(/\/settings$/);
});

task(
  'join by an address of the organisation, confirmed by a letter',
  async (stage) => {
    await changeSignUp(stage.home.instance, 'domain', ['valombre.example']);
    const tab = await stage.tab();
    await tab.goto('/');
    await tab.goto('/sign-up');
    await says(tab, '@valombre.example');
    const fill = async (address: string) => {
      await tab.getByLabel('Nom affiché').fill('Léa Martin');
      await tab.getByLabel('Identifiant').fill('lea');
      await tab.getByLabel('Votre lien avec l’organisation').selectOption('student');
      await tab.getByLabel('Adresse électronique').fill(address);
      await tab.getByLabel('Mot de passe').fill(phrase);
      await tab.locator('[name=charter]').check();
      await tab.getByRole('button', { name: 'Créer mon compte' }).click();
    };
    await fill('lea@elsewhere.example');
    await says(tab, 'à corriger');
    await fill('lea@valombre.example');
    await says(tab, 'Regardez votre messagerie');
    const link = await linkTo('lea@valombre.example', /http\S+\/confirm\/[\w-]+/);
    await tab.goto(link);
    await tab.getByRole('button', { name: 'Confirmer mon adresse' }).click();
    await says(tab, 'Adresse confirmée');
    await tab.locator('main').getByRole('link', { name: 'Se connecter' }).click();
    await tab.fill('[name=name]', 'lea@valombre.example');
    await tab.fill('[name=password]', phrase);
    await tab.locator('main form .primary').click();
    await says(tab, 'Étape 1 sur 4');
    await tab.goto(link);
    await tab.getByRole('button', { name: 'Confirmer mon adresse' }).click();
    await says(tab, 'Ce lien n’est plus valable');
  },
  mail,
);

task('join by approval: asked, accepted by who runs the instance', async (stage) => {
  await changeSignUp(stage.home.instance, 'approval', []);
  const tab = await stage.tab();
  await tab.goto('/sign-up');
  await tab.getByLabel('Nom affiché').fill('Léa Martin');
  await tab.getByLabel('Identifiant').fill('lea');
  await tab.getByLabel('Votre lien avec l’organisation').selectOption('alum');
  await tab.getByLabel('Adresse électronique').fill('lea@elsewhere.example');
  await tab.getByLabel('Mot de passe').fill(phrase);
  await tab.getByLabel('Pourquoi nous rejoindre').fill('Promotion 2014.');
  await tab.locator('[name=charter]').check();
  await tab.getByRole('button', { name: 'Créer mon compte' }).click();
  await says(tab, 'Votre demande est enregistrée');
  await stage.fediverse.settled();

  const ines = await stage.tab('ines');
  await ines.goto('/notifications');
  await says(ines, 'Léa Martin');
  await ines.goto('/admin/requests');
  await says(ines, 'Promotion 2014.');
  await ines.getByRole('button', { name: 'Accepter Léa Martin' }).click();
  await ines.waitForLoadState();
  await tab.goto('/sign-in');
  await tab.fill('[name=name]', 'lea');
  await tab.fill('[name=password]', phrase);
  await tab.locator('main form .primary').click();
  await says(tab, 'Étape 1 sur 4');
});

task(
  'lose one’s password: a letter opens the account, a new one is chosen',
  async (stage) => {
    const tab = await stage.tab();
    await tab.goto('/sign-in');
    await tab.fill('[name=name]', 'malik');
    await tab.fill('[name=password]', 'oublié');
    await tab.locator('main form .primary').click();
    await says(tab, 'à corriger');
    await focusIsKept(stage, tab);
    await tab.getByRole('link', { name: 'Mot de passe oublié' }).click();
    await tab.locator('[name=email]').fill('malik@valombre.example');
    await tab.getByRole('button', { name: 'Envoyer le lien' }).click();
    await says(tab, 'Regardez votre messagerie');
    await tab.goto(await linkTo('malik@valombre.example', /http\S+\/sign-in\/link\/[\w-]+/));
    await tab.locator('main form .primary').click();
    await tab.locator('[name=password]').fill(phrase);
    await tab.locator('main form .primary').click();
    await says(tab, 'Enregistré', '#status');
    assert.is.not(phrase, password);
  },
  mail,
);

test.run();
