// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { boostsOf } from '../../src/posts/boost.ts';
import { editPost } from '../../src/posts/edit-post.ts';
import { postById, postUri, visiblePost } from '../../src/posts/post.ts';
import { at, group, open, path, proving, sends, viewer } from '../support/group-scene.ts';
import { hostileScene } from '../support/hostile-scene.ts';
import { refusalOf } from '../support/refusal.ts';
import { remoteActor } from '../support/remote-actor.ts';

const as2 = 'https://www.w3.org/ns/activitystreams';

test('S69 S73 a group in which nobody here is brings nothing, not even under an id of ours', () =>
  hostileScene(async (scene) => {
    const { home, victim } = scene;
    const { actor } = await group(scene, 'intrus', null);
    const bob = remoteActor(victim, 'bob');
    const note = bob.note('loin', { audience: actor.uri });
    const ours = `${home.origin}/ap/activities/${await home.write('ines', 'appât')}`;
    for (const object of [
      note.id,
      bob.activity('Create', note),
      { ...bob.activity('Create', note), id: ours },
      { '@context': as2, id: ours, type: 'Create', actor: bob.uri, object: note.id },
    ])
      await sends(scene, actor, actor.activity('Announce', object, { to: open }));
    assert.is(await at(scene, note), null);
    assert.is(victim.heard(path(note.id)).length, 0, 'its server is not even asked');
  }));

test('S57 S66 a group takes nobody’s post to itself: it stands where its author put it', () =>
  hostileScene(async (scene) => {
    const { home, alice } = scene;
    const { actor } = await group(scene, 'voleur');
    const public_ = alice.note('à moi');
    await sends(scene, alice, alice.activity('Create', public_));
    const mine = await home.write('ines', 'à nous');
    const quiet = await Promise.all(
      (['organisation', 'followers', 'unlisted'] as const).map((audience) =>
        home.write('ines', audience, { audience }),
      ),
    );
    for (const uri of [public_.id, ...[mine, ...quiet].map((id) => postUri(home.instance, id))])
      await sends(scene, actor, actor.activity('Announce', uri, { to: open }));
    const taken = (await at(scene, public_))!;
    assert.equal([taken.communityId, taken.boosts], [null, 1], 'passed on as by anybody');
    for (const id of [mine, ...quiet]) assert.is((await postById(home.instance, id))!.communityId, null);
    for (const id of quiet.slice(0, 2)) assert.is((await boostsOf(home.instance, id)).length, 0);
    const words = { text: 'encore à nous', notice: '', language: 'fr' };
    await editPost(home.instance, (await home.account('ines')).id, mine, words);
  }));

test('S57 S66 what is for followers, or for another group, is not brought by a group, proved or not', () =>
  hostileScene(async (scene) => {
    const { home } = scene;
    const { actor: alice, prove } = await proving(scene);
    const thief = await group(scene, 'voleur');
    const other = await group(scene, 'autre', 'nour');
    const thread = alice.note('fil', { audience: thief.actor.uri });
    await sends(scene, thief.actor, thief.actor.activity('Announce', thread.id, { to: open }));
    assert.is((await at(scene, thread))?.communityId, thief.id);

    const followers = { to: [`${alice.uri}/followers`], cc: [] };
    const secret = alice.note('abonnés', followers);
    const answer = alice.note('abonnés, en réponse', { ...followers, inReplyTo: thread.id });
    const direct = alice.note('à toi seul', { to: [(await home.account('nour')).uri], cc: [], inReplyTo: thread.id });
    const theirs = alice.note('entre autres', {
      to: [other.actor.uri, `${other.actor.uri}/followers`],
      cc: [],
      audience: other.actor.uri,
    });
    for (const note of [secret, answer, direct, theirs])
      for (const object of [note.id, alice.activity('Create', note), prove(alice.activity('Create', note))])
        await sends(scene, thief.actor, thief.actor.activity('Announce', object, { to: open }));
    for (const note of [secret, answer, direct, theirs]) assert.is(await at(scene, note), null, String(note.content));

    // The group that it was written to brings it, and only who is in that one reads it.
    await sends(
      scene,
      other.actor,
      other.actor.activity('Announce', prove(alice.activity('Create', theirs)), { to: open }),
    );
    const kept = (await at(scene, theirs))!;
    assert.equal([kept.communityId, kept.audience], [other.id, 'community']);
    assert.ok(await visiblePost(home.instance, await viewer(scene, 'nour'), kept.id));
    assert.is(await refusalOf(visiblePost(home.instance, await viewer(scene, 'malik'), kept.id)), 'error.notFound');
  }));

test('S12 S16 S66 a proof of an older version, or by another actor, changes nothing', () =>
  hostileScene(async (scene) => {
    const { victim } = scene;
    const { actor: alice, prove } = await proving(scene);
    const { prove: forge } = await proving(scene, 'bob');
    const { actor } = await group(scene, 'groupe');
    const note = alice.note('premier', { to: [actor.uri], cc: [], audience: actor.uri });
    victim.answer(path(note.id), { status: 404 });
    const announce = (object: unknown) =>
      sends(scene, actor, actor.activity('Announce', object, { to: [`${actor.uri}/followers`] }));
    const version = (content: string, minute: number) =>
      prove(
        alice.activity('Update', {
          ...note,
          content,
          updated: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
        }),
      );
    await announce(prove(alice.activity('Create', note)));
    const [second, third] = [version('deuxième', 2), version('troisième', 3)];
    await announce(third);
    await announce(second);
    assert.is((await at(scene, note))!.html, 'troisième');
    await announce(forge(alice.activity('Update', { ...note, content: 'volé', updated: '2027-01-01T00:00:00Z' })));
    await announce({ ...version('x', 4), object: { ...note, content: 'volé', updated: '2027-01-01T00:00:00Z' } });
    await announce(alice.activity('Update', { ...note, content: 'volé', updated: '2027-01-01T00:00:00Z' }));
    assert.is((await at(scene, note))!.html, 'troisième');
  }));

test.run();
