import type { AddressInfo } from 'node:net';
import { parse } from 'parse5';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openSession } from '../../src/accounts/sessions.ts';
import { createApp } from '../../src/app.ts';
import { media } from '../../src/media/tables.ts';
import { posts } from '../../src/posts/tables.ts';
import { elementsOf, textOf } from '../support/html-tree.ts';
import { picture, pictureWithPlace } from '../support/pictures.ts';
import { startWorld } from '../support/world.ts';

/** The whole application, and a member's browser without scripts. */
async function withBrowserOf(
  name: string,
  work: (
    ask: (path: string, form?: FormData) => Promise<Response>,
    instance: Awaited<ReturnType<typeof startWorld>>['instance'],
  ) => Promise<void>,
) {
  const world = await startWorld();
  const { instance } = world;
  const app = createApp(instance);
  const server = app.handler.listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  const cookie = `session=${await openSession(instance, (await world.account(name)).id, { agent: 'test', address: '' })}`;
  try {
    await work(
      (path, form) =>
        fetch(new URL(path, `http://127.0.0.1:${port}`), {
          redirect: 'manual',
          headers: { cookie },
          ...(form && { method: 'POST', body: form }),
        }),
      instance,
    );
  } finally {
    app.stop();
    server.closeAllConnections();
    server.close();
    await world.stop();
  }
}

async function formWith(ask: (path: string) => Promise<Response>, file: Buffer): Promise<FormData> {
  const token = (await (await ask('/compose')).text()).match(/name="_csrf" value="([^"]+)"/)![1]!;
  const form = new FormData();
  for (const [name, value] of Object.entries({ _csrf: token, text: 'Le verger en novembre', audience: 'public' }))
    form.set(name, value);
  form.append('files', new Blob([new Uint8Array(file)]), 'IMG_1234.jpg');
  return form;
}

test('S93 a picture goes from the form to the page of the post, without the place where it was taken', () =>
  withBrowserOf('ines', async (ask, instance) => {
    const published = await ask('/posts', await formWith(ask, await pictureWithPlace('jpeg')));
    assert.is(published.status, 303);
    const page = await (await ask(published.headers.get('location')!)).text();
    const src = page.match(/<img src="(\/media\/[0-9a-f]{32}\/\w+)"/)?.[1];
    assert.ok(src, 'the page shows the picture');
    const file = await ask(src!);
    assert.is(file.status, 200);
    const bytes = Buffer.from(await file.arrayBuffer());
    assert.not.ok(bytes.includes('Secret') || bytes.includes('Exif'));
    const [row] = await instance.db.select().from(media);
    assert.is((await ask(`/media/${row!.id}/full`)).status, 404);
  }));

test('what is no picture is told at its field, and the text is kept', () =>
  withBrowserOf('ines', async (ask, instance) => {
    const response = await ask('/posts', await formWith(ask, await picture('tiff')));
    assert.is(response.status, 422);
    const page = await response.text();
    assert.ok(parse(page));
    assert.match(textOf(page), 'Le verger en novembre');
    assert.match(textOf(page), /JPEG, PNG, WebP, GIF ou AVIF\./);
    assert.ok(elementsOf(page).some(({ attributes }) => attributes.role === 'alert'));
    assert.equal(await instance.db.select().from(posts), []);
    assert.equal(await instance.db.select().from(media), []);
  }));

test.run();
