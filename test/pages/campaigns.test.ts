// deadline: 300 s
import { test } from 'uvu';
import { says, task } from './task.ts';

task(
  'starting a campaign from a template, asking in it, answering with proof, and saying what becomes of it',
  async (stage) => {
    const ines = await stage.tab('ines');
    await ines.goto('/campaigns');
    await ines.getByRole('link', { name: 'Lancer une campagne' }).click();
    await ines.getByRole('link', { name: 'Venez vérifier' }).click();
    await ines.getByRole('button', { name: 'Commencer le brouillon' }).click();
    await says(ines, 'à corriger');
    await ines.fill('[name=displayName]', 'Dans nos assiettes');
    await ines.fill('[name=name]', 'assiettes');
    await ines.getByRole('button', { name: 'Commencer le brouillon' }).click();
    await says(ines, 'Brouillon');
    await ines.getByRole('link', { name: 'Étapes et dates' }).click();
    await ines.fill('[name=title-1]', 'Venez voir');
    await ines.getByRole('button', { name: 'Monter' }).nth(1).click();
    await ines.getByRole('button', { name: 'Enregistrer' }).click();
    await says(ines, 'commence avant');
    await ines.goto('/campaigns/assiettes/organise');
    await ines.getByRole('button', { name: 'Passer à : Annoncée' }).click();
    await ines.getByRole('button', { name: 'Passer à : Ouverte' }).click();
    await says(ines, 'En délibération');

    const malik = await stage.tab('malik');
    await malik.goto('/campaigns/assiettes');
    await malik.fill('[name=title]', 'La viande du mardi vient d’où, exactement ?');
    await malik.getByRole('button', { name: 'Poser ma question' }).click();
    await says(malik, 'Posée aujourd’hui');
    await malik.goto('/campaigns/assiettes');
    await malik.fill('[name=title]', 'D’où vient la viande servie le mardi ?');
    await malik.getByRole('button', { name: 'Poser ma question' }).click();
    await says(malik, 'proches de la vôtre');
    await malik.getByRole('button', { name: 'Poser quand même' }).click();
    await says(malik, 'Posée aujourd’hui');

    await ines.goto('/campaigns/assiettes');
    const first = ines.locator('.contribution').last();
    await first.getByRole('button', { name: 'Je veux savoir aussi' }).click();
    await says(ines, 'une personne veut savoir aussi');
    const asked = ines.locator('.contribution').last();
    await asked.getByText('Répondre', { exact: true }).click();
    await asked.locator('[name=text]').fill('De trois fermes à moins de 40 km.');
    await asked.locator('[name=proof-0]').fill('Bon de livraison n° 2211');
    await asked.locator('[name=proofUrl-0]').fill('https://ferme.example/2211.pdf');
    await asked.getByRole('button', { name: 'Publier la réponse' }).click();
    await says(ines, 'Répondu, avec preuve');
    const other = ines.locator('.contribution').first();
    await other.getByText('Ne pas répondre').click();
    await other.locator('[name=reason]').fill('Déjà répondu plus bas.');
    await other.getByRole('button', { name: 'Le dire' }).click();
    await says(ines, 'Sans réponse, avec raison');

    await malik.goto('/campaigns/assiettes');
    const answered = malik.locator('.contribution').last();
    await answered.getByText('Dire ce que j’ai vu').click();
    await answered.getByLabel('J’ai vu, c’est exact.').check();
    await answered.getByRole('button', { name: 'Publier mon constat' }).click();
    await says(malik, 'une personne confirme');
    if (process.env.SHOTS) await malik.screenshot({ path: `${process.env.SHOTS}/campaign.png`, fullPage: true });

    await ines.goto('/campaigns/assiettes/organise');
    await ines.getByRole('button', { name: 'Passer à : En délibération' }).click();
    await ines.getByRole('button', { name: 'Passer à : Répondue' }).click();
    await ines.getByRole('button', { name: 'Passer à : Fermée' }).click();
    await says(ines, 'Fermée');
  },
);

task('proposing an idea, supporting it, signing it, and keeping it', async (stage) => {
  const ines = await stage.tab('ines');
  await ines.goto('/campaigns/new?template=co-construction');
  await ines.fill('[name=displayName]', 'Un campus plus simple');
  await ines.fill('[name=name]', 'campus');
  await ines.getByRole('button', { name: 'Commencer le brouillon' }).click();
  await ines.getByRole('button', { name: 'Passer à : Annoncée' }).click();
  await ines.getByRole('button', { name: 'Passer à : Ouverte' }).click();
  const malik = await stage.tab('malik');
  await malik.goto('/campaigns/campus');
  await malik.fill('[name=title]', 'Un compost derrière la bibliothèque');
  await malik.getByRole('button', { name: 'Proposer' }).click();
  await says(malik, 'Un compost derrière la bibliothèque');
  await ines.goto('/campaigns/campus');
  await ines.getByRole('button', { name: 'Soutenir' }).click();
  await says(ines, 'Il vous reste 9 soutiens');
  await ines.getByRole('button', { name: 'Cosigner' }).click();
  await says(ines, 'avec Inès Caradec');
  await ines.getByText('Dire ce qu’elle devient').click();
  await ines.locator('[name=state]').selectOption('kept');
  await ines.locator('[name=progress]').fill('40');
  await ines.getByRole('button', { name: 'Enregistrer' }).click();
  await says(ines, 'réalisée à 40');
});

test.run();
