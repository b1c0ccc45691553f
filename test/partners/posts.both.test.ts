// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { partnersUri } from '../../src/federation/addresses.ts';
import { fetchDocument } from '../../src/federation/fetch-document.ts';
import { received } from '../../src/federation/tables.ts';
import { end } from '../../src/partners/partnership.ts';
import { eq } from '../../src/platform/columns.ts';
import { removePost } from '../../src/posts/delete-post.ts';
import { editPost } from '../../src/posts/edit-post.ts';
import { postByUri, visiblePost } from '../../src/posts/post.ts';
import { posts } from '../../src/posts/tables.ts';
import { partnersTimeline } from '../../src/posts/timelines.ts';
import { eraseNow } from '../support/erase.ts';
import { startFediverse } from '../support/fediverse.ts';
import { partnersUp } from '../support/partners.ts';
import { refusalOf } from '../support/refusal.ts';

const fediverse = await startFediverse(['valombre', 'terrefranche', 'morvan']);
const { valombre, terrefranche, morvan } = fediverse.homes;
type Home = typeof valombre;
const { settled } = fediverse;
const uriOf = async (home: Home, id: string) =>
  (await home.instance.db.select().from(posts).where(eq(posts.id, id)))[0]!.uri;
const viewer = async (home: Home, name: string) => ({ accountId: (await home.account(name)).id, local: true });
const fetched = (home: Home, uri: string) =>
  fetchDocument(home.instance, uri, { fresh: true }).then(
    () => 'read',
    (fault) => fault.reason as string,
  );
let uri = '';

test('S60 a post for partners reaches their servers, those without a follower too, and no other', async () => {
  await partnersUp(fediverse, valombre, terrefranche);
  // jeanne follows nour, and her organisation is no partner.
  await follow(morvan.instance, (await morvan.account('jeanne')).id, await morvan.find(`@nour@${valombre.host}`));
  await settled();
  const id = await valombre.write('nour', 'Pour nos partenaires @jeanne : le plan du site.', { audience: 'partners' });
  await settled();
  uri = await uriOf(valombre, id);
  const there = (await postByUri(terrefranche.instance, uri))!;
  assert.is(there.audience, 'partners');
  assert.ok(await visiblePost(terrefranche.instance, await viewer(terrefranche, 'gerard'), there.id));
  assert.is(await refusalOf(visiblePost(terrefranche.instance, null, there.id)), 'error.notFound');
  const [line] = (await partnersTimeline(terrefranche.instance, await viewer(terrefranche, 'gerard'))).posts;
  assert.is(line?.id, there.id);
  assert.is(await postByUri(morvan.instance, uri), null);
  const activity = `${valombre.origin}/ap/activities/${id}`;
  const heard = await morvan.instance.db.select().from(received).where(eq(received.uri, activity));
  assert.equal(heard, []);
});

test('S53 the server of a partner may read it and the collection it is for; every other gets 404', async () => {
  for (const address of [uri, partnersUri(valombre.origin)]) {
    assert.is(await fetched(terrefranche, address), 'read', address);
    assert.is(await fetched(morvan, address), 'gone', address);
    assert.is((await fetch(address.replace(/\/\/[^:]+/, '//127.0.0.1'))).status, 404, address);
  }
});

test('what another organisation wrote for its partners is not shown to ours by us', async () => {
  const there = (await postByUri(terrefranche.instance, uri))!;
  await partnersUp(fediverse, terrefranche, morvan);
  const jeanne = await terrefranche.find(`@jeanne@${morvan.host}`);
  const remote = { accountId: jeanne, local: false };
  assert.is(await refusalOf(visiblePost(terrefranche.instance, remote, there.id)), 'error.notFound');
});

test('S60 an answer to another organisation’s post for partners goes back to that one alone', async () => {
  // terrefranche is a partner of both, morvan of terrefranche alone.
  const there = (await postByUri(terrefranche.instance, uri))!;
  const id = await terrefranche.write('gerard', 'Bien reçu.', { inReplyToId: there.id, audience: 'partners' });
  await settled();
  const answer = await uriOf(terrefranche, id);
  assert.is((await postByUri(valombre.instance, answer))?.audience, 'partners');
  assert.is(await postByUri(morvan.instance, answer), null);
});

test('S60 after the end nothing new arrives, and nothing is read; what was sent is still taken away', async () => {
  const id = (await postByUri(valombre.instance, uri))!.id;
  const nour = await valombre.account('nour');
  await end(valombre.instance, terrefranche.host, '', '1');
  // Sent before their server knows: decided by ours when it is sent.
  const late = await valombre.write('nour', 'Trop tard.', { audience: 'partners' });
  await settled();
  assert.is(await postByUri(terrefranche.instance, await uriOf(valombre, late)), null);
  assert.is(await fetched(terrefranche, uri), 'gone');
  await editPost(valombre.instance, nour.id, id, { text: 'Changé.', notice: '', language: 'fr' });
  await settled();
  assert.not.match((await postByUri(terrefranche.instance, uri))!.html, 'Changé');
  await removePost(valombre.instance, nour.id, id);
  await eraseNow(valombre.instance, id);
  await settled();
  assert.ok((await postByUri(terrefranche.instance, uri))?.deletedAt);
});

test('S60 a post for partners from who is none, or no longer one, is not kept', async () => {
  // terrefranche still holds valombre for a partner: its word comes, and is refused by who reads it.
  const { partnerScopes, partnerships } = await import('../../src/partners/tables.ts');
  const { write } = await import('../../src/platform/write.ts');
  await write(terrefranche.instance, async (tx) => {
    await tx.update(partnerships).set({ state: 'active' }).where(eq(partnerships.host, valombre.host));
    await tx.insert(partnerScopes).values({ host: valombre.host, scope: 'communities' });
  });
  await follow(
    valombre.instance,
    (await valombre.account('malik')).id,
    await valombre.find(`@gerard@${terrefranche.host}`),
  );
  await settled();
  const id = await terrefranche.write('gerard', 'Je vous crois encore partenaires.', { audience: 'partners' });
  await settled();
  assert.is(await postByUri(valombre.instance, await uriOf(terrefranche, id)), null);
});

test('the organisations are stopped', () => fediverse.stop());

test.run();
