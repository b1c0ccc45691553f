// deadline: 120 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { follows, members } from '../../src/accounts/tables.ts';
import { password } from '../../src/demo/cast.ts';
import { purge } from '../../src/housekeeping.ts';
import { deadJobs } from '../../src/platform/tables.ts';
import { like } from '../../src/posts/like.ts';
import { likes, posts } from '../../src/posts/tables.ts';
import { type Fediverse, type Home, startFediverse } from '../support/fediverse.ts';
import { member, stranger } from '../support/visitor.ts';

const day = 86_400_000;

async function withHome(work: (fediverse: Fediverse, later: (ms: number) => void) => Promise<void>) {
  let passed = 0;
  const fediverse = await startFediverse(['valombre'], {}, { clock: () => Date.now() + passed });
  await work(fediverse, (ms) => {
    passed += ms;
  });
  await fediverse.stop();
}

const signIn = (home: Home, name: string) => stranger(home).post('/sign-in', { name, password });

test('L04 fourteen days to come back: hidden at once, found again by signing in', () =>
  withHome(async ({ homes: { valombre: home } }, later) => {
    const id = await home.write('malik', 'Bonjour');
    const [malik, ines] = [await member(home, 'malik'), await member(home, 'ines')];
    assert.is((await malik.post('/settings/data/delete', { present: 'wrong' })).status, 422);
    const left = await malik.post('/settings/data/delete', { present: password });
    assert.match(left.text, 'Au revoir');
    assert.is((await malik.get('/settings')).status, 303);
    assert.is((await ines.get(`/@malik/${id}`)).status, 404);
    assert.is((await ines.get('/@malik')).status, 404);
    later(13 * day);
    await purge(home.instance);
    assert.is((await signIn(home, 'malik')).status, 303);
    assert.is((await ines.get('/@malik')).status, 200);
    later(10 * day);
    await purge(home.instance);
    assert.is(
      (await (await member(home, 'ines')).get(`/@malik/${id}`)).status,
      200,
      'nothing is left of the departure',
    );
    assert.is((await (await member(home, 'ines')).post('/settings/data/delete', { present: password })).status, 409);
  }));

test('L04 when the time is over the account goes by itself, and what others did keeps its figures', () =>
  withHome(async ({ homes: { valombre: home }, settled }, later) => {
    const { instance } = home;
    const [malik, ines] = [await home.account('malik'), await home.account('ines')];
    const own = await home.write('malik', 'Bonjour');
    const other = await home.write('ines', 'Bonsoir', { inReplyToId: own });
    await like(instance, { accountId: malik.id, local: true }, other);
    await follow(instance, malik.id, ines.id);
    await follow(instance, ines.id, malik.id);
    await settled();
    await (await member(home, 'malik')).post('/settings/data/delete', { present: password });
    later(15 * day);
    await purge(instance);
    await settled();
    later(day);
    await settled();
    const rows = await instance.db.select().from(posts);
    assert.equal(
      rows.map((post) => [post.id, post.html === '', post.likes]).sort(),
      [
        [own, true, 0],
        [other, false, 0],
      ].sort(),
    );
    assert.equal(await instance.db.select().from(follows), []);
    assert.equal(await instance.db.select().from(likes), []);
    assert.equal(await instance.db.select().from(deadJobs), []);
    assert.is(
      (await instance.db.select().from(members)).some((one) => one.accountId === malik.id),
      false,
    );
    const { followers, following } = await home.account('ines');
    assert.equal([followers, following], [0, 0]);
    assert.is((await signIn(home, 'malik')).status, 422);
  }));

test.run();
