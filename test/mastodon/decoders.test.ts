// deadline: 120 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { openCommunity } from '../../src/communities/community.ts';
import { join } from '../../src/communities/membership.ts';
import { personalToken } from '../../src/oauth/token.ts';
import { like } from '../../src/posts/like.ts';
import { startFediverse } from '../support/fediverse.ts';
import { picture } from '../support/pictures.ts';
import { api } from './api-client.ts';
import { decoders, faultsOf } from './decoders.ts';

test('a decoder that finds a null, a number for an id, or a second without thousandths says so', () => {
  const account = {
    id: '1',
    username: 'a',
    acct: 'a',
    url: null,
    avatar: 'x',
    header: 'https://a.example/x',
    created_at: '2026-11-26T10:00:00Z',
  };
  assert.equal(faultsOf('Tusky', 'Account', account), [
    'Tusky Account.url is null',
    'Tusky Account.avatar is "x"',
    'Tusky Account.created_at is "2026-11-26T10:00:00Z"',
  ]);
  assert.equal(faultsOf('Ice Cubes', 'Option', { title: 'oui', votes_count: '2' }), [
    'Ice Cubes Option.votes_count is "2"',
  ]);
});

test('Ice Cubes, Tusky and Mastodon’s own apps can read all that is answered, also what came from elsewhere', async () => {
  const fediverse = await startFediverse(['valombre', 'terrefranche']);
  const home = fediverse.homes.valombre;
  const far = fediverse.homes.terrefranche;
  try {
    const [ines, malik] = [await home.account('ines'), await home.account('malik')];
    const token = await personalToken(home.instance, malik.id, 'x', ['read', 'write', 'follow', 'push']);
    const call = async (method: string, path: string, body?: unknown) => {
      const reply = await api(home, method, path, { token, ...(body !== undefined && { body }) });
      assert.is(reply.status, 200, `${path} ${JSON.stringify(reply.json)}`);
      return reply.json;
    };
    const garden = await openCommunity(home.instance, ines.id, 'jardin', {
      displayName: 'Jardin',
      purpose: 'On cultive.',
      rules: '',
      reach: 'public',
      admission: 'open',
      posting: 'members',
      language: 'fr',
      topics: [],
    });
    await join(home.instance, malik.id, garden);
    await follow(home.instance, malik.id, ines.id);
    await follow(home.instance, malik.id, await home.find(`gerard@${far.host}`));
    await follow(home.instance, ines.id, malik.id);
    await fediverse.settled();
    const file = new FormData();
    file.append('file', new Blob([new Uint8Array(await picture('png', 60, 40))], { type: 'image/png' }), 'a.png');
    const media = await call('POST', '/api/v2/media', file);
    const first = await call('POST', '/api/v1/statuses', {
      status: '@ines #haie',
      media_ids: [media.id],
      visibility: 'public',
    });
    await like(home.instance, { accountId: ines.id, local: true }, first.id);
    await home.write('ines', 'Voyez @malik', { quoteOfId: first.id });
    await home.write('ines', 'Un choix', { poll: { options: ['oui', 'non'], multiple: false, hours: 2 } });
    await home.write('ines', 'La haie', { communityId: garden, title: 'Samedi' });
    await home.write('ines', 'Chez nous', { audience: 'organisation' });
    await home.write('ines', '@malik à midi', { audience: 'direct' });
    await far.write('gerard', `Bonjour de loin @malik@${home.host}`);
    await far.write('gerard', 'Un choix', { poll: { options: ['oui', 'non'], multiple: true, hours: 2 } });
    await fediverse.settled();
    const scheduled_at = new Date(Date.now() + 3_600_000).toISOString();
    const scheduled = await call('POST', '/api/v1/statuses', { status: 'Demain', scheduled_at });
    const filter = await call('POST', '/api/v2/filters', {
      title: 'x',
      keywords_attributes: [{ keyword: 'football' }],
    });
    const grouped = await call('GET', '/api/v2/notifications');
    const context = await call('GET', `/api/v1/statuses/${first.id}/context`);
    const line = await call('GET', '/api/v1/timelines/home?limit=40');
    const read: [entity: string, values: unknown[], atLeast: number][] = [
      ['Instance', [await call('GET', '/api/v2/instance')], 1],
      ['Status', line, 7],
      ['Status', await call('GET', '/api/v1/timelines/public'), 3],
      ['Status', await call('GET', `/api/v1/accounts/${garden}/statuses`), 1],
      ['Status', await call('GET', `/api/v1/timelines/list/${garden}`), 1],
      ['Status', [...context.descendants, ...context.ancestors, first], 1],
      ['Status', grouped.statuses, 2],
      ['Account', grouped.accounts, 2],
      ['Account', await call('GET', '/api/v1/directory'), 1],
      ['Account', await call('GET', `/api/v1/accounts/${malik.id}/following`), 2],
      ['Group', grouped.notification_groups, 3],
      ['Notification', await call('GET', '/api/v1/notifications'), 3],
      ['Conversation', await call('GET', '/api/v1/conversations'), 1],
      ['Relationship', await call('GET', `/api/v1/accounts/relationships?id[]=${ines.id}&id[]=${garden}`), 2],
      ['List', await call('GET', '/api/v1/lists'), 1],
      ['TrendingTag', await call('GET', '/api/v1/trends/tags'), 1],
      ['Scheduled', [scheduled], 1],
      ['Filter', [filter], 1],
    ];
    const faults = new Set<string>();
    for (const [entity, values, atLeast] of read) {
      assert.ok(values.length >= atLeast, `${entity}: ${values.length}`);
      for (const app of Object.keys(decoders))
        for (const value of values) for (const fault of faultsOf(app, entity, value)) faults.add(fault);
    }
    assert.equal([...faults], []);
  } finally {
    await fediverse.stop();
  }
});

test.run();
