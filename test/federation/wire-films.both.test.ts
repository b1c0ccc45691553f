// deadline: 180 s

import { writeFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { readAttachments } from '../../src/federation/objects/read-attachments.ts';
import { toNote } from '../../src/federation/objects/to-note.ts';
import { addCaptions } from '../../src/media/captions.ts';
import { prepareFilm } from '../../src/media/film.ts';
import { mediaOf } from '../../src/media/media.ts';
import { receiveFile } from '../../src/media/receive-file.ts';
import { isBlurhash } from '../../src/platform/blurhash.ts';
import { editPost } from '../../src/posts/edit-post.ts';
import { postById, postByUri } from '../../src/posts/post.ts';
import type { Audience } from '../../src/posts/view.ts';
import { startFediverse } from '../support/fediverse.ts';
import { film, needsFfmpeg } from '../support/films.ts';
import { member, stranger } from '../support/visitor.ts';

const filmTest = needsFfmpeg(test);

for (const audience of ['public', 'followers'] as const satisfies Audience[])
  filmTest(`a film for ${audience} goes to another instance and is watched there, through it alone`, async () => {
    const fediverse = await startFediverse(['valombre', 'terrefranche']);
    try {
      const { valombre: home, terrefranche: there } = fediverse.homes;
      const { instance } = home;
      const ines = await home.account('ines');
      const aicha = await there.account('aicha');
      await follow(there.instance, aicha.id, await there.find(`@ines@${home.host}`));
      await fediverse.settled();
      const path = instance.files.temporary();
      writeFileSync(path, await film({ seconds: 2, size: '320x180' }));
      const { id } = await receiveFile(instance, ines.id, { path, description: 'La visite' });
      await prepareFilm(instance, id);
      const words = instance.files.temporary();
      writeFileSync(words, 'WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour\n');
      await addCaptions(instance, ines.id, id, { path: words, language: 'fr' });
      const post = await home.write('ines', 'Voici la visite', { mediaIds: [id], audience });
      const note = await toNote(instance, (await postById(instance, post))!, ines);
      const [attachment] = note.attachment as Record<string, any>[];
      const { url, icon, subtitleLanguage, blurhash, ...said } = attachment!;
      assert.ok(isBlurhash(blurhash));
      assert.match(said.duration, /^PT[12](\.\d+)?S$/);
      assert.equal(
        { ...said, duration: '' },
        {
          type: 'Video',
          mediaType: 'video/mp4',
          name: 'La visite',
          width: 320,
          height: 180,
          duration: '',
        },
      );
      assert.match(url, /\/media\/[0-9a-f]{32}\/full/);
      const still = await stranger(home).get(icon.url.slice(home.origin.length));
      assert.equal([icon.type, still.headers['content-type']], ['Image', 'image/webp']);
      assert.is(subtitleLanguage[0].identifier, 'fr');
      await fediverse.settled();

      const received = (await postByUri(there.instance, (await postById(instance, post))!.uri))!;
      const [view] = (await mediaOf(there.instance, [received.id])).get(received.id)!;
      assert.equal(
        [view!.kind, view!.film!.state, view!.thumbnail, view!.description],
        ['video', 'remote', null, 'La visite'],
      );
      assert.ok(Math.abs(view!.film!.duration! - 2000) < 200);
      const reader = await member(there, 'aicha');
      const page = await reader.get(`/@ines@${home.host}/${received.id}`);
      assert.match(page.text, /<video controls preload="none"/);
      assert.not.match(page.text, 'autoplay');
      assert.not.match(page.text.match(/<video[^>]*>/)![0], home.origin);
      const watched = await reader.get(view!.full);
      assert.equal([watched.status, watched.headers['content-type']], [200, 'video/mp4']);
      const heard = await reader.get(view!.film!.captions!.path);
      assert.equal([heard.status, heard.headers['content-type']], [200, 'text/vtt; charset=utf-8']);
      assert.match(heard.text, 'Bonjour');
      assert.match(page.text, /<track kind="captions"/);

      // Said better after it was published: the words and the captions of before are nowhere any more.
      assert.is(view!.blurhash, blurhash);
      writeFileSync(words, 'WEBVTT\n\n00:00.000 --> 00:01.000\nBonsoir\n');
      await addCaptions(instance, ines.id, id, { path: words, language: 'en' });
      const changes = { text: 'Voici la visite', notice: '', language: 'fr' };
      const files = { described: [{ id, description: 'La visite de la ferme' }], captions: true };
      await editPost(instance, ines.id, post, changes, { quotePolicy: 'public', files });
      await fediverse.settled();
      const [now] = (await mediaOf(there.instance, [received.id])).get(received.id)!;
      assert.equal([now!.description, now!.film!.captions!.language], ['La visite de la ferme', 'en']);
      assert.match((await reader.get(now!.film!.captions!.path)).text, 'Bonsoir');
      const history = (await reader.get(`/posts/${received.id}/history`)).text;
      assert.match(history, /La visite de la ferme[\s\S]+Description[^<]+La visite</);
      const part = await stranger(there).get(view!.full, { range: 'bytes=0-9' });
      assert.is(part.status, audience === 'public' ? 206 : 404);
    } finally {
      await fediverse.stop();
    }
  });

const read = (...attachment: unknown[]) => readAttachments(attachment);

test('films and sounds of other servers as they write them: Mastodon, Pixelfed, PeerTube, Friendica', () => {
  const at = 'https://elsewhere.example/a';
  const blurhash = 'LEHV6nWB2yk8pyo0adR*.7kCMdnj';
  assert.equal(
    read({
      type: 'Document',
      mediaType: 'video/mp4',
      url: `${at}.mp4`,
      name: 'Un film',
      width: 1280,
      height: 720,
      blurhash,
    }),
    {
      media: [
        {
          url: `${at}.mp4`,
          kind: 'video',
          duration: null,
          captions: null,
          description: 'Un film',
          width: 1280,
          height: 720,
          blurhash,
        },
      ],
      links: [],
    },
  );
  const kinds = (...items: unknown[]) =>
    read(...items).media.map(({ kind = 'image', duration }) => [kind, duration ?? null]);
  assert.equal(
    kinds(
      { type: 'Audio', mediaType: 'audio/mpeg', url: `${at}.mp3`, duration: 'PT1M2.5S' },
      { type: 'Video', url: `${at}.webm`, duration: 'PT1H' },
      { type: 'Video', url: [{ type: 'Link', mediaType: 'video/mp4', href: `${at}/1.mp4` }] },
      { type: 'Document', url: `${at}.ogg` },
      { type: 'Image', url: `${at}/x` },
    ),
    [
      ['audio', 62_500],
      ['video', 3_600_000],
      ['video', null],
      ['audio', null],
      ['image', null],
    ],
  );
});

test('S35 lengths that cannot be are not kept, and other files stay links', () => {
  for (const duration of ['PT-1S', 'P1Y', 'PT99999H', -3, 1e12, {}, 'PT', 'forever'])
    assert.is(
      read({ type: 'Video', url: 'https://a.example/v.mp4', duration }).media[0]!.duration,
      null,
      String(duration),
    );
  for (const mediaType of ['application/x-mpegURL', 'video/x-flv', 'text/html', 'application/pdf'])
    assert.equal(read({ type: 'Video', mediaType, url: 'https://a.example/v.mp4' }).media.length, 0, mediaType);
});

test.run();
