import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { block, unblock } from '../../src/accounts/block.ts';
import { acceptFollow, follow, followBetween, rejectFollow, unfollow } from '../../src/accounts/follow.ts';
import { updateProfile } from '../../src/accounts/profile.ts';
import { isBlockedEitherWay } from '../../src/accounts/relationship.ts';
import { type Fediverse, startFediverse } from '../support/fediverse.ts';

async function between(work: (fediverse: Fediverse) => Promise<void>) {
  const fediverse = await startFediverse();
  try {
    await work(fediverse);
  } finally {
    await fediverse.stop();
  }
}

test('a member follows somebody of another organisation: asked, accepted, ended', () =>
  between(async ({ homes: { valombre, terrefranche }, settled }) => {
    const malik = await valombre.account('malik');
    const aichaThere = await terrefranche.account('aicha');
    const aicha = await valombre.find(`@aicha@${terrefranche.host}`);
    const known = await valombre.account(`aicha@${terrefranche.host}`);
    assert.is(known.displayName, aichaThere.displayName);
    assert.is(known.uri, aichaThere.uri);

    assert.equal(await follow(valombre.instance, malik.id, aicha), { accepted: false });
    await settled();
    assert.ok((await followBetween(valombre.instance, malik.id, aicha))!.accepted);
    const malikThere = await terrefranche.account(`malik@${valombre.host}`);
    assert.ok((await followBetween(terrefranche.instance, malikThere.id, aichaThere.id))!.accepted);
    assert.is((await terrefranche.account('aicha')).followers, 1);

    await unfollow(valombre.instance, malik.id, aicha);
    await settled();
    assert.is(await followBetween(terrefranche.instance, malikThere.id, aichaThere.id), null);
    await follow(valombre.instance, malik.id, aicha);
    await settled();
    assert.ok((await followBetween(valombre.instance, malik.id, aicha))!.accepted, 'a second time, too');
  }));

test('S50 a request to a locked account stays one until the answer, yes or no', () =>
  between(async ({ homes: { valombre, terrefranche }, settled }) => {
    const aicha = await terrefranche.account('aicha');
    await updateProfile(terrefranche.instance, aicha.id, { locked: true });
    const seen = await valombre.find(`@aicha@${terrefranche.host}`);
    const [malik, ines] = [await valombre.account('malik'), await valombre.account('ines')];
    for (const person of [malik, ines]) await follow(valombre.instance, person.id, seen);
    await settled();
    assert.not((await followBetween(valombre.instance, malik.id, seen))!.accepted);
    const there = async (name: string) => (await terrefranche.account(`${name}@${valombre.host}`)).id;

    await acceptFollow(terrefranche.instance, aicha.id, await there('malik'));
    await rejectFollow(terrefranche.instance, aicha.id, await there('ines'));
    await settled();
    assert.ok((await followBetween(valombre.instance, malik.id, seen))!.accepted);
    assert.is(await followBetween(valombre.instance, ines.id, seen), null);
  }));

test('a block crosses the wire, ends the follows, and is taken back', () =>
  between(async ({ homes: { valombre, terrefranche }, settled }) => {
    const malik = await valombre.account('malik');
    const seen = await valombre.find(`@aicha@${terrefranche.host}`);
    await follow(valombre.instance, malik.id, seen);
    await settled();
    await block(valombre.instance, malik.id, seen);
    await settled();
    const aicha = await terrefranche.account('aicha');
    const malikThere = await terrefranche.account(`malik@${valombre.host}`);
    assert.ok(await isBlockedEitherWay(terrefranche.instance, aicha.id, malikThere.id));
    assert.is(await followBetween(terrefranche.instance, malikThere.id, aicha.id), null);
    await unblock(valombre.instance, malik.id, seen);
    await settled();
    assert.not(await isBlockedEitherWay(terrefranche.instance, aicha.id, malikThere.id));
  }));

test('a changed profile is read again by who follows it', () =>
  between(async ({ homes: { valombre, terrefranche }, settled }) => {
    const seen = await valombre.find(`@aicha@${terrefranche.host}`);
    await follow(valombre.instance, (await valombre.account('malik')).id, seen);
    await settled();
    const aicha = await terrefranche.account('aicha');
    await updateProfile(terrefranche.instance, aicha.id, { displayName: 'Aïcha B.', bio: 'Du maïs, *surtout*.' });
    await settled();
    const known = await valombre.account(`aicha@${terrefranche.host}`);
    assert.is(known.displayName, 'Aïcha B.');
    assert.match(known.bio, /<em>surtout<\/em>/);
  }));

test.run();
