// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { limitAccount } from '../../src/accounts/suspend.ts';
import { openCommunity } from '../../src/communities/community.ts';
import { write } from '../../src/platform/write.ts';
import { like } from '../../src/posts/like.ts';
import { cards, postCards } from '../../src/posts/tables.ts';
import { picture } from '../support/pictures.ts';
import { api, breaches } from './api-client.ts';
import { withApi } from './scene.ts';

type Scene = Parameters<Parameters<typeof withApi>[0]>[0];

const caller = async ({ home, tokenOf }: Scene, name: string) => {
  const token = await tokenOf(name);
  return async (method: string, path: string, body?: unknown, status = 200) => {
    const reply = await api(home, method, path, { token, ...(body !== undefined && { body }) });
    assert.is(reply.status, status, `${method} ${path} ${JSON.stringify(reply.json)}`);
    return reply.json;
  };
};
const idsOf = (list: { id: string }[]) => list.map(({ id }) => id);

test('a hashtag that one follows comes home, of whoever writes it to everybody; not of limited accounts', () =>
  withApi(async (scene) => {
    const { home, fediverse } = scene;
    const malik = await caller(scene, 'malik');
    assert.is((await malik('POST', '/api/v1/tags/Campus/follow')).following, true);
    assert.equal(
      (await malik('GET', '/api/v1/followed_tags')).map(({ name }: { name: string }) => name),
      ['campus'],
    );
    const seen = await home.write('ines', 'Sur le #campus');
    await home.write('ines', 'Pour vous @nour #campus', { audience: 'direct' });
    await home.write('ines', 'Entre abonnés #campus', { audience: 'followers' });
    await home.write('ines', 'Sans rien');
    await fediverse.settled();
    assert.equal(idsOf(await malik('GET', '/api/v1/timelines/home')), [seen]);
    await limitAccount(home.instance, (await home.account('nour')).id);
    await home.write('nour', 'Moi aussi #campus');
    await malik('POST', '/api/v1/tags/campus/unfollow');
    await home.write('ines', 'Encore le #campus');
    await fediverse.settled();
    assert.equal(idsOf(await malik('GET', '/api/v1/timelines/home')), [seen]);
    assert.is((await malik('GET', '/api/v1/tags/campus')).history[0].uses, '2');
    await malik('POST', `/api/v1/tags/${encodeURIComponent('pas un mot')}/follow`, {}, 404);
  }));

test('a post for later waits among the drafts, is moved, and called off', () =>
  withApi(async (scene) => {
    const { home } = scene;
    const malik = await caller(scene, 'malik');
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const when = at(2);
    const poll = { options: ['oui', 'non'], expires_in: 7200 };
    const waiting = await malik('POST', '/api/v1/statuses', { status: 'Demain', scheduled_at: when, poll });
    assert.is(waiting.scheduled_at, when);
    assert.equal([waiting.params.text, waiting.params.poll.options], ['Demain', ['oui', 'non']]);
    const path = `/api/v1/scheduled_statuses/${waiting.id}`;
    assert.is((await malik('PUT', path, { scheduled_at: at(3) })).params.text, 'Demain');
    assert.equal(idsOf(await malik('GET', '/api/v1/scheduled_statuses')), [waiting.id]);
    assert.is((await malik('GET', path)).id, waiting.id);
    await malik('PUT', path, { scheduled_at: 'demain' }, 422);
    await malik('POST', '/api/v1/statuses', { status: 'Hier', scheduled_at: at(-1) }, 422);
    assert.is((await api(home, 'GET', path, { token: await scene.tokenOf('nour') })).status, 404, 'S54');
    await malik('DELETE', path);
    assert.equal(await malik('GET', '/api/v1/scheduled_statuses'), []);
    await malik('GET', path, undefined, 404);
  }));

test('conversations for named people: read, put away, back with the next post; nobody else’s (S54, S62)', () =>
  withApi(async (scene) => {
    const { home, fediverse } = scene;
    const [malik, nour] = [await caller(scene, 'malik'), await caller(scene, 'nour')];
    const first = await home.write('ines', '@malik On se voit ?', { audience: 'direct' });
    await fediverse.settled();
    const [one] = await malik('GET', '/api/v1/conversations');
    assert.equal([one.id, one.unread, one.last_status.id], [first, true, first]);
    assert.equal(
      one.accounts.map(({ acct }: { acct: string }) => acct),
      ['ines'],
    );
    assert.is((await malik('POST', `/api/v1/conversations/${one.id}/read`)).unread, false);
    const answer = await malik('POST', '/api/v1/statuses', { status: '@ines Oui', in_reply_to_id: first });
    assert.is(answer.visibility, 'direct');
    assert.is((await malik('GET', '/api/v1/conversations'))[0].last_status.id, answer.id);
    await malik('DELETE', `/api/v1/conversations/${one.id}`);
    assert.equal(await malik('GET', '/api/v1/conversations'), []);
    const last = await home.write('ines', '@malik À midi', { audience: 'direct', inReplyToId: answer.id });
    assert.equal((await malik('GET', '/api/v1/conversations'))[0].last_status.id, last);
    assert.equal(await nour('GET', '/api/v1/conversations'), []);
    await nour('POST', `/api/v1/conversations/${one.id}/read`, {}, 404);
    await nour('DELETE', `/api/v1/conversations/${one.id}`, undefined, 404);
  }));

test('a quote holds the status it quotes; who may quote is said, changed, and taken back', () =>
  withApi(async (scene) => {
    const { home, fediverse } = scene;
    const [malik, ines, nour] = [
      await caller(scene, 'malik'),
      await caller(scene, 'ines'),
      await caller(scene, 'nour'),
    ];
    const quoted = await home.write('ines', 'Une haie');
    const body = { status: 'Voyez', quoted_status_id: quoted, visibility: 'public' };
    const quoting = await malik('POST', '/api/v1/statuses', body);
    assert.equal([quoting.quote.state, quoting.quote.quoted_status.id], ['accepted', quoted]);
    const deeper = await nour('POST', '/api/v1/statuses', { ...body, quoted_status_id: quoting.id });
    assert.equal(deeper.quote.quoted_status.quote, { state: 'accepted', quoted_status_id: quoted });
    await fediverse.settled();
    const there = await ines('GET', `/api/v1/statuses/${quoted}`);
    assert.equal([there.quotes_count, there.quote_approval.automatic], [1, ['public']]);
    assert.equal(idsOf(await ines('GET', `/api/v1/statuses/${quoted}/quotes`)), [quoting.id]);
    await nour('POST', `/api/v1/statuses/${quoted}/quotes/${quoting.id}/revoke`, {}, 404);
    const gone = await ines('POST', `/api/v1/statuses/${quoted}/quotes/${quoting.id}/revoke`);
    assert.equal([gone.quote.state, gone.quote.quoted_status], ['revoked', null]);
    const shut = await ines('PUT', `/api/v1/statuses/${quoted}/interaction_policy`, {
      quote_approval_policy: 'nobody',
    });
    assert.equal(shut.quote_approval.automatic, []);
    assert.is((await nour('GET', `/api/v1/statuses/${quoted}`)).quote_approval.current_user, 'denied');
  }));

test('trends count what everybody may read, and nothing else (S62)', () =>
  withApi(async (scene) => {
    const { home, fediverse } = scene;
    const malik = await caller(scene, 'malik');
    const url = 'https://ferme.invalid/haie';
    const open = await home.write('ines', `Bonjour #campus ${url}`);
    const shut = await home.write('ines', `Entre nous #secret ${url}`, { audience: 'organisation' });
    const liker = { accountId: (await home.account('malik')).id, local: true };
    for (const id of [open, shut]) await like(home.instance, liker, id);
    await fediverse.settled();
    const tags = await malik('GET', '/api/v1/trends/tags');
    assert.equal(
      tags.map(({ name, history }: any) => [name, history[0].uses, history.length]),
      [['campus', '1', 7]],
    );
    assert.equal(idsOf(await malik('GET', '/api/v1/trends/statuses')), [open]);
    assert.equal(await malik('GET', '/api/v1/trends/links'), []);
    // The page could not be read: it is as if it had been.
    await write(home.instance, async (tx) => {
      const page = { url, title: 'La haie', description: '', mediaId: null, fetchedAt: Date.now() };
      await tx.delete(postCards);
      await tx.delete(cards);
      await tx.insert(cards).values({ id: '1', ...page });
      await tx.insert(postCards).values([open, shut].map((postId) => ({ postId, cardId: '1' })));
    });
    const [link, ...more] = await malik('GET', '/api/v1/trends/links');
    assert.equal([link.url, link.history[0].uses, more.length], [url, '1', 0]);
    assert.equal(idsOf(await malik('GET', `/api/v1/timelines/link?url=${encodeURIComponent(url)}`)), [open]);
    assert.equal(await malik('GET', '/api/v1/timelines/link?url=x'), []);
  }));

test('whom one may follow: communities first; who is hidden in a closed one stays so (S53)', () =>
  withApi(async (scene) => {
    const { home, fediverse } = scene;
    const malik = await caller(scene, 'malik');
    const [ines, nour, me] = [await home.account('ines'), await home.account('nour'), await home.account('malik')];
    const settings = { purpose: 'On cultive.', rules: '', posting: 'members', language: 'fr', topics: [] as string[] };
    const open = { ...settings, displayName: 'Jardin', reach: 'public', admission: 'open' } as const;
    const shut = { ...settings, displayName: 'Cercle', reach: 'members', admission: 'invitation' } as const;
    const garden = await openCommunity(home.instance, ines.id, 'jardin', { ...open, posting: 'members', topics: [] });
    const circle = await openCommunity(home.instance, ines.id, 'cercle', { ...shut, posting: 'members', topics: [] });
    await follow(home.instance, me.id, ines.id);
    await follow(home.instance, ines.id, nour.id);
    await fediverse.settled();
    const directory = await malik('GET', '/api/v1/directory');
    assert.is(directory[0].id, garden);
    assert.not(idsOf(directory).includes(circle));
    assert.is((await malik('GET', '/api/v2/suggestions'))[0].account.id, garden);
    assert.not(idsOf(await malik('GET', '/api/v1/suggestions')).includes(ines.id), 'followed already');
    const familiar = await malik('GET', `/api/v1/accounts/familiar_followers?id[]=${nour.id}&id[]=${circle}`);
    assert.equal(
      familiar.map(({ id, accounts }: any) => [id, idsOf(accounts)]),
      [
        [nour.id, [ines.id]],
        [circle, []],
      ],
    );
  }));

test('filters in both versions: several keywords are several filters, and a folded status says by which', () =>
  withApi(async (scene) => {
    const { home } = scene;
    const malik = await caller(scene, 'malik');
    const made = await malik('POST', '/api/v2/filters', {
      title: 'Sport',
      context: ['home'],
      filter_action: 'blur',
      expires_in: '',
      keywords_attributes: [{ keyword: 'football' }, { keyword: 'rugby' }],
    });
    assert.equal([made.filter_action, made.expires_at], ['warn', null]);
    assert.is((await malik('GET', '/api/v2/filters')).length, 2);
    await home.write('ines', 'Du football ce soir');
    const [folded] = await malik('GET', '/api/v1/timelines/public?local=true');
    assert.equal(folded.filtered[0].keyword_matches, ['football']);
    const path = `/api/v2/filters/${made.id}`;
    const kept = await malik('PUT', path, { keywords_attributes: [{ id: made.id, keyword: 'tennis' }] });
    assert.equal([kept.title, kept.filter_action], ['tennis', 'warn']);
    assert.is((await malik('PUT', `/api/v2/filters/keywords/${made.id}`, { keyword: 'judo' })).keyword, 'judo');
    assert.is((await malik('GET', `${path}/keywords`))[0].keyword, 'judo');
    await malik('POST', `${path}/keywords`, { keyword: 'boxe' }, 422);
    assert.is((await malik('GET', '/api/v1/filters')).length, 2);
    assert.is(
      (await malik('PUT', `/api/v1/filters/${made.id}`, { phrase: 'boxe', irreversible: true })).irreversible,
      true,
    );
    await malik('DELETE', path);
    assert.is((await malik('GET', '/api/v2/filters')).length, 1);
    await (await caller(scene, 'nour'))('PUT', `/api/v1/filters/${made.id}`, { phrase: 'volé' }, 404);
  }));

test('what the organisation says of itself: rules of its charter, its terms, a picture for who has none', () =>
  withApi(async (scene) => {
    const { home } = scene;
    const malik = await caller(scene, 'malik');
    const rules = await malik('GET', '/api/v1/instance/rules');
    assert.ok(rules.length > 0 && rules.every(({ id, text }: any) => /^\d+$/.test(id) && text !== ''));
    assert.equal((await malik('GET', '/api/v2/instance')).rules, rules);
    assert.match((await malik('GET', '/api/v1/instance/privacy_policy')).content, '<');
    assert.match((await malik('GET', '/api/v1/instance/terms_of_service')).effective_date, /^\d{4}-\d\d-\d\d$/);
    const { account } = (await malik('GET', '/api/v2/instance')).contact;
    for (const address of [account.avatar, account.header]) {
      const { request } = await import('undici');
      const url = new URL(address);
      const reply = await request(`http://127.0.0.1:${url.port}${url.pathname}`);
      await reply.body.dump();
      assert.equal([reply.statusCode, /^image\//.test(String(reply.headers['content-type']))], [200, true], address);
    }
    const id = await home.write('ines', 'Bonjour <b>');
    const shown = await malik('GET', `/api/oembed?url=${encodeURIComponent(`${home.origin}/@ines/${id}`)}`);
    assert.match(shown.html, 'Bonjour &lt;b&gt;');
    const shut = await home.write('ines', 'Entre nous', { audience: 'organisation' });
    await malik('GET', `/api/oembed?url=${encodeURIComponent(`${home.origin}/@ines/${shut}`)}`, undefined, 404);
  }));

test('one’s own profile from an app: words, both pictures, and what one usually writes like', () =>
  withApi(async (scene) => {
    const malik = await caller(scene, 'malik');
    const form = new FormData();
    for (const name of ['avatar', 'header'])
      form.append(name, new Blob([new Uint8Array(await picture('png', 60, 40))], { type: 'image/png' }), 'a.png');
    form.append('display_name', 'Malik B.');
    form.append('source[privacy]', 'private');
    form.append('source[language]', 'en');
    const changed = await malik('PATCH', '/api/v1/accounts/update_credentials', form);
    assert.equal(
      [changed.display_name, changed.source.privacy, changed.source.language],
      ['Malik B.', 'private', 'en'],
    );
    assert.not.match(changed.avatar, 'missing.png');
    assert.not.match(changed.header, 'missing.png');
    assert.is((await malik('POST', '/api/v1/statuses', { status: 'Bonjour' })).visibility, 'private');
    assert.match((await malik('DELETE', '/api/v1/profile/avatar')).avatar, 'missing.png');
    const one = await malik('POST', '/api/v1/statuses', { status: 'Un' });
    const shut = await scene.home.write('ines', 'Pour vous @nour', { audience: 'direct' });
    assert.equal(idsOf(await malik('GET', `/api/v1/statuses?id[]=${shut}&id[]=${one.id}&id[]=x`)), [one.id], 'S54');
  }));

test('circles that apps do not know are private there, and an app may write in them', () =>
  withApi(async (scene) => {
    const malik = await caller(scene, 'malik');
    for (const asked of [{ visibility: 'organisation' }, { visibility: 'local' }, { local_only: true }]) {
      const { id, visibility, content } = await malik('POST', '/api/v1/statuses', { status: 'Chez nous', ...asked });
      assert.is(visibility, 'private');
      assert.match(content, 'Les membres de l’organisation', 'and says who reads it');
      assert.is((await api(scene.home, 'GET', `/api/v1/statuses/${id}`)).status, 404);
      assert.is((await (await caller(scene, 'nour'))('GET', `/api/v1/statuses/${id}`)).id, id);
    }
  }));

test('every answer above fits the published schema', () => assert.equal(breaches, []));

test.run();
