// deadline: 240 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fetchDocument } from '../../src/federation/fetch-document.ts';
import { end } from '../../src/partners/partnership.ts';
import { removePost } from '../../src/posts/delete-post.ts';
import { editPost } from '../../src/posts/edit-post.ts';
import { postById, postByUri, visiblePost } from '../../src/posts/post.ts';
import { thread } from '../../src/posts/thread.ts';
import { eraseNow } from '../support/erase.ts';
import { startFediverse } from '../support/fediverse.ts';
import { partnersUp } from '../support/partners.ts';
import { refusalOf } from '../support/refusal.ts';

// valombre is a partner of both, which know nothing of each other.
const fediverse = await startFediverse(['valombre', 'terrefranche', 'morvan']);
const { valombre, terrefranche, morvan } = fediverse.homes;
type Home = typeof valombre;
const { settled } = fediverse;
const uriOf = async (home: Home, id: string) => (await postById(home.instance, id))!.uri;
const viewer = async (home: Home, name: string) => ({ accountId: (await home.account(name)).id, local: true });
const there = async (home: Home, uri: string) => (await postByUri(home.instance, uri))!;
const fetched = (home: Home, uri: string) =>
  fetchDocument(home.instance, uri, { fresh: true }).then(
    () => 'read',
    (fault) => fault.reason as string,
  );
let question = '';
let answer = '';

test('S60 an answer to a post for partners reaches all of them by who asked, as it was written', async () => {
  await partnersUp(fediverse, valombre, terrefranche);
  await partnersUp(fediverse, valombre, morvan);
  question = await uriOf(valombre, await valombre.write('nour', 'Qui prête un camion ?', { audience: 'partners' }));
  await settled();
  const inReplyToId = (await there(terrefranche, question)).id;
  const id = await terrefranche.write('gerard', 'Nous, le samedi.', { inReplyToId, audience: 'partners' });
  await settled();
  answer = await uriOf(terrefranche, id);
  for (const home of [valombre, morvan]) {
    const post = await there(home, answer);
    assert.equal([post.audience, post.html], ['partners', '<p>Nous, le samedi.</p>'], home.origin);
    assert.is(post.inReplyToId, (await there(home, question)).id);
  }
  const jeanne = await viewer(morvan, 'jeanne');
  assert.is((await thread(morvan.instance, jeanne, (await there(morvan, question)).id)).replies.length, 1);
  assert.is(await refusalOf(visiblePost(morvan.instance, null, (await there(morvan, answer)).id)), 'error.notFound');
});

test('S60 an answer to that answer, by the third, reaches the other two', async () => {
  const inReplyToId = (await there(morvan, answer)).id;
  const id = await morvan.write('jeanne', 'À dix heures ?', { inReplyToId, audience: 'partners' });
  await settled();
  const uri = await uriOf(morvan, id);
  for (const home of [valombre, terrefranche]) assert.is((await there(home, uri))?.audience, 'partners', home.origin);
});

test('S60 S62 the partners of who answers have no part of it: neither by delivery nor by asking', async () => {
  // What terrefranche says to its own partners is no concern of valombre's.
  assert.is(await fetched(valombre, answer), 'read');
  assert.is(await fetched(morvan, answer), 'gone', 'no partner of who wrote it');
  await partnersUp(fediverse, terrefranche, morvan);
  assert.is(await fetched(morvan, answer), 'gone', 'nor when it has become one: it was not said to its partners');
});

test('S72 its author’s change and removal reach all who have it', async () => {
  const gerard = await terrefranche.account('gerard');
  const { id } = await there(terrefranche, answer);
  await editPost(terrefranche.instance, gerard.id, id, { text: 'Nous, le dimanche.', notice: '', language: 'fr' });
  await settled();
  for (const home of [valombre, morvan]) assert.match((await there(home, answer)).html, 'dimanche', home.origin);
  await removePost(terrefranche.instance, gerard.id, id);
  await eraseNow(terrefranche.instance, id);
  await settled();
  for (const home of [valombre, morvan]) assert.ok((await there(home, answer)).deletedAt, home.origin);
});

test('S60 who is a partner no longer gets no more answers', async () => {
  await end(valombre.instance, morvan.host, '', '1');
  const inReplyToId = (await there(terrefranche, question)).id;
  const id = await terrefranche.write('gerard', 'Plus que nous deux.', { inReplyToId, audience: 'partners' });
  await settled();
  const uri = await uriOf(terrefranche, id);
  assert.ok(await there(valombre, uri));
  assert.is(await postByUri(morvan.instance, uri), null);
});

test('the organisations are stopped', () => fediverse.stop());

test.run();
