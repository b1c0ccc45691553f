// deadline: 300 s
import { test } from 'uvu';
import { says, task } from './task.ts';

task(
  'inviting a partner organisation, narrowing, writing for partners, and ending it',
  async (stage) => {
    const { valombre, terrefranche } = stage.fediverse.homes;
    const ines = await stage.tab('ines', valombre);
    await ines.goto('/admin/partners');
    await says(ines, 'Aucun partenaire');
    await ines.fill('[name=host]', 'nulle-part.localhost:1');
    await ines.getByRole('button', { name: 'Voir qui répond' }).click();
    await says(ines, 'ne répond pas');
    await ines.fill('[name=host]', terrefranche.host);
    await ines.getByRole('button', { name: 'Voir qui répond' }).click();
    await says(ines, 'Terre Franche');
    for (const scope of ['people', 'communities']) await ines.uncheck(`[name=scope-${scope}]`);
    await ines.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await says(ines, 'Choisissez au moins une chose');
    for (const scope of ['people', 'communities']) await ines.check(`[name=scope-${scope}]`);
    await ines.fill('[name=contact]', 'Inès, poste 41');
    await ines.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await says(ines, 'demandée, sans réponse');
    await stage.fediverse.settled();

    const aicha = await stage.tab('aicha', terrefranche);
    await aicha.goto('/notifications');
    await says(aicha, 'du nouveau dans le partenariat');
    await aicha.goto('/admin');
    await aicha.getByRole('link', { name: 'Une organisation demande un partenariat' }).click();
    await aicha.getByRole('link', { name: 'Université de Valombre' }).click();
    await says(aicha, 'Inès, poste 41');
    await aicha.uncheck('[name=scope-people]');
    await aicha.getByRole('button', { name: 'Accepter' }).click();
    await says(aicha, 'Passe entre nous');
    await stage.fediverse.settled();

    const nour = await stage.tab('nour', valombre);
    await nour.goto('/compose');
    await nour.getByLabel('Partenaires').check();
    await nour.fill('[name=text]', 'Le plan du site, entre nous.');
    await nour.getByRole('button', { name: 'Publier' }).click();
    await says(nour, 'Partenaires');
    await stage.fediverse.settled();
    const gerard = await stage.tab('gerard', terrefranche);
    await gerard.goto('/');
    await gerard.getByRole('navigation', { name: 'Fils' }).getByRole('link', { name: 'Partenaires' }).click();
    await says(gerard, 'Le plan du site, entre nous.');

    for (const [home, other] of [
      [valombre, 'Terre Franche'],
      [terrefranche, 'Université de Valombre'],
    ] as const) {
      const stranger = await stage.tab(undefined, home);
      await stranger.goto('/partners');
      await says(stranger, other);
      await says(stranger, 'Les publications et les communautés');
    }

    await aicha.getByRole('button', { name: 'Mettre en pause' }).click();
    await says(aicha, 'en pause de notre côté');
    await aicha.getByRole('button', { name: 'Reprendre' }).click();
    await says(aicha, 'Mettre en pause');
    await aicha.locator('form[action$="/end"] [name=reason]').fill('Le projet est fini.');
    await aicha.getByRole('button', { name: 'Mettre fin' }).click();
    await says(aicha, 'Terminé par nous');
    await stage.fediverse.settled();
    await ines.goto(`/admin/partners/${terrefranche.host}`);
    await says(ines, 'Le projet est fini.');
    const stranger = await stage.tab(undefined, valombre);
    await stranger.goto('/partners');
    await says(stranger, 'Aucun partenaire');
  },
  { keys: ['valombre', 'terrefranche'] },
);

task('choosing to be found, and finding somebody by what they know', async (stage) => {
  const nour = await stage.tab('nour');
  await nour.goto('/settings/profile');
  await nour.fill('[name=skills]', 'soudure, droit public');
  await nour.getByRole('button', { name: 'Enregistrer' }).click();
  await nour.goto('/settings/directory');
  await nour.check('[name=name][value=organisation]');
  await nour.selectOption('[name=skills]', 'organisation');
  await nour.getByRole('button', { name: 'Enregistrer' }).click();
  await says(nour, 'Rien de vous n’y paraît');

  const malik = await stage.tab('malik');
  await malik.goto('/directory');
  await says(malik, 'Une personne');
  await malik.fill('main [name=q]', 'plomberie');
  if (!stage.scripts) await malik.locator('main').getByRole('button', { name: 'Chercher' }).click();
  await says(malik, 'Personne, pour l’instant');
  await malik.fill('main [name=q]', 'soud');
  if (!stage.scripts) await malik.locator('main').getByRole('button', { name: 'Chercher' }).click();
  await says(malik, 'Sait');
  await malik.getByRole('link', { name: 'Nour Rachidi' }).click();
  await says(malik, '@nour');

  const stranger = await stage.tab();
  await stranger.goto('/directory');
  await says(stranger, 'Chacun choisit');
});

test.run();
