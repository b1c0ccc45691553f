// deadline: 300 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { password } from '../../src/demo/cast.ts';
import { keepLetters } from './letters.ts';
import { says, saysNot, task } from './task.ts';

const { mail, linkTo } = keepLetters();
const phrase = 'une phrase bien longue 8';

task(
  'another address for one’s letters, confirmed by the letter that goes there',
  async (stage) => {
    const tab = await stage.tab('malik');
    await tab.goto('/settings/security');
    await tab.locator('main').getByRole('link', { name: 'Adresse électronique' }).click();
    await tab.getByLabel('Nouvelle adresse').fill('malik@ailleurs.example');
    await tab.getByLabel('Mot de passe actuel').fill('faux');
    await tab.getByRole('button', { name: 'Envoyer le message' }).click();
    await says(tab, 'à corriger');
    assert.is(await tab.getByLabel('Nouvelle adresse').inputValue(), 'malik@ailleurs.example');
    await tab.getByLabel('Mot de passe actuel').fill(password);
    await tab.getByRole('button', { name: 'Envoyer le message' }).click();
    await says(tab, 'Regardez votre messagerie');
    await tab.goto('/settings/security');
    await says(tab, 'malik@valombre.example');
    await tab.goto(await linkTo('malik@ailleurs.example', /http\S+\/confirm\/[\w-]+/));
    const confirm = tab.locator('main form .primary');
    if (await confirm.count()) await confirm.click();
    await tab.waitForLoadState();
    await tab.goto('/settings/security');
    await says(tab, 'malik@ailleurs.example');
  },
  mail,
);

task('another password: too short, wrong, then good; and the other sessions are closed', async (stage) => {
  const [tab, other] = [await stage.tab('malik'), await stage.tab('malik')];
  await tab.goto('/settings/security');
  await tab.locator('main').getByRole('link', { name: 'Mot de passe' }).click();
  const change = async (present: string, wanted: string) => {
    await tab.getByLabel('Mot de passe actuel').fill(present);
    await tab.getByLabel('Nouveau mot de passe').fill(wanted);
    await tab.getByRole('button', { name: 'Enregistrer' }).click();
  };
  await change(password, 'court');
  await says(tab, 'à corriger');
  await change('faux', phrase);
  await says(tab, 'à corriger');
  await change(password, phrase);
  await says(tab, 'Enregistré', '#status');
  await other.goto('/settings');
  assert.match(other.url(), /\/sign-in/);
  await other.getByLabel('Nom ou adresse électronique').fill('malik');
  await other.getByLabel('Mot de passe', { exact: true }).fill(phrase);
  await other.getByRole('button', { name: 'Se connecter', exact: true }).click();
  await other.waitForLoadState();
  await other.goto('/settings/security');
  await says(other, 'Vos connexions');
});

task('what one can do and be asked for, and what the public sees of it', async (stage) => {
  const { home } = stage;
  await home.write('malik', 'Entre nous', { audience: 'organisation' });
  await home.write('malik', 'Pour tous');
  const tab = await stage.tab('malik');
  await tab.goto('/@malik');
  await tab.getByRole('link', { name: 'Modifier mon profil' }).click();
  await tab.getByLabel('Rôle').fill('L3 biologie');
  await tab.getByLabel('Ce que je sais faire').fill('souder, greffer');
  await tab.getByLabel('On peut me demander').fill('greffer un pommier');
  await tab.getByRole('checkbox', { name: 'anglais' }).check();
  await tab.locator('[name=field-1-name], #f-field-1-name, [name^=field]').first().fill('Bureau');
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'Enregistré', '#status');
  await tab.goto('/@malik');
  for (const words of ['greffer un pommier', 'souder', 'Entre nous', 'Pour tous']) await says(tab, words);
  await tab.getByRole('link', { name: 'Ce que voit le public' }).click();
  await says(tab, 'tel que le voit une personne sans compte');
  await says(tab, 'Pour tous');
  await saysNot(tab, 'Entre nous');
  await tab.getByRole('link', { name: 'Revenir à mon profil' }).click();
  await says(tab, 'Entre nous');
});

task('feeds and cards of what is public; the manifest and the page without a connection', async (stage) => {
  const id = await stage.home.write('malik', 'Pour tous');
  const tab = await stage.tab();
  await tab.goto(`/@malik/${id}`);
  assert.is(await tab.getAttribute('meta[property="og:description"]', 'content'), 'Pour tous');
  assert.match((await tab.getAttribute('link[type="application/json+oembed"]', 'href'))!, '/oembed?');
  await tab.goto('/@malik');
  const feed = (await tab.getAttribute('link[type="application/atom+xml"]', 'href'))!;
  const read = (path: string) => tab.goto(new URL(path, stage.home.origin).href).then(async (r) => r!.text());
  assert.match(await read((await tab.getAttribute('link[rel=manifest]', 'href'))!), '"start_url"');
  await tab.goto('/offline');
  await tab.locator('main h1').waitFor();
  assert.match(feed, '.atom');
});

test.run();
