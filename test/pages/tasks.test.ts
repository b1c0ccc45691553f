// deadline: 240 s
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { invite } from '../../src/accounts/invitations.ts';
import { updateProfile } from '../../src/accounts/profile.ts';
import { password } from '../../src/demo/cast.ts';
import { drawPicture } from '../../src/demo/pictures.ts';
import { needsBrowser, withBrowser } from '../support/browser.ts';
import { type Fediverse, startFediverse } from '../support/fediverse.ts';
import { withFolder } from '../support/folder.ts';

// Every task of a member and of who runs the instance, once with scripts and once without, on real instances.
const browserTest = needsBrowser(test);

for (const scripts of [false, true])
  browserTest(`every task is done ${scripts ? 'with' : 'without'} scripts`, async () => {
    const fediverse = await startFediverse(['valombre', 'terrefranche']);
    try {
      await withFolder((folder) =>
        withBrowser((context) => play(context.pages()[0]!, fediverse, folder), {
          javaScriptEnabled: scripts,
          locale: 'fr',
          viewport: { width: 1280, height: 900 },
        }),
      );
    } finally {
      await fediverse.stop();
    }
  });

async function play(page: Page, fediverse: Fediverse, folder: string) {
  const { valombre, terrefranche } = fediverse.homes;
  const go = (path: string) => page.goto(`${valombre.origin}${path}`);
  const press = async (name: string | RegExp) => {
    await page.locator('main').getByRole('button', { name }).first().click();
    await page.waitForLoadState();
  };
  const sees = async (text: string | RegExp) => {
    await page.getByText(text).first().waitFor({ state: 'attached', timeout: 10_000 });
  };
  const signIn = async (name: string) => {
    await page.context().clearCookies();
    await go('/sign-in');
    await page.fill('[name=name]', name);
    await page.fill('[name=password]', password);
    await press('Se connecter');
    await go('/');
    await sees('Bonjour');
  };

  // Joining by invitation, and the four first steps.
  const ines = await valombre.account('ines');
  const { code } = await invite(valombre.instance, ines.id, { seats: 1, days: 1, affiliation: 'alum', note: '' });
  await go(`/invite/${code}`);
  await page.fill('[name=displayName]', 'Camille Roy');
  await page.fill('[name=name]', 'camille');
  await page.selectOption('[name=affiliation]', 'alum');
  await page.fill('[name=email]', 'camille@valombre.example');
  await page.fill('[name=password]', password);
  await page.check('[name=charter]');
  await page.locator('main form button').last().click();
  await page.waitForURL(/welcome\/1/);
  await page.fill('[name=role]', 'promotion 2019');
  await page.locator('main form button').first().click();
  await page.waitForURL(/welcome\/2/);

  // Writing: a refusal keeps the text; then a notice, a poll, a picture with its words.
  await signIn('malik');
  await go('/compose');
  await page.fill('[name=text]', 'Ce qui est écrit reste');
  await page.check('[name=audience][value=direct]', { force: true });
  await press('Publier');
  await sees('Nommez au moins une personne');
  assert.is(await page.inputValue('[name=text]'), 'Ce qui est écrit reste');

  const picture = join(folder, 'colline.png');
  writeFileSync(picture, drawPicture('spring'));
  await go('/compose');
  await page.fill('[name=text]', 'Une colline et une **question** #colline');
  await page.check('[name=audience][value=public]', { force: true });
  await page.locator('summary', { hasText: 'images' }).click();
  await page.setInputFiles('[name=files]', picture);
  await page.locator('button[value=attach]').click();
  await page.locator('[name^=alt-]').fill('Des collines vertes');
  await page.locator('summary', { hasText: 'avertissement' }).click();
  await page.fill('[name=notice]', 'Paysage');
  await page.locator('summary', { hasText: 'vote' }).click();
  await page.fill('[name=poll-1]', 'Oui');
  await page.fill('[name=poll-2]', 'Non');
  await press('Publier');
  await page.waitForURL(/\/@malik\/\d+/);
  const post = page.url();
  const id = post.split('/').at(-1)!;
  assert.is(await page.locator('img[alt="Des collines vertes"]').count(), 1);

  // Changing, with its history; removing another one, and bringing it back.
  await go(`/posts/${id}/edit`);
  await page.fill('[name=text]', 'Une colline, et une meilleure question #colline');
  await press('Enregistrer');
  await page.waitForURL(post);
  await go(`/posts/${id}/history`);
  await sees('et une question');
  await go('/compose');
  await page.fill('[name=text]', 'À retirer');
  await press('Publier');
  await page.waitForURL(/\/@malik\/\d+/);
  const other = page.url();
  await go(`/posts/${other.split('/').at(-1)}/delete`);
  await press(/Retirer|Supprimer/);
  await page.locator('#status button').click();
  await page.waitForURL(other);
  await sees('À retirer');

  // Somebody else: thanks, relays, votes, answers, keeps silent, reports.
  await signIn('nour');
  await page.goto(post);
  await page.locator('details.notice summary').click();
  await page.locator('.poll .choice input').first().check();
  await press('Voter');
  await sees('100');
  await page.goto(post);
  await page.locator(`#like-${id}`).click();
  await page.locator(`#like-${id}[aria-pressed=true]`).waitFor();
  await page.locator(`#boost-${id}`).click();
  await page.locator(`#boost-${id}[aria-pressed=true]`).waitFor();
  await page.goto(post);
  await page.fill('#reply [name=text]', 'Elle est belle');
  await page.locator('#reply button').first().click();
  await page.waitForURL(/\/@nour\/\d+/);
  await go('/@malik');
  await press(/Suivre|S’abonner/);
  await page.locator('[id^=act-follow]', { hasText: /Suivi/ }).waitFor();
  const malik = await valombre.account('malik');
  await go(`/accounts/${malik.id}/report?post=${id}`);
  await page.fill('[name=comment]', 'Le menu date');
  await press(/Envoyer|Signaler/);
  await go('/@ines');
  await page.locator('details.dots summary').first().click();
  await page.locator('button[formaction$="/mute"]').click();
  await sees('masqué');
  await page.locator('details.dots summary').first().click();
  await page.locator('button[formaction$="/block"]').click();
  await page.locator('button[formaction$="/block/delete"]').first().waitFor({ state: 'attached' });

  // A locked account is asked, and says yes.
  await updateProfile(valombre.instance, malik.id, { locked: true });
  await signIn('solene');
  await go('/@malik');
  await press(/Demander|Suivre|S’abonner/);
  await page.locator('[id^=act-follow]', { hasText: /demand/i }).waitFor();
  await signIn('malik');
  await fediverse.settled();
  await go('/notifications');
  await sees('Elle est belle');
  await page.locator('button[formaction$="/accept"]').first().click();
  await page.waitForTimeout(300);
  await go('/@malik/followers');
  await sees('Solène Le Guen');
  await go('/follow-requests');
  assert.is(await page.locator('button[formaction$="/accept"]').count(), 0);

  // Profile with a picture, settings, sessions.
  await go('/settings/profile');
  await page.fill('[name=bio]', 'J’aime les *collines*.');
  await page.setInputFiles('[name=avatar]', picture);
  await press('Enregistrer');
  await sees('Enregistré');
  await go('/@malik');
  assert.is(await page.locator('.profile .ring img').count(), 1);
  await go('/settings/appearance');
  await page.check('[name=theme][value=dark]', { force: true });
  await press('Enregistrer');
  assert.is(await page.locator('html').getAttribute('data-theme'), 'dark');
  await go('/settings/sessions');
  await press(/Terminer|Fermer|Déconnecter/);
  assert.is((await page.locator('[id^=session-]').count()) < 3, true);

  // Somebody of another organisation: looked up, followed; what they write arrives.
  const aicha = `@aicha@${terrefranche.host}`;
  await go('/search');
  await page.fill('#q', aicha);
  await page.locator('.search-form button').click();
  await sees('Aïcha Diallo');
  await press(/Suivre|S’abonner/);
  await page.locator('[id^=act-follow]', { hasText: /Suivi|demand/i }).waitFor();
  await fediverse.settled();
  await terrefranche.write('aicha', 'Les caisses partent à midi');
  await fediverse.settled();
  await go('/');
  await sees('Les caisses partent à midi');

  // Who runs the instance: a report, the identity, an invitation.
  await signIn('ines');
  await go('/admin/reports');
  await sees('Le menu date');
  await press(/Classer|Fermer|Clore/);
  await go('/admin/identity');
  await page.fill('[name=sentence]', 'Une phrase nouvelle.');
  await press('Enregistrer');
  await sees('Enregistré');
  await go('/admin/invitations');
  await page.fill('[name=seats]', '3');
  await page.locator('form[action="/admin/invitations"] button').click();
  await sees(/\/invite\//);
  await page.locator('form[action="/sign-out"] button').first().click();
  await page.waitForURL(`${valombre.origin}/`);
  await sees('Une phrase nouvelle.');
}

test.run();
