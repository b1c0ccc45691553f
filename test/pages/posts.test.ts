// deadline: 300 s
import { writeFile } from 'node:fs/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { receiveImage } from '../../src/media/media.ts';
import { picture } from '../support/pictures.ts';
import { focusIsKept, says, saysNot, task } from './task.ts';

const post = (id: string) => `#post-${id}`;

task('write: picture with its description, notice, poll, circle', async (stage) => {
  const { home, fediverse } = stage;
  const tab = await stage.tab('malik');
  await tab.goto('/');
  await tab.getByRole('link', { name: 'Écrire', exact: true }).first().click();
  await tab.fill('#f-text', 'Le verger a donné 400 kg cette année.');
  await tab.locator('summary', { hasText: 'Joindre des images' }).click();
  const file = { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await picture('jpeg', 400, 300) };
  await tab.setInputFiles('#f-media', file);
  await tab.getByRole('button', { name: 'Joindre et décrire' }).click();
  assert.is(await tab.inputValue('#f-text'), 'Le verger a donné 400 kg cette année.', 'the text is kept');
  await tab.getByLabel('Description de l’image').fill('Des caisses de pommes sous les arbres');
  await tab.locator('summary', { hasText: 'Ajouter un avertissement' }).click();
  await tab.getByLabel('Avertissement', { exact: true }).fill('Très long récit');
  await tab.locator('summary', { hasText: 'Ajouter un vote' }).click();
  await tab.getByLabel('Réponse 1').fill('Compote');
  await tab.getByLabel('Réponse 2').fill('Jus');
  await tab.getByRole('radio', { name: /^Public Tout le monde/ }).check({ force: true });
  if (stage.scripts) await says(tab, 'Tout le monde pourra lire', '#aud-count');
  await tab.getByRole('button', { name: 'Publier' }).click();
  await tab.waitForURL(/\/@malik\/\d+/);
  await tab.locator('summary', { hasText: 'Très long récit' }).click();
  await says(tab, 'Le verger a donné 400 kg');
  assert.is(await tab.locator('img[alt="Des caisses de pommes sous les arbres"]').count(), 1);
  await fediverse.settled();

  const reader = await stage.tab('solene');
  await reader.goto(new URL(tab.url()).pathname);
  await reader.locator('summary', { hasText: 'Très long récit' }).click();
  await reader.getByRole('radio', { name: 'Jus' }).check();
  await reader.getByRole('button', { name: 'Voter' }).click();
  await says(reader, 'Une personne a voté');
  await focusIsKept(stage, reader);
  const stranger = await stage.tab();
  await stranger.goto(new URL(tab.url()).pathname);
  await says(stranger, 'Compote');
  assert.is(await stranger.getByRole('button', { name: 'Voter' }).count(), 0);
  assert.ok(home.origin);
});

task('faults in a form: the summary has the focus, the text is kept', async (stage) => {
  const tab = await stage.tab('malik');
  await tab.goto('/compose');
  await tab.fill('#f-text', 'à @personne');
  await tab.getByRole('radio', { name: /^Des personnes précises/ }).check({ force: true });
  await tab.getByRole('button', { name: 'Publier' }).click();
  await says(tab, 'Il reste une chose à corriger');
  assert.match(await tab.title(), /^Erreur/);
  assert.is(await tab.inputValue('#f-text'), 'à @personne');
  assert.ok(await tab.getByRole('radio', { name: /^Des personnes précises/ }).isChecked());
  await focusIsKept(stage, tab);
  await tab.locator('.faults a').first().click();
  if (stage.scripts) assert.is(await tab.evaluate(() => document.activeElement?.id), 'f-text');
});

task('mention and answer: the other is told, and answers from the thread', async (stage) => {
  const tab = await stage.tab('malik');
  await tab.goto('/compose');
  if (stage.scripts) {
    await tab.locator('#f-text').pressSequentially('Bonjour @sol');
    await tab.locator('#mention-0').waitFor();
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('Enter');
    await tab.keyboard.type('vous avez ce livre ?');
  } else await tab.fill('#f-text', 'Bonjour @solene vous avez ce livre ?');
  await tab.getByRole('button', { name: 'Publier' }).click();
  await tab.waitForURL(/\/@malik\/\d+/);
  await stage.fediverse.settled();

  const solene = await stage.tab('solene');
  await solene.goto('/notifications');
  await says(solene, 'Malik Benhaddou');
  await solene.locator('main a[href^="/@malik/"]').first().click();
  await solene.fill('#f-text', 'Oui, en réserve.');
  await solene.locator('#reply').getByRole('button', { name: 'Répondre' }).click();
  await says(solene, 'Oui, en réserve.');
  await stage.fediverse.settled();
  await tab.goto('/notifications');
  await says(tab, 'Solène Le Guen');
});

task('change a post: what it said before stays readable', async (stage) => {
  const id = await stage.home.write('malik', 'Rendez-vous mardi');
  const tab = await stage.tab('malik');
  await tab.goto(`/@malik/${id}`);
  await tab.locator(`${post(id)} .dots summary`).click();
  await tab.getByRole('link', { name: 'Modifier' }).click();
  assert.is(await tab.inputValue('#f-text'), 'Rendez-vous mardi');
  await tab.fill('#f-text', 'Rendez-vous jeudi');
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'Rendez-vous jeudi');
  await tab.getByRole('link', { name: 'modifié' }).click();
  await says(tab, 'Rendez-vous mardi');
  await says(tab, 'Rendez-vous jeudi');
});

task('say better what a picture shows, when it is published already', async (stage) => {
  const { instance } = stage.home;
  const path = instance.files.temporary();
  await writeFile(path, await picture('jpeg', 400, 300));
  const { id: accountId } = await stage.home.account('malik');
  const shown = await receiveImage(instance, accountId, { path, description: 'Des arbres' });
  const id = await stage.home.write('malik', 'Au verger', { mediaIds: [shown.id] });
  const tab = await stage.tab('malik');
  await tab.goto(`/posts/${id}/edit`);
  assert.is(await tab.getByRole('button', { name: 'Retirer' }).count(), 0, 'what is published stays');
  await tab.getByLabel('Description de l’image').fill('Des pommiers en fleur');
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'Au verger');
  assert.is(await tab.locator('img[alt="Des pommiers en fleur"]').count(), 1);
  await tab.getByRole('link', { name: 'modifié' }).click();
  await says(tab, 'Description : Des pommiers en fleur');
  await says(tab, 'Description : Des arbres');
});

task('remove a post, and bring it back', async (stage) => {
  const id = await stage.home.write('malik', 'Un peu vite');
  const tab = await stage.tab('malik');
  const reader = await stage.tab('solene');
  await tab.goto(`/@malik/${id}`);
  await tab.locator(`${post(id)} .dots summary`).click();
  await tab.getByRole('link', { name: 'Supprimer' }).click();
  await says(tab, 'Supprimer cette publication');
  await tab.getByRole('button', { name: 'Supprimer' }).click();
  await says(tab, 'Publication retirée', '#status');
  await reader.goto('/@malik');
  await saysNot(reader, 'Un peu vite');
  await tab.locator('#status').getByRole('button', { name: 'Rétablir' }).click();
  await says(tab, 'Un peu vite');
  await reader.goto('/@malik');
  await says(reader, 'Un peu vite');
});

task('thank, pass on, keep, and take it back', async (stage) => {
  const { home } = stage;
  const id = await home.write('ines', 'La bibliothèque ouvre dimanche');
  await follow(home.instance, (await home.account('solene')).id, (await home.account('malik')).id);
  const tab = await stage.tab('malik');
  await tab.goto('/public');
  for (const [name, pressed] of [
    ['Merci', 'like'],
    ['Relayer', 'boost'],
  ] as const) {
    const button = tab.locator(`#${pressed}-${id}`);
    assert.match((await button.textContent()) ?? '', name);
    await button.click();
    await tab.locator(`#${pressed}-${id}[aria-pressed=true]`).waitFor();
    await focusIsKept(stage, tab);
  }
  await stage.fediverse.settled();
  const solene = await stage.tab('solene');
  await solene.goto('/');
  await says(solene, 'Relayé par Malik Benhaddou');
  const ines = await stage.tab('ines');
  await ines.goto('/notifications');
  await says(ines, 'Malik Benhaddou');
  await tab.locator(`${post(id)} .dots summary`).click();
  await Promise.all([
    tab.waitForResponse((response) => response.request().method() === 'POST'),
    tab.locator('.menu').getByText('Garder', { exact: true }).click(),
  ]);
  await tab.goto('/bookmarks');
  await says(tab, 'La bibliothèque ouvre dimanche');
  await tab.goto('/public');
  for (const pressed of ['like', 'boost']) {
    await tab.locator(`#${pressed}-${id}`).click();
    await tab.locator(`#${pressed}-${id}[aria-pressed=false]`).waitFor();
  }
  await stage.fediverse.settled();
  await solene.reload();
  await saysNot(solene, 'Relayé par');
});

test.run();
