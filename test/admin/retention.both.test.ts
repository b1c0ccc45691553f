import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { openCommunity } from '../../src/communities/community.ts';
import { join } from '../../src/communities/membership.ts';
import { purge } from '../../src/housekeeping.ts';
import { report } from '../../src/moderation/reports.ts';
import { notifications } from '../../src/notifications/tables.ts';
import { retentionOf } from '../../src/platform/retention.ts';
import { events } from '../../src/platform/tables.ts';
import { boost } from '../../src/posts/boost.ts';
import { like } from '../../src/posts/like.ts';
import { postByUri, postUri } from '../../src/posts/post.ts';
import { startFediverse } from '../support/fediverse.ts';
import { member } from '../support/visitor.ts';

const day = 86_400_000;

test('posts from elsewhere go after their time: what nobody used, then what was thanked too; never what hangs on somebody here', async () => {
  let passed = 0;
  const fediverse = await startFediverse(['valombre', 'terrefranche'], {}, { clock: () => Date.now() + passed });
  try {
    const { valombre: home, terrefranche: there } = fediverse.homes;
    const malik = await home.account('malik');
    const viewer = { accountId: malik.id, local: true };
    await follow(home.instance, malik.id, await home.find(`@aicha@${there.host}`));
    await fediverse.settled();
    await there.find(`@nour@${home.host}`);
    const here = async (id: string) => postByUri(home.instance, postUri(there.instance, id));
    const say = (text: string) => there.write('aicha', text);
    await openCommunity(home.instance, (await home.account('ines')).id, 'jardin', {
      displayName: 'Jardin partagé',
      purpose: 'On cultive ensemble.',
      rules: 'Ranger les outils',
      reach: 'public',
      admission: 'open',
      posting: 'members',
      language: 'fr',
      topics: ['jardin'],
    });
    await fediverse.settled();
    const gardenThere = await there.find(`@jardin@${home.host}`);
    await join(there.instance, (await there.account('gerard')).id, gardenThere);
    await fediverse.settled();
    const ids = {
      housed: await there.write('gerard', 'Les haricots lèvent.', {
        title: 'Haricots',
        communityId: gardenThere,
      }),
      plain: await say('Il pleut.'),
      thanked: await say('Bonne récolte.'),
      answered: await say('Qui vient ?'),
      passed: await say('À voir.'),
      named: await say(`Bonjour @nour@${home.host}`),
      reported: await say('Vendu trop cher.'),
    };
    await there.write('gerard', 'Oui, fort.', { inReplyToId: ids.plain });
    await fediverse.settled();
    await like(home.instance, viewer, (await here(ids.thanked))!.id);
    await boost(home.instance, viewer, (await here(ids.passed))!.id);
    await home.write('malik', 'Moi.', { inReplyToId: (await here(ids.answered))!.id });
    const aicha = (await here(ids.reported))!.accountId;
    const said = { targetId: aicha, postIds: [(await here(ids.reported))!.id], comment: 'Faux.' };
    await report(home.instance, { reporterId: malik.id, ...said });
    await fediverse.settled();
    passed = 40 * day;
    const fresh = await say('Ce matin.');
    await fediverse.settled();

    const ines = await member(home, 'ines');
    const periods = {
      events: '30',
      traces: '90',
      copies: '7',
      notices: '180',
      signIns: '365',
      audit: '365',
      reports: '365',
      identities: '0',
    };
    const wrong = await ines.post('/admin/retention', { ...periods, events: '3', posts: 'unused', remotePosts: 'x' });
    assert.is(wrong.status, 422);
    assert.match(wrong.text, /2 choses[\s\S]+entre 7 et 365[\s\S]+entre 7 et 3/);
    const form = { ...periods, posts: 'unused', remotePosts: '30' };
    const preview = await ines.post('/admin/retention', { ...form, preview: 'yes' });
    assert.match(preview.text, 'Une publication serait oubliée maintenant.');
    assert.is((await retentionOf(home.instance.db)).remotePosts, null, 'looked at, not set');
    assert.is((await ines.post('/admin/retention', form)).status, 303);
    await purge(home.instance);
    await fediverse.settled();
    const left = async () => {
      const all = { ...ids, fresh };
      const found = await Promise.all(Object.entries(all).map(async ([name, id]) => ((await here(id)) ? [name] : [])));
      return found.flat().join(' ');
    };
    assert.is(await left(), 'housed thanked answered passed named reported fresh');
    const log = await home.instance.db.select().from(events);
    assert.ok(
      log.every((row) => row.type === 'posts.forgotten'),
      'what was there before is forgotten',
    );
    assert.ok((await home.instance.db.select().from(notifications)).length > 0, 'a notification lives longer');

    // Who asks again gets it again.
    const again = (await home.instance.discover.address(postUri(there.instance, ids.plain))) as { postId: string };
    assert.ok(again.postId);
    assert.ok((await left()).startsWith('housed plain '));

    const used = { ...form, posts: 'used' };
    assert.is((await ines.post('/admin/retention', used)).status, 303);
    await purge(home.instance);
    assert.is(await left(), 'housed plain answered passed named reported fresh');
    await fediverse.settled();
    assert.is((await (await member(home, 'malik')).get('/')).status, 200, 'the home page holds together');
  } finally {
    await fediverse.stop();
  }
});

test.run();
