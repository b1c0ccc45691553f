// deadline: 300 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accountByHandle } from '../../src/accounts/account.ts';
import { campaignById } from '../../src/campaigns/campaign.ts';
import { recipeOf } from '../../src/campaigns/recipe.ts';
import { reportOf } from '../../src/campaigns/report.ts';
import { campaignSteps } from '../../src/campaigns/tables.ts';
import { flushTraffic } from '../../src/campaigns/traffic.ts';
import { and, eq } from '../../src/platform/columns.ts';
import { focusIsKept, type Stage, says, saysNot, task } from './task.ts';

const shot = async (tab: { screenshot: (options: object) => Promise<unknown> }, name: string) => {
  if (process.env.SHOTS) await tab.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};

/** Moves the days of a kind of step: nobody waits for a week. */
async function days({ home }: Stage, kind: 'ballot' | 'statement', from: number, until: number) {
  const account = (await accountByHandle(home.instance, 'jury'))!;
  const now = home.instance.clock();
  await home.instance.database.write((tx) =>
    tx
      .update(campaignSteps)
      .set({ startsAt: now + from * 3_600_000, endsAt: now + until * 3_600_000 })
      .where(and(eq(campaignSteps.campaignId, account.id), eq(campaignSteps.kind, kind))),
  );
}

task(
  'putting a clause to the vote, voting, changing it by its receipt, and reading what was decided',
  async (stage) => {
    const ines = await stage.tab('ines');
    await ines.goto('/campaigns/new?template=consensus-conference');
    await ines.fill('[name=displayName]', 'Le jury du repas');
    await ines.fill('[name=name]', 'jury');
    await ines.getByRole('button', { name: 'Commencer le brouillon' }).click();
    await ines.getByRole('button', { name: 'Passer à : Annoncée' }).click();
    await ines.getByRole('button', { name: 'Passer à : Ouverte' }).click();
    const malik = await stage.tab('malik');
    await malik.goto('/campaigns/jury');
    await malik.getByRole('button', { name: 'Rejoindre' }).first().click();
    await days(stage, 'ballot', -1, 1);
    const account = (await accountByHandle(stage.home.instance, 'jury'))!;
    await stage.home.instance.database.write((tx) =>
      tx
        .update(campaignSteps)
        .set({ settings: { listClosesAt: stage.home.instance.clock() + 1 } })
        .where(and(eq(campaignSteps.campaignId, account.id), eq(campaignSteps.kind, 'ballot'))),
    );

    await ines.goto('/campaigns/jury');
    await ines.getByRole('link', { name: 'Vote du jury' }).click();
    await ines.getByRole('button', { name: 'Ajouter la clause' }).click();
    await says(ines, 'à corriger');
    await ines.fill('[name=title]', 'Deux repas végétariens par semaine');
    await ines.getByRole('button', { name: 'Ajouter la clause' }).click();
    await says(ines, 'Deux repas végétariens par semaine');

    await malik.goto('/campaigns/jury');
    await malik.getByRole('link', { name: 'Vote du jury' }).click();
    await malik.getByRole('button', { name: 'Mettre dans l’urne' }).click();
    await says(malik, 's’abstenir est une réponse');
    await malik.getByLabel('Pour', { exact: true }).check();
    await malik.getByRole('button', { name: 'Mettre dans l’urne' }).click();
    await says(malik, 'Votre bulletin est dans l’urne');
    await focusIsKept(stage, malik);
    const receipt = (await malik.textContent('.receipt code'))!;
    await shot(malik, 'ballot-receipt');
    await malik.goto('/campaigns/jury');
    await malik.getByRole('link', { name: 'Vote du jury' }).click();
    await says(malik, 'Une personne a voté');
    await saysNot(malik, receipt);
    await malik.getByText('Changer mon vote').click();
    const again = malik.locator('details.again').first();
    await again.getByLabel('Contre', { exact: true }).check();
    await again.locator('[name=receipt]').fill('AAAA-BBBB-CCCC');
    await again.getByRole('button', { name: 'Remplacer mon vote' }).click();
    await says(malik, 'Aucun bulletin ne porte ce code');
    await malik.locator('details.again').first().locator('[name=receipt]').fill(receipt);
    await malik.getByRole('button', { name: 'Remplacer mon vote' }).click();
    await says(malik, 'Une personne a voté');
    await malik.getByText('Vérifier mon bulletin').click();
    await malik.fill('[name=code]', receipt);
    await malik.getByRole('button', { name: 'Vérifier', exact: true }).click();
    await says(malik, 'Ce bulletin est dans l’urne');
    await says(malik, 'Deux repas végétariens par semaine · Contre');
    await saysNot(malik, 'Adoptée');

    await days(stage, 'ballot', -2, -1);
    await ines.goto('/campaigns/jury');
    await ines.getByRole('link', { name: 'Vote du jury' }).click();
    await says(ines, 'Non adoptée');
    await ines.fill('[name=outcome]', 'Le jury ne retient pas cette clause.');
    await ines.getByRole('button', { name: 'Publier la décision' }).click();
    await says(ines, 'Le jury ne retient pas cette clause.');
    await shot(ines, 'ballot-over');

    // The statement: its text, another wording that is taken over, and a signature.
    await days(stage, 'statement', -1, 5);
    await ines.getByRole('link', { name: 'Recommandations' }).click();
    await ines.fill('[name=text-0]', 'Servir moins de viande.');
    await ines.getByRole('button', { name: 'Publier cette version' }).click();
    await says(ines, 'Version 1');
    await malik.goto(ines.url());
    await malik.getByText('Proposer une formulation').first().click();
    await malik.locator('textarea[name^=amendment]').fill('Servir deux repas sans viande.');
    await malik.getByRole('button', { name: 'Proposer', exact: true }).click();
    await says(malik, 'Formulations proposées');
    await ines.reload();
    await ines.getByText('Dire ce qu’elle devient').click();
    await ines.getByRole('button', { name: 'Reprendre cette formulation' }).click();
    await says(ines, 'Version 2');
    await ines.getByText('Signer pour').first().click();
    await ines.fill('[name=capacity]', 'présidente');
    await ines.getByRole('button', { name: 'Signer', exact: true }).click();
    await says(ines, 'présidente');
    await shot(ines, 'statement');

    // The report: provisional while it runs, published with its sentences after the end.
    const stranger = await stage.tab();
    await stranger.goto('/campaigns/jury/report');
    await says(stranger, 'Chiffres provisoires');
    await ines.goto('/campaigns/jury/organise');
    for (const state of ['En délibération', 'Répondue', 'Fermée'])
      await ines.getByRole('button', { name: `Passer à : ${state}` }).click();
    await ines.getByRole('link', { name: 'Écrire le rapport' }).click();
    await says(ines, 'Il manque 5 phrases');
    for (const name of ['learnt', 'truth', 'technology', 'frugality', 'innovation'])
      await ines.fill(`[name=${name}]`, `Une phrase sur ${name}.`);
    await ines.fill('[name=hours]', '-3');
    await ines.getByRole('button', { name: 'Enregistrer' }).click();
    await says(ines, 'zéro ou plus');
    await ines.fill('[name=hours]', '12');
    await ines.getByRole('button', { name: 'Enregistrer' }).click();
    await ines.getByRole('button', { name: 'Publier le rapport' }).click();
    await says(ines, 'Rapport publié le');
    await shot(ines, 'report');
    await stranger.reload();
    await says(stranger, 'Une phrase sur learnt.');
    const { instance } = stage.home;
    await flushTraffic(instance);
    const { rows } = await reportOf(instance, (await campaignById(instance, account.id))!);
    assert.ok(rows.campaign.spent?.hours === 12);

    // A recipe begins another campaign.
    // The days that were moved above are in no order: the recipe has none.
    const undated = { startsAt: null, endsAt: null };
    await instance.database.write((tx) =>
      tx.update(campaignSteps).set(undated).where(eq(campaignSteps.campaignId, account.id)),
    );
    const ended = (await campaignById(instance, account.id))!;
    const recipe = Buffer.from(JSON.stringify(await recipeOf(instance, ended)));
    await ines.goto('/campaigns/new');
    await ines.getByText('Reprendre la recette d’une campagne').click();
    const form = ines.locator('form[action="/campaigns/recipe"]');
    await form
      .locator('[name=recipe]')
      .setInputFiles({ name: 'r.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
    await form.locator('[name=displayName]').fill('Encore un jury');
    await form.locator('[name=name]').fill('encore');
    await form.getByRole('button', { name: 'Commencer d’après cette recette' }).click();
    await says(ines, 'n’est pas une recette');
    const second = ines.locator('form[action="/campaigns/recipe"]');
    await second
      .locator('[name=recipe]')
      .setInputFiles({ name: 'r.json', mimeType: 'application/json', buffer: recipe });
    await second.getByRole('button', { name: 'Commencer d’après cette recette' }).click();
    await says(ines, 'Brouillon');
    await says(ines, 'Vote du jury');
  },
);

test.run();
