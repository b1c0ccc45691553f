import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { purge } from '../../src/housekeeping.ts';
import { answerAppeal, appeal, openAppeals } from '../../src/moderation/appeal.ts';
import { decisionById, decisionsAbout } from '../../src/moderation/decisions.ts';
import { publicLog } from '../../src/moderation/public-log.ts';
import { notesOf, openReports, reportById } from '../../src/moderation/read-reports.ts';
import { addNote, report, takeReport } from '../../src/moderation/reports.ts';
import { auditLog, decisions } from '../../src/moderation/tables.ts';
import { type DecisionAct, decisionActs } from '../../src/moderation/view.ts';
import { notifications } from '../../src/notifications/tables.ts';
import { eq } from '../../src/platform/columns.ts';
import { postById } from '../../src/posts/post.ts';
import { hashtagTimeline, publicTimeline } from '../../src/posts/timelines.ts';
import { refusalOf } from '../support/refusal.ts';
import { member, stranger } from '../support/visitor.ts';
import { withDesk } from './case.ts';

test('L13 no act is done without its reason, by the page or by the function', () =>
  withDesk(async ({ home, instance, idOf, decide }) => {
    const postId = await home.write('nour', 'Annonce');
    const solene = await member(home, 'solene');
    const nour = await idOf('nour');
    for (const act of decisionActs) {
      const without = { act, postId, statement: '  ' };
      assert.equal(await refusalOf(decide(without)), { statement: 'decision.statementNeeded' }, act);
      const unfounded = { act, postId, ground: '' as never };
      assert.equal(await refusalOf(decide(unfounded)), { ground: 'form.required' }, act);
      const reply = await solene.post(`/moderation/accounts/${nour}/decision`, { act, ground: 'charter' });
      assert.is(reply.status, 422, act);
    }
    assert.equal(await decisionsAbout(instance, nour), []);
    assert.equal(await instance.db.select().from(auditLog), []);
    assert.is((await stranger(home).get(`/@nour/${postId}`)).status, 200);
  }));

test('L15 a post that is removed is a 410 at once, for people and for servers, and its words are kept for the appeal', () =>
  withDesk(async ({ home, instance, fediverse, decide }) => {
    const root = await home.write('malik', 'Qui vend quoi ?');
    const postId = await home.write('nour', 'Annonce #vente', { inReplyToId: root });
    const id = await decide({ act: 'hide', postId });
    const visitor = stranger(home);
    assert.is((await visitor.get(`/@nour/${postId}`)).status, 410);
    assert.is((await visitor.get(`/ap/posts/${postId}`, { accept: 'application/activity+json' })).status, 410);
    assert.not.match((await visitor.get('/tags/vente')).text, 'Annonce');
    await fediverse.settled();
    assert.match((await postById(instance, postId))!.html, 'Annonce');
    assert.is((await postById(instance, root))!.replies, 0);
    const nour = await member(home, 'nour');
    assert.is((await nour.post(`/posts/${postId}/restore`)).status, 404, 'its author does not undo it');
    assert.match((await nour.get(`/decisions/${id}`)).text, 'Trois annonces le même jour.');
    assert.match((await nour.get('/notifications')).text, '/decisions');
    assert.is(await refusalOf(decide({ act: 'hide', postId })), 'error.notFound', 'not twice');
  }));

test('L14 an appeal is answered by somebody else, within six months, and gives back what was taken', () =>
  withDesk(async ({ home, instance, fediverse, idOf, wait, decide }) => {
    const root = await home.write('malik', 'Qui vend quoi ?');
    const postId = await home.write('nour', 'Annonce #vente', { inReplyToId: root });
    const id = await decide({ act: 'hide', postId });
    const [solene, theo, nour] = await Promise.all(['solene', 'theo', 'nour'].map(idOf));
    wait(180);
    await appeal(instance, id, 'Ce n’était pas une annonce.');
    assert.is(await refusalOf(appeal(instance, id, 'Encore')), 'appeal.closed', 'once');
    assert.is((await openAppeals(instance)).length, 1);
    const answer = { upheld: true, answer: 'Vous avez raison.' };
    assert.is(await refusalOf(answerAppeal(instance, id, { ...answer, by: solene! })), 'appeal.byAnother');
    assert.is(await refusalOf(answerAppeal(instance, id, { ...answer, by: nour! })), 'appeal.byAnother');
    assert.equal(await refusalOf(answerAppeal(instance, id, { ...answer, answer: '', by: theo! })), {
      answer: 'decision.statementNeeded',
    });
    await answerAppeal(instance, id, { ...answer, by: theo! });
    await fediverse.settled();
    assert.is((await stranger(home).get(`/@nour/${postId}`)).status, 200);
    assert.is((await postById(instance, root))!.replies, 1);
    assert.is((await hashtagTimeline(instance, null, 'vente')).posts.length, 1);
    assert.ok((await decisionById(instance, id)).liftedAt);

    const late = await decide({ act: 'limit' });
    wait(190);
    assert.is(await refusalOf(appeal(instance, late, 'Trop tard')), 'appeal.closed');
  }));

test('L08 what was hidden is erased when nobody can ask for it any more', () =>
  withDesk(async ({ home, instance, wait, decide }) => {
    const postId = await home.write('nour', 'Annonce');
    await decide({ act: 'hide', postId });
    wait(185);
    await purge(instance);
    assert.match((await postById(instance, postId))!.html, 'Annonce');
    wait(35);
    await purge(instance);
    assert.is((await postById(instance, postId))!.html, '');
  }));

test('L08 answered reports are forgotten after a year with their notes; open ones wait', () =>
  withDesk(async ({ instance, idOf, wait, decide }) => {
    const [malik, nour, solene] = await Promise.all(['malik', 'nour', 'solene'].map(idOf));
    const said = { reporterId: malik!, targetId: nour!, postIds: [] };
    const answered = await report(instance, { ...said, comment: 'un' });
    await addNote(instance, answered, solene!, 'vu');
    await decide({ act: 'none', reportId: answered });
    const open = await report(instance, { ...said, comment: 'deux' });
    wait(364);
    await purge(instance);
    assert.is((await notesOf(instance, answered)).length, 1);
    wait(2);
    await purge(instance);
    assert.is(await reportById(instance, answered), null);
    assert.equal(await notesOf(instance, answered), []);
    assert.ok(await reportById(instance, open));
  }));

test('S118 nobody judges themselves; a moderator is judged by an administrator alone, and not even that one is suspended', () =>
  withDesk(async ({ idOf, decide }) => {
    const [ines, solene, theo] = await Promise.all(['ines', 'solene', 'theo'].map(idOf));
    assert.is(await refusalOf(decide({ act: 'limit', accountId: solene! })), 'decision.oneself');
    for (const accountId of [theo!, ines!])
      assert.is(await refusalOf(decide({ act: 'limit', accountId })), 'decision.colleague');
    assert.is(await refusalOf(decide({ act: 'limit', by: await idOf('malik') })), 'error.notFound');
    assert.is(await refusalOf(decide({ act: 'suspend', accountId: theo!, by: ines! })), null);
    assert.is(await refusalOf(decide({ act: 'notice', by: theo! })), null, 'a suspension ends a session, not a row');
  }));

test('a limited account is in no public timeline and notifies only who follows it; a lift gives all back', () =>
  withDesk(async ({ home, instance, fediverse, idOf, decide }) => {
    const [malik, nour, ines] = await Promise.all(['malik', 'nour', 'ines'].map(idOf));
    await follow(instance, malik!, nour!);
    await decide({ act: 'limit' });
    await home.write('nour', '@malik @ines Bonjour #campus');
    await fediverse.settled();
    const viewer = (accountId: string | undefined) => ({ accountId: accountId!, local: true });
    const sees = async (id: string | undefined) =>
      (await publicTimeline(instance, id ? viewer(id) : null)).posts.length +
      (await hashtagTimeline(instance, id ? viewer(id) : null, 'campus')).posts.length;
    assert.equal([await sees(undefined), await sees(ines), await sees(malik), await sees(nour)], [0, 0, 2, 2]);
    const told = async (ownerId: string) =>
      (await instance.db.select().from(notifications).where(eq(notifications.ownerId, ownerId))).filter(
        ({ type }) => type === 'mention',
      ).length;
    assert.equal([await told(malik!), await told(ines!)], [1, 0]);
    assert.match((await (await member(home, 'ines')).get('/@nour')).text, 'Bonjour', 'its page stays');
    await decide({ act: 'lift' });
    assert.is(await sees(undefined), 2);
    const rows = (await instance.db.select().from(decisions)).sort((one, other) => one.id - other.id);
    assert.equal(
      rows.map(({ act, liftedAt }) => [act, liftedAt !== null]),
      [
        ['limit', true],
        ['lift', false],
      ],
    );
  }));

test('one moderator takes a report, another one takes it over; it is answered once', () =>
  withDesk(async ({ instance, fediverse, idOf, decide }) => {
    const [malik, nour, solene, theo] = await Promise.all(['malik', 'nour', 'solene', 'theo'].map(idOf));
    const said = { reporterId: malik!, targetId: nour!, postIds: [], comment: 'Elle insiste.' };
    const id = await report(instance, said);
    assert.is(await report(instance, said), id, 'S45 said again while it waits, it is one report');
    await takeReport(instance, id, theo!);
    assert.is(await refusalOf(decide({ act: 'notice', reportId: id })), 'report.taken');
    await takeReport(instance, id, solene!);
    await decide({ act: 'notice', reportId: id });
    assert.is(await refusalOf(decide({ act: 'notice', reportId: id })), 'report.answered');
    assert.equal(await openReports(instance), []);
    assert.is((await reportById(instance, id))!.resolvedBy, solene);
    await fediverse.settled();
    const told = await instance.db.select().from(notifications);
    assert.equal(told.map(({ type, ownerId }) => `${type} ${ownerId === malik ? 'malik' : 'nour'}`).sort(), [
      'decision nour',
      'outcome malik',
    ]);
    assert.ok(
      told.every(({ fromId }) => ![malik, solene, theo].includes(fromId)),
      'nobody is told who',
    );
  }));

test('L14 the figures that everybody reads are those of the acts', () =>
  withDesk(async ({ home, instance, idOf, decide }) => {
    const [malik, nour] = await Promise.all(['malik', 'nour'].map(idOf));
    const postId = await home.write('nour', 'Annonce');
    const said = { reporterId: malik!, targetId: nour!, postIds: [postId], comment: 'x' };
    const acts: DecisionAct[] = ['notice', 'hide', 'none'];
    for (const act of acts)
      await decide({ act, postId, reportId: await report(instance, said) }).catch((error) => assert.unreachable(error));
    await report(instance, { ...said, reporterId: '', reporterEmail: 'a@b.example' });
    const { figures, acts: lines } = await publicLog(instance);
    assert.equal([figures.byMembers, figures.byOthers, figures.byServers, figures.waiting], [3, 1, 0, 1]);
    assert.equal(
      figures.byAct.filter(({ n }) => n > 0),
      [
        { act: 'none', n: 1 },
        { act: 'notice', n: 1 },
        { act: 'hide', n: 1 },
      ],
    );
    assert.equal(
      lines.map(({ act }) => act),
      ['none', 'hide', 'notice'],
    );
    const page = (await stranger(home).get('/moderation-log')).text;
    const csv = (await stranger(home).get('/moderation-log.csv')).text;
    for (const text of [page.replace(/^[\s\S]*<main/, ''), csv])
      for (const name of ['Nour', 'Malik', 'Solène', '@nour', 'Trois annonces']) assert.not.match(text, name);
    assert.match(csv, /hide,charter/);
  }));

test.run();
