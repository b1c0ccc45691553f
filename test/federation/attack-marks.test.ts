// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { giveRole } from '../../src/communities/hosts.ts';
import { readCounts } from '../../src/posts/acknowledge.ts';
import { postById, postUri } from '../../src/posts/post.ts';
import { at, circle, group, idOf, open, sends } from '../support/group-scene.ts';
import { hostileScene, type Scene } from '../support/hostile-scene.ts';
import type { RemoteActor } from '../support/remote-actor.ts';

type Note = Record<string, unknown>;
const answerOf = async (scene: Scene, id: string) => (await postById(scene.home.instance, id))!.answerId;

test('S69 nobody but who asked and its hosts says which answer settled a question, in a community of ours', () =>
  hostileScene(async (scene) => {
    const { home, alice, mallory } = scene;
    const garden = await circle(scene, 'jardin', [alice, mallory], { reach: 'public', admission: 'open' });
    const shown = { to: [...open, garden.uri], cc: [garden.followers], audience: garden.uri };
    const id = await home.write('ines', 'Quand ?', { communityId: garden.id, threadKind: 'question' });
    await scene.fediverse.settled();
    const bad = mallory.note('Jamais.', { ...shown, inReplyTo: postUri(home.instance, id) });
    await sends(scene, mallory, mallory.activity('Create', bad));
    const choose = (actor: RemoteActor, note: Note) => actor.activity('ChooseAnswer', note.id, shown);
    await sends(scene, mallory, choose(mallory, bad));
    assert.is(await answerOf(scene, id), null, 'neither who answered');
    // Nor a group that stands elsewhere.
    const { actor: thief } = await group(scene, 'voleur');
    await sends(scene, thief, thief.activity('Announce', choose(mallory, bad), { to: open }));
    assert.is(await answerOf(scene, id), null, 'nor another group');

    const asked = alice.note('Et où ?', { ...shown, threadKind: 'question' });
    await sends(scene, alice, alice.activity('Create', asked));
    const mine = (await at(scene, asked))!;
    assert.is(mine.threadKind, 'question');
    await sends(scene, alice, choose(alice, bad));
    assert.is(await answerOf(scene, mine.id), null, 'nor by an answer of another thread');
    assert.is(await answerOf(scene, id), null);
    const good = mallory.note('Ici.', { ...shown, inReplyTo: asked.id });
    await sends(scene, mallory, mallory.activity('Create', good));
    await sends(scene, alice, choose(alice, good));
    assert.is(await answerOf(scene, mine.id), (await at(scene, good))!.id);
    await sends(scene, mallory, mallory.activity('Undo', choose(alice, good)));
    assert.ok(await answerOf(scene, mine.id));

    // A moderator may; a claim to announce is for hosts alone.
    const loud = alice.note('Oyez', { ...shown, threadKind: 'announcement' });
    await sends(scene, alice, alice.activity('Create', loud));
    assert.is((await at(scene, loud))!.threadKind, null);
    const ines = (await home.account('ines')).id;
    await giveRole(home.instance, ines, garden.id, await idOf(scene, mallory), 'moderator');
    await sends(scene, mallory, choose(mallory, bad));
    assert.is(await answerOf(scene, id), (await at(scene, bad))!.id);
  }));

test('S49 who is no member has not read an announcement, and no other group tells how many have', () =>
  hostileScene(async (scene) => {
    const { home, alice, mallory } = scene;
    const garden = await circle(scene, 'jardin', [alice], { reach: 'public', admission: 'open' });
    const id = await home.write('ines', 'Oyez.', { communityId: garden.id, threadKind: 'announcement' });
    await scene.fediverse.settled();
    const uri = postUri(home.instance, id);
    const n = async () => (await readCounts(home.instance, null, [id])).get(id)?.n ?? 0;
    await sends(scene, mallory, mallory.activity('Read', uri));
    assert.is(await n(), 0);
    for (let twice = 0; twice < 2; twice++) await sends(scene, alice, alice.activity('Read', uri));
    assert.is(await n(), 1);
    const { actor: thief } = await group(scene, 'voleur');
    const figure = { type: 'Collection', readersOf: uri, totalItems: 4000 };
    for (const actor of [thief, mallory]) await sends(scene, actor, actor.activity('Update', figure, { to: open }));
    assert.is(await n(), 1);
  }));

test('S67 thanks that a group tells of count for what stands in it, once for each, and speak for nobody of ours', () =>
  hostileScene(async (scene) => {
    const { home, alice, mallory } = scene;
    const { actor: place, id: placeId } = await group(scene, 'potager');
    const { actor: thief } = await group(scene, 'voleur', 'nour');
    const thread = alice.note('semis', { to: [...open, place.uri], audience: place.uri });
    await sends(scene, alice, alice.activity('Create', thread));
    await sends(scene, place, place.activity('Announce', thread.id, { to: open }));
    assert.is((await at(scene, thread))!.communityId, placeId);
    const likes = async () => (await at(scene, thread))!.likes;
    const like = mallory.activity('Like', thread.id);
    const tells = (actor: RemoteActor, inner: unknown) =>
      sends(scene, actor, actor.activity('Announce', inner, { to: open }));
    await tells(thief, like);
    assert.is(await likes(), 0, 'another group tells nothing of it');
    await tells(place, like);
    await tells(place, { ...like, id: `${like.id}/2` });
    assert.is(await likes(), 1, 'once for each');
    await sends(scene, mallory, mallory.activity('Like', thread.id));
    assert.is(await likes(), 1, 'nor again when they say it themselves');
    await tells(place, mallory.activity('Undo', like));
    assert.is(await likes(), 1, 'what they said themselves they take back themselves');
    const malik = (await home.account('malik')).uri;
    await tells(place, { ...like, id: `${place.uri}/forged`, actor: malik });
    assert.is(await likes(), 1, 'nobody of ours');
    await tells(place, alice.activity('Like', thread.id));
    assert.is(await likes(), 2);
    await tells(place, alice.activity('Undo', alice.activity('Like', thread.id)));
    assert.is(await likes(), 1);
  }));

test.run();
