import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { Refusal } from '../../src/platform/refusal.ts';
import { write } from '../../src/platform/write.ts';
import { boost, unboost } from '../../src/posts/boost.ts';
import { erasePost } from '../../src/posts/delete-post.ts';
import { editPost } from '../../src/posts/edit-post.ts';
import { like, unlike } from '../../src/posts/like.ts';
import { pin } from '../../src/posts/pin.ts';
import { pollOf, vote } from '../../src/posts/poll.ts';
import { type Post, postById, postByUri, postUri } from '../../src/posts/post.ts';
import { pinnedUris } from '../../src/posts/published.ts';
import { thread } from '../../src/posts/thread.ts';
import { homeTimeline } from '../../src/posts/timelines.ts';
import { type Fediverse, type Home, type Key, startFediverse } from '../support/fediverse.ts';

async function between(keys: Key[], work: (fediverse: Fediverse) => Promise<void>) {
  const fediverse = await startFediverse(keys);
  try {
    await work(fediverse);
  } finally {
    await fediverse.stop();
  }
}

/** `name` of one home follows `handle` of another. */
async function follows({ settled }: Fediverse, home: Home, name: string, handle: string) {
  await follow(home.instance, (await home.account(name)).id, await home.find(handle));
  await settled();
}

/** A post of one home as another has it. */
const seenAt = async (there: Home, home: Home, id: string): Promise<Post | null> =>
  postByUri(there.instance, postUri(home.instance, id));
const viewer = async (home: Home, handle: string, local = true) => ({
  accountId: (await home.account(handle)).id,
  local,
});

test('a post, its answer, thanks and relay go round three organisations', () =>
  between(['valombre', 'terrefranche', 'morvan'], async (fediverse) => {
    const { homes, settled } = fediverse;
    const { valombre, terrefranche, morvan } = homes;
    await follows(fediverse, valombre, 'malik', `@aicha@${terrefranche.host}`);
    await follows(fediverse, morvan, 'jeanne', `@malik@${valombre.host}`);

    const id = await terrefranche.write('aicha', 'La récolte est **belle** cette année. #maïs', { notice: 'champs' });
    await settled();
    const seen = (await seenAt(valombre, terrefranche, id))!;
    assert.match(seen.html, /<strong>belle<\/strong>/);
    assert.is(seen.notice, 'champs');
    assert.is(seen.language, 'fr');
    assert.is(seen.audience, 'public');
    const home = await homeTimeline(valombre.instance, await viewer(valombre, 'malik'));
    assert.ok(home.posts.some((post) => post.id === seen.id));
    assert.is(await seenAt(morvan, terrefranche, id), null, 'nobody there asked for it');

    const answer = await valombre.write('malik', 'On peut visiter ?', { inReplyToId: seen.id });
    await like(valombre.instance, await viewer(valombre, 'malik'), seen.id);
    await boost(valombre.instance, await viewer(valombre, 'malik'), seen.id);
    await settled();
    const original = (await postById(terrefranche.instance, id))!;
    assert.equal([original.likes, original.boosts, original.replies], [1, 1, 1]);
    // The relay and the answer brought the post to the third, which fetched it from its origin.
    const atThird = (await seenAt(morvan, terrefranche, id))!;
    const there = await thread(morvan.instance, await viewer(morvan, 'jeanne'), atThird.id);
    assert.equal(
      there.replies.map((reply) => reply.post.remoteUrl),
      [`${valombre.origin}/@malik/${answer}`],
    );

    await unlike(valombre.instance, (await valombre.account('malik')).id, seen.id);
    await unboost(valombre.instance, (await valombre.account('malik')).id, seen.id);
    await settled();
    const after = (await postById(terrefranche.instance, id))!;
    assert.equal([after.likes, after.boosts], [0, 0]);
  }));

test('S65 an edit keeps its history, a pin its place; S64 a deletion leaves nothing', () =>
  between(['valombre', 'terrefranche'], async (fediverse) => {
    const { valombre, terrefranche } = fediverse.homes;
    await follows(fediverse, valombre, 'malik', `@aicha@${terrefranche.host}`);
    const aicha = await terrefranche.account('aicha');
    const id = await terrefranche.write('aicha', 'Premiere version');
    await pin(terrefranche.instance, aicha.id, id);
    await fediverse.settled();
    const known = await valombre.account(`aicha@${terrefranche.host}`);
    assert.equal(await pinnedUris(valombre.instance, null, known.id), [postUri(terrefranche.instance, id)]);

    await editPost(terrefranche.instance, aicha.id, id, { text: 'Première version', notice: '', language: 'fr' });
    await fediverse.settled();
    const edited = (await seenAt(valombre, terrefranche, id))!;
    assert.match(edited.html, /Première/);
    assert.ok(edited.editedAt);

    const post = (await postById(terrefranche.instance, id))!;
    await write(terrefranche.instance, (tx) => erasePost(terrefranche.instance, tx, post));
    await fediverse.settled();
    const gone = (await seenAt(valombre, terrefranche, id))!;
    assert.ok(gone.deletedAt);
    assert.is(gone.html, '');
  }));

test('S60 who is not entitled gets no copy: followers alone, named people alone, the organisation alone', () =>
  between(['valombre', 'terrefranche', 'morvan'], async (fediverse) => {
    const { valombre, terrefranche, morvan } = fediverse.homes;
    await follows(fediverse, valombre, 'malik', `@aicha@${terrefranche.host}`);
    await terrefranche.find(`@jeanne@${morvan.host}`);
    const followers = await terrefranche.write('aicha', 'Entre nous', { audience: 'followers' });
    const direct = await terrefranche.write('aicha', `@jeanne@${morvan.host} un mot`, { audience: 'direct' });
    const inside = await terrefranche.write('aicha', 'Réunion à 9 h', { audience: 'organisation' });
    await fediverse.settled();
    const audienceAt = async (home: Home, id: string) => (await seenAt(home, terrefranche, id))?.audience ?? null;
    assert.equal(
      [await audienceAt(valombre, followers), await audienceAt(valombre, direct), await audienceAt(valombre, inside)],
      ['followers', null, null],
    );
    assert.equal(
      [await audienceAt(morvan, followers), await audienceAt(morvan, direct), await audienceAt(morvan, inside)],
      [null, 'direct', null],
    );
    const answer = await morvan.write('jeanne', 'Bien reçu', {
      audience: 'direct',
      inReplyToId: (await seenAt(morvan, terrefranche, direct))!.id,
    });
    await fediverse.settled();
    assert.is((await seenAt(terrefranche, morvan, answer))?.audience, 'direct');
    assert.is(await seenAt(valombre, morvan, answer), null);
  }));

test('a poll is voted in from elsewhere, once each, and its figures come back', () =>
  between(['valombre', 'terrefranche'], async (fediverse) => {
    const { valombre, terrefranche } = fediverse.homes;
    await follows(fediverse, valombre, 'malik', `@aicha@${terrefranche.host}`);
    await follows(fediverse, valombre, 'ines', `@aicha@${terrefranche.host}`);
    const poll = { options: ['Mardi', 'Jeudi', 'Samedi'], multiple: true, hours: 24 };
    const id = await terrefranche.write('aicha', 'Quel jour ?', { poll });
    await fediverse.settled();
    const seen = (await seenAt(valombre, terrefranche, id))!;
    const malik = await viewer(valombre, 'malik');
    await vote(valombre.instance, malik, seen.id, [0, 2]);
    await vote(valombre.instance, await viewer(valombre, 'ines'), seen.id, [2]);
    await fediverse.settled();
    const counted = (await pollOf(terrefranche.instance, id))!;
    assert.equal(
      counted.options.map((option) => option.votes),
      [1, 0, 2],
    );
    assert.is(counted.voters, 2);
    assert.is((await postById(terrefranche.instance, id))!.replies, 0, 'a vote is no answer');
    await assertRefused(() => vote(valombre.instance, malik, seen.id, [1]));
  }));

async function assertRefused(work: () => Promise<unknown>) {
  try {
    await work();
  } catch (error) {
    return assert.instance(error, Refusal);
  }
  assert.unreachable();
}

test.run();
