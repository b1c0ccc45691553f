// deadline: 300 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { draws } from '../../src/campaigns/draw-tables.ts';
import { checked } from '../campaigns/checked-draw.ts';
import { campaign, stepNow } from '../campaigns/scene.ts';
import { says, task } from './task.ts';

const day = 86_400_000;
const ahead = { ms: 0 };
const dayOf = (ahead: number) => new Date(Date.now() + ahead * day).toISOString().slice(0, 10);
const shot = async (page: { screenshot: (options: object) => Promise<unknown> }, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};

task(
  'adding a session, asking for a place, drawing lots in the open, and noting who comes',
  async (stage) => {
    const { instance } = stage.home;
    ahead.ms = 0;
    const id = await campaign(instance, (await stage.home.account('ines')).id, 'come-and-verify');
    const step = await stepNow(instance, id, 'visits');
    const path = `/campaigns/assiettes/steps/${step.id}`;
    const ines = await stage.tab('ines');
    await ines.goto(path);
    await ines.getByText('Ajouter une session').click();
    await ines.fill('[name=title]', 'Cuisine centrale de Valombre');
    await ines.getByRole('button', { name: 'Publier la session' }).click();
    await says(ines, 'à corriger');
    assert.is(await ines.inputValue('[name=title]'), 'Cuisine centrale de Valombre');
    await ines.fill('[name=text]', 'On entre par la cour, on voit tout.');
    await ines.fill('[name=day]', dayOf(20));
    await ines.fill('[name=time]', '15:00');
    await ines.fill('[name=place]', 'Rue des Tanneurs');
    await ines.fill('[name=access]', 'Accessible en fauteuil.');
    await ines.fill('[name=capacity]', '2');
    await ines.getByRole('button', { name: 'Publier la session' }).click();
    await says(ines, '2 places, aucune demande');

    for (const name of ['malik', 'solene', 'nour']) {
      const tab = await stage.tab(name);
      await tab.goto(path);
      await tab.getByRole('button', { name: 'Demander une place' }).click();
      await says(tab, 'Demande notée');
      if (name === 'solene') {
        await tab.getByRole('button', { name: 'Retirer ma demande' }).click();
        await says(tab, 'une demande');
        await tab.getByRole('button', { name: 'Demander une place' }).click();
        await says(tab, 'Demande notée');
      }
      if (name === 'nour') await shot(tab, 'visits-asked');
      if (name !== 'malik') await tab.close();
    }

    await ines.goto(path);
    await says(ines, '2 places, 3 demandes');
    await ines.getByRole('link', { name: 'Demandes et arrivées' }).click();
    await shot(ines, 'visits-manage');
    await ines.fill('[name=publicSource]', 'Loto de samedi, les cinq numéros');
    await ines.getByRole('button', { name: 'Publier la liste' }).click();
    await says(ines, 'un moment à venir');
    assert.is(await ines.inputValue('[name=publicSource]'), 'Loto de samedi, les cinq numéros');
    await ines.fill('[name=publicDay]', dayOf(1));
    await ines.getByRole('button', { name: 'Publier la liste' }).click();
    await says(ines, 'Règles et sources');
    await says(ines, 'n’est pas encore connue');
    await shot(ines, 'draw-published');

    // The list is frozen; two days later the value is known.
    ahead.ms = 2 * day;
    const [draw] = await instance.db.select().from(draws);
    const address = `/campaigns/assiettes/draws/${draw!.id}`;
    await ines.goto(address);
    await ines.fill('[name=publicValue]', '7 19 23 31 42');
    await ines.getByRole('button', { name: 'Faire le tirage' }).click();
    await says(ines, 'Résultat');
    await shot(ines, 'draw-held');
    const stranger = await stage.tab();
    const record = await (await stranger.goto(`${address}/record.json`))!.json();
    const { right, said } = await checked(record);
    assert.ok(right, said);
    const script = await stranger.goto('/draws/check-draw.mjs');
    assert.match(await script!.text(), /RFC 3797/);

    const malik = await stage.tab('malik');
    await malik.goto(address);
    await says(malik, 'Vous êtes le n° 1 de la liste');
    await malik.goto(path);
    if (record.drawn.includes(1)) await says(malik, 'Votre code à l’entrée');
    else await says(malik, 'liste d’attente');
    await shot(malik, 'visits-drawn');

    await ines.goto(path);
    await ines.getByRole('link', { name: 'Demandes et arrivées' }).click();
    await ines.fill('[name=code]', 'AAAAAA');
    await ines.getByRole('button', { name: 'Noter l’arrivée' }).first().click();
    await says(ines, 'Personne n’a de place ici avec ce code');
    await ines.getByRole('button', { name: 'Noter l’arrivée' }).nth(1).click();
    await says(ines, 'Arrivée notée');
    await says(ines, '1 sur 2');
    await shot(ines, 'visits-arrivals');
  },
  { clock: () => Date.now() + ahead.ms },
);

task(
  'standing for a draw, and stepping down before the list is published',
  async (stage) => {
    const { instance } = stage.home;
    ahead.ms = 0;
    await campaign(instance, (await stage.home.account('ines')).id, 'consensus-conference', 'open', 'jury');
    ahead.ms = 22 * day;
    const malik = await stage.tab('malik');
    await malik.goto('/campaigns/jury');
    await malik.getByRole('button', { name: 'Me porter candidat' }).click();
    await says(malik, 'Vous êtes candidat');
    await malik.getByRole('button', { name: 'Ne plus être candidat' }).click();
    await says(malik, 'Personne n’est candidat');
    await malik.getByRole('button', { name: 'Me porter candidat' }).click();
    await shot(malik, 'draw-stand');
    const ines = await stage.tab('ines');
    await ines.goto('/campaigns/jury');
    await ines.getByText('Préparer le tirage au sort').click();
    await ines.fill('[name=drawTitle]', 'Le jury');
    await ines.fill('[name=places]', '3');
    await ines.fill('[name=publicSource]', 'Loto de samedi');
    await ines.fill('[name=publicDay]', dayOf(40));
    await ines.fill('[name=publicTime]', '21:00');
    await shot(ines, 'draw-form');
    await ines.getByRole('button', { name: 'Publier la liste' }).click();
    await says(ines, 'Règles et sources');
    await says(ines, 'Malik Benhaddou');
  },
  { clock: () => Date.now() + ahead.ms },
);

test.run();
