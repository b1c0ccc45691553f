// deadline: 300 s
import type { Page } from 'playwright-core';
import { test } from 'uvu';
import { type Stage, says, saysNot, task } from './task.ts';

const shot = async (tab: Page, name: string, { scripts }: Stage) => {
  if (process.env.SHOTS && scripts) await tab.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};

/** A campaign of this template by Inès, open from now. */
async function opened(stage: Stage, template: string, name: string, title: string): Promise<Page> {
  const ines = await stage.tab('ines');
  await ines.goto(`/campaigns/new?template=${template}`);
  await ines.fill('[name=displayName]', title);
  await ines.fill('[name=name]', name);
  await ines.getByRole('button', { name: 'Commencer le brouillon' }).click();
  await ines.getByRole('button', { name: 'Passer à : Annoncée' }).click();
  await ines.getByRole('button', { name: 'Passer à : Ouverte' }).click();
  return ines;
}

task('offering and asking, answering each other, confirming on both sides, and thanking', async (stage) => {
  const ines = await opened(stage, 'sharing-day', 'partage', 'Journée du partage');
  const malik = await stage.tab('malik');
  await malik.goto('/campaigns/partage');
  await says(malik, 'Aucune offre pour l’instant');
  await malik.getByRole('link', { name: 'Proposer quelque chose' }).click();
  await malik.fill('[name=title]', 'Je répare les vélos, le samedi');
  await malik.fill('[name=amount]', 'beaucoup');
  await malik.getByRole('button', { name: 'Publier mon offre' }).click();
  await says(malik, 'à corriger');
  await malik.fill('[name=amount]', '2');
  await malik.getByRole('button', { name: 'Publier mon offre' }).click();
  await says(malik, '2 heures');

  const nour = await stage.tab('nour');
  await nour.goto('/campaigns/partage');
  await nour.getByRole('link', { name: 'Demander quelque chose' }).click();
  await nour.fill('[name=title]', 'Je cherche quelqu’un pour mon vélo');
  await nour.getByRole('button', { name: 'Publier ma demande' }).click();
  await says(nour, 'Une offre y répond peut-être');
  const offer = nour.locator('.contribution', { hasText: 'Je répare les vélos' }).first();
  await offer.getByText('Ça m’intéresse').click();
  await offer.locator('[name=amount]').fill('9');
  await offer.getByRole('button', { name: 'Le dire' }).click();
  await says(nour, 'Il n’en reste que 2');
  await offer.locator('[name=amount]').fill('2');
  await offer.locator('[name=note]').fill('Le mien grince.');
  await offer.getByRole('button', { name: 'Le dire' }).click();
  await says(nour, 'Votre réponse est partie');

  await ines.goto('/campaigns/partage');
  await saysNot(ines, 'Le mien grince');
  await malik.goto('/campaigns/partage');
  await says(malik, 'Le mien grince.');
  await shot(malik, 'exchange-asked', stage);
  await malik.getByRole('button', { name: 'Dire oui' }).click();
  await says(malik, 'Trouvé avec');
  await malik.getByRole('button', { name: 'C’est fait' }).click();
  await says(malik, 'Vous avez confirmé');
  await nour.goto('/campaigns/partage');
  await says(nour, 'L’autre a confirmé');
  await nour.getByRole('button', { name: 'C’est fait' }).click();
  await says(nour, 'Reçu confirmé par vous deux');
  await nour.getByText('Remercier Malik').click();
  await nour.locator('[name=text]').fill('Il roule comme au premier jour. Merci !');
  await nour.getByRole('button', { name: 'Remercier en public' }).click();
  await says(nour, 'Une réponse');
  await nour.locator('.contribution', { hasText: 'Je cherche' }).getByRole('button', { name: 'Retirer' }).click();
  await says(nour, 'Aucune demande pour l’instant');
  await shot(nour, 'exchange-done', stage);
});

task(
  'committing with a model, under a condition and by initials, telling how it went, and taking back',
  async (stage) => {
    const ines = await opened(stage, 'common-commitments', 'engagements', 'Une part chacun');
    // Engagements begin a week after the opening: they begin now.
    await ines.goto('/campaigns/engagements/chain');
    for (const n of [0, 1]) await ines.fill(`[name=startsAt-${n}]`, '');
    for (const n of [0, 1]) await ines.fill(`[name=endsAt-${n}]`, '');
    await ines.getByRole('button', { name: 'Enregistrer' }).click();
    const malik = await stage.tab('malik');
    await malik.goto('/campaigns/engagements');
    await malik.getByRole('link', { name: 'Engagements' }).first().click();
    await malik.getByRole('link', { name: 'Je viens à vélo' }).click();
    await malik.getByRole('button', { name: 'M’engager' }).click();
    await says(malik, 'à corriger');
    await malik.fill('[name=amount]', '120');
    await malik.selectOption('[name=unit]', 'kilometre');
    await malik.fill('[name=until]', new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10));
    await malik.getByRole('button', { name: 'M’engager' }).click();
    await says(malik, '120 km');
    await malik.getByText('Dire comment cela s’est passé').click();
    const card = malik.locator('.contribution');
    await card.getByRole('radio', { name: 'En partie' }).check();
    await card.locator('[name=done]').fill('90');
    await card.locator('[name=text]').fill('Trois semaines sur quatre.');
    await card.locator('[name=proof-0]').fill('Compteur');
    await card.locator('[name=proofUrl-0]').fill('https://velo.example/compteur');
    await card.getByRole('button', { name: 'Publier' }).click();
    await says(malik, 'Avec preuve');
    await shot(malik, 'pledges-told', stage);

    const nour = await stage.tab('nour');
    await nour.goto(malik.url());
    await nour.getByRole('link', { name: 'Je mange végétarien' }).click();
    await nour.getByLabel('Mes initiales seulement').check();
    await nour.fill('[name=until]', new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10));
    await nour.getByText('Ajouter une condition').click();
    await nour.fill('[name=threshold]', '2');
    await nour.getByRole('button', { name: 'M’engager' }).click();
    await says(nour, 'N. R.');
    await says(nour, 'Si 2 autres s’engagent');
    await saysNot(nour, 'Nour Rachidi');
    await shot(nour, 'pledges', stage);
    await nour.getByRole('button', { name: 'Retirer' }).click();
    await saysNot(nour, 'N. R.');
  },
);

test.run();
