import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { eq } from '../../src/platform/columns.ts';
import { write } from '../../src/platform/write.ts';
import { postById, postByUri } from '../../src/posts/post.ts';
import { changeQuotePolicy } from '../../src/posts/quote-policy.ts';
import { quotingPosts } from '../../src/posts/quoting-posts.ts';
import { posts } from '../../src/posts/tables.ts';
import { member, stranger } from '../support/visitor.ts';
import { allow, refused, withHomes } from './quoting.ts';

test('each post says who may quote it; it can be changed, and those that never said follow their author', () =>
  withHomes(
    async (home, fediverse) => {
      const other = fediverse.homes.terrefranche;
      const { instance } = home;
      const inesId = (await home.account('ines')).id;
      await follow(other.instance, (await other.account('aicha')).id, await other.find(`@ines@${home.host}`));
      await fediverse.settled();
      const ines = await member(home, 'ines');
      assert.match((await ines.get('/compose')).text, 'name="quotePolicy"');
      const fields = { text: 'à moi', audience: 'public', language: 'fr', quotePolicy: 'nobody' };
      await ines.post('/posts', { ...fields, action: 'draft' });
      const draft = /\/drafts\/(\d+)/.exec((await ines.get('/drafts')).text)![1]!;
      assert.match((await ines.get(`/drafts/${draft}`)).text, '<option value="nobody" selected>');
      const id = (await ines.post('/posts', { ...fields, draft })).location.split('/').at(-1)!;
      await fediverse.settled();
      const there = async () => (await postByUri(other.instance, (await postById(instance, id))!.uri))!;
      assert.is((await there()).quotePolicy, 'nobody');
      assert.is(await refused(home.write('malik', 'voyez', { quoteOfId: id })), 403);
      const malik = await member(home, 'malik');
      assert.is((await malik.post(`/posts/${id}/quote-policy`, { quotePolicy: 'public' })).status, 404);
      assert.not.match((await malik.get(`/posts/${id}/quotes`)).text, 'name="quotePolicy"');
      assert.is((await ines.post(`/posts/${id}/quote-policy`, { quotePolicy: 'all' })).status, 422);
      assert.is((await ines.post(`/posts/${id}/quote-policy`, { quotePolicy: 'followers' })).status, 303);
      await fediverse.settled();
      assert.is((await there()).quotePolicy, 'followers');
      assert.is((await there()).editedAt, null);
      await ines.post(`/posts/${id}`, { ...fields, quotePolicy: 'public' });
      assert.is((await postById(instance, id))!.editedAt, null, 'its words are the same');
      await fediverse.settled();
      assert.is((await there()).quotePolicy, 'public');

      await write(instance, (tx) => tx.update(posts).set({ quotePolicy: null }).where(eq(posts.id, id)));
      const said = async () =>
        JSON.parse(
          (await malik.send('GET', `/ap/posts/${id}`, { headers: { accept: 'application/activity+json' } })).text,
        ).interactionPolicy.canQuote.automaticApproval;
      await allow(home, 'ines', 'nobody');
      assert.is(await refused(home.write('malik', 'voyez', { quoteOfId: id })), 403);
      assert.match((await ines.get(`/posts/${id}/quotes`)).text, '<option value="nobody" selected>');
      assert.equal(await said(), [(await home.account('ines')).uri]);
      await allow(home, 'ines', 'public');
      assert.is(await refused(home.write('malik', 'voyez', { quoteOfId: id })), 0);
      await changeQuotePolicy(instance, inesId, id, 'nobody');
      assert.equal(await said(), [(await home.account('ines')).uri]);
      const kept = await home.write('ines', 'pour ici', { audience: 'organisation' });
      assert.is(await refused(changeQuotePolicy(instance, inesId, kept, 'public')), 404);
    },
    ['valombre', 'terrefranche'],
  ));

test('who quotes a post is listed, as far as one may read it', () =>
  withHomes(async (home) => {
    const id = await home.write('ines', 'les mots');
    const [malik, ines] = [await member(home, 'malik'), await member(home, 'ines')];
    assert.match((await ines.get(`/posts/${id}/quotes`)).text, 'Pas encore de citation');
    const open = await home.write('malik', 'citeouvert', { quoteOfId: id });
    await home.write('theo', 'citeinterne', { quoteOfId: id, audience: 'organisation' });
    const shut = await home.write('nour', 'citeferme', { quoteOfId: id, audience: 'followers' });
    const seen = async (who: { get: (path: string) => Promise<{ text: string }> }) =>
      [...new Set((await who.get(`/posts/${id}/quotes`)).text.match(/cite(ouvert|interne|ferme)/g))].sort();
    assert.equal(await seen(await member(home, 'nour')), ['citeferme', 'citeinterne', 'citeouvert']);
    assert.equal(await seen(malik), ['citeinterne', 'citeouvert']);
    assert.equal(await seen(stranger(home)), ['citeouvert']);
    assert.match((await stranger(home).get(`/@ines/${id}`)).text, '1 citation');
    assert.match((await malik.get(`/@ines/${id}`)).text, '2 citations');
    const page = await quotingPosts(
      home.instance,
      { accountId: (await home.account('nour')).id, local: true },
      id,
      shut,
      1,
    );
    assert.is(page.posts.length, 1);
    assert.is(page.older, page.posts[0]!.id);
    await ines.post(`/posts/${open}/quote/delete`);
    assert.equal(await seen(malik), ['citeinterne']);
    const secret = await home.write('ines', '@theo à part', { audience: 'direct' });
    assert.is((await malik.get(`/posts/${secret}/quotes`)).status, 404);
  }));

test.run();
