import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { partnerScopes, partnerships } from '../../src/partners/tables.ts';
import { write } from '../../src/platform/write.ts';
import { postUri } from '../../src/posts/post.ts';
import { at, idOf, open, proving, sends } from '../support/group-scene.ts';
import { hostileScene } from '../support/hostile-scene.ts';
import { terms } from '../support/partners.ts';
import { remoteActor } from '../support/remote-actor.ts';

test('S60 S62 S66 a partner brings what answers it, proved and addressed to its partners, and nothing else', () =>
  hostileScene(async (scene) => {
    const { home, evil, mallory } = scene;
    const { actor: alice, prove } = await proving(scene);
    const partner = remoteActor(evil, 'maison', { type: 'Organization' });
    const other = remoteActor(evil, 'autre', { type: 'Organization' });
    for (const actor of [partner, other, alice]) await idOf(scene, actor);
    const host = new URL(evil.origin).host;
    const collectionUri = `${evil.origin}/ap/partners`;
    await write(home.instance, async (tx) => {
      const now = Date.now();
      const tie = { host, actorUri: partner.uri, state: 'active' as const, ours: terms(), theirs: terms() };
      await tx.insert(partnerships).values({ ...tie, collectionUri, createdAt: now, changedAt: now });
      await tx.insert(partnerScopes).values({ host, scope: 'communities' });
    });
    const circle = { to: [collectionUri], cc: [] };
    const question = mallory.note('Qui vient ?', circle);
    await sends(scene, mallory, mallory.activity('Create', question));
    assert.is((await at(scene, question))!.audience, 'partners');
    const ours = await home.write('ines', 'Pour nos partenaires.', { audience: 'partners' });
    await scene.fediverse.settled();

    const passes = (actor: typeof partner, inner: unknown) =>
      sends(scene, actor, actor.activity('Announce', inner, circle));
    const answer = (text: string, more = {}) => alice.note(text, { ...circle, inReplyTo: question.id, ...more });
    const said = (note: Record<string, unknown>) => prove(alice.activity('Create', note, { to: note.to, cc: note.cc }));

    const tries = {
      unproved: answer('sans preuve'),
      'of another conversation': answer('ailleurs', { inReplyTo: postUri(home.instance, ours) }),
      'of none': answer('nulle part', { inReplyTo: null }),
      'for everybody': answer('à tous', { to: [...open, collectionUri] }),
      'for others': answer('aux miens', { to: [`${alice.uri}/followers`] }),
    };
    for (const [what, note] of Object.entries(tries)) {
      await passes(partner, what === 'unproved' ? alice.activity('Create', note) : said(note));
      assert.is(await at(scene, note), null, what);
    }
    const byOther = answer('par une autre');
    for (const actor of [other, mallory]) await passes(actor, said(byOther));
    assert.is(await at(scene, byOther), null, 'by another actor of that server');

    const known = alice.note('à moi');
    await sends(scene, alice, alice.activity('Create', known));
    await passes(partner, alice.activity('Delete', { id: known.id, type: 'Tombstone' }));
    assert.ok(await at(scene, known), 'it takes nothing away that does not answer it');

    const good = answer('moi');
    await passes(partner, said(good));
    assert.equal([(await at(scene, good))!.audience, (await at(scene, good))!.html], ['partners', '<p>moi</p>']);
    const changed = { ...good, content: '<p>pas moi</p>', updated: new Date(Date.now() + 1000).toISOString() };
    await passes(partner, alice.activity('Update', changed));
    assert.is((await at(scene, good))!.html, '<p>moi</p>', 'nor changes it without proof');
    await passes(partner, alice.activity('Delete', { id: good.id, type: 'Tombstone' }));
    assert.is(await at(scene, good), null);
  }));

test.run();
