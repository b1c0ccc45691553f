// deadline: 300 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openReports } from '../../src/moderation/read-reports.ts';
import { picture } from '../support/pictures.ts';
import { stranger } from '../support/visitor.ts';
import { focusIsKept, says, saysNot, task } from './task.ts';

task('follow somebody, and stop', async (stage) => {
  const { home, fediverse } = stage;
  const tab = await stage.tab('malik');
  await tab.goto('/@ines');
  await tab.getByRole('button', { name: 'Suivre Inès Caradec' }).click();
  await tab.getByRole('button', { name: /Suivi/ }).waitFor();
  await focusIsKept(stage, tab);
  await home.write('ines', 'Journée portes ouvertes samedi');
  await fediverse.settled();
  await tab.goto('/');
  await says(tab, 'Journée portes ouvertes');
  await tab.goto('/@ines/followers');
  await says(tab, 'Malik Benhaddou');
  await tab.goto('/@ines');
  await tab.getByRole('button', { name: /Suivi/ }).click();
  await tab.getByRole('button', { name: 'Suivre Inès Caradec' }).waitFor();
  await focusIsKept(stage, tab);
});

task('choose one’s followers: asked, accepted, refused', async (stage) => {
  const nour = await stage.tab('nour');
  await nour.goto('/settings/privacy');
  await nour.getByLabel('Choisir moi-même mes abonnés').check();
  await nour.getByRole('button', { name: 'Enregistrer' }).click();
  await says(nour, 'Enregistré', '#status');
  for (const name of ['malik', 'theo']) {
    const tab = await stage.tab(name, stage.home, { locale: 'fr' });
    await tab.goto('/@nour?lang=fr');
    await tab.getByRole('button', { name: /Demander à suivre/ }).click();
    await tab.getByRole('button', { name: /Demande envoyée/ }).waitFor();
    await focusIsKept(stage, tab);
  }
  await stage.fediverse.settled();
  await nour.goto('/follow-requests');
  await nour.getByRole('button', { name: 'Accepter Malik Benhaddou' }).click();
  if (stage.scripts) await says(nour, 'Malik Benhaddou vous suit désormais');
  await focusIsKept(stage, nour);
  await nour.getByRole('button', { name: 'Refuser Théo Vasseur' }).click();
  if (stage.scripts) await says(nour, 'La demande de Théo Vasseur est refusée');
  await stage.fediverse.settled();
  await stage.home.write('nour', 'Pour mes abonnés', { audience: 'followers' });
  for (const [name, reads] of [
    ['malik', true],
    ['theo', false],
  ] as const) {
    const tab = await stage.tab(name);
    await tab.goto('/@nour');
    await (reads ? says(tab, 'Pour mes abonnés') : saysNot(tab, 'Pour mes abonnés'));
  }
});

task('mute, block, unblock', async (stage) => {
  await stage.home.write('theo', 'Encore moi');
  const tab = await stage.tab('malik');
  const act = async (name: string) => {
    await tab.goto('/@theo');
    await tab.locator('main .dots summary').first().click();
    await tab.locator('.menu').getByRole('button', { name }).first().click();
    await tab.waitForLoadState();
  };
  await tab.goto('/public');
  await says(tab, 'Encore moi');
  await act('Masquer');
  await says(tab, 'Masqué');
  await tab.goto('/public');
  await saysNot(tab, 'Encore moi');
  await act('Ne plus masquer');
  await act('Bloquer');
  await tab
    .getByRole('button', { name: /Débloquer/ })
    .first()
    .waitFor();
  const theo = await stage.tab('theo');
  await stage.home.write('malik', 'Sans Théo');
  await theo.goto('/public');
  await saysNot(theo, 'Sans Théo');
  await act('Débloquer');
  await theo.goto('/public');
  await says(theo, 'Sans Théo');
});

task('report a post, with words for the moderators', async (stage) => {
  const id = await stage.home.write('theo', 'Vente de diplômes');
  const tab = await stage.tab('malik');
  await tab.goto('/public');
  await tab.locator(`#post-${id} .dots summary`).click();
  await tab.getByRole('link', { name: 'Signaler', exact: true }).click();
  await says(tab, 'Vente de diplômes');
  await tab.getByLabel('Que se passe-t-il').fill('C’est une arnaque.');
  await tab.getByRole('button', { name: 'Envoyer le signalement' }).click();
  await says(tab, 'Signalement', '#status');
  const [report] = await openReports(stage.home.instance);
  assert.is(report!.comment, 'C’est une arnaque.');
  assert.equal(report!.postIds, [id]);
});

task('change one’s profile, with a picture', async (stage) => {
  const tab = await stage.tab('malik');
  await tab.goto('/settings');
  await tab.getByRole('link', { name: 'Profil', exact: true }).click();
  await tab.getByLabel('Nom affiché').fill('Malik B.');
  await tab.getByLabel('Rôle').fill('étudiant, M1 biologie');
  await tab.getByLabel('Présentation').fill('Vélo et *fermentation*.');
  await tab.getByLabel('Intitulé 1').fill('Bureau');
  await tab.getByLabel('Contenu 1').fill('B 214');
  await tab.setInputFiles('#f-avatar', {
    name: 'moi.png',
    mimeType: 'image/png',
    buffer: await picture('png', 300, 300),
  });
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'Enregistré', '#status');
  await tab.goto('/@malik');
  for (const text of ['Malik B.', 'M1 biologie', 'fermentation', 'B 214']) await says(tab, text);
  const src = await tab.locator('main .ring img').first().getAttribute('src');
  assert.is((await stranger(stage.home).get(src!)).status, 200);

  await tab.goto('/settings/profile');
  await tab.getByLabel('Nom affiché').fill('');
  await tab.setInputFiles('#f-banner', { name: 'x.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') });
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'à corriger');
  await focusIsKept(stage, tab);
  await tab.goto('/@malik');
  await says(tab, 'Malik B.');
});

task('settings: theme, size, language, circle to start with', async (stage) => {
  const tab = await stage.tab('malik');
  await tab.goto('/settings/appearance');
  await tab.getByLabel('Sombre').check();
  await tab.getByLabel('Grande').check();
  await tab.getByLabel('Masquer les compteurs').check();
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await tab.waitForLoadState();
  assert.is(await tab.getAttribute('html', 'data-theme'), 'dark');
  assert.is(await tab.getAttribute('html', 'data-size'), 'large');
  await tab.goto('/settings/privacy');
  await tab.getByRole('radio', { name: /^Public Tout le monde/ }).check();
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await tab.waitForLoadState();
  await tab.goto('/compose');
  assert.ok(await tab.locator('[name=audience][value=public]').isChecked());
  await tab.goto('/settings/languages');
  await tab.getByLabel('Langue de l’interface').selectOption('en');
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await tab.waitForLoadState();
  assert.is(await tab.getAttribute('html', 'lang'), 'en');
  await tab.goto('/settings');
  await says(tab, 'Appearance');
  const stranger = await stage.tab();
  await stranger.goto('/charter');
  await stranger.getByRole('contentinfo').getByText('English').click();
  await stranger.waitForLoadState();
  assert.is(await stranger.getAttribute('html', 'lang'), 'en');
  assert.is(new URL(stranger.url()).pathname, '/charter');
});

task('sessions: see them, close one, close the others', async (stage) => {
  const [here, there, third] = [await stage.tab('malik'), await stage.tab('malik'), await stage.tab('malik')];
  await here.goto('/settings/sessions');
  assert.is(await here.locator('main ul li').count(), 3);
  await says(here, 'Cette session');
  await here.locator('main ul').getByRole('button').first().click();
  await here.waitForLoadState();
  assert.is(await here.locator('main ul li').count(), 2);
  await here.getByRole('button', { name: 'Fermer toutes les autres' }).click();
  await here.waitForLoadState();
  assert.is(await here.locator('main ul li').count(), 1);
  for (const tab of [there, third]) {
    await tab.goto('/settings');
    assert.match(tab.url(), /\/sign-in\?next=%2Fsettings/);
  }
});

task('follow a hashtag, find it at home, and stop', async (stage) => {
  await stage.home.write('ines', 'La #cantine change');
  const tab = await stage.tab('malik');
  await tab.goto('/tags/cantine');
  await tab.getByRole('button', { name: 'Suivre #cantine' }).click();
  await tab.getByRole('button', { name: 'ne plus suivre #cantine' }).waitFor();
  await stage.home.write('ines', 'Demain, la #cantine ferme');
  await stage.fediverse.settled();
  await tab.goto('/');
  await says(tab, 'Demain, la #cantine ferme');
  await tab.goto('/tags/cantine');
  await tab.getByRole('button', { name: 'ne plus suivre #cantine' }).click();
  await tab.getByRole('button', { name: 'Suivre #cantine', exact: true }).waitFor();
});

test.run();
