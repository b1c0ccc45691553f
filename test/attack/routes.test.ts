// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { legalKinds, saveLegalText } from '../../src/accounts/legal.ts';
import { createList } from '../../src/accounts/list.ts';
import { updateProfile } from '../../src/accounts/profile.ts';
import { sessionsOf } from '../../src/accounts/sessions.ts';
import { campaignById } from '../../src/campaigns/campaign.ts';
import { keep } from '../../src/campaigns/contribution.ts';
import { agree, ask } from '../../src/campaigns/steps/exchange/agreement.ts';
import { bringOffer } from '../../src/campaigns/steps/exchange/offer.ts';
import { openCommunity } from '../../src/communities/community.ts';
import { decide } from '../../src/moderation/decide.ts';
import { notifications } from '../../src/notifications/tables.ts';
import { personalToken, tokensOf } from '../../src/oauth/token.ts';
import { within, write } from '../../src/platform/write.ts';
import { keepDraft } from '../../src/posts/draft.ts';
import { addFilter } from '../../src/posts/filter.ts';
import { campaign, stepNow } from '../campaigns/scene.ts';
import { startFediverse } from '../support/fediverse.ts';
import { preparingFilm } from '../support/films.ts';
import { passkeyOf } from '../support/passkey.ts';
import { member, type Reply, stranger } from '../support/visitor.ts';
import { everything } from './everything.ts';
import { fill, forMembers, ids, isGuarded, isUnsafe, open, routesOf, wire } from './route-table.ts';

const fediverse = await startFediverse(['valombre'], { TRUST_PROXY: '127.0.0.0/8' });
const home = fediverse.homes.valombre;
const routes = routesOf(home.instance);
const unwritten = {
  notice: '',
  language: 'fr',
  audience: 'public' as const,
  inReplyToId: null,
  mediaIds: [],
  poll: null,
};
const hidden = {
  purpose: 'Entre nous',
  rules: '',
  reach: 'members' as const,
  admission: 'invitation' as const,
  posting: 'members' as const,
  language: 'fr',
  topics: [],
};
const fragment: Record<string, string> = { 'hx-request': 'true', 'hx-request-type': 'partial' };

test('S52 every name in the lists of routes is a route', () => {
  assert.ok(routes.length > 100);
  assert.equal(
    [...open, ...wire, ...Object.keys(ids)].filter((route) => !routes.includes(route)),
    [],
  );
  const withId = routes.filter((route) => forMembers(route) && /:/.test(route));
  assert.equal(
    withId.filter((route) => !ids[route]),
    [],
    'whose is the id of this route? (route-table.ts)',
  );
});

test('S52 what is not in the list of what a stranger may see leads a stranger to the sign-in, or nowhere', async () => {
  const wrong: string[] = [];
  for (const [place, route] of routes.filter((one) => forMembers(one) || isGuarded(one)).entries()) {
    const path = fill(route);
    // Somebody else each time: nobody reaches the limit of forms.
    const from = { 'x-forwarded-for': `203.0.${place >> 8}.${place & 255}` };
    const visitor = stranger(home);
    for (const asked of [
      { accept: 'text/html' },
      fragment,
      { accept: 'application/json' },
      { accept: 'application/activity+json' },
    ]) {
      const headers = { ...asked, ...from };
      const reply = isUnsafe(route) ? await visitor.post(path, {}, headers) : await visitor.get(path, headers);
      const isLed = reply.status === 303 && reply.location.startsWith('/sign-in?next=');
      if (!isLed && ![401, 403, 404].includes(reply.status)) wrong.push(`${route}: ${reply.status} ${reply.location}`);
      if (isLed && isUnsafe(route)) wrong.push(`${route}: a form that was refused is no page to come back to`);
    }
    const head = await visitor.send('HEAD', path);
    const isPage = open.includes(route.replace(/^\w+/, 'GET'));
    if (head.status < 300 && !isPage) wrong.push(`HEAD ${path}: ${head.status}`);
  }
  assert.equal(wrong, []);
});

test('S52 what a stranger may see answers a stranger', async () => {
  const ines = await home.account('ines');
  await openCommunity(home.instance, ines.id, 'jardin', { ...hidden, displayName: 'Jardin', reach: 'public' });
  const id = await home.write('ines', 'Bonjour #campus');
  const values = {
    handle: 'ines',
    id,
    name: 'campus',
    code: 'none',
    token: 'none',
    key: '0'.repeat(32),
    variant: 'full',
  };
  const absent = ['/assets/', '/oembed', '/invite/', '/join/', '/media/', '/setup/', '/gatherings/'];
  for (const kind of legalKinds) await saveLegalText(home.instance, kind, 'fr', 'Une version.');
  const campaignId = await campaign(home.instance, ines.id, 'come-and-verify', 'open', 'verif');
  const steps = { handle: 'verif', step: (await stepNow(home.instance, campaignId)).id };
  const valuesOf = (route: string) =>
    route.includes('/campaigns/')
      ? steps
      : route.includes('/communities/')
        ? { handle: 'jardin', name: 'jardin' }
        : values;
  for (const route of open.filter((one) => !isUnsafe(one))) {
    const path = fill(route, valuesOf(route));
    const { status } = await stranger(home).get(path);
    const wanted = absent.some((start) => path.startsWith(start)) ? 404 : path === `/posts/${id}` ? 303 : 200;
    assert.is(status, wanted, path);
  }
});

test('S54 administration and moderation are a 404 for a member, as is a page that does not exist', async () => {
  const visitor = await member(home, 'malik');
  const nowhere = await visitor.get('/admin/nothing-here');
  const sorted = routes.filter(isGuarded);
  assert.ok(sorted.length > 15);
  const before = await everything(home);
  for (const route of sorted) {
    const path = fill(route, { id: (await home.account('nour')).id });
    const reply = isUnsafe(route) ? await visitor.post(path, { signUp: 'open', name: 'x' }) : await visitor.get(path);
    assert.is(reply.status, 404, route);
    assert.is(titleOf(reply), titleOf(nowhere), route);
  }
  assert.is(await everything(home), before);
});

test('S54 nobody opens, changes or removes what is of somebody else by its id', async () => {
  const { instance } = home;
  const [nour, malik] = [await home.account('nour'), await home.account('malik')];
  await updateProfile(instance, nour.id, { locked: true });
  await follow(instance, (await home.account('theo')).id, nour.id);
  await member(home, 'nour');
  const [{ id: session } = { id: '' }] = await sessionsOf(instance, nour.id);
  const poll = { options: ['oui', 'non'], multiple: false, hours: 1 };
  await personalToken(instance, nour.id, 'À moi', ['read']);
  const own: Record<string, string> = {
    post: await home.write('nour', 'À moi', { poll }),
    reader: await home.write('nour', '@ines pour vous', { audience: 'direct', poll }),
    request: (await home.account('theo')).id,
    community: await openCommunity(instance, nour.id, 'secret', { ...hidden, displayName: 'À moi' }),
    list: await createList(instance, nour.id, 'À moi'),
    filter: await addFilter(instance, nour.id, { phrase: 'À moi', action: 'hide', days: null }),
    draft: await keepDraft(instance, nour.id, { content: { ...unwritten, text: 'À moi' }, voice: 'own', at: null }),
    film: await preparingFilm(instance, nour.id),
    session,
    token: String((await tokensOf(instance, nour.id))[0]!.id),
    passkey: await passkeyOf(instance, nour.id),
    decision: String(
      await decide(instance, {
        reportId: null,
        accountId: nour.id,
        postId: null,
        act: 'notice',
        ground: 'charter',
        statement: 'À moi',
        by: (await home.account('ines')).id,
      }),
    ),
  };
  own.gathering = await home.write('nour', 'À moi', {
    communityId: own.community!,
    title: 'À moi',
    gathering: {
      ...{
        startsAt: Date.now() + 3_600_000,
        endsAt: null,
        zone: 'Europe/Paris',
        place: 'À moi',
        address: '',
        link: '',
      },
      ...{ access: '', capacity: null, waitingList: false, answersUntil: null },
    },
  });
  own.campaign = await campaign(instance, nour.id, 'come-and-verify', 'draft', 'cachee');
  const step = await stepNow(instance, own.campaign);
  own.step = step.id;
  own.contribution = await home.write('nour', 'À moi', { communityId: own.campaign });
  const row = (await campaignById(instance, own.campaign))!;
  const brought = { kind: 'question' as const, postId: own.contribution, authorId: nour.id };
  await write(instance, async (tx) => void (await keep(within(instance, tx), tx, row, step, brought)));
  own.agreement = await agreed(home);
  const visitor = await member(home, 'malik');
  await fediverse.settled();
  const before = await everything(home);
  const wrong: string[] = [];
  let tried = 0;
  for (const [route, whose] of Object.entries(ids)) {
    if (whose === 'anybody') continue;
    const path = fill(route, { id: own[whose]!, handle: whose === 'campaign' ? 'cachee' : 'secret' });
    for (const headers of [{}, fragment]) {
      const reply = isUnsafe(route)
        ? await visitor.post(path, { text: 'volé', choices: '0' }, headers)
        : await visitor.get(path, headers);
      tried += 1;
      // Taking back what was never given is no fault; it changes nothing, and says the same of an absent post.
      const isEmptyHanded = /(like|boost|bookmark)\/delete$/.test(path) && reply.status === 303;
      if (reply.status !== 404 && !isEmptyHanded) wrong.push(`${route}: ${reply.status}`);
      if (reply.text.includes('À moi') || reply.text.includes('pour vous')) wrong.push(`${route} shows it`);
    }
  }
  assert.equal(wrong, []);
  assert.ok(tried > 20);
  await fediverse.settled();
  assert.is(await everything(home), before);

  // What is said beside the path is looked at like what is in it.
  const draft = await visitor.get(`/compose?reply=${own.reader}`);
  assert.is(draft.status, 404);
  const reported = await visitor.post(`/accounts/${nour.id}/report`, { post: own.reader!, comment: 'x' });
  assert.is(reported.status, 404);
  const other = await visitor.post(`/accounts/${malik.id}/report`, { post: own.post!, comment: 'x' });
  assert.is(other.status, 404, 'a post of another than the one reported');
});

test('S54 undoing a removal brings back that post, not another, and only for its author', async () => {
  const [first, second] = [await home.write('ines', 'un'), await home.write('nour', 'deux')];
  const [ines, nour] = [await member(home, 'ines'), await member(home, 'nour')];
  await ines.post(`/posts/${first}/delete`);
  await nour.post(`/posts/${second}/delete`);
  assert.is((await nour.post(`/posts/${first}/restore`)).status, 404);
  assert.is((await ines.post(`/posts/${first}/restore`)).status, 303);
  assert.is((await ines.get(`/posts/${first}`)).status, 303);
  assert.is((await ines.get(`/posts/${second}`)).status, 404);
  // Nothing is left to be erased in the middle of a later test.
  assert.is((await nour.post(`/posts/${second}/restore`)).status, 303);
});

test('S54 what one member marks as read stays unread for the other', async () => {
  await home.write('nour', '@ines @theo bonjour');
  await fediverse.settled();
  const unread = async () =>
    (await home.instance.db.select().from(notifications)).filter(({ readAt }) => readAt === null).length;
  const before = await unread();
  assert.ok(before > 0);
  await (await member(home, 'solene')).post('/notifications/read');
  assert.is(await unread(), before);
});

const titleOf = ({ text }: Reply) => /<title>([^<]*)/.exec(text)?.[1];

test('S52 the scene is taken down', () => fediverse.stop());

/** Between Nour and Théo, about something that everybody may read. */
async function agreed({ instance, account }: typeof home): Promise<string> {
  const [nour, theo] = [await account('nour'), await account('theo')];
  const id = await campaign(instance, nour.id, 'sharing-day', 'open', 'partage');
  const offer = await bringOffer(instance, nour, (await campaignById(instance, id))!, await stepNow(instance, id), {
    ...{ purpose: 'offer', title: 'À moi', text: '', what: 'hours', amount: 2, place: '', expiresAt: null },
    language: 'fr',
  });
  const asked = { amount: 1, note: 'À moi', startsAt: null, endsAt: null };
  const agreement = await ask(instance, { accountId: theo.id, local: true }, offer, asked);
  await agree(instance, { accountId: nour.id, local: true }, agreement);
  return agreement;
}

test.run();
