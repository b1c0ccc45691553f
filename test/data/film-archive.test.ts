// deadline: 180 s
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { eraseData } from '../../src/data/erase.ts';
import { transfers } from '../../src/data/tables.ts';
import { password } from '../../src/demo/cast.ts';
import { addCaptions } from '../../src/media/captions.ts';
import { prepareFilm } from '../../src/media/film.ts';
import { mediaOf } from '../../src/media/media.ts';
import { receiveFile } from '../../src/media/receive-file.ts';
import { sweepMedia } from '../../src/media/sweep.ts';
import { eq } from '../../src/platform/columns.ts';
import { posts } from '../../src/posts/tables.ts';
import { startFediverse } from '../support/fediverse.ts';
import { film, needsFfmpeg } from '../support/films.ts';
import { member, multipart } from '../support/visitor.ts';

const filmTest = needsFfmpeg(test);

filmTest(
  'L03 L04 a film and its captions go into the archive, come out of it elsewhere, and leave with their account',
  async () => {
    const fediverse = await startFediverse(['valombre', 'terrefranche']);
    try {
      const { valombre: home, terrefranche: there } = fediverse.homes;
      const { instance } = home;
      const malik = await home.account('malik');
      const send = async (name: string, bytes: Buffer) => {
        const path = join(instance.config.dataDir, name);
        writeFileSync(path, bytes);
        return path;
      };
      const path = await send('visite.mp4', await film({ seconds: 1, size: '320x180' }));
      const { id } = await receiveFile(instance, malik.id, { path, description: 'La visite' });
      await prepareFilm(instance, id);
      const captions = await send('c.vtt', Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour\n'));
      await addCaptions(instance, malik.id, id, { path: captions, language: 'fr' });
      const sound = await receiveFile(instance, malik.id, {
        path: await send('a.ogg', await film({ extension: 'ogg', seconds: 1, size: '' })),
      });
      await prepareFilm(instance, sound.id);
      await home.write('malik', 'La visite', { mediaIds: [id] });
      await home.write('malik', 'Le son', { mediaIds: [sound.id] });

      const visitor = await member(home, 'malik');
      const room = await visitor.get('/settings/data');
      assert.match(room.text, '<meter');
      assert.is((await visitor.post('/settings/data', { present: password })).status, 303);
      await fediverse.settled();
      const [transfer] = await instance.db.select().from(transfers);
      const bytes = await readFile(join(instance.config.dataDir, 'transfers', transfer!.id));
      const guest = await member(there, 'gerard');
      const form = { kind: 'archive', mode: 'merge', _csrf: await guest.token() };
      const sent = await multipart(form, [{ field: 'file', name: 'x.tar', bytes }]);
      assert.is((await guest.send('POST', '/settings/data/import', sent)).status, 303);
      await fediverse.settled();

      const gerard = await there.account('gerard');
      const own = await there.instance.db.select().from(posts).where(eq(posts.accountId, gerard.id));
      const shown = await mediaOf(
        there.instance,
        own.map((post) => post.id),
      );
      const views = own.map((post) => shown.get(post.id)![0]!);
      assert.equal(
        views.map(({ kind, description, film }) => [
          kind,
          description,
          film!.state,
          film!.mediaType,
          film!.captions?.language,
        ]),
        [
          ['video', 'La visite', 'ready', 'video/mp4', 'fr'],
          ['audio', '', 'ready', 'audio/mpeg', undefined],
        ],
      );
      assert.match((await guest.get(views[0]!.film!.captions!.path)).text, 'Bonjour');
      assert.is((await guest.get(views[0]!.full)).status, 200);

      const job = { alive() {}, finish: async () => {} };
      await eraseData(instance, { accountId: malik.id }, job as never);
      await sweepMedia(instance);
      for await (const { name } of instance.files.list()) assert.unreachable(name);
    } finally {
      await fediverse.stop();
    }
  },
);

test.run();
