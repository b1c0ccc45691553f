import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { notifications } from '../../src/notifications/tables.ts';
import { write } from '../../src/platform/write.ts';
import { member } from '../support/visitor.ts';
import { api } from './api-client.ts';
import { withApi } from './scene.ts';

test('a page of notifications is full, also where what stays on the site lies between', () =>
  withApi(async ({ home, tokenOf }) => {
    const [malik, ines] = [await home.account('malik'), await home.account('ines')];
    const row = { ownerId: malik.id, fromId: ines.id, createdAt: Date.now() };
    const told = ['follow', ...Array(130).fill('join-request'), 'follow', 'follow'].map((type) => ({ ...row, type }));
    await write(home.instance, (tx) => tx.insert(notifications).values(told));
    const token = await tokenOf('malik');
    const newest = await api(home, 'GET', '/api/v1/notifications?limit=2', { token });
    assert.is(newest.json.length, 2);
    const next = newest.headers.get('link')!.match(/<([^>]+)>; rel="next"/)![1]!;
    const older = await api(home, 'GET', next, { token });
    assert.equal(
      older.json.map(({ type }: { type: string }) => type),
      ['follow'],
    );
    assert.not.match(older.headers.get('link')!, 'next');
  }));

test('bad input gets Mastodon’s faults: JSON, never a page, and nothing changes', () =>
  withApi(async ({ home, tokenOf }) => {
    const token = await tokenOf('malik');
    const reader = await tokenOf('malik', ['read']);
    const status = async (method: string, path: string, more: object = {}) =>
      (await api(home, method, path, more)).status;
    assert.is(await status('GET', '/api/v1/timelines/home'), 401);
    assert.is(await status('GET', '/api/v1/timelines/home', { token: 'nothing' }), 401);
    assert.is(await status('GET', '/api/v1/timelines/public', { token: 'nothing' }), 401, 'R10');
    assert.is(await status('POST', '/api/v1/statuses', { token: reader, body: { status: 'x' } }), 403);
    assert.is(await status('POST', '/api/v1/statuses', { token, body: { status: '' } }), 422);
    for (const id of ['0', 'abc', '999', '9'.repeat(30), '%00'])
      assert.is(await status('GET', `/api/v1/statuses/${id}`), 404, id);
    assert.is(await status('GET', '/api/v1/nothing'), 404);
    assert.is(await status('GET', '/api/v1/timelines/public?limit=-1'), 400);
    for (const junk of ['max_id=x', 'min_id=-3', 'since_id[]=1', 'limit=9999', 'limit=abc'])
      assert.is(await status('GET', `/api/v1/timelines/public?${junk}`), 200, junk);
    const many = Array.from({ length: 40 }, (_, n) => `id[]=${n}`).join('&');
    assert.is(await status('GET', `/api/v1/accounts?${many}`), 200);
    assert.is(
      await status('POST', '/api/v1/statuses', { token, body: '{', headers: { 'content-type': 'application/json' } }),
      400,
    );
    assert.is(
      await status('OPTIONS', '/api/v1/statuses', { headers: { 'access-control-request-headers': 'authorization' } }),
      200,
    );
    // S80 A cookie is nobody here.
    const cookie = [...(await member(home, 'malik')).cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    assert.is(await status('POST', '/api/v1/statuses', { headers: { cookie }, body: { status: 'x' } }), 401);
    // S54 What is somebody else's is not there.
    const theirs = await home.write('ines', '@nour entre nous', { audience: 'direct' });
    for (const [method, path] of [
      ['GET', `/api/v1/statuses/${theirs}`],
      ['GET', `/api/v1/statuses/${theirs}/context`],
      ['POST', `/api/v1/statuses/${theirs}/favourite`],
      ['POST', `/api/v1/statuses/${theirs}/reblog`],
      ['DELETE', `/api/v1/statuses/${theirs}`],
      ['PUT', `/api/v1/statuses/${theirs}`],
      ['GET', `/api/v1/statuses/${theirs}/source`],
    ] as const)
      assert.is(
        await status(method, path, { token, ...(method !== 'GET' && { body: { status: 'volé' } }) }),
        404,
        path,
      );
  }));

test.run();
