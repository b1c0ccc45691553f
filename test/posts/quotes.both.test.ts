// deadline: 300 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { block } from '../../src/accounts/block.ts';
import { follow } from '../../src/accounts/follow.ts';
import { notificationsOf } from '../../src/notifications/notifications.ts';
import { postById, postByUri } from '../../src/posts/post.ts';
import { revokeQuote } from '../../src/posts/quote.ts';
import type { QuotePolicy } from '../../src/posts/view.ts';
import { eraseNow } from '../support/erase.ts';
import { hostileScene, type Scene } from '../support/hostile-scene.ts';
import { remoteActor } from '../support/remote-actor.ts';
import { member } from '../support/visitor.ts';
import { allow, refused, sees, withHomes } from './quoting.ts';

const as2 = 'https://www.w3.org/ns/activitystreams';

test('S57 what is public is quoted as its author wishes, and nothing else', () =>
  withHomes(async (home, fediverse) => {
    const quote = (by: string, quoteOfId: string) => home.write(by, 'voyez', { quoteOfId });
    const open = await home.write('ines', 'les mots');
    const id = await quote('malik', open);
    assert.is(await sees(home, 'nour', id), 'les mots');
    assert.is(await sees(home, null, id), 'les mots');
    for (const audience of ['followers', 'organisation', 'direct'] as const) {
      const kept = await home.write('ines', '@malik entre nous', { audience });
      assert.ok([403, 404].includes(await refused(quote('malik', kept))), audience);
      assert.is(await refused(quote('ines', kept)), 403, 'one’s own too');
    }
    const aside = await home.write('ines', 'à l’écart', { audience: 'unlisted' });
    assert.is(await refused(quote('malik', aside)), 422, 'a public quote would bring it into the public feeds');
    assert.is(await refused(home.write('malik', 'voyez', { quoteOfId: aside, audience: 'unlisted' })), 0);
    await allow(home, 'ines', 'nobody');
    const mine = await home.write('ines', 'à moi');
    assert.is(await refused(quote('malik', mine)), 403);
    assert.is(await refused(quote('ines', mine)), 0);
    await allow(home, 'ines', 'followers');
    const close = await home.write('ines', 'aux proches');
    assert.is(await refused(quote('malik', close)), 403);
    await follow(home.instance, (await home.account('malik')).id, (await home.account('ines')).id);
    assert.is(await refused(quote('malik', close)), 0);
    await fediverse.settled();
    const told = await notificationsOf(home.instance, (await home.account('ines')).id);
    assert.equal(
      told.filter(({ type }) => type === 'quote').map(({ from }) => from.name),
      ['malik', 'malik', 'malik'],
    );
  }));

test('S54 the quoted author takes the consent back, nobody else; what is gone or across a block does not show', () =>
  withHomes(async (home) => {
    const open = await home.write('ines', 'les mots');
    const id = await home.write('malik', 'voyez', { quoteOfId: open });
    await block(home.instance, (await home.account('ines')).id, (await home.account('nour')).id);
    assert.is(await sees(home, 'nour', id), 'unavailable');
    const [malik, ines] = [await member(home, 'malik'), await member(home, 'ines')];
    assert.is((await malik.post(`/posts/${id}/quote/delete`)).status, 404);
    assert.is((await malik.post(`/posts/${open}/quote/delete`)).status, 404);
    assert.match((await ines.get(`/@malik/${id}`)).text, `/posts/${id}/quote/delete`);
    assert.not.match((await malik.get(`/@malik/${id}`)).text, 'quote/delete');
    assert.is((await ines.post(`/posts/${id}/quote/delete`)).status, 303);
    assert.is(await sees(home, 'malik', id), 'revoked');
    assert.is((await ines.post(`/posts/${id}/quote/delete`)).status, 404);
    const second = await home.write('malik', 'encore', { quoteOfId: open });
    await eraseNow(home.instance, open);
    assert.is(await sees(home, 'malik', second), 'unavailable');
    assert.not.match((await malik.get(`/@malik/${second}`)).text, 'les mots');
  }));

test('the form shows what it quotes, keeps it in a draft, and publishes it', () =>
  withHomes(async (home) => {
    const open = await home.write('ines', 'les **mots**');
    const malik = await member(home, 'malik');
    const form = (await malik.get(`/compose?quote=${open}`)).text;
    assert.match(form, `name="quoteOf" value="${open}"`);
    assert.match(form, 'les mots');
    const fields = { quoteOf: open, text: 'voyez', audience: 'public', language: 'fr' };
    await malik.post('/posts', { ...fields, action: 'draft' });
    const draft = /\/drafts\/(\d+)/.exec((await malik.get('/drafts')).text)![1];
    assert.match((await malik.get(`/drafts/${draft}`)).text, `name="quoteOf" value="${open}"`);
    const { location } = await malik.post('/posts', { ...fields, draft: draft! });
    assert.match((await malik.get(location)).text, /<blockquote class="inset">[\s\S]*les mots/);
    const secret = await home.write('ines', '@theo à part', { audience: 'direct' });
    assert.is((await malik.get(`/compose?quote=${secret}`)).status, 404);
    assert.is((await malik.post('/posts', { ...fields, quoteOf: secret })).status, 404);
  }));

test('another server is asked, says yes with a stamp, and may take it back', () =>
  withHomes(
    async (home, fediverse) => {
      const other = fediverse.homes.terrefranche;
      const { instance } = home;
      const malik = (await home.account('malik')).id;
      await follow(instance, malik, await home.find(`@aicha@${other.host}`));
      await follow(other.instance, (await other.account('gerard')).id, await other.find(`@malik@${home.host}`));
      await fediverse.settled();
      const there = await other.write('aicha', 'les mots d’Aïcha');
      await fediverse.settled();
      const here = (await postByUri(instance, (await postById(other.instance, there))!.uri))!;
      assert.is(here.quotePolicy, 'public');
      const id = await home.write('malik', 'voyez', { quoteOfId: here.id });
      assert.is((await postById(instance, id))!.quoteState, 'pending');
      assert.is(await sees(home, 'nour', id), 'pending');
      await fediverse.settled();
      const quoting = (await postById(instance, id))!;
      assert.is(quoting.quoteState, 'accepted');
      assert.is(await sees(home, 'nour', id), 'les mots d’Aïcha');
      const stamp = await (await member(other, 'gerard')).send('GET', new URL(quoting.quoteProof!).pathname);
      const { type, interactingObject, interactionTarget } = JSON.parse(stamp.text);
      assert.equal([type, interactingObject, interactionTarget], ['QuoteAuthorization', quoting.uri, here.uri]);
      const copy = (await postByUri(other.instance, quoting.uri))!;
      assert.equal([copy.quoteState, copy.quoteOfId], ['accepted', there]);
      assert.not.match(copy.html, 'RE:');
      const told = await notificationsOf(other.instance, (await other.account('aicha')).id);
      assert.equal(
        told.map((one) => one.type),
        ['quote', 'follow'],
      );
      const document = JSON.parse(
        (
          await (
            await member(home, 'nour')
          ).send('GET', `/ap/posts/${id}`, {
            headers: { accept: 'application/activity+json' },
          })
        ).text,
      );
      assert.equal([document.quote, document.quoteUri, document._misskey_quote], [here.uri, here.uri, here.uri]);
      assert.is(document.quoteAuthorization, quoting.quoteProof);
      assert.equal(document.interactionPolicy.canQuote.automaticApproval, [`${as2}#Public`]);
      assert.match(document.content, '<p class="quote-inline">RE: <a href=');

      await revokeQuote(other.instance, (await other.account('aicha')).id, copy.id);
      await fediverse.settled();
      assert.is(await sees(home, 'malik', id), 'revoked');
      const gone = await (await member(other, 'gerard')).send('GET', new URL(quoting.quoteProof!).pathname);
      assert.is(gone.status, 404);

      await allow(other, 'aicha', 'nobody');
      const shy = await other.write('aicha', 'pas ceux-ci');
      await fediverse.settled();
      const known = (await postByUri(instance, (await postById(other.instance, shy))!.uri))!;
      assert.is(await refused(home.write('malik', 'voyez', { quoteOfId: known.id })), 403);
    },
    ['valombre', 'terrefranche'],
  ));

const quotes = async ({ home, alice, fediverse }: Scene, more: Record<string, unknown>) => {
  const note = alice.note('voyez', more);
  assert.is(await alice.post(home.origin, alice.activity('Create', note)), 202);
  await fediverse.settled();
  return (await postByUri(home.instance, String(note.id)))!.id;
};

test('quotes of elsewhere, in the words of each software: shown where nobody minds, by their own author, or with a stamp', () =>
  hostileScene(async (scene) => {
    const { home, victim, alice } = scene;
    const bob = remoteActor(victim, 'bob');
    const old = bob.note('de bob');
    const policy = { canQuote: { automaticApproval: [], manualApproval: [`${as2}#Public`] } };
    const asking = bob.note('de bob, sur demande', { interactionPolicy: policy });
    const own = alice.note('d’alice', { interactionPolicy: policy });
    for (const note of [old, asking, own]) victim.answer(new URL(String(note.id)).pathname, { body: note });
    const link = { type: 'Link', mediaType: 'application/activity+json', href: old.id };
    for (const more of [{ quoteUri: old.id }, { quoteUrl: old.id }, { _misskey_quote: old.id }, { tag: [link] }])
      assert.is(await sees(home, 'malik', await quotes(scene, more)), 'de bob', JSON.stringify(more));
    assert.is(await sees(home, 'malik', await quotes(scene, { quote: own.id })), 'd’alice');
    assert.is(await sees(home, 'malik', await quotes(scene, { quote: asking.id })), 'pending');
    const stamp = (id: string, more = {}) => {
      const uri = `${victim.origin}/stamps/${id}`;
      const document = {
        '@context': as2,
        id: uri,
        type: 'QuoteAuthorization',
        attributedTo: bob.uri,
        interactionTarget: asking.id,
        ...more,
      };
      victim.answer(`/stamps/${id}`, { body: document });
      return uri;
    };
    const quoting = alice.note('voyez', { quote: asking.id });
    quoting.quoteAuthorization = stamp('1', { interactingObject: quoting.id });
    assert.is(await alice.post(home.origin, alice.activity('Create', quoting)), 202);
    await scene.fediverse.settled();
    const good = (await postByUri(home.instance, String(quoting.id)))!.id;
    assert.is(await sees(home, 'malik', good), 'de bob, sur demande');
    const other = stamp('2', { interactingObject: 'https://elsewhere.example/1' });
    assert.is(
      await sees(home, 'malik', await quotes(scene, { quote: asking.id, quoteAuthorization: other })),
      'rejected',
    );
    // A neighbour of bob's does not speak for bob.
    assert.is(await alice.post(home.origin, alice.activity('Delete', quoting.quoteAuthorization)), 202);
    await scene.fediverse.settled();
    assert.is(await sees(home, 'malik', good), 'de bob, sur demande');
    assert.is(await bob.post(home.origin, bob.activity('Delete', quoting.quoteAuthorization)), 202);
    await scene.fediverse.settled();
    assert.is(await sees(home, 'malik', good), 'revoked');
  }));

test('S03 S64 nobody forges a consent of ours, or answers for another', () =>
  hostileScene(async (scene) => {
    const { home, victim, alice, mallory, fediverse } = scene;
    const id = await home.write('malik', 'les mots');
    const uri = `${home.origin}/ap/posts/${id}`;
    for (const proof of [`${home.origin}/ap/quotes/1`, `${victim.origin}/stamps/1`])
      assert.is.not(
        await sees(home, 'ines', await quotes(scene, { quote: uri, quoteAuthorization: proof })),
        'les mots',
      );

    const bob = remoteActor(victim, 'bob');
    const asking = bob.note('de bob', { interactionPolicy: { canQuote: { automaticApproval: [`${as2}#Public`] } } });
    victim.answer(new URL(String(asking.id)).pathname, { body: asking });
    const { postId } = (await home.instance.discover.address(String(asking.id))) as { postId: string };
    const quoting = await home.write('malik', 'voyez', { quoteOfId: postId });
    await fediverse.settled();
    const request = `${home.origin}/ap/posts/${quoting}#quote-request`;
    for (const actor of [mallory, alice])
      await actor.post(home.origin, actor.activity('Accept', request, { result: `${victim.origin}/stamps/3` }));
    await bob.post(home.origin, bob.activity('Accept', request, { result: 'https://elsewhere.example/stamp' }));
    await fediverse.settled();
    assert.is((await postById(home.instance, quoting))!.quoteState, 'pending');
    await bob.post(home.origin, bob.activity('Accept', request, { result: `${victim.origin}/stamps/4` }));
    await fediverse.settled();
    assert.is(await sees(home, 'ines', quoting), 'de bob');
    await bob.post(home.origin, bob.activity('Reject', request));
    await fediverse.settled();
    assert.is(await sees(home, 'ines', quoting), 'rejected');
  }));

test('a request to quote what is ours is answered as its author wishes', () =>
  hostileScene(async ({ home, victim, alice, fediverse }) => {
    const answers = async (audience: 'public' | 'followers', wish: QuotePolicy) => {
      await allow(home, 'nour', wish);
      const id = await home.write('nour', 'les mots', { audience });
      const note = alice.note('voyez', { quote: `${home.origin}/ap/posts/${id}` });
      victim.requests.length = 0;
      const request = alice.activity('QuoteRequest', `${home.origin}/ap/posts/${id}`, { instrument: note });
      assert.is(await alice.post(home.origin, request), 202);
      await fediverse.settled();
      const heard = victim.requests.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body));
      const answer = heard.find(({ object }) => object?.id === request.id);
      const kept = await postByUri(home.instance, String(note.id));
      return [answer?.type, Boolean(answer?.result), kept?.quoteState];
    };
    assert.equal(await answers('public', 'public'), ['Accept', true, 'accepted']);
    assert.equal(await answers('public', 'nobody'), ['Reject', false, undefined]);
    assert.equal(await answers('public', 'followers'), ['Reject', false, undefined]);
    assert.equal(await answers('followers', 'public'), ['Reject', false, undefined]);
  }));

test.run();
