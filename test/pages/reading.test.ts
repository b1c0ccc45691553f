// deadline: 300 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { says, saysNot, task } from './task.ts';

task('a list of people: made, filled from a profile, read, renamed, thrown away', async (stage) => {
  const { home } = stage;
  const [malik, nour] = await Promise.all(['malik', 'nour'].map(async (name) => (await home.account(name)).id));
  await follow(home.instance, malik!, nour!);
  await home.write('nour', 'La serre est ouverte.');
  const tab = await stage.tab('malik');
  await tab.goto('/lists');
  await tab.getByLabel('Nom de la liste').fill('Ferme');
  await tab.getByRole('button', { name: 'Créer une liste' }).click();
  await says(tab, 'Ferme');
  await tab.goto('/@nour');
  await tab.locator('main details.dots > summary, main details summary').first().click();
  await tab.getByRole('link', { name: 'Mettre dans une liste' }).click();
  await tab.getByRole('checkbox', { name: 'Ferme' }).check();
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'Listes enregistrées', '#status');
  await tab.goto('/lists');
  await says(tab, 'Une personne');
  await tab.getByRole('link', { name: 'Ferme' }).first().click();
  await says(tab, 'La serre est ouverte.');
  await tab.getByRole('link', { name: 'Personnes et nom' }).click();
  await tab.getByLabel('Nom de la liste').fill('Au champ');
  await tab.getByRole('button', { name: 'Renommer' }).click();
  await says(tab, 'Au champ');
  await tab.goto('/lists');
  await tab.getByRole('link', { name: 'Au champ' }).first().click();
  await tab.getByRole('link', { name: 'Personnes et nom' }).click();
  await tab.getByRole('button', { name: 'Supprimer la liste' }).click();
  await says(tab, 'Liste supprimée', '#status');
});

task('words kept away: folded until it is opened, hidden, for some days, taken back', async (stage) => {
  const { home } = stage;
  const [malik, nour] = await Promise.all(['malik', 'nour'].map(async (name) => (await home.account(name)).id));
  await follow(home.instance, malik!, nour!);
  await home.write('nour', 'Le football reprend samedi.');
  await home.write('nour', 'Le tennis aussi.');
  await stage.fediverse.settled();
  const tab = await stage.tab('malik');
  const filter = async (phrase: string, what: string, days: string) => {
    await tab.goto('/settings/filters');
    await tab.getByLabel('Mot, ou mots qui se suivent').fill(phrase);
    await tab.getByRole('radio', { name: what }).check({ force: true });
    await tab.getByLabel('Pendant').selectOption(days);
    await tab.getByRole('button', { name: 'Ajouter ce filtre' }).click();
    await says(tab, 'Filtre ajouté', '#status');
  };
  await tab.goto('/settings/filters');
  await tab.getByRole('button', { name: 'Ajouter ce filtre' }).click();
  await says(tab, 'Donnez un mot, ou quelques mots.');
  await filter('foot*', 'Repliée', '7 jours');
  await says(tab, 'jusqu’au');
  await filter('tennis', 'Masquée', 'Toujours');
  await tab.goto('/');
  await saysNot(tab, 'tennis');
  const folded = tab.locator('summary', { hasText: 'Repliée par votre filtre' });
  assert.not.ok(await tab.getByText('Le football reprend').isVisible());
  await folded.click();
  assert.ok(await tab.getByText('Le football reprend').isVisible());
  await tab.goto('/settings/filters');
  await tab.getByRole('button', { name: 'Retirer' }).first().click();
  await says(tab, 'Filtre retiré', '#status');
});

task(
  'a server hidden from one’s pages, and shown again',
  async (stage) => {
    const { fediverse, home } = stage;
    const there = fediverse.homes.terrefranche;
    const { id } = await home.account('malik');
    await follow(home.instance, id, await home.find(`@aicha@${there.host}`));
    await fediverse.settled();
    await there.write('aicha', 'Les carottes sont cuites.');
    await fediverse.settled();
    const tab = await stage.tab('malik');
    await tab.goto('/');
    await says(tab, 'Les carottes');
    await tab.goto('/settings/hidden');
    await tab.getByLabel('Masquer un serveur').fill('pas un nom');
    await tab.getByRole('button', { name: 'Masquer' }).click();
    await says(tab, 'Indiquez le nom d’un autre serveur');
    await tab.getByLabel('Masquer un serveur').fill(there.host);
    await tab.getByRole('button', { name: 'Masquer' }).click();
    await says(tab, 'Serveur masqué', '#status');
    await tab.goto('/');
    await saysNot(tab, 'Les carottes');
    await tab.goto('/settings/hidden');
    await tab.getByRole('button', { name: 'Montrer de nouveau' }).click();
    await says(tab, 'de nouveau montré', '#status');
    await tab.goto('/');
    await says(tab, 'Les carottes');
  },
  { keys: ['valombre', 'terrefranche'] },
);

task('what one reads: languages, what nobody has answered, pictures on demand, no counters', async (stage) => {
  const { home, fediverse } = stage;
  const french = await home.write('nour', 'Qui vient au jardin ?', { audience: 'organisation' });
  await home.write('nour', 'Who is coming?', { audience: 'organisation', language: 'en' });
  await home.write('theo', 'Moi !', { audience: 'organisation', inReplyToId: french });
  await fediverse.settled();
  const tab = await stage.tab('malik');
  await tab.goto('/organisation');
  await says(tab, 'Who is coming?');
  await tab.getByRole('link', { name: 'Sans réponse' }).click();
  await says(tab, 'Who is coming?');
  await saysNot(tab, 'Qui vient au jardin');
  await tab.goto('/settings/languages');
  await tab.getByRole('checkbox', { name: 'français' }).check();
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'Enregistré', '#status');
  await tab.goto('/organisation');
  await says(tab, 'Qui vient au jardin');
  await saysNot(tab, 'Who is coming?');
  const answer = tab.locator(`#post-${french} [data-act=reply]`);
  assert.match((await answer.textContent())!, '1');
  await tab.goto('/settings/appearance');
  await tab.getByLabel('Masquer les compteurs').check();
  await tab.getByLabel('Images à la demande').check();
  await tab.getByLabel('Raccourcis clavier').uncheck();
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'Enregistré', '#status');
  await tab.goto('/organisation');
  assert.not.match((await answer.textContent())!, '1');
});

task('look for words: highlighted, narrowed by who, when and what', async (stage) => {
  const { home, fediverse } = stage;
  await home.write('malik', 'La récolte de pommes #verger');
  await home.write('malik', 'La récolte de poires', {
    poll: { options: ['oui', 'non'], multiple: false, hours: 2 },
  });
  await fediverse.settled();
  const tab = await stage.tab('malik');
  const find = async (words: string) => {
    await tab.goto('/search');
    await tab.locator('main [name=q]').fill(words);
    await tab.locator('main').getByRole('button', { name: 'Chercher' }).click();
    await tab.waitForLoadState();
  };
  await find('recolte from:me');
  await says(tab, '2 résultats');
  assert.equal(await tab.locator('mark').allTextContents(), ['récolte', 'récolte']);
  await find('récolte has:poll');
  await says(tab, 'poires');
  await saysNot(tab, 'pommes');
  await find('récolte before:2020-01-01');
  await saysNot(tab, 'poires');
  await find('#verger');
  await says(tab, 'pommes');
  await find('Théo');
  await says(tab, 'Théo Vasseur');
});

task('notifications: by who they come from, answered and silenced in place', async (stage) => {
  const { home, fediverse } = stage;
  const id = await home.write('malik', 'Je cherche une pelle.');
  await home.write('nour', 'J’en ai une.', { inReplyToId: id });
  await fediverse.settled();
  const tab = await stage.tab('malik');
  await tab.goto('/notifications');
  await says(tab, 'Nour Rachidi vous a répondu');
  await tab.getByRole('button', { name: 'Ne plus me prévenir' }).click();
  await says(tab, 'ne vous préviendra plus', '#status');
  await home.write('theo', 'Moi aussi.', { inReplyToId: id });
  await fediverse.settled();
  await tab.goto('/notifications');
  await saysNot(tab, 'Théo Vasseur vous a répondu');
  await tab.getByRole('button', { name: 'Tout marquer comme lu' }).click();
  await tab.waitForLoadState();
  await tab.goto('/notifications');
  assert.is(await tab.locator('main mark').count(), 0);
  await tab.getByRole('link', { name: 'Choisir de quoi être prévenu' }).click();
  await tab.getByLabel('On me nomme').selectOption('De personne');
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'Enregistré', '#status');
  await home.write('nour', '@malik viens voir');
  await fediverse.settled();
  await tab.goto('/notifications');
  await saysNot(tab, 'viens voir');
});

test.run();
