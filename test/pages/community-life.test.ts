// deadline: 300 s
import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rolesEnd } from '../../src/communities/hosts.ts';
import { join } from '../../src/communities/membership.ts';
import { picture } from '../support/pictures.ts';
import { says, task } from './task.ts';

async function opens(tab: Page, more: Record<string, string> = {}) {
  await tab.goto('/communities/new');
  await tab.fill('[name=displayName]', 'Jardin partagé');
  await tab.fill('[name=name]', 'jardin');
  await tab.fill('[name=purpose]', 'On cultive ensemble.');
  for (const [name, value] of Object.entries(more)) await tab.check(`[name=${name}][value=${value}]`);
  await tab.getByRole('button', { name: 'Ouvrir', exact: true }).click();
  await says(tab, 'Rien encore');
}

async function writes(tab: Page, text: string, kind = '') {
  await tab.goto('/communities/jardin');
  await tab.getByRole('link', { name: 'Écrire ici' }).first().click();
  await tab.selectOption('[name=threadKind]', kind);
  await tab.fill('[name=text]', text);
  await tab.getByRole('button', { name: 'Publier' }).click();
  await says(tab, text);
}

task('inviting somebody, handing a community over, and leaving it', async (stage) => {
  const ines = await stage.tab('ines');
  await opens(ines, { reach: 'members', admission: 'invitation' });
  await ines.goto('/communities/jardin/requests');
  await ines.fill('[name=handle]:not([type=hidden])', 'personne-du-tout');
  await ines.getByRole('button', { name: 'Inviter cette personne' }).click();
  await says(ines, 'à corriger');
  await ines.fill('[name=handle]:not([type=hidden])', 'malik');
  await ines.getByRole('button', { name: 'Inviter cette personne' }).click();
  await says(ines, 'Invitations en attente');
  await stage.fediverse.settled();

  const malik = await stage.tab('malik');
  await malik.goto('/notifications');
  await malik.getByRole('link', { name: 'Vous êtes invité dans Jardin partagé' }).click();
  await malik.getByRole('button', { name: 'Rejoindre' }).click();
  await says(malik, 'Membre');

  await ines.goto('/communities/jardin');
  await ines.getByRole('button', { name: 'Quitter' }).click();
  await says(ines, 'confiez d’abord la communauté', 'body');
  await ines.goto('/communities/jardin/people');
  await ines.fill('[name=handle]:not([type=hidden])', 'malik');
  await ines.check('[name=role][value=owner]');
  await ines.getByRole('button', { name: 'Confier', exact: true }).click();
  await says(ines, 'Malik');
  await ines.goto('/communities/jardin');
  await ines.getByRole('button', { name: 'Quitter' }).click();
  await stage.fediverse.settled();
  await malik.goto('/communities/jardin/people');
  await says(malik, 'Malik');
  assert.is((await ines.goto('/communities/jardin'))?.status(), 404, 'hidden again from who has left');
});

task('taking over a community that nobody answers for', async (stage) => {
  const { instance, account } = stage.home;
  const ines = await stage.tab('ines');
  await opens(ines);
  // She leaves the organisation, and nobody else was in it.
  await rolesEnd(instance, (await account('ines')).id);
  const malik = await stage.tab('malik');
  await malik.goto('/communities/jardin');
  await says(malik, 'Archivée');
  await malik.getByRole('button', { name: 'Reprendre cette communauté' }).click();
  await says(malik, 'Animer');
  await malik.goto('/communities/jardin/log');
  await says(malik, 'Malik');
});

task('asking a question, keeping an answer; an announcement that is read; what one is told', async (stage) => {
  const { instance, account } = stage.home;
  const ines = await stage.tab('ines');
  await opens(ines);
  const id = (await account('jardin')).id;
  for (const name of ['malik', 'nour']) await join(instance, (await account(name)).id, id);

  const malik = await stage.tab('malik');
  await malik.goto('/communities/jardin');
  await malik.selectOption('#f-level', 'threads');
  await malik.locator('form[action$="/level"] button').click();
  assert.is(await malik.inputValue('#f-level'), 'threads');
  await writes(malik, 'Quand planter les fèves ?', 'question');
  const nour = await stage.tab('nour');
  await nour.goto('/communities/jardin/unanswered');
  await says(nour, 'Question');
  await nour.locator('article .meta a:has(time)').first().click();
  await nour.fill('#reply [name=text]', 'En novembre.');
  await nour.locator('#reply .primary').click();
  await says(nour, 'En novembre.');

  await malik.goto('/communities/jardin');
  await malik.locator('article .meta a:has(time)').first().click();
  await malik.getByRole('button', { name: 'Retenir cette réponse' }).click();
  await says(malik, 'La réponse retenue');
  await malik.goto('/communities/jardin');
  await says(malik, 'Question résolue');

  await writes(ines, 'L’eau sera coupée jeudi.', 'announcement');
  await stage.fediverse.settled();
  await malik.goto('/notifications');
  await says(malik, 'dans une communauté que vous suivez');
  await malik.goto('/communities/jardin');
  await malik.getByRole('button', { name: 'J’ai lu' }).click();
  await says(malik, 'Vous l’avez lue');
  await says(malik, 'une personne l’a lue');
});

task('keeping somebody out of a community until a day, and letting them in again', async (stage) => {
  const { instance, account } = stage.home;
  const ines = await stage.tab('ines');
  await opens(ines);
  await join(instance, (await account('malik')).id, (await account('jardin')).id);
  const malik = await stage.tab('malik');
  await writes(malik, 'Achetez mes graines !');

  await ines.goto('/communities/jardin');
  await ines
    .getByLabel(/Autres actions/)
    .first()
    .click();
  await ines.getByRole('link', { name: 'Modérer' }).first().click();
  await ines.getByRole('button', { name: 'Exclure', exact: true }).click();
  await says(ines, 'à corriger');
  await ines.fill('#f-ban-reason', 'Publicité répétée.');
  await ines.selectOption('[name=days]', '7');
  await ines.getByRole('button', { name: 'Exclure', exact: true }).click();
  await ines.goto('/communities/jardin/bans');
  await says(ines, 'Publicité répétée.');
  await malik.goto('/communities/jardin');
  assert.is(await malik.getByRole('link', { name: 'Écrire ici' }).count(), 0);
  await malik.getByRole('button', { name: 'Rejoindre' }).click();
  await says(malik, 'prendre part', 'body');

  await ines.getByRole('button', { name: /Lever l’exclusion/ }).click();
  await says(ines, 'Personne n’est exclu');
  await malik.goto('/communities/jardin');
  await malik.getByRole('button', { name: 'Rejoindre' }).click();
  await says(malik, 'Membre');
});

task('giving a community a picture, and finding it by its topic', async (stage) => {
  const ines = await stage.tab('ines');
  await opens(ines);
  await ines.goto('/communities/jardin/settings');
  await ines.fill('[name=topics]', 'Jardin, Biodiversité');
  const file = { name: 'jardin.png', mimeType: 'image/png', buffer: await picture('png', 400, 400) };
  await ines.setInputFiles('[name=avatar]', { name: 'jardin.txt', mimeType: 'image/png', buffer: Buffer.from('non') });
  await ines.locator('form[action$="/settings"] .primary').click();
  await says(ines, 'à corriger');
  await ines.setInputFiles('[name=avatar]', file);
  await ines.locator('form[action$="/settings"] .primary').click();
  await ines.locator('.faced img').waitFor();
  await ines.getByRole('link', { name: 'Biodiversité' }).click();
  assert.match(ines.url(), 'topic=Biodiversit');
  await says(ines, 'Jardin partagé');
});

test.run();
