// deadline: 300 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { says, task } from './task.ts';

task('opening a community, writing in it, and answering', async (stage) => {
  const ines = await stage.tab('ines');
  await ines.goto('/communities');
  await ines.getByRole('link', { name: 'Ouvrir une communauté' }).click();
  await ines.getByRole('button', { name: 'Ouvrir', exact: true }).click();
  await says(ines, 'à corriger');
  await ines.fill('[name=displayName]', 'Jardin partagé');
  await ines.fill('[name=name]', 'jardin');
  await ines.fill('[name=purpose]', 'On cultive ensemble.');
  await ines.fill('[name=rules]', 'Ranger les outils');
  await ines.getByRole('button', { name: 'Ouvrir', exact: true }).click();
  await says(ines, 'Rien encore');
  await ines.getByRole('link', { name: 'Écrire ici' }).first().click();
  await says(ines, 'Dans Jardin partagé');
  await ines.fill('[name=title]', 'La haie');
  await ines.fill('[name=text]', 'Samedi, on plante.');
  await ines.getByRole('button', { name: 'Publier' }).click();
  await says(ines, 'La haie');

  const malik = await stage.tab('malik');
  await malik.goto('/communities/jardin');
  await says(malik, 'Samedi, on plante.');
  await malik.getByRole('link', { name: 'Rejoindre' }).click();
  await malik.getByRole('button', { name: 'Rejoindre' }).click();
  await says(malik, 'Acceptez les règles');
  await malik.check('[name=accept]');
  await malik.getByRole('button', { name: 'Rejoindre' }).click();
  await says(malik, 'Membre');
  await malik.goto('/communities/jardin');
  await malik.getByRole('link', { name: 'Écrire ici' }).waitFor();
  await malik.getByRole('link', { name: 'La haie' }).click();
  await malik.fill('#reply [name=text]', 'J’en suis.');
  await malik.locator('#reply .primary').click();
  await says(malik, 'J’en suis.');
  await malik.goto('/communities/jardin/members');
  await says(malik, 'Inès Caradec');
  await malik.goto('/communities');
  await says(malik, 'Mes communautés');
});

task(
  'asking to join a community of another organisation, being let in, and leaving',
  async (stage) => {
    const { valombre, terrefranche } = stage.fediverse.homes;
    const ines = await stage.tab('ines', valombre);
    await ines.goto('/communities/new');
    await ines.fill('[name=displayName]', 'Jardin partagé');
    await ines.fill('[name=name]', 'jardin');
    await ines.fill('[name=purpose]', 'On cultive ensemble.');
    await ines.check('[name=reach][value=members]');
    await ines.check('[name=admission][value=request]');
    await ines.getByRole('button', { name: 'Ouvrir', exact: true }).click();
    await says(ines, 'Lisible par un membre');

    const gerard = await stage.tab('gerard', terrefranche);
    await gerard.goto(`/communities/jardin@${valombre.host}`);
    await says(gerard, 'On cultive ensemble.');
    await gerard.getByRole('button', { name: 'Demander à entrer' }).click();
    await says(gerard, 'Demande envoyée');
    await stage.fediverse.settled();

    await ines.goto('/communities/jardin/requests');
    await ines.getByRole('button', { name: 'Accueillir' }).click();
    await says(ines, 'Personne n’attend');
    await stage.fediverse.settled();
    await gerard.goto(`/communities/jardin@${valombre.host}`);
    await gerard.getByRole('link', { name: 'Écrire ici' }).first().click();
    await gerard.fill('[name=text]', 'Bonjour du champ.');
    await gerard.getByRole('button', { name: 'Publier' }).click();
    await says(gerard, 'Bonjour du champ.');
    await stage.fediverse.settled();
    await ines.goto('/communities/jardin');
    await says(ines, 'Bonjour du champ.');
    await gerard.goto(`/communities/jardin@${valombre.host}`);
    await gerard.getByRole('button', { name: 'Quitter' }).click();
    await says(gerard, 'Demander à entrer');

    const stranger = await stage.tab(undefined, valombre);
    const answer = await stranger.goto('/communities/jardin');
    assert.is(answer?.status(), 404);
  },
  { keys: ['valombre', 'terrefranche'] },
);

task('looking after a community: questions, a first post, a report, a removal, and the log', async (stage) => {
  const ines = await stage.tab('ines');
  await ines.goto('/communities/new');
  await ines.fill('[name=displayName]', 'Jardin partagé');
  await ines.fill('[name=name]', 'jardin');
  await ines.fill('[name=purpose]', 'On cultive ensemble.');
  await ines.check('[name=admission][value=request]');
  await ines.fill('[name=questions]', 'Que voulez-vous cultiver ?');
  await ines.fill('[name=welcome]', 'Les clés sont chez Inès.');
  await ines.selectOption('[name=approveFirst]', '1');
  await ines.getByRole('button', { name: 'Ouvrir', exact: true }).click();
  await says(ines, 'Rien encore');

  const malik = await stage.tab('malik');
  await malik.goto('/communities/jardin');
  await malik.getByRole('link', { name: 'Demander à entrer' }).click();
  await malik.fill('[name=q0]', 'Des courges.');
  await malik.getByRole('button', { name: 'Demander à entrer' }).click();
  await says(malik, 'Demande envoyée');
  await stage.fediverse.settled();

  await ines.goto('/notifications');
  await ines.getByRole('link', { name: 'Des personnes demandent à entrer' }).click();
  await says(ines, 'Des courges.');
  await ines.getByRole('button', { name: 'Accueillir' }).click();
  await says(ines, 'Personne n’attend');
  await malik.goto('/communities/jardin/welcome');
  await says(malik, 'Les clés sont chez Inès.');
  await malik.goto('/communities/jardin');
  await malik.getByRole('link', { name: 'Écrire ici' }).first().click();
  await malik.fill('[name=text]', 'Je plante des courges.');
  await malik.getByRole('button', { name: 'Publier' }).click();
  await says(malik, 'Attend l’accord');
  await stage.fediverse.settled();

  await ines.goto('/communities/jardin/queue');
  await says(ines, 'Je plante des courges.');
  await ines.getByRole('button', { name: 'Publier' }).click();
  await says(ines, 'Rien ne vous attend');

  await ines.goto('/communities/jardin/people');
  await ines.fill('[name=handle]:not([type=hidden])', 'malik');
  await ines.getByRole('button', { name: 'Confier', exact: true }).click();
  await says(ines, 'Malik');
  await malik.goto('/communities/jardin');
  await malik
    .getByLabel(/Autres actions/)
    .first()
    .click();
  await malik.getByRole('link', { name: 'Modérer' }).first().click();
  await malik.getByRole('button', { name: 'Épingler en tête' }).click();
  await says(malik, 'Je plante des courges.');
  await malik
    .getByLabel(/Autres actions/)
    .first()
    .click();
  await malik.getByRole('link', { name: 'Modérer' }).first().click();
  await malik.getByRole('button', { name: 'Retirer la publication' }).click();
  await says(malik, 'à corriger');
  await malik.fill('#f-reason', 'Hors sujet.');
  await malik.getByRole('button', { name: 'Retirer la publication' }).click();
  await says(malik, 'Rien encore');
  await malik.goto('/communities/jardin/log');
  await says(malik, 'Hors sujet.');
  await malik.getByRole('button', { name: 'Remettre' }).click();
  await malik.goto('/communities/jardin');
  await says(malik, 'Je plante des courges.');
});

test.run();
