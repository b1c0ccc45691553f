// deadline: 180 s
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { changeMediaLimits } from '../../src/media/quota.ts';
import { media } from '../../src/media/tables.ts';
import { posts } from '../../src/posts/tables.ts';
import { type Fediverse, type Home, startFediverse } from '../support/fediverse.ts';
import { film, needsFfmpeg } from '../support/films.ts';
import { elementsOf, textOf } from '../support/html-tree.ts';
import { picture } from '../support/pictures.ts';
import { member, multipart, type Visitor } from '../support/visitor.ts';

const filmTest = needsFfmpeg(test);

interface Writer {
  fediverse: Fediverse;
  home: Home;
  ines: Visitor;
  /** Sends the form of a post with files. */
  send(
    fields: Record<string, string>,
    files?: { field?: string; name: string; bytes: Buffer }[],
  ): ReturnType<Visitor['get']>;
}

async function asWriter(work: (writer: Writer) => Promise<void>, env: Record<string, string> = {}) {
  const fediverse = await startFediverse(['valombre'], env);
  try {
    const home = fediverse.homes.valombre;
    const ines = await member(home, 'ines');
    const send: Writer['send'] = async (fields, files = []) =>
      ines.send(
        'POST',
        '/posts',
        await multipart(
          { _csrf: await ines.token(), text: 'La visite', audience: 'public', ...fields },
          files.map((file) => ({ field: 'files', ...file })),
        ),
      );
    await work({ fediverse, home, ines, send });
  } finally {
    await fediverse.stop();
  }
}

/** Temporary files that stay: those of a request go a moment after its answer. */
async function leftOf({ instance }: Home): Promise<string[]> {
  const left = () => readdirSync(`${instance.config.dataDir}/temporary`);
  for (let tries = 0; left().length && tries < 50; tries++) await new Promise((done) => setTimeout(done, 100));
  return left();
}

const mediaId = (text: string) => text.match(/name="media" value="(\d+)"/)![1]!;
const said = (text: string) => textOf(text).replace(/[\u00a0\u202f]/g, ' ');

filmTest('without scripts: attach a film, describe it, add captions, publish, watch', () =>
  asWriter(async ({ fediverse, home, ines, send }) => {
    const bytes = await film({ seconds: 1, size: '320x180' });
    const attached = await send({ action: 'attach' }, [{ name: 'IMG_1.MOV', bytes }]);
    assert.is(attached.status, 200);
    assert.match(said(attached.text), /La vidéo est en préparation|Vidéo prête/);
    assert.match(attached.text, 'La visite');
    const id = mediaId(attached.text);
    await fediverse.settled();
    const state = await ines.get(`/compose/media/${id}`);
    assert.match(said(state.text), /Vidéo prête : 0:01/);
    assert.is((await (await member(home, 'malik')).get(`/compose/media/${id}`)).status, 404);

    const captions = { field: `captions-${id}`, name: 'c.vtt', bytes: Buffer.from('<html>') };
    const wrong = await send({ action: 'attach', media: id }, [captions]);
    assert.is(wrong.status, 422);
    assert.match(said(wrong.text), 'Ce fichier n’est pas du WebVTT');
    const right = Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour\n');
    const published = await send(
      { media: id, [`alt-${id}`]: 'La cour de la ferme', [`captions-language-${id}`]: 'en' },
      [{ ...captions, bytes: right }],
    );
    assert.is(published.status, 303);
    const page = await ines.get(published.location);
    const [video] = elementsOf(page.text).filter(({ tag }) => tag === 'video');
    const { src, poster, preload, controls, autoplay, ...rest } = video!.attributes;
    assert.equal([preload, controls, autoplay, rest['aria-label']], ['none', '', undefined, 'La cour de la ferme']);
    assert.match(said(page.text), 'sous-titres : anglais');
    for (const [path, type] of [
      [src!, 'video/mp4'],
      [poster!, 'image/webp'],
      [page.text.match(/<track[^>]* src="([^"]+)"/)![1]!, 'text/vtt; charset=utf-8'],
    ] as const)
      assert.is((await ines.get(path)).headers['content-type'], type);
    const timeline = await ines.get('/@ines');
    assert.not.match(timeline.text, '<video');
    assert.match(said(timeline.text), 'Regarder la vidéo');
  }),
);

filmTest('a short film that is sent with the text is published at once; a slow one keeps the text and says so', () =>
  asWriter(async ({ home, send }) => {
    const bytes = await film({ seconds: 0.4, size: '160x90' });
    assert.is((await send({}, [{ name: 'a.mp4', bytes }])).status, 303);
    const { make } = home.instance.films;
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    home.instance.films.make = async (...all) => {
      await held;
      return make(...all);
    };
    const refused = await send({ text: 'Un texte à garder' }, [{ name: 'a.mp4', bytes }]);
    assert.is(refused.status, 422);
    assert.match(said(refused.text), 'est encore en préparation : publiez dans un instant');
    assert.match(refused.text, 'Un texte à garder');
    assert.is((await send({ action: 'draft', media: mediaId(refused.text) })).status, 303);
    go();
    const [later] = [await send({ media: mediaId(refused.text) })];
    assert.is(later.status, 303);
  }),
);

filmTest('S92 S98 what may not be is told at its field, and the text stays', () =>
  asWriter(async ({ home, send }) => {
    await changeMediaLimits(home.instance, { memberMegabytes: 30, filmMegabytes: 1, minutes: 1 });
    const head = Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp42', 'latin1');
    const cases: [Buffer, string][] = [
      [Buffer.from('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n'), 'Ce fichier n’est pas une image'],
      [Buffer.concat([head, Buffer.from('#EXTM3U\n')]), 'Ce fichier n’est ni une vidéo'],
      [Buffer.concat([head, Buffer.alloc(17e6)]), 'Ce fichier dépasse 1 Mo.'],
      [await film({ extension: 'mp3', seconds: 62, size: '' }), 'Ce fichier dure plus d’une minute.'],
    ];
    for (const [bytes, sentence] of cases) {
      const reply = await send({ text: 'Un texte à garder' }, [{ name: 'film.mp4', bytes }]);
      assert.is(reply.status, 422, sentence);
      assert.match(said(reply.text), sentence);
      assert.match(reply.text, 'Un texte à garder');
    }
    const two = await send({}, [
      { name: 'a.mp4', bytes: await film({ seconds: 1, size: '320x180' }) },
      { name: 'a.jpg', bytes: await picture('jpeg') },
    ]);
    assert.is(two.status, 422);
    assert.match(said(two.text), 'des images, ou une seule vidéo, ou un seul son');
    assert.equal(await home.instance.db.select().from(posts), []);
    assert.equal(await leftOf(home), []);
  }),
);

test('S98 where there is no ffmpeg the form offers pictures alone and refuses a film in words', () =>
  asWriter(
    async ({ home, ines, send }) => {
      const form = await ines.get('/compose');
      assert.not.match(form.text, /accept="[^"]*video/);
      const head = Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp42', 'latin1');
      const reply = await send({}, [{ name: 'film.mp4', bytes: Buffer.concat([head, Buffer.alloc(9000)]) }]);
      assert.is(reply.status, 422);
      assert.match(said(reply.text), 'Ce serveur ne prend ni vidéo ni son');
      assert.equal(await home.instance.db.select().from(media), []);
    },
    { FFMPEG: 'none' },
  ));

test('S98 a hundred uploads that break off leave nothing', () =>
  asWriter(async ({ home, ines }) => {
    const { port } = new URL(home.origin);
    const cookie = [...ines.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const start = [
      'POST /posts HTTP/1.1',
      `Host: ${new URL(home.origin).host}`,
      `Cookie: ${cookie}`,
      'Content-Type: multipart/form-data; boundary=x',
      'Content-Length: 9000000',
      '',
      '--x',
      'Content-Disposition: form-data; name="files"; filename="a.mp4"',
      '',
      'ftyp'.repeat(20_000),
    ].join('\r\n');
    await Promise.all(
      Array.from(
        { length: 100 },
        () =>
          new Promise<void>((done) => {
            const socket = connect(Number(port), '127.0.0.1', () => {
              socket.write(start, () => setTimeout(() => socket.destroy(), 50));
            });
            socket.once('error', () => {}).once('close', () => done());
          }),
      ),
    );
    assert.equal(await leftOf(home), []);
    assert.equal(await home.instance.db.select().from(media), []);
    assert.is((await ines.get('/compose')).status, 200);
  }));

test.run();
