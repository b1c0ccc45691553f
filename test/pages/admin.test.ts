// deadline: 300 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { picture } from '../support/pictures.ts';
import { says, saysNot, task } from './task.ts';

task('the identity of the organisation: name, sentence, colour, charter', async (stage) => {
  const tab = await stage.tab('ines');
  await tab.goto('/admin');
  await tab.locator('main a[href="/admin/identity"]').first().click();
  await tab.locator('[name=name]').fill('');
  await tab.locator('main form').first().getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'à corriger');
  await tab.locator('[name=name]').fill('Université du Val');
  await tab.locator('[name=sentence]').fill('Ouverte depuis 1972.');
  await tab.setInputFiles('#f-logo', { name: 'l.png', mimeType: 'image/png', buffer: await picture('png', 600, 200) });
  await tab.locator('[name=hue][value="60"]').check({ force: true });
  assert.ok(await tab.locator('.h60 .hue-sample').isVisible(), 'the colour by day and by night, without a script');
  await tab.locator('[name=charter]').fill('On écoute. Puis on répond.');
  await tab.locator('main form').first().getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'Enregistré', '#status');
  const stranger = await stage.tab();
  await stranger.goto('/');
  await says(stranger, 'Ouverte depuis 1972.');
  assert.ok(await stranger.locator('header .brand-logo').isVisible());
  assert.match((await stranger.getAttribute('html', 'class')) ?? '', /\bh60\b/);
  await stranger.goto('/charter');
  await says(stranger, 'On écoute. Puis on répond.');
});

task('the legal pages: who answers for the service, a text of one’s own, looked at first', async (stage) => {
  const tab = await stage.tab('ines');
  await tab.goto('/admin');
  await tab.getByRole('link', { name: 'Pages légales' }).click();
  await tab.fill('#f-contact', 'nobody');
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'à corriger');
  await tab.fill('#f-contact', 'contact@valombre.example');
  await tab.getByRole('radio', { name: 'Non conforme' }).check({ force: true });
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'Enregistré', '#status');
  await tab.locator('#legal-terms-fr').locator('th a').click();
  await tab.fill('#f-text', '## Ici\n\nÉcrivez à {contact}.');
  await tab.getByRole('button', { name: 'Aperçu' }).click();
  await says(tab, 'Écrivez à contact@valombre.example.', '#preview');
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'le vôtre, version 1', '#legal-terms-fr');
  const stranger = await stage.tab();
  await stranger.goto('/');
  await stranger.locator('footer').getByRole('link', { name: 'Accessibilité : non conforme' }).click();
  await says(stranger, 'Ce service est déclaré non conforme');
  await stranger.locator('footer').getByRole('link', { name: 'Conditions' }).click();
  await says(stranger, 'Écrivez à contact@valombre.example.');
});

task('how long things are kept: out of bounds, looked at, set', async (stage) => {
  const tab = await stage.tab('ines');
  await tab.goto('/admin');
  await tab.locator('main a[href="/admin/retention"]').click();
  await tab.fill('#f-events', '3');
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'entre 7 et 365');
  await tab.fill('#f-events', '14');
  await tab.locator('[name=posts][value=unused]').check();
  await tab.fill('#f-remotePosts', '90');
  await tab.getByRole('button', { name: 'Voir ce qui serait oublié' }).click();
  await says(tab, 'Rien n’est encore changé');
  await says(tab, 'Aucune ne serait oubliée maintenant.');
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'Enregistré', '#status');
  const stranger = await stage.tab();
  await stranger.goto('/privacy');
  await says(stranger, '14 jours');
  await says(stranger, '90 jours');
});

task('invitations: make, copy, close; the rule of joining', async (stage) => {
  const tab = await stage.tab('ines');
  await tab.goto('/admin/invitations');
  await tab.fill('#f-seats', '0');
  await tab.locator('form[action="/admin/invitations"] button').click();
  await says(tab, 'à corriger');
  await tab.fill('#f-seats', '5');
  await tab.locator('form[action="/admin/invitations"] button').click();
  const link = (await tab.locator('main code').first().textContent())!;
  const stranger = await stage.tab();
  assert.is((await stranger.goto(link))!.status(), 200);
  await tab
    .getByRole('button', { name: /^Fermer/ })
    .first()
    .click();
  await tab.waitForLoadState();
  assert.is((await stranger.goto(link))!.status(), 404);
  await tab.locator('[name=signUp][value=open]').check();
  await tab.locator('form[action="/admin/sign-up"] button').click();
  await says(tab, 'Enregistré', '#status');
  await stranger.goto('/sign-up');
  await says(stranger, 'L’inscription est ouverte');
});

task(
  'members by a list: a wrong file, a look, the good lines alone; who is expected opens the account',
  async (stage) => {
    const tab = await stage.tab('ines');
    await tab.goto('/admin/members');
    await tab.getByRole('link', { name: 'Inscrire ou inviter par une liste' }).click();
    const list = (text: string) =>
      tab.setInputFiles('#f-list', { name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await list('nom\nLéa\n');
    await tab.getByRole('button', { name: 'Voir ce qui serait fait' }).click();
    await says(tab, 'La première ligne doit nommer les colonnes');
    await list('courriel;nom;lien\nlea@valombre.example;Léa Morel;étudiante\nlea@;Faux;\n');
    await tab.getByRole('button', { name: 'Voir ce qui serait fait' }).click();
    await says(tab, 'Une ligne est bonne, une est à corriger');
    await tab.getByRole('button', { name: 'Écrire à la bonne ligne seulement' }).click();
    await says(tab, 'Une personne attendue');
    await tab.getByRole('button', { name: 'Nouveau lien lea@valombre.example' }).click();
    const link = (await tab.locator('main code').first().textContent())!;
    const lea = await stage.tab();
    await lea.goto(link);
    await lea.fill('#f-name', 'lea');
    await lea.fill('#f-password', 'haie-de-noisetiers-1972');
    await lea.locator('main form button').click();
    await says(lea, 'à corriger');
    await lea.fill('#f-password', 'haie-de-noisetiers-1972');
    await lea.check('#f-charter');
    await lea.locator('main form button').click();
    await lea.waitForURL('**/welcome/1');
    await tab.goto('/admin/members/list');
    await says(tab, 'Personne n’est attendu');
  },
);

task('roles: given, taken back, never the last one; all of it in the log', async (stage) => {
  const tab = await stage.tab('ines');
  const open = async (name: string) => {
    await tab.goto('/admin/members');
    await tab.locator('main').getByRole('link', { name }).click();
  };
  await open('Inès Caradec');
  await tab.locator('[name=role][value=member]').check();
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'à corriger');
  await says(tab, 'nommez-en une autre');
  await open('Solène Le Guen');
  await tab.locator('[name=role][value=communication]').check();
  await tab.selectOption('#f-affiliation', 'alum');
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'Enregistré', '#status');
  const solene = await stage.tab('solene');
  await solene.goto('/compose');
  await says(solene, 'Université de Valombre');
  await tab.goto('/admin/log');
  await says(tab, 'A donné un rôle');
  await tab.selectOption('#f-subject', 'organisation');
  await tab.getByRole('button', { name: 'Filtrer' }).click();
  await saysNot(tab, 'A donné un rôle · ');
});

task('servers kept at a distance: one by one, then by a list that is looked at first', async (stage) => {
  const tab = await stage.tab('ines');
  await tab.goto('/admin');
  await tab.locator('main a[href="/admin/hosts/rules"]').click();
  await tab.fill('#f-host', 'https://x');
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'à corriger');
  await tab.fill('#f-host', 'ancien.example');
  await tab.locator('[name=severity][value=block]').check();
  await tab.fill('#f-publicComment', 'Envois de masse');
  await tab.check('#f-obfuscate');
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'Envois de masse');
  const stranger = await stage.tab();
  await stranger.goto('/moderation-log');
  await says(stranger, 'anc***.example');
  const list = '#domain,#severity\nancien.example,silence\nautre.example,suspend\n';
  await tab.setInputFiles('#f-list', { name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await tab.getByRole('button', { name: 'Voir ce qui changerait' }).click();
  await says(tab, '2 règles changeraient');
  await tab.getByRole('button', { name: 'Appliquer ces 2 règles' }).click();
  await says(tab, 'autre.example');
  await tab.getByRole('button', { name: 'Lever autre.example' }).click();
  await tab.waitForLoadState();
  await saysNot(tab, 'autre.example');
  await tab.goto('/admin/log');
  await says(tab, 'A repris une liste de serveurs');
});

task('the pages of the machine: hosts, what could not be done', async (stage) => {
  const tab = await stage.tab('ines');
  for (const path of ['/admin', '/admin/hosts', '/admin/dead-letters', '/admin/requests', '/admin/log'])
    assert.is((await tab.goto(path))!.status(), 200, path);
  const member = await stage.tab('malik');
  assert.is((await member.goto('/admin'))!.status(), 404);
});

test.run();
