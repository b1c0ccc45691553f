// deadline: 120 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { notifications } from '../../src/notifications/tables.ts';
import { write } from '../../src/platform/write.ts';
import { boost } from '../../src/posts/boost.ts';
import { like } from '../../src/posts/like.ts';
import { api, breaches } from './api-client.ts';
import { withApi } from './scene.ts';

const path = '/api/v2/notifications';

test('what several people did alike in a day is one group; each account and status is told once', () =>
  withApi(async ({ home, fediverse, tokenOf }) => {
    const token = await tokenOf('ines');
    const get = async (address: string, status = 200) => {
      const reply = await api(home, 'GET', address, { token });
      assert.is(reply.status, status, address);
      return reply.json;
    };
    const post = await home.write('ines', 'Bonjour à tous');
    const [malik, nour, ines] = [await home.account('malik'), await home.account('nour'), await home.account('ines')];
    for (const { id } of [malik, nour]) {
      await like(home.instance, { accountId: id, local: true }, post);
      await follow(home.instance, id, ines.id);
    }
    await boost(home.instance, { accountId: nour.id, local: true }, post);
    await home.write('malik', '@ines Merci', { inReplyToId: post });
    await fediverse.settled();

    const all = await get(path);
    const kinds = all.notification_groups.map((group: any) => [group.type, group.notifications_count]);
    assert.equal(kinds.toSorted(), [
      ['favourite', 2],
      ['follow', 2],
      ['mention', 1],
      ['reblog', 1],
    ]);
    assert.equal(all.accounts.map(({ id }: any) => id).toSorted(), [malik.id, nour.id].toSorted());
    assert.is(all.statuses.length, 2, 'the post and the answer');
    const liked = all.notification_groups.find(({ type }: any) => type === 'favourite');
    assert.type(liked.most_recent_notification_id, 'number');
    assert.match(liked.latest_page_notification_at, /\.\d{3}Z$/);
    assert.equal(liked.sample_account_ids, [nour.id, malik.id]);
    assert.is(liked.status_id, post);
    const told = all.notification_groups.find(({ type }: any) => type === 'mention');
    assert.is(told.group_key, `ungrouped-${told.most_recent_notification_id}`);

    const [newest] = all.notification_groups;
    const older = await get(`${path}?max_id=${newest.most_recent_notification_id}`);
    assert.is(older.notification_groups.length, 3, 'a page goes on after the group');
    const oldest = all.notification_groups.at(-1);
    const newer = await get(`${path}?min_id=${oldest.most_recent_notification_id}&limit=1`);
    assert.is(newer.notification_groups[0].group_key, all.notification_groups.at(-2).group_key, 'right after it');
    assert.is((await get(`${path}?grouped_types[]=follow&types[]=favourite`)).notification_groups.length, 2);
    assert.is((await get(`${path}/unread_count`)).count, 4);

    const one = await get(`${path}/${liked.group_key}`);
    assert.equal(one.notification_groups[0].notifications_count, 2);
    assert.equal(
      (await get(`${path}/${liked.group_key}/accounts`)).map(({ id }: any) => id),
      [nour.id, malik.id],
    );
    assert.is((await get(`${path}/${told.group_key}`)).statuses.length, 1);
    assert.is((await api(home, 'POST', `${path}/${liked.group_key}/dismiss`, { token })).status, 200);
    assert.is((await get(path)).notification_groups.length, 3);
    await get(`${path}/${liked.group_key}`, 404);
    assert.is(
      (await api(home, 'GET', `${path}/${told.group_key}`, { token: await tokenOf('malik') })).status,
      404,
      'S54 somebody else’s',
    );
    const first = await get('/api/v1/notifications');
    assert.is((await api(home, 'POST', `/api/v1/notifications/${first[0].id}/dismiss`, { token })).status, 200);
    assert.is((await get('/api/v1/notifications')).length, first.length - 1);
    assert.is((await api(home, 'POST', '/api/v1/notifications/clear', { token })).status, 200);
    assert.equal(await get('/api/v1/notifications'), []);
  }));

test('a group of thousands costs as much as one of two, and is counted whole', () =>
  withApi(async ({ home, tokenOf }) => {
    const [malik, ines] = [await home.account('malik'), await home.account('ines')];
    const postId = await home.write('malik', 'Bonjour');
    const now = Date.now();
    const row = { ownerId: malik.id, fromId: ines.id, createdAt: now };
    await write(home.instance, async (tx) => {
      await tx.insert(notifications).values({ ...row, type: 'follow' });
      for (let from = 0; from < 2000; from += 200)
        await tx.insert(notifications).values(Array(200).fill({ ...row, type: 'like', postId }));
    });
    const { json } = await api(home, 'GET', `${path}?limit=2`, { token: await tokenOf('malik') });
    assert.equal(
      json.notification_groups.map((group: any) => group.notifications_count),
      [2000, 1],
    );
    assert.is(json.accounts.length, 1);
  }));

test('of whom one is told is what the settings say, in both versions; nothing is ever put aside', () =>
  withApi(async ({ home, tokenOf }) => {
    const token = await tokenOf('malik');
    const call = async (method: string, address: string, body?: object) =>
      (await api(home, method, address, { token, ...(body && { body }) })).json;
    assert.is((await call('GET', `${path}/policy`)).for_not_following, 'accept');
    assert.is((await call('PATCH', `${path}/policy`, { for_not_following: 'filter' })).for_not_following, 'drop');
    assert.is((await call('GET', '/api/v1/notifications/policy')).filter_not_following, true);
    const same = await call('PATCH', `${path}/policy`, { for_new_accounts: 'drop' });
    assert.equal([same.for_new_accounts, same.for_not_following], ['accept', 'drop']);
    const open = await call('PUT', '/api/v1/notifications/policy', { filter_not_following: false });
    assert.is(open.filter_not_following, false);
    assert.equal(await call('GET', '/api/v1/notifications/requests'), []);
    assert.equal(await call('GET', '/api/v1/notifications/requests/merged'), { merged: true });
  }));

test('every answer above fits the published schema', () => assert.equal(breaches, []));

test.run();
