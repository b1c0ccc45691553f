// deadline: 300 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { boost } from '../../src/posts/boost.ts';
import { like } from '../../src/posts/like.ts';
import { picture } from '../support/pictures.ts';
import { says, saysNot, task } from './task.ts';

const post = (id: string) => `#post-${id}`;

task('follow a conversation, hear of an answer, and hear no more', async (stage) => {
  const { home, fediverse } = stage;
  const id = await home.write('ines', 'Qui vient samedi ?');
  const tab = await stage.tab('malik');
  await tab.goto('/organisation');
  await tab.getByRole('link', { name: 'Sans réponse' }).click();
  await says(tab, 'Qui vient samedi ?');
  await tab.goto(`/@ines/${id}`);
  await tab.getByRole('button', { name: 'Suivre la conversation' }).click();
  await says(tab, 'Vous suivez cette conversation', '#status');
  await home.write('theo', 'Je viens', { inReplyToId: id });
  await fediverse.settled();
  await tab.goto('/notifications');
  await says(tab, 'Théo Vasseur a répondu dans une conversation que vous suivez');
  await tab.getByRole('button', { name: 'Ne plus me prévenir' }).click();
  await says(tab, 'Cette conversation ne vous préviendra plus', '#status');
  await home.write('solene', 'Moi aussi', { inReplyToId: id });
  await fediverse.settled();
  await tab.goto('/notifications');
  await saysNot(tab, 'Solène');
  await tab.getByRole('link', { name: 'Choisir de quoi être prévenu' }).click();
  await tab.getByLabel('Mercis').selectOption({ label: 'De personne' });
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'Enregistré', '#status');
  assert.is(await tab.getByLabel('Mercis').inputValue(), 'nobody');
});

task('write an article with a picture in its text, and read it', async (stage) => {
  const tab = await stage.tab('malik');
  await tab.goto('/compose');
  await tab.getByRole('link', { name: 'Écrire un article' }).click();
  await tab.fill('#f-text', 'Le début.\n\n[image 1]\n\n## La suite');
  await tab.locator('summary', { hasText: 'Joindre des images' }).click();
  const file = { name: 'a.jpg', mimeType: 'image/jpeg', buffer: await picture('jpeg', 400, 300) };
  await tab.setInputFiles('#f-media', file);
  await tab.getByRole('button', { name: 'Joindre et décrire' }).click();
  await tab.getByLabel('Description de l’image').fill('Un chemin');
  await tab.getByRole('button', { name: 'Publier' }).click();
  await says(tab, 'Remplissez ce champ');
  await tab.getByLabel('Titre').fill('Le grand chemin');
  await tab.getByLabel('De quoi il s’agit').fill('Une marche de deux jours');
  await tab.getByRole('radio', { name: /^Public Tout le monde/ }).check({ force: true });
  await tab.getByRole('button', { name: 'Publier' }).click();
  await tab.waitForURL(/\/@malik\/\d+/);
  assert.is(await tab.getByRole('heading', { level: 1, name: 'Le grand chemin' }).count(), 1);
  assert.is(await tab.getByRole('heading', { level: 2, name: 'La suite' }).count(), 1);
  assert.is(await tab.locator('.reading img[alt="Un chemin"]').count(), 1);
  await tab.getByRole('button', { name: 'Merci' }).click();
  await tab.locator('.reading [data-act=like][aria-pressed=true]').waitFor();
});

task('quote a post; who is quoted is told, and takes it back', async (stage) => {
  const { home, fediverse } = stage;
  const id = await home.write('ines', 'La bibliothèque ouvre dimanche');
  const tab = await stage.tab('malik');
  await tab.goto(`/@ines/${id}`);
  await tab.locator(`${post(id)} .dots summary`).click();
  await tab.getByRole('link', { name: 'Citer' }).click();
  await says(tab, 'La bibliothèque ouvre dimanche', 'blockquote');
  await tab.fill('#f-text', 'Enfin.');
  await tab.getByRole('button', { name: 'Publier' }).click();
  await tab.waitForURL(/\/@malik\/\d+/);
  await says(tab, 'La bibliothèque ouvre dimanche', 'blockquote');
  await fediverse.settled();
  const ines = await stage.tab('ines');
  await ines.goto('/notifications');
  await ines.getByRole('link', { name: 'Malik Benhaddou vous a cité' }).click();
  await ines.locator('.post .dots summary').first().click();
  await ines.getByRole('button', { name: 'Retirer ma publication' }).click();
  await says(ines, 'Votre publication n’est plus citée ici', '#status');
  await tab.reload();
  await says(tab, 'L’auteur a retiré cette citation');
});

task('say who may quote a post, change it, and see who does', async (stage) => {
  const { home } = stage;
  const tab = await stage.tab('ines');
  await tab.goto('/compose');
  await tab.fill('#f-text', 'Les menus de mars');
  await tab.getByRole('radio', { name: /^Public Tout le monde/ }).check({ force: true });
  await tab.locator('summary', { hasText: 'Choisir qui peut citer' }).click();
  await tab.getByLabel('Qui peut citer').selectOption({ label: 'Personne' });
  await tab.getByRole('button', { name: 'Publier' }).click();
  await tab.waitForURL(/\/@ines\/\d+/);
  const id = tab.url().split('/').at(-1)!;
  const malik = await stage.tab('malik');
  await malik.goto(`/@ines/${id}`);
  await malik.locator(`${post(id)} .dots summary`).click();
  assert.is(await malik.getByRole('link', { name: 'Citer' }).count(), 0);
  await tab.locator(`${post(id)} .dots summary`).click();
  await tab.getByRole('link', { name: 'Qui la cite' }).click();
  await says(tab, 'Pas encore de citation');
  await tab.getByLabel('Qui peut citer').selectOption({ label: 'Tout le monde' });
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'C’est noté', '#status');
  await home.write('malik', 'À lire', { quoteOfId: id });
  await malik.goto(`/@ines/${id}`);
  await malik.getByRole('link', { name: '1 citation' }).click();
  await says(malik, 'À lire');
});

task('a draft: kept, taken up again, put off until another day, called back, thrown away', async (stage) => {
  const tab = await stage.tab('malik');
  await tab.goto('/compose');
  await tab.fill('#f-text', 'À finir demain');
  await tab.getByRole('button', { name: 'Garder en brouillon' }).click();
  await says(tab, 'Brouillon gardé', '#status');
  await tab.getByRole('link', { name: 'À finir demain' }).first().click();
  assert.is(await tab.inputValue('#f-text'), 'À finir demain');
  await tab.fill('#f-text', 'Fini, pour bientôt');
  await tab.locator('summary', { hasText: 'Publier plus tard' }).click();
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await tab.getByLabel('Jour', { exact: true }).fill('2020-01-01');
  await tab.getByLabel('Heure').fill('08:30');
  await tab.getByRole('button', { name: 'Programmer' }).click();
  await says(tab, 'Ce moment est déjà passé.');
  assert.is(await tab.inputValue('#f-text'), 'Fini, pour bientôt', 'the text is kept');
  await tab.getByLabel('Jour', { exact: true }).fill(day);
  await tab.getByRole('button', { name: 'Programmer' }).click();
  await says(tab, 'Publication programmée', '#status');
  await says(tab, 'sera publié le');
  await tab.getByRole('button', { name: 'Rappeler' }).click();
  await says(tab, 'Publication rappelée', '#status');
  await tab.getByRole('button', { name: 'Jeter' }).click();
  await says(tab, 'Brouillon jeté', '#status');
  await says(tab, 'Aucun brouillon');
});

task('pin a post, see who thanked for it and who passed it on', async (stage) => {
  const { home } = stage;
  const id = await home.write('malik', 'À lire en premier');
  const nour = { accountId: (await home.account('nour')).id, local: true };
  await like(home.instance, nour, id);
  await boost(home.instance, nour, id);
  await home.write('malik', 'Écrit plus tard');
  const tab = await stage.tab('malik');
  const menu = async (name: string, role: 'button' | 'link' = 'link') => {
    await tab.goto(`/@malik/${id}`);
    await tab.locator(`#post-${id} .dots summary`).click();
    await tab.locator(`#post-${id}`).getByRole(role, { name }).click();
  };
  await menu('Qui a remercié');
  await says(tab, 'Nour Rachidi');
  await menu('Qui a relayé');
  await says(tab, 'Nour Rachidi');
  await menu('Épingler à mon profil', 'button');
  await tab.waitForLoadState();
  await tab.goto('/@malik');
  await says(tab, 'Épinglée');
  const reader = await stage.tab();
  await reader.goto('/@malik');
  assert.is(await reader.locator('main article').first().getAttribute('id'), `post-${id}`);
  await menu('Ne plus épingler', 'button');
  await tab.waitForLoadState();
  await reader.goto('/@malik');
  await saysNot(reader, 'Épinglée');
});

test.run();
