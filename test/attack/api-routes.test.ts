// deadline: 180 s
import { writeFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createList } from '../../src/accounts/list.ts';
import { receiveImage } from '../../src/media/media.ts';
import { notificationsOf } from '../../src/notifications/notifications.ts';
import { personalToken } from '../../src/oauth/token.ts';
import { keepDraft } from '../../src/posts/draft.ts';
import { addFilter } from '../../src/posts/filter.ts';
import type { Draft } from '../../src/posts/view.ts';
import { api } from '../mastodon/api-client.ts';
import { startFediverse } from '../support/fediverse.ts';
import { picture } from '../support/pictures.ts';
import { everything } from './everything.ts';
import { fill, isApi, routesOf } from './route-table.ts';

const fediverse = await startFediverse(['valombre'], { TRUST_PROXY: '127.0.0.0/8' });
const home = fediverse.homes.valombre;
const { instance } = home;
/** All but the one that says « OK » to who watches over the server. */
const routes = routesOf(instance).filter((route) => isApi(route) && !route.endsWith('/streaming/health'));
const idIn = async (name: string) => (await home.account(name)).id;

/** What is answered without a token; forgetting a route here fails, it does not leak. */
const open = [
  /^GET \/\.well-known\/oauth-authorization-server$/,
  /^POST \/(api\/v1\/apps|oauth\/(token|revoke))$/,
  /^GET \/api\/v\d\/(instance|custom_emojis|trends|directory)(\/|$)/,
  /^GET \/api\/oembed$/,
  /^GET \/api\/v1\/tags\/:name$/,
  /^GET \/api\/v1\/accounts\/:id\/(endorsements|featured_tags)$/,
  /^GET \/api\/v1\/accounts(\/lookup|\/:id(\/(statuses|followers|following))?)?$/,
  /^GET \/api\/v1\/timelines\/(public|link|tag\/:name)$/,
  /^GET \/api\/v1\/statuses(\/:id)?(\/(context|history|favourited_by|reblogged_by|quotes))?$/,
  /^GET \/api\/v1\/polls\/:id$/,
];
const isOpen = (route: string) => open.some((pattern) => pattern.test(route));
const draft = (text: string): Draft => ({
  text,
  notice: '',
  language: null,
  audience: 'public',
  inReplyToId: null,
  mediaIds: [],
  poll: null,
});
const from = (place: number) => ({ 'x-forwarded-for': `203.0.113.${place % 250}` });

test('S52 every route of the API that is not said to be open asks for a token, in JSON', async () => {
  assert.ok(routes.length > 60);
  const wrong: string[] = [];
  const before = await everything(home);
  for (const [place, route] of routes.entries()) {
    const [method, path] = [route.split(' ')[0]!, fill(route, { id: await idIn('nour'), name: 'x' })];
    const reply = await api(home, method, path, {
      ...(method !== 'GET' && { body: { status: 'x' } }),
      headers: from(place),
    });
    if (!isOpen(route) && reply.status !== 401) wrong.push(`${route}: ${reply.status}`);
    if (isOpen(route) && reply.status >= 500) wrong.push(`${route}: ${reply.status}`);
    if (reply.status >= 400 && typeof reply.json?.error !== 'string') wrong.push(`${route}: no error`);
  }
  assert.equal(wrong, []);
  assert.is(await everything(home), before);
});

test('S86 a token that reads writes nothing, on any route', async () => {
  const token = await personalToken(instance, await idIn('malik'), 'x', ['read']);
  const wrong: string[] = [];
  const before = await everything(home);
  for (const [place, route] of routes.filter((one) => !one.startsWith('GET ') && !isOpen(one)).entries()) {
    const path = fill(route, { id: await idIn('nour') });
    const reply = await api(home, route.split(' ')[0]!, path, { token, body: { status: 'x' }, headers: from(place) });
    if (reply.status !== 403) wrong.push(`${route}: ${reply.status}`);
  }
  assert.equal(wrong, []);
  assert.is(await everything(home), before);
});

test('S54 what is somebody else’s is not there, whatever the route', async () => {
  const [nour, malik] = [await idIn('nour'), await idIn('malik')];
  const poll = { options: ['oui', 'non'], multiple: false, hours: 1 };
  const secret = await home.write('nour', '@ines pour vous', { audience: 'direct', poll });
  await fediverse.settled();
  const [line] = await notificationsOf(instance, await idIn('ines'));
  const path = instance.files.temporary();
  writeFileSync(path, await picture('png', 20, 20));
  const { id: mediaId } = await receiveImage(instance, nour, { path });
  const waiting = await keepDraft(instance, nour, {
    content: draft('Demain'),
    voice: 'own',
    at: Date.now() + 3_600_000,
  });
  const theirs: [RegExp, string][] = [
    [/\/statuses\/:id/, secret],
    [/\/polls\/:id/, secret],
    [/\/media\/:id/, mediaId],
    [/\/notifications\/:id/, String(line!.id)],
    [/\/(timelines\/list|lists)\/:id/, await createList(instance, nour, 'À moi')],
    [/\/scheduled_statuses\/:id/, waiting],
    [/\/conversations\/:id/, secret],
    [/\/filters\/(keywords\/)?:id/, await addFilter(instance, nour, { phrase: 'À moi', action: 'hide', days: null })],
    [/\/follow_requests\/:id/, nour],
  ];
  const token = await personalToken(instance, malik, 'x', ['read', 'write', 'follow']);
  const before = await everything(home);
  const wrong: string[] = [];
  let tried = 0;
  for (const [place, route] of routes.entries()) {
    const [, id] = theirs.find(([pattern]) => pattern.test(route)) ?? [];
    if (!id) continue;
    tried += 1;
    const method = route.split(' ')[0]!;
    const body = method === 'GET' ? {} : { body: { status: 'volé', choices: [0], description: 'volé' } };
    const reply = await api(home, method, fill(route, { id }), { token, ...body, headers: from(place) });
    if (reply.status !== 404) wrong.push(`${route}: ${reply.status}`);
    if (JSON.stringify(reply.json).includes('pour vous')) wrong.push(`${route} shows it`);
  }
  assert.equal(wrong, []);
  assert.ok(tried > 25);
  assert.is(await everything(home), before);
});

test('the scene is taken down', () => fediverse.stop());

test.run();
