// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accountById } from '../../src/accounts/account.ts';
import { acceptFollow, countFollowRequests, followBetween } from '../../src/accounts/follow.ts';
import { join } from '../../src/communities/membership.ts';
import { communities } from '../../src/communities/tables.ts';
import { asSent } from '../../src/federation/passed-on.ts';
import { notificationsOf } from '../../src/notifications/notifications.ts';
import { eq } from '../../src/platform/columns.ts';
import { write } from '../../src/platform/write.ts';
import { boostsOf } from '../../src/posts/boost.ts';
import { postById, postUri, visiblePost } from '../../src/posts/post.ts';
import { at, ban, circle, group, idOf, open, sends, viewer } from '../support/group-scene.ts';
import { hostileScene } from '../support/hostile-scene.ts';
import { refusalOf } from '../support/refusal.ts';
import { remoteActor } from '../support/remote-actor.ts';

test('S51 S60 who is not a member, or banned, writes nothing: no thread, no answer, no change', () =>
  hostileScene(async (scene) => {
    const { home, alice, mallory } = scene;
    const inner = await circle(scene, 'cercle', [alice]);
    const garden = await circle(scene, 'jardin', [alice], { reach: 'public', admission: 'open' });
    const to = (place: typeof inner) => ({ to: [place.uri, place.followers], cc: [], audience: place.uri });
    const shown = { to: [...open, garden.uri], cc: [garden.followers], audience: garden.uri };

    const stranger = mallory.note('je passais', to(inner));
    await sends(scene, mallory, mallory.activity('Create', stranger));
    assert.is(await at(scene, stranger), null);
    const first = alice.note('membre', to(inner));
    const open_ = alice.note('au jardin', shown);
    for (const note of [first, open_]) await sends(scene, alice, alice.activity('Create', note));
    assert.equal([(await at(scene, first))?.audience, (await at(scene, open_))?.communityId], ['community', garden.id]);
    const answer = mallory.note('moi aussi', { ...to(inner), inReplyTo: first.id });
    await sends(scene, mallory, mallory.activity('Create', answer));
    assert.is(await at(scene, answer), null);

    const aliceId = await idOf(scene, alice);
    for (const { id } of [inner, garden]) await ban(scene, id, aliceId);
    const id = await home.write('ines', 'au calme', { communityId: garden.id });
    await scene.fediverse.settled();
    const inReplyTo = postUri(home.instance, id);
    const nested = await home.write('ines', 'suite', { inReplyToId: id });
    const tries = [
      alice.note('fil', shown),
      alice.note('réponse', { ...shown, inReplyTo }),
      alice.note('plus bas', { ...shown, inReplyTo: postUri(home.instance, nested) }),
      alice.note('sans le dire', { to: open, inReplyTo }),
      alice.note('à demi-voix', { to: [`${alice.uri}/followers`], cc: open, inReplyTo }),
      alice.note('aux miens', { to: [`${alice.uri}/followers`], cc: [], inReplyTo }),
      alice.note('au cercle', to(inner)),
    ];
    for (const note of tries) await sends(scene, alice, alice.activity('Create', note));
    // Nor by a group elsewhere that speaks for them.
    const { actor } = await group(scene, 'complice');
    for (const note of tries.slice(1, 4)) await sends(scene, actor, actor.activity('Announce', note.id, { to: open }));
    for (const note of tries) assert.is(await at(scene, note), null, String(note.content));

    const changed = { ...open_, content: '<p>insulte</p>', updated: new Date(Date.now() + 1000).toISOString() };
    await sends(scene, alice, alice.activity('Update', changed));
    const post = (await at(scene, open_))!;
    assert.is(post.html, '<p>au jardin</p>');
    assert.not.match(JSON.stringify(await asSent(home.instance, post.id)), 'insulte');
    // Taking one's own words away stays possible.
    await sends(scene, alice, alice.activity('Delete', { id: open_.id, type: 'Tombstone' }));
    assert.is(await at(scene, open_), null);

    const { accountId } = await viewer(scene, 'malik');
    await ban(scene, garden.id, accountId);
    for (const audience of ['public', 'unlisted', 'followers'] as const)
      assert.is(await refusalOf(home.write('malik', 'de biais', { inReplyToId: id, audience })), 'community.banned');
  }));

test('S51 in an archived community nobody writes, answers or changes any more', () =>
  hostileScene(async (scene) => {
    const { home, alice } = scene;
    const garden = await circle(scene, 'jardin', [alice], { reach: 'public', admission: 'open' });
    const shown = { to: [...open, garden.uri], cc: [garden.followers], audience: garden.uri };
    const before = alice.note('avant', shown);
    await sends(scene, alice, alice.activity('Create', before));
    const id = await home.write('ines', 'dernier mot', { communityId: garden.id });
    await write(home.instance, (tx) =>
      tx.update(communities).set({ archivedAt: Date.now() }).where(eq(communities.accountId, garden.id)),
    );
    const tries = [
      alice.note('après', shown),
      alice.note('réponse', { ...shown, inReplyTo: postUri(home.instance, id) }),
    ];
    for (const note of tries) await sends(scene, alice, alice.activity('Create', note));
    assert.is((await at(scene, tries[0]!))?.communityId ?? null, null, 'at most a public post of hers');
    assert.is(await at(scene, tries[1]!), null);
    await sends(
      scene,
      alice,
      alice.activity('Update', {
        ...before,
        content: '<p>changé</p>',
        updated: new Date(Date.now() + 1000).toISOString(),
      }),
    );
    assert.is((await at(scene, before))!.html, '<p>avant</p>');
    assert.is(await refusalOf(home.write('ines', 'encore', { communityId: garden.id })), 'community.archived');
    assert.is(
      await refusalOf(home.write('ines', 'encore', { inReplyToId: id, audience: 'unlisted' })),
      'community.archived',
    );
  }));

test('S55 S57 what members say to each other stays between them; a member’s relay of what is inside goes nowhere', () =>
  hostileScene(async (scene) => {
    const { home, alice } = scene;
    const inner = await circle(scene, 'cercle', [alice]);
    await join(home.instance, (await home.account('nour')).id, inner.id);
    await acceptFollow(home.instance, inner.id, (await home.account('nour')).id);
    const id = await home.write('ines', 'pour le cercle', { communityId: inner.id });
    const uri = postUri(home.instance, id);
    const aside = alice.note('rien que pour toi', { to: [(await home.account('ines')).uri], cc: [], inReplyTo: uri });
    await sends(scene, alice, alice.activity('Create', aside));
    const kept = (await at(scene, aside))!;
    assert.equal([kept.audience, kept.communityId], ['direct', null]);
    assert.is(await refusalOf(visiblePost(home.instance, await viewer(scene, 'nour'), kept.id)), 'error.notFound');

    await sends(scene, alice, alice.activity('Announce', uri, { to: open }));
    const relays = await boostsOf(home.instance, id);
    // The group's own is how its members get it.
    assert.equal(
      relays.map((relay) => relay.accountId),
      [inner.id],
    );
    assert.is((await postById(home.instance, id))!.boosts, 0);
  }));

test('S65 a Create that names two communities stands in the one that takes it, and is for its members alone', () =>
  hostileScene(async (scene) => {
    const { home, alice } = scene;
    const first = await circle(scene, 'premier', [alice]);
    const second = await circle(scene, 'second', [alice]);
    await ban(scene, first.id, await idOf(scene, alice));
    await join(home.instance, (await home.account('nour')).id, first.id);
    await acceptFollow(home.instance, first.id, (await home.account('nour')).id);
    const both = alice.note('aux deux', {
      to: [first.uri, second.uri],
      cc: [first.followers, second.followers],
      audience: [first.uri, second.uri],
    });
    await sends(scene, alice, alice.activity('Create', both));
    const post = (await at(scene, both))!;
    assert.equal([post.communityId, post.audience], [second.id, 'community']);
    assert.is(await refusalOf(visiblePost(home.instance, await viewer(scene, 'nour'), post.id)), 'error.notFound');
  }));

test('S45 a storm of Follows asks once each, lets nobody in, tells its host once, and does not hold up the others', () =>
  hostileScene(async (scene) => {
    const { home, alice, evil, fediverse } = scene;
    const inner = await circle(scene, 'cercle', []);
    const crowd = Array.from({ length: 40 }, (_, n) => remoteActor(evil, `bot${n}`));
    const told = async () => (await notificationsOf(home.instance, (await home.account('ines')).id)).length;
    const before = await told();
    const statuses = await Promise.all(
      crowd.flatMap((bot) => [1, 2, 3].map(() => bot.post(home.origin, bot.activity('Follow', inner.uri)))),
    );
    assert.ok(
      statuses.every((status) => status === 202 || status === 429),
      String(statuses),
    );
    await alice.post(home.origin, alice.activity('Follow', inner.uri));
    await fediverse.settled();
    const asked = await countFollowRequests(home.instance, inner.id);
    assert.ok(asked >= 2 && asked <= crowd.length + 1, String(asked));
    assert.is((await accountById(home.instance, inner.id))!.followers, 1);
    assert.is(await told(), before + 1);
    assert.is((await followBetween(home.instance, await idOf(scene, alice), inner.id))?.accepted, false);
  }));

test.run();
