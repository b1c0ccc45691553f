import { writeFile } from 'node:fs/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accountsByIds } from '../../src/accounts/account.ts';
import { follow } from '../../src/accounts/follow.ts';
import { updateProfile } from '../../src/accounts/profile.ts';
import { changeRole } from '../../src/accounts/roles.ts';
import { follows } from '../../src/accounts/tables.ts';
import { password } from '../../src/demo/cast.ts';
import { purge } from '../../src/housekeeping.ts';
import type { Instance } from '../../src/instance.ts';
import { receiveImage } from '../../src/media/media.ts';
import { media } from '../../src/media/tables.ts';
import { answerAppeal, appeal } from '../../src/moderation/appeal.ts';
import { decide } from '../../src/moderation/decide.ts';
import { notesOf, reportById } from '../../src/moderation/read-reports.ts';
import { addNote, report } from '../../src/moderation/reports.ts';
import { bookmark } from '../../src/posts/bookmark.ts';
import { boost } from '../../src/posts/boost.ts';
import { like } from '../../src/posts/like.ts';
import { vote } from '../../src/posts/poll.ts';
import { postByUri, postUri } from '../../src/posts/post.ts';
import { bookmarks, hashtags, homeEntries, likes, polls, posts, votes } from '../../src/posts/tables.ts';
import { thread } from '../../src/posts/thread.ts';
import { startFediverse } from '../support/fediverse.ts';
import { picture } from '../support/pictures.ts';
import { member, stranger } from '../support/visitor.ts';
import { withDesk } from './case.ts';

test('L04 a report outlives the account that it is about, with the name of that time, and that of its reporter, without; what the account wrote does not', () =>
  withDesk(async ({ fediverse, home, instance, idOf, wait }) => {
    const [malik, nour, solene] = await Promise.all(['malik', 'nour', 'solene'].map(idOf));
    const postId = await home.write('nour', 'Parole qui blesse');
    const said = { reporterId: malik!, targetId: nour!, postIds: [postId], comment: 'Elle m’insulte.' };
    const about = await report(instance, said);
    await addNote(instance, about, solene!, 'Déjà vue en mars.');
    const back = { reporterId: nour!, targetId: malik!, postIds: [], comment: 'Il continue.' };
    const by = await report(instance, back);
    const answered = await report(instance, { ...back, postIds: [postId], comment: 'Avant.' });
    const none = { reportId: answered, accountId: malik!, postId: null, act: 'none', ground: 'charter' } as const;
    await decide(instance, { ...none, statement: 'Rien.', by: solene! });
    const leaver = await member(home, 'nour');
    assert.is((await leaver.post('/settings/data/delete', { present: password })).status, 200);
    wait(15);
    await purge(instance);
    await fediverse.settled();
    wait(1);
    await fediverse.settled();
    assert.is((await stranger(home).get('/@nour')).status, 404);
    assert.is((await reportById(instance, answered))!.comment, '', 'the words of an answered report went with her');
    const orphan = (await reportById(instance, by))!;
    assert.equal([orphan.reporterId, orphan.comment], ['', 'Il continue.'], 'what waits is not given up with her');
    assert.is((await notesOf(instance, about)).length, 1);
    const desk = await member(home, 'solene');
    assert.match((await desk.get('/moderation')).text, 'Nour');
    const page = await desk.get(`/moderation/reports/${about}`);
    assert.is(page.status, 200);
    assert.match(page.text, /Nour[^<]*@nour[\s\S]+Elle m’insulte[\s\S]+Déjà vue en mars/);
    assert.not.match(page.text, 'Parole qui blesse');
    const orphanPage = (await desk.get(`/moderation/reports/${by}`)).text;
    assert.match(orphanPage, /Signalé par une personne partie depuis[\s\S]+Il continue\./);
    assert.not.match(orphanPage, 'Nour');
    const act = { act: 'none', ground: 'charter', statement: 'Son compte est effacé.' };
    assert.is((await desk.post(`/moderation/reports/${by}/decision`, act)).status, 303);
    assert.equal(
      [(await reportById(instance, by))!.comment, (await reportById(instance, by))!.resolvedAt !== null],
      ['', true],
      'her words were kept for the answer alone',
    );
    assert.is((await desk.post(`/moderation/reports/${about}/decision`, act)).status, 303);
    assert.ok((await reportById(instance, about))!.resolvedAt);
    wait(366);
    await purge(instance);
    assert.is(await reportById(instance, about), null, 'then its time is over too');
  }));

test('a report of an address that leads to nothing can be answered', () =>
  withDesk(async ({ home, instance }) => {
    const notice = { reporterId: '', targetId: '', postIds: [], comment: 'x', url: `${home.origin}/@nobody` };
    const id = await report(instance, notice);
    const desk = await member(home, 'solene');
    const act = { act: 'none', ground: 'charter', statement: 'Rien n’y est.' };
    assert.is((await desk.post(`/moderation/reports/${id}/decision`, act)).status, 303);
    assert.is(
      (await desk.post(`/moderation/reports/${id}/decision`, { ...act, act: 'suspend', sure: 'on' })).status,
      404,
    );
  }));

/** Rows of a table without what a suspension may change: figures of version and time. */
const rowsOf = async (db: Instance['db'], table: typeof posts | typeof likes | typeof follows | typeof media) =>
  (await db.select().from(table as typeof posts)).map(({ version: _, ...row }) => JSON.stringify(row)).sort();

for (const [taken, given] of [
  ['hide', 'an upheld appeal'],
  ['suspend', 'a lift'],
] as const)
  test(`${taken}, then ${given}: nothing is lost at home, neither words nor pictures, answers, thanks, followers, figures`, () =>
    withDesk(async ({ fediverse, home, instance, idOf }) => {
      const [malik, nour, theo] = (await Promise.all(['malik', 'nour', 'theo'].map(idOf))) as [string, string, string];
      await follow(instance, malik, nour);
      await updateProfile(instance, nour, { indexable: true });
      const path = instance.files.temporary();
      await writeFile(path, await picture('png', 64, 64));
      const shown = await receiveImage(instance, nour, { path, description: 'Un verger' });
      const poll = { options: ['oui', 'non'], multiple: false, hours: 24 };
      const postId = await home.write('nour', 'La récolte #campus', { mediaIds: [shown.id], poll });
      const viewer = { accountId: malik, local: true };
      await like(instance, viewer, postId);
      await bookmark(instance, viewer, postId);
      await vote(instance, viewer, postId, [1]);
      await home.write('malik', 'Belle !', { inReplyToId: postId });
      await boost(instance, viewer, postId);
      await fediverse.settled();
      const all = async () => ({
        rows: await Promise.all(
          [posts, likes, follows, media, bookmarks, votes, polls, hashtags, homeEntries].map((table) =>
            rowsOf(instance.db, table as typeof posts),
          ),
        ),
        figures: (await accountsByIds(instance, [nour, malik]))
          .map((one) => [one.name, one.posts, one.followers, one.following].join())
          .sort(),
        home: (await (await member(home, 'malik')).get('/')).text.match(/La récolte/g)?.length,
        found: (await (await member(home, 'malik')).get('/search?q=récolte')).text.includes('Un verger'),
      });
      const before = await all();
      const about = { reportId: null, accountId: nour, ground: 'charter', statement: 'x' } as const;
      const by = await idOf('solene');
      const decision = await decide(instance, { ...about, act: taken, postId: taken === 'hide' ? postId : null, by });
      await fediverse.settled();
      assert.ok(before.found);
      assert.not.equal(await all(), before);
      assert.ok([404, 410].includes((await stranger(home).get(`/@nour/${postId}`)).status));
      if (taken === 'suspend') await decide(instance, { ...about, act: 'lift', postId: null, by: theo });
      else {
        await appeal(instance, decision, 'C’est vrai pourtant.');
        await answerAppeal(instance, decision, { by: theo, upheld: true, answer: 'Oui.' });
      }
      await fediverse.settled();
      assert.equal(await all(), before);
      assert.is((await stranger(home).get(`/@nour/${postId}`)).status, 200);
    }));

test('an upheld appeal brings the post back to other servers too, with its answers; nobody else can', async () => {
  const fediverse = await startFediverse(['valombre', 'terrefranche']);
  try {
    const { valombre: home, terrefranche: there } = fediverse.homes;
    const { instance } = home;
    const idOf = async (name: string) => (await home.account(name)).id;
    for (const name of ['solene', 'theo']) await changeRole(instance, await idOf(name), 'moderator');
    await follow(there.instance, (await there.account('aicha')).id, await there.find(`@malik@${home.host}`));
    await fediverse.settled();
    const id = await home.write('malik', 'La cantine ouvre à midi.');
    await fediverse.settled();
    const copy = async () => postByUri(there.instance, postUri(instance, id));
    const answerId = await there.write('aicha', 'Merci.', { inReplyToId: (await copy())!.id });
    await fediverse.settled();
    const [accountId, by] = [await idOf('malik'), await idOf('solene')];
    const wanted = { reportId: null, accountId, postId: id, act: 'hide', ground: 'spam', statement: 'x', by } as const;
    const decision = await decide(instance, wanted);
    await fediverse.settled();
    assert.ok((await copy())!.deletedAt);
    assert.is((await copy())!.html, '');
    await appeal(instance, decision, 'C’est vrai pourtant.');
    await answerAppeal(instance, decision, { by: await idOf('theo'), upheld: true, answer: 'Oui.' });
    await fediverse.settled();
    const back = (await copy())!;
    assert.is(back.deletedAt, null);
    assert.match(back.html, 'La cantine ouvre à midi.');
    const aicha = { accountId: (await there.account('aicha')).id, local: true };
    const seen = await thread(there.instance, aicha, back.id);
    assert.match(JSON.stringify(seen), answerId, 'its answer is tied to it again');
  } finally {
    await fediverse.stop();
  }
});

test.run();
