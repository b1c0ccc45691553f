// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dayOf, setAffiliation } from '../../src/accounts/affiliation.ts';
import { follow } from '../../src/accounts/follow.ts';
import { comeBack, leave } from '../../src/accounts/leave.ts';
import { memberOf } from '../../src/accounts/members.ts';
import { updateProfile } from '../../src/accounts/profile.ts';
import { restrict } from '../../src/accounts/restrict.ts';
import { suspend, unsuspend } from '../../src/accounts/suspend.ts';
import { accounts } from '../../src/accounts/tables.ts';
import { password } from '../../src/demo/cast.ts';
import { purge } from '../../src/housekeeping.ts';
import type { Instance } from '../../src/instance.ts';
import { notificationsOf } from '../../src/notifications/notifications.ts';
import { eq } from '../../src/platform/columns.ts';
import { keepDraft } from '../../src/posts/draft.ts';
import { editPost } from '../../src/posts/edit-post.ts';
import { postById, postByUri } from '../../src/posts/post.ts';
import { profileTimeline } from '../../src/posts/timelines.ts';
import { startFediverse } from '../support/fediverse.ts';
import { member, stranger } from '../support/visitor.ts';

const day = 86_400_000;
/** The account as it is kept, also while it is hidden. */
async function rowOf(instance: Instance, id: string) {
  const [row] = await instance.db.select().from(accounts).where(eq(accounts.id, id));
  return row!;
}

type Act = (instance: Instance, id: string) => Promise<unknown>;
const acts: Record<string, Act> = { restrict, comeBack, leave, suspend, unsuspend };

/** From each state, where each act leads; what is not named is refused and changes nothing. */
const leads: Record<string, Record<string, string>> = {
  active: { restrict: 'restricted', leave: 'leaving', suspend: 'suspended', unsuspend: 'active' },
  restricted: { comeBack: 'active', suspend: 'suspended' },
  leaving: { comeBack: 'active', suspend: 'suspended' },
  suspended: { suspend: 'suspended', unsuspend: 'active' },
};
const ways: Record<string, string[]> = {
  active: [],
  restricted: ['restrict'],
  leaving: ['leave'],
  suspended: ['suspend'],
};

test('L05 an account is active, restricted, leaving or suspended, and goes from one to the other by these ways alone', async () => {
  const fediverse = await startFediverse(['valombre']);
  const { instance, account } = fediverse.homes.valombre;
  const { id } = await account('malik');
  const now = async () => (await memberOf(instance, id))!.state;
  const home = async () => {
    await unsuspend(instance, id);
    await comeBack(instance, id).catch(() => {});
  };
  for (const [state, way] of Object.entries(ways))
    for (const [name, act] of Object.entries(acts)) {
      await home();
      for (const step of way) await acts[step]!(instance, id);
      assert.is(await now(), state);
      const wanted = leads[state]![name];
      const isHidden = (await rowOf(instance, id)).suspendedAt !== null;
      const done = await act(instance, id).then(
        () => true,
        (refusal) => {
          assert.is(refusal.status, 404, `${name} when ${state}`);
          return false;
        },
      );
      if (wanted) assert.ok(done, `${name} when ${state}`);
      // To lift what was not laid down leaves everything as it is.
      else if (done) assert.is(name, 'unsuspend');
      assert.is(await now(), wanted ?? state, `${name} when ${state}`);
      if (!wanted) assert.is((await rowOf(instance, id)).suspendedAt !== null, isHidden, `${name} when ${state}`);
    }
  await fediverse.stop();
});

test('L05 what is restricted is kept and not used: not shown, sent, told, changed or erased', async () => {
  let passed = 0;
  const fediverse = await startFediverse(['valombre', 'terrefranche'], {}, { clock: () => Date.now() + passed });
  const { valombre: home, terrefranche: there } = fediverse.homes;
  const { instance } = home;
  const malik = await home.account('malik');
  const [visitor, ines] = [await member(home, 'malik'), await member(home, 'ines')];
  const id = await home.write('malik', 'Bonjour');
  await follow(instance, malik.id, (await home.account('ines')).id);
  await setAffiliation(instance, malik.id, { affiliation: 'student', from: null, until: dayOf('until', '2026-01-31') });
  const content = { text: 'Plus tard', notice: '', language: 'fr', audience: 'public' as const };
  const at = instance.clock() + 60_000;
  await keepDraft(instance, malik.id, {
    content: { ...content, inReplyToId: null, mediaIds: [], poll: null },
    voice: 'own',
    at,
  });
  await fediverse.settled();
  const told = async () => (await notificationsOf(instance, malik.id)).length;
  const before = await told();

  assert.is((await visitor.post('/settings/data/restrict', { present: 'faux' })).status, 422);
  assert.match(
    (await visitor.post('/settings/data/restrict', { present: password })).text,
    'Votre compte est en pause',
  );
  assert.is((await visitor.get('/settings')).status, 303, 'signed out');
  for (const path of ['/@malik', `/@malik/${id}`]) assert.is((await ines.get(path)).status, 404, path);
  await home.write('ines', '@malik tu es là ?');
  for (const name of ['theo', 'nour'])
    assert.is(
      await follow(instance, (await home.account(name)).id, malik.id).then(
        () => 200,
        (refusal) => refusal.status,
      ),
      404,
    );
  const elsewhere = await there.find(`@malik@${home.host}`).catch(() => null);
  if (elsewhere) await follow(there.instance, (await there.account('aicha')).id, elsewhere);
  passed = 400 * day;
  await fediverse.settled();
  await purge(instance);
  await fediverse.settled();
  assert.is((await profileTimeline(instance, null, malik.id, 'posts', {})).posts.length, 0);
  assert.is((await rowOf(instance, malik.id)).affiliation, 'student');
  assert.ok((await memberOf(instance, malik.id))!.affiliationUntil);
  assert.is((await rowOf(instance, malik.id)).followers, 0);

  const back = stranger(home);
  assert.is((await back.post('/sign-in', { name: 'malik', password })).status, 303);
  assert.is((await stranger(home).get(`/@malik/${id}`)).status, 200);
  assert.is(await told(), before, 'nothing was told meanwhile');
  assert.match((await back.get('/drafts')).text, 'Plus tard', 'what was to be published waits');
  await fediverse.stop();
});

test('L05 what is put right here is put right elsewhere', async () => {
  const fediverse = await startFediverse(['valombre', 'terrefranche']);
  const { valombre: home, terrefranche: there } = fediverse.homes;
  const malik = await home.account('malik');
  await follow(there.instance, (await there.account('aicha')).id, await there.find(`@malik@${home.host}`));
  await fediverse.settled();
  const id = await home.write('malik', 'Né à Lyon');
  await fediverse.settled();
  await editPost(home.instance, malik.id, id, { text: 'Né à Autun', notice: '', language: 'fr' });
  await updateProfile(home.instance, malik.id, { displayName: 'Malik B.', bio: 'Autun' });
  await fediverse.settled();
  const copy = await postByUri(there.instance, (await postById(home.instance, id))!.uri);
  assert.match(copy!.html, 'Né à Autun');
  const known = await there.account(`@malik@${home.host}`);
  assert.is(known.displayName, 'Malik B.');
  assert.match(known.bio, 'Autun');
  await fediverse.stop();
});

test.run();
