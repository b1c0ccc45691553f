// deadline: 300 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openCommunity } from '../../src/communities/community.ts';
import { join } from '../../src/communities/membership.ts';
import { focusIsKept, says, saysNot, task } from './task.ts';

task('proposing an event, coming, waiting for a place, getting one, and calling it off', async (stage) => {
  const { instance, account } = stage.home;
  const id = await openCommunity(instance, (await account('ines')).id, 'jardin', {
    ...{
      displayName: 'Jardin partagé',
      purpose: 'On cultive ensemble.',
      rules: '',
      reach: 'organisation',
      admission: 'open',
    },
    ...{ posting: 'members', language: 'fr', topics: [] },
  });
  for (const name of ['malik', 'nour']) await join(instance, (await account(name)).id, id);

  const ines = await stage.tab('ines');
  await ines.goto('/communities/jardin/agenda');
  await says(ines, 'Rien de prévu');
  await ines.getByRole('link', { name: 'Proposer un rendez-vous' }).click();
  await ines.fill('[name=text]', 'Quarante plants arrivent.');
  await ines.getByRole('button', { name: 'Publier le rendez-vous' }).click();
  await says(ines, 'à corriger');
  assert.is(await ines.inputValue('[name=text]'), 'Quarante plants arrivent.');
  await ines.fill('[name=title]', 'Plantation de la haie');
  await ines.fill('[name=day]', '2099-03-14');
  await ines.fill('[name=time]', '14:00');
  await ines.fill('[name=endTime]', '17:00');
  await ines.fill('[name=place]', 'Entrée nord');
  await ines.fill('[name=capacity]', '1');
  await ines.getByRole('button', { name: 'Publier le rendez-vous' }).click();
  await says(ines, 'Samedi 14 mars 2099, 14 h à 17 h');

  const malik = await stage.tab('malik');
  await malik.goto('/communities/jardin');
  await malik.getByRole('button', { name: 'Je viens' }).click();
  await says(malik, 'Vous y allez');
  await says(malik, 'une personne sur 1');
  await focusIsKept(stage, malik);
  await saysNot(malik, 'Adresse du lieu');

  const nour = await stage.tab('nour');
  await nour.goto('/communities/jardin/agenda');
  await nour.getByRole('button', { name: 'Me mettre en attente' }).click();
  await says(nour, 'En attente, n° 1');
  await malik.getByRole('link', { name: 'Plantation de la haie' }).click();
  await malik.getByRole('button', { name: 'Me désister' }).click();
  await says(malik, 'Vous n’y allez pas');
  await focusIsKept(stage, malik);
  await says(malik, 'Ajouter à mon calendrier');
  await stage.fediverse.settled();
  await nour.goto('/notifications');
  await nour.getByRole('link', { name: 'Une place est à vous' }).click();
  await says(nour, 'Vous y allez');

  await ines.getByRole('link', { name: 'Qui vient' }).click();
  await says(ines, 'Nour Rachidi');
  await ines.getByRole('link', { name: 'Revenir au rendez-vous' }).click();
  await ines.getByRole('link', { name: 'Modifier le rendez-vous' }).click();
  assert.is(await ines.inputValue('[name=day]'), '2099-03-14');
  await ines.fill('[name=place]', 'Entrée sud');
  await ines.getByRole('button', { name: 'Enregistrer' }).click();
  await says(ines, 'Entrée sud');
  await ines.getByRole('link', { name: 'Annuler le rendez-vous' }).click();
  await ines.getByRole('button', { name: 'Annuler pour tout le monde' }).click();
  await says(ines, 'Annulé');
  await stage.fediverse.settled();
  await nour.goto('/notifications');
  await says(nour, 'Un rendez-vous où vous alliez est annulé');
});

test.run();
