// deadline: 180 s
import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { passkeysOf } from '../../src/accounts/passkey.ts';
import { challenges } from '../../src/accounts/sign-in-tables.ts';
import { suspend } from '../../src/accounts/suspend.ts';
import { password } from '../../src/demo/cast.ts';
import { member, stranger } from '../support/visitor.ts';
import { says, task } from './task.ts';

/** A device of the person's own, as Chromium plays it. */
async function deviceOf(tab: Page) {
  const session = await tab.context().newCDPSession(tab);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

task('S114 S107 make a passkey, sign in with it; what it answered opens nothing twice', async (stage) => {
  const { home } = stage;
  const tab = await stage.tab('malik');
  await tab.goto('/settings/passkeys');
  if (!stage.scripts) {
    await says(tab, 'Créer une clé demande un navigateur récent');
    await tab.goto('/sign-in');
    return;
  }
  await deviceOf(tab);
  const make = async (present: string) => {
    await tab.getByLabel('Nom de la clé').fill('Téléphone');
    await tab.getByLabel('Mot de passe actuel').fill(present);
    await tab.getByRole('button', { name: 'Créer une clé' }).click();
  };
  await make('faux');
  await says(tab, 'Ce n’est pas votre mot de passe actuel');
  await make(password);
  await says(tab, 'Clé d’accès ajoutée', '#status');
  await says(tab, 'Téléphone');

  await tab.context().clearCookies();
  const answers: string[] = [];
  tab.on('request', (request) => {
    if (request.url().endsWith('/sign-in/passkey')) answers.push(request.postData() ?? '');
  });
  await tab.goto('/sign-in?next=/settings/security');
  await tab.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click();
  await tab.waitForURL(/settings\/security/);
  await says(tab, 'Clé d’accès');

  // The same answer again, from another browser: its challenge is gone.
  const { id } = await home.account('malik');
  const answer = new URLSearchParams(answers.at(-1)).get('answer')!;
  assert.ok(JSON.parse(answer).response.signature);
  const other = stranger(home);
  assert.is((await other.post('/sign-in/passkey', { answer })).status, 422);
  assert.is((await other.get('/settings')).status, 303);
  // An answer that was changed, or to a question that nobody asked here.
  await other.post('/sign-in/passkey/ask');
  for (const wrong of [
    '',
    '{',
    '{}',
    '[]',
    '-',
    answer.replace(/"signature":"./, '"signature":"A'),
    'x'.repeat(30_000),
  ])
    assert.is((await stranger(home).post('/sign-in/passkey', { answer: wrong })).status, 422);
  const [key] = await passkeysOf(home.instance, id);
  assert.ok(key!.usedAt);

  // A key that was made is no answer for another account, and nobody else removes it.
  const nour = await member(home, 'nour');
  assert.is((await nour.post('/settings/passkeys', { name: 'x', answer, present: password })).status, 422);
  assert.is((await nour.post(`/settings/passkeys/${key!.id}/delete`)).status, 404);
  assert.is((await nour.post(`/settings/passkeys/${key!.id}`, { name: 'à moi' })).status, 404);
  assert.is((await nour.get(`/settings/passkeys/${key!.id}`)).status, 404);
  assert.is((await passkeysOf(home.instance, (await home.account('nour')).id)).length, 0);

  await suspend(home.instance, id);
  await tab.context().clearCookies();
  await tab.goto('/sign-in');
  await tab.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click();
  await says(tab, 'Cette clé n’ouvre aucun compte ici');
  assert.ok((await home.instance.db.select().from(challenges)).length >= 1);
});

task('rename a passkey, and remove it', async (stage) => {
  if (!stage.scripts) return;
  const tab = await stage.tab('malik');
  await deviceOf(tab);
  await tab.goto('/settings/passkeys');
  await tab.getByLabel('Nom de la clé').fill('Ancien téléphone');
  await tab.getByLabel('Mot de passe actuel').fill(password);
  await tab.getByRole('button', { name: 'Créer une clé' }).click();
  await says(tab, 'Ancien téléphone');
  await tab.getByRole('link', { name: 'Renommer Ancien téléphone' }).click();
  await tab.getByLabel('Nom de la clé').fill(' ');
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'Remplissez ce champ');
  await tab.getByLabel('Nom de la clé').fill('Tablette');
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'Clé d’accès renommée', '#status');
  await tab.getByRole('button', { name: 'Retirer Tablette' }).click();
  await says(tab, 'Clé d’accès retirée', '#status');
  assert.is((await passkeysOf(stage.home.instance, (await stage.home.account('malik')).id)).length, 0);
});

test.run();
