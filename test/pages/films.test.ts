// deadline: 300 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ffmpegPath, film } from '../support/films.ts';
import { member } from '../support/visitor.ts';
import { says, task } from './task.ts';

const captions = Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour à tous\n');

if (ffmpegPath()) {
  task('attach a film, give it captions, publish it, and watch it', async (stage) => {
    const { fediverse } = stage;
    const tab = await stage.tab('malik');
    await tab.goto('/compose');
    await tab.fill('#f-text', 'La visite de ce matin');
    await tab.getByRole('radio', { name: /^Public Tout le monde/ }).check({ force: true });
    await tab.locator('summary', { hasText: 'Joindre des images, une vidéo ou un son' }).click();
    const buffer = await film({ seconds: 2, size: '640x360' });
    await tab.setInputFiles('#f-media', { name: 'visite.mov', mimeType: 'video/quicktime', buffer });
    await tab.getByRole('button', { name: 'Joindre et décrire' }).click();
    await tab.locator('.film-state').waitFor();
    await fediverse.settled();
    // With scripts the page tells it by itself, without them its button asks.
    if (!stage.scripts && (await tab.getByRole('button', { name: 'Voir où c’en est' }).count()))
      await tab.getByRole('button', { name: 'Voir où c’en est' }).click();
    await says(tab, 'Vidéo prête : 0:02');
    await tab.getByLabel('Ce que l’on voit dans la vidéo').fill('La cour de la ferme');
    await tab.locator('summary', { hasText: 'Sous-titres' }).click();
    await tab
      .getByLabel('Fichier de sous-titres')
      .setInputFiles({ name: 'c.vtt', mimeType: 'text/vtt', buffer: captions });
    await tab.getByRole('button', { name: 'Joindre les sous-titres' }).click();
    await says(tab, 'Sous-titres joints : français');
    await tab.getByRole('button', { name: 'Publier' }).click();
    await tab.waitForURL(/\/@malik\/\d+/);
    const player = tab.locator('video');
    assert.equal(
      [
        await player.getAttribute('preload'),
        await player.getAttribute('aria-label'),
        await player.getAttribute('autoplay'),
      ],
      ['none', 'La cour de la ferme', null],
    );
    await says(tab, 'sous-titres : français');

    const reader = await stage.tab('nour');
    await reader.goto('/public');
    assert.is(await reader.locator('video').count(), 0);
    await reader.getByRole('link', { name: 'Regarder la vidéo' }).click();
    await reader.waitForURL(/\/@malik\/\d+/);
    await tab.locator('.dots summary').first().click();
    await tab.getByRole('link', { name: 'Modifier' }).click();
    await tab.getByLabel('Ce que l’on voit dans la vidéo').fill('La cour de la ferme, le matin');
    const wrong = { name: 'c.vtt', mimeType: 'text/vtt', buffer: Buffer.from('rien') };
    await tab.getByLabel('Fichier de sous-titres').setInputFiles(wrong);
    await tab.getByRole('button', { name: 'Enregistrer' }).click();
    await says(tab, 'WebVTT');
    assert.is(await tab.getByLabel('Ce que l’on voit dans la vidéo').inputValue(), 'La cour de la ferme, le matin');
    const better = captions.toString().replace('tous', 'toutes');
    await tab
      .getByLabel('Fichier de sous-titres')
      .setInputFiles({ name: 'c.vtt', mimeType: 'text/vtt', buffer: Buffer.from(better) });
    await tab.getByRole('button', { name: 'Enregistrer' }).click();
    await tab.waitForURL(/\/@malik\/\d+/);
    assert.is(await player.getAttribute('aria-label'), 'La cour de la ferme, le matin');
    const track = await tab.locator('track').getAttribute('src');
    assert.match((await (await member(stage.home, 'malik')).get(track!)).text, 'Bonjour à toutes');
    await reader.reload();
    if (!stage.scripts) return;
    // The browser fetches nothing of it before it is asked to, then plays it with its captions.
    const played = await reader.evaluate(async () => {
      const video = document.querySelector('video')!;
      const before = video.readyState;
      video.muted = true;
      video.textTracks[0]!.mode = 'showing';
      await video.play();
      await new Promise((done) => setTimeout(done, 500));
      return { before, at: video.currentTime, width: video.videoWidth, cues: video.textTracks[0]!.cues?.length };
    });
    assert.is(played.before, 0);
    assert.ok(played.at > 0);
    assert.equal([played.width, played.cues], [640, 1]);
  });

  task('what is no film is told, and the text stays', async (stage) => {
    const tab = await stage.tab('malik');
    await tab.goto('/compose');
    await tab.fill('#f-text', 'Un texte à garder');
    await tab.locator('summary', { hasText: 'Joindre des images' }).click();
    const buffer = Buffer.from('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n');
    await tab.setInputFiles('#f-media', { name: 'film.mp4', mimeType: 'video/mp4', buffer });
    await tab.getByRole('button', { name: 'Publier' }).click();
    await says(tab, 'Ce fichier n’est pas une image');
    assert.is(await tab.inputValue('#f-text'), 'Un texte à garder');
  });
}

task('an administrator sets the limits, and a member sees the room that is left', async (stage) => {
  const tab = await stage.tab('ines');
  await tab.goto('/admin');
  await tab.getByRole('link', { name: 'Limites et quotas' }).click();
  await tab.getByLabel('Durée d’une vidéo ou d’un son, en minutes').fill('0');
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'Donnez un nombre entier entre 1 et 180');
  await tab.getByLabel('Durée d’une vidéo ou d’un son, en minutes').fill('20');
  await tab.getByLabel('Place de chaque membre, en mégaoctets').fill('2000');
  await tab.getByRole('button', { name: 'Enregistrer' }).click();
  await says(tab, 'Enregistré', '#status');
  const other = await stage.tab('malik');
  await other.goto('/settings/data');
  await says(other, '0 octets sur 2 Go');
  await tab.goto('/admin/log');
  await says(tab, 'A changé les limites et les quotas');
});

test.run();
