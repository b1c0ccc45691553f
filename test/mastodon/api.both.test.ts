// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openCommunity } from '../../src/communities/community.ts';
import { join } from '../../src/communities/membership.ts';
import { reportById } from '../../src/moderation/read-reports.ts';
import { everything } from '../attack/everything.ts';
import { picture } from '../support/pictures.ts';
import { api, breaches, checked } from './api-client.ts';
import { withApi } from './scene.ts';

test('what an app does in a day: reads, writes, answers, thanks, follows, searches; each answer fits the schema', () =>
  withApi(async ({ home, fediverse, tokenOf }) => {
    const malik = await tokenOf('malik');
    const ines = await tokenOf('ines');
    const get = (path: string, token?: string) => api(home, 'GET', path, token ? { token } : {});
    const post = (path: string, token: string, body: unknown = {}) => api(home, 'POST', path, { token, body });
    for (const path of [
      '/api/v2/instance',
      '/api/v1/instance',
      '/api/v1/instance/peers',
      '/api/v1/custom_emojis',
      '/api/v1/timelines/public?local=true',
      '/api/v1/trends/tags',
    ])
      assert.is((await get(path)).status, 200, path);
    const inesId = (await home.account('ines')).id;
    assert.is((await post(`/api/v1/accounts/${inesId}/follow`, malik)).json.following, true);

    const file = new FormData();
    file.append('file', new Blob([new Uint8Array(await picture('png', 60, 40))], { type: 'image/png' }), 'a.png');
    file.append('description', 'Une haie');
    const media = await api(home, 'POST', '/api/v2/media', { token: ines, body: file });
    assert.equal([media.status, media.json.type, media.json.description], [200, 'image', 'Une haie']);
    const key = { 'idempotency-key': 'once' };
    const body = {
      status: 'Bonjour @malik #campus https://example.org',
      visibility: 'public',
      language: 'fr',
      media_ids: [media.json.id],
    };
    const made = await api(home, 'POST', '/api/v1/statuses', { token: ines, body, headers: key });
    const again = await api(home, 'POST', '/api/v1/statuses', { token: ines, body, headers: key });
    assert.is(made.status, 200);
    assert.is(again.json.id, made.json.id, 'R9 the same key, the same status');
    assert.match(made.json.id, /^\d{18}$/);
    assert.match(made.json.created_at, /\.\d{3}Z$/);
    assert.equal(
      [made.json.media_attachments.length, made.json.mentions[0].acct, made.json.tags[0].name],
      [1, 'malik', 'campus'],
    );
    assert.match(media.json.blurhash, /^L.{27}$/);
    const better = { ...body, media_attributes: [{ id: media.json.id, description: 'Une haie en fleur' }] };
    const edited = await api(home, 'PUT', `/api/v1/statuses/${made.json.id}`, { token: ines, body: better });
    const [shown] = edited.json.media_attachments;
    assert.equal([shown.description, shown.blurhash], ['Une haie en fleur', media.json.blurhash]);
    assert.ok(edited.json.edited_at);
    const poll = { options: ['oui', 'non'], expires_in: 7200, multiple: false };
    const asked = await post('/api/v1/statuses', ines, { status: 'On y va ?', poll, visibility: 'public' });
    assert.is(asked.json.poll.options.length, 2);
    await fediverse.settled();

    const homeLine = await get('/api/v1/timelines/home?limit=1', malik);
    assert.is(homeLine.json[0].id, asked.json.id);
    const next = /<([^>]+)>; rel="next"/.exec(homeLine.headers.get('link') ?? '')![1]!;
    assert.ok(next.startsWith(home.origin), 'Links are absolute');
    const older = await get(next.slice(home.origin.length), malik);
    assert.is(older.json[0].id, made.json.id);
    const newer = await get(`/api/v1/timelines/home?min_id=${made.json.id}`, malik);
    assert.is(newer.json[0].id, asked.json.id);

    assert.equal(
      (await post(`/api/v1/polls/${asked.json.poll.id}/votes`, malik, { choices: [0] })).json.own_votes,
      [0],
    );
    assert.is((await post(`/api/v1/statuses/${made.json.id}/favourite`, malik)).json.favourited, true);
    assert.is((await post(`/api/v1/statuses/${made.json.id}/bookmark`, malik)).json.bookmarked, true);
    const relay = await post(`/api/v1/statuses/${made.json.id}/reblog`, malik);
    assert.is(relay.json.reblog.id, made.json.id);
    assert.is.not(relay.json.id, made.json.id, 'R12');
    const reply = await post('/api/v1/statuses', malik, { status: '@ines Merci', in_reply_to_id: made.json.id });
    assert.is(reply.json.in_reply_to_account_id, inesId);
    await fediverse.settled();
    const context = await get(`/api/v1/statuses/${made.json.id}/context`);
    assert.equal(
      context.json.descendants.map(({ id }: { id: string }) => id),
      [reply.json.id],
    );
    const told = await get('/api/v1/notifications', ines);
    assert.equal([...new Set(told.json.map(({ type }: { type: string }) => type))].sort(), [
      'favourite',
      'follow',
      'mention',
      'reblog',
    ]);
    assert.ok(told.json.every(({ id }: { id: string }) => /^\d+$/.test(id)));

    const changed = await api(home, 'PUT', `/api/v1/statuses/${reply.json.id}`, {
      token: malik,
      body: { status: '@ines Merci bien' },
    });
    assert.match(changed.json.content, 'Merci bien');
    for (const path of [
      `/api/v1/statuses/${reply.json.id}`,
      `/api/v1/statuses/${reply.json.id}/history`,
      `/api/v1/statuses/${reply.json.id}/source`,
      `/api/v1/statuses/${made.json.id}/favourited_by`,
      `/api/v1/statuses/${made.json.id}/reblogged_by`,
      `/api/v1/accounts/${inesId}`,
      `/api/v1/accounts/${inesId}/statuses`,
      `/api/v1/accounts/${inesId}/followers`,
      `/api/v1/accounts/${inesId}/following`,
      `/api/v1/accounts/relationships?id[]=${inesId}`,
      '/api/v1/accounts/lookup?acct=ines',
      '/api/v1/accounts/search?q=in',
      '/api/v1/preferences',
      '/api/v1/bookmarks',
      '/api/v1/timelines/tag/campus',
      '/api/v1/timelines/public',
      '/api/v1/lists',
      '/api/v1/favourites',
      '/api/v1/blocks',
      '/api/v1/mutes',
      '/api/v1/domain_blocks',
      '/api/v2/filters',
      '/api/v1/markers',
      '/api/v1/announcements',
      '/api/v1/follow_requests',
      '/api/v1/conversations',
      '/api/v1/notifications/unread_count',
      '/api/v1/apps/verify_credentials',
      '/api/v2/search?q=campus',
      '/api/v2/search?q=Bonjour&type=statuses',
    ])
      assert.is((await get(path, malik)).status, 200, path);
    const gone = await api(home, 'DELETE', `/api/v1/statuses/${reply.json.id}`, { token: malik });
    assert.is(gone.json.text, '@ines Merci bien');
    assert.is((await get(`/api/v1/statuses/${reply.json.id}`)).status, 404);
    assert.is((await post(`/api/v1/accounts/${inesId}/unfollow`, malik)).json.following, false);
  }));

test('an app goes on where another has come to', () =>
  withApi(async ({ home, tokenOf }) => {
    const token = await tokenOf('malik');
    const path = '/api/v1/markers';
    const keep = (body: object) => api(home, 'POST', path, { token, body });
    assert.is((await keep({ home: { last_read_id: '110000000000000001' } })).json.home.version, 1);
    assert.is((await keep({ home: { last_read_id: '110000000000000002' } })).json.home.version, 2);
    const bad = await keep({ home: { last_read_id: '110000000000000003' }, notifications: { last_read_id: 'x' } });
    assert.is(bad.status, 422);
    const kept = (await api(home, 'GET', `${path}?timeline[]=home&timeline[]=notifications`, { token })).json;
    assert.is(kept.home.last_read_id, '110000000000000002');
    assert.is(kept.notifications, undefined);
    assert.equal((await api(home, 'GET', `${path}?timeline[]=home`, { token: await tokenOf('ines') })).json, {});
  }));

test('a report by an app waits with the moderators; about what one may not read there is none (S51, S53)', () =>
  withApi(async ({ home, tokenOf }) => {
    const token = await tokenOf('malik');
    const ines = (await home.account('ines')).id;
    const open = await home.write('ines', 'Bonjour à tous');
    const shut = await home.write('ines', 'Entre nous @nour', { audience: 'direct' });
    const tell = (body: object) => api(home, 'POST', '/api/v1/reports', { token, body });
    const before = await everything(home);
    assert.is((await tell({ account_id: ines, status_ids: [open, shut] })).status, 404);
    assert.is((await tell({ account_id: ines, status_ids: [open, '110000000000000000'] })).status, 404);
    assert.is((await tell({ account_id: '110000000000000000' })).status, 404);
    assert.is(await everything(home), before);
    const told = await tell({ account_id: ines, status_ids: [open], comment: 'Hors sujet', category: 'spam' });
    assert.is(told.json.target_account.id, ines);
    const kept = await reportById(home.instance, Number(told.json.id));
    assert.equal([kept?.comment, kept?.postIds], ['Hors sujet', [open]]);
  }));

test('lists, words and servers kept away, in one app and on the site alike', () =>
  withApi(async ({ home, tokenOf }) => {
    const token = await tokenOf('malik');
    const call = async (method: string, path: string, body?: object) => {
      const reply = await api(home, method, path, { token, ...(body && { body }) });
      assert.is(reply.status, 200, `${method} ${path} ${JSON.stringify(reply.json)}`);
      return reply.json;
    };
    const { id } = await call('POST', '/api/v1/lists', { title: 'Ferme' });
    const ines = (await home.account('ines')).id;
    await call('POST', `/api/v1/lists/${id}/accounts`, { account_ids: [ines] });
    assert.equal(
      (await call('GET', `/api/v1/lists/${id}/accounts`)).map((one: { id: string }) => one.id),
      [ines],
    );
    assert.is((await call('GET', `/api/v1/accounts/${ines}/lists`))[0].title, 'Ferme');
    assert.is((await call('PUT', `/api/v1/lists/${id}`, { title: 'Champs' })).title, 'Champs');
    await home.write('ines', 'Bonjour à tous');
    assert.is((await call('GET', `/api/v1/timelines/list/${id}`)).length, 1);
    await call('DELETE', `/api/v1/lists/${id}/accounts`, { account_ids: [ines] });
    assert.is((await call('GET', `/api/v1/timelines/list/${id}`)).length, 0);
    await call('DELETE', `/api/v1/lists/${id}`);
    const body = {
      title: 'Sport',
      context: ['home'],
      filter_action: 'hide',
      keywords_attributes: [{ keyword: 'football' }],
    };
    const filter = await call('POST', '/api/v2/filters', body);
    assert.is(filter.keywords[0].keyword, 'football');
    assert.is((await call('GET', '/api/v2/filters')).length, 1);
    await call('DELETE', `/api/v2/filters/${filter.id}`);
    await call('POST', '/api/v1/domain_blocks', { domain: 'spam.example' });
    assert.equal(await call('GET', '/api/v1/domain_blocks'), ['spam.example']);
    await call('DELETE', '/api/v1/domain_blocks', { domain: 'spam.example' });
  }));

test('a community is an account with `group`; apps join it, read it signed out, and write in it by naming it', () =>
  withApi(async ({ home, fediverse, tokenOf }) => {
    const settings = { purpose: 'On cultive.', rules: '', posting: 'members', language: 'fr', topics: [] } as const;
    const ines = await home.account('ines');
    const open = { ...settings, displayName: 'Jardin', reach: 'public', admission: 'open' } as const;
    const garden = await openCommunity(home.instance, ines.id, 'jardin', { ...open, topics: [] });
    const shut = { ...settings, displayName: 'Cercle', reach: 'members', admission: 'invitation' } as const;
    const circle = await openCommunity(home.instance, ines.id, 'cercle', { ...shut, topics: [] });
    const malik = await tokenOf('malik');
    const joined = await api(home, 'POST', `/api/v1/accounts/${garden}/follow`, { token: malik });
    assert.is(joined.json.following, true);
    const made = await api(home, 'POST', '/api/v1/statuses', {
      token: malik,
      body: { status: '@jardin La haie\n\nSamedi, on plante.', visibility: 'public' },
    });
    assert.is(made.json.title, 'La haie');
    assert.match(made.json.content, '<p><strong>La haie</strong></p>');
    await fediverse.settled();
    const feed = await api(home, 'GET', `/api/v1/accounts/${garden}/statuses?exclude_reblogs=1`);
    assert.is(feed.json[0].reblog.id, made.json.id);
    assert.is(feed.json[0].account.group, true);
    assert.is((await api(home, 'GET', '/api/v1/accounts/lookup?acct=jardin')).json.group, true);
    assert.is((await api(home, 'GET', `/api/v1/accounts/${circle}`, { token: malik })).status, 404, 'S53');
    const lists = await api(home, 'GET', '/api/v1/lists', { token: malik });
    assert.equal(
      lists.json.map(({ title }: { title: string }) => title),
      ['Jardin'],
      'each community is a list',
    );
    const line = await api(home, 'GET', `/api/v1/timelines/list/${garden}`, { token: malik });
    assert.is(line.json[0].id, made.json.id);
    await join(home.instance, (await home.account('nour')).id, garden);
    const reply = await api(home, 'POST', '/api/v1/statuses', {
      token: await tokenOf('nour'),
      body: { status: 'J’en suis', in_reply_to_id: made.json.id },
    });
    assert.is(reply.json.community?.acct, 'jardin');
  }));

test('every answer above fits the published schema', () => {
  assert.equal(breaches, []);
  if (process.env.MASTODON_OPENAPI) assert.ok(checked.size > 30, `${checked.size} kinds of answers`);
});

test.run();
