import {
  Announce,
  Object as AnyObject,
  Application,
  Create,
  Note,
  OrderedCollection,
  OrderedCollectionPage,
  Organization,
  Person,
  Question,
} from '@fedify/vocab';
import { preloadedContexts } from '@fedify/vocab-runtime';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { organisation } from '../../src/accounts/organisation-tables.ts';
import { instanceOwner, signingKey } from '../../src/federation/local-keys.ts';
import { signCavage } from '../../src/federation/signatures/cavage.ts';
import { signRfc9421 } from '../../src/federation/signatures/rfc9421.ts';
import { actorKeys, outgoing } from '../../src/federation/tables.ts';
import { write } from '../../src/platform/write.ts';
import { boost } from '../../src/posts/boost.ts';
import { erasePost } from '../../src/posts/delete-post.ts';
import { postById } from '../../src/posts/post.ts';
import { type Got, get } from '../support/document.ts';
import { type Fediverse, type Home, startFediverse } from '../support/fediverse.ts';

/** A GET signed by an actor of `by`. */
async function signedGet(home: Home, path: string, by: Home, owner: string, sign = signCavage): Promise<Got> {
  const key = await signingKey(by.instance, owner);
  const url = new URL(path, home.origin).href;
  return get(home, path, sign({ method: 'GET', url, headers: {}, body: Buffer.alloc(0) }, key, Date.now()));
}

async function between(work: (fediverse: Fediverse) => Promise<void>, env: Record<string, string> = {}) {
  const fediverse = await startFediverse(['valombre', 'terrefranche'], env);
  try {
    await work(fediverse);
  } finally {
    await fediverse.stop();
  }
}

const offline = {
  documentLoader: (url: string) => Promise.reject(new Error(url)),
  contextLoader: async (url: string) => {
    if (!preloadedContexts[url]) throw new Error(`not a known context: ${url}`);
    return { contextUrl: null, documentUrl: url, document: preloadedContexts[url] };
  },
};

test('Fedify reads our documents as we mean them', () =>
  between(async ({ homes: { valombre } }) => {
    const malik = await valombre.account('malik');
    const id = await valombre.write('malik', 'Bonjour @ines #campus', { notice: 'attention' });
    const person = await Person.fromJsonLd((await get(valombre, `/ap/accounts/${malik.id}`)).json, offline);
    assert.is(person.preferredUsername, 'malik');
    assert.is(person.inboxId!.href, malik.inbox);
    assert.is(person.endpoints!.sharedInbox!.href, `${valombre.origin}/ap/inbox`);
    assert.is(person.followersId!.href, malik.followersUri);
    assert.is((await person.getPublicKey(offline))!.ownerId!.href, malik.uri);
    assert.is(person.manuallyApprovesFollowers, false);

    const organisation_ = await valombre.account('valombre');
    const body = (await get(valombre, `/ap/accounts/${organisation_.id}`)).json;
    const org = await Organization.fromJsonLd(body, offline);
    const [multikey] = await Array.fromAsync(org.getAssertionMethods(offline));
    assert.is(multikey!.controllerId!.href, organisation_.uri);
    assert.is((await multikey!.publicKey)!.algorithm.name, 'Ed25519');

    const note = await Note.fromJsonLd((await get(valombre, `/ap/posts/${id}`)).json, offline);
    assert.match(String(note.content), /Bonjour/);
    assert.is(note.attributionId!.href, malik.uri);
    assert.is(String(note.summary), 'attention');
    assert.is(note.sensitive, true);
    assert.equal(note.toIds.map(String), ['https://www.w3.org/ns/activitystreams#Public']);
    assert.is(note.repliesId!.href, `${valombre.origin}/ap/posts/${id}/replies`);
    const tags = await Array.fromAsync(note.getTags(offline));
    assert.equal(tags.map((tag) => tag.constructor.name).sort(), ['Hashtag', 'Mention']);

    const pollId = await valombre.write('malik', 'Quand ?', {
      poll: { options: ['a', 'b'], multiple: false, hours: 2 },
    });
    const question = await Question.fromJsonLd((await get(valombre, `/ap/posts/${pollId}`)).json, offline);
    assert.is((await Array.fromAsync(question.getExclusiveOptions(offline))).length, 2);
    assert.ok(question.endTime);

    const create = await Create.fromJsonLd((await get(valombre, `/ap/activities/${id}`)).json, offline);
    assert.is(create.objectId!.href, `${valombre.origin}/ap/posts/${id}`);
    const boostId = await boost(valombre.instance, { accountId: organisation_.id, local: true }, id);
    const announce = await Announce.fromJsonLd((await get(valombre, `/ap/activities/${boostId}`)).json, offline);
    assert.is(announce.objectId!.href, `${valombre.origin}/ap/posts/${id}`);
    const application = await Application.fromJsonLd((await get(valombre, '/ap/actor')).json, offline);
    assert.is(application.id!.href, `${valombre.origin}/ap/actor`);
    assert.is((await application.getPublicKey(offline))!.ownerId!.href, `${valombre.origin}/ap/actor`);
  }));

test('collections are paged and count; page addresses answer ActivityPub when asked', () =>
  between(async ({ homes: { valombre, terrefranche }, settled }) => {
    const malik = await valombre.account('malik');
    await follow(
      terrefranche.instance,
      (await terrefranche.account('aicha')).id,
      await terrefranche.find(`@malik@${valombre.host}`),
    );
    const ids = [];
    for (let n = 0; n < 42; n++) ids.unshift(await valombre.write('malik', `n° ${n}`));
    await settled();
    const first = (await get(valombre, `/ap/accounts/${malik.id}/outbox`)).json;
    assert.is((await OrderedCollection.fromJsonLd(first, offline)).totalItems, 42);
    const page = (await get(valombre, first.first)).json;
    assert.is((await OrderedCollectionPage.fromJsonLd(page, offline)).partOfId!.href, first.id);
    const last = (await get(valombre, page.next)).json;
    const seen = [...page.orderedItems, ...last.orderedItems].map((item) => item.object.id.split('/').at(-1));
    assert.equal(seen, ids);
    assert.is(last.next, undefined);
    const followers = (await get(valombre, `/ap/accounts/${malik.id}/followers?page=1`)).json;
    assert.equal(followers.orderedItems, [(await terrefranche.account('aicha')).uri]);

    const profile = await get(valombre, '/@malik');
    assert.is(profile.json.id, malik.uri);
    assert.match(String(profile.headers.vary), /Accept/);
    assert.is((await get(valombre, `/@malik/${ids[0]}`)).json.id, `${valombre.origin}/ap/posts/${ids[0]}`);
    const html = await get(valombre, '/@malik', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    assert.match(String(html.headers['content-type']), /html/);
    assert.match(String(html.headers.vary), /Accept/);
  }));

test('S47 S49 S53 S59 a stranger gets what is public, and one same 404 for the rest', () =>
  between(async ({ homes: { valombre } }) => {
    const malik = await valombre.account('malik');
    const open = await valombre.write('malik', 'à tous');
    const hidden = [];
    for (const audience of ['followers', 'organisation', 'direct'] as const)
      hidden.push(await valombre.write('malik', `@ines ${audience}`, { audience, inReplyToId: null }));
    const ines = await valombre.account('ines');
    const reply = await valombre.write('ines', '@malik à toi', { audience: 'direct', inReplyToId: open });
    assert.ok(ines);
    const absent = await get(valombre, '/ap/posts/117657147801600000');
    for (const id of [...hidden, reply])
      for (const path of [
        `/ap/posts/${id}`,
        `/ap/posts/${id}/replies`,
        `/ap/posts/${id}/likes`,
        `/ap/activities/${id}`,
      ]) {
        const got = await get(valombre, path);
        assert.equal(
          [got.status, got.text, got.headers.vary, got.headers['cache-control']],
          [404, absent.text, absent.headers.vary, absent.headers['cache-control']],
          path,
        );
      }
    const outbox = (await get(valombre, `/ap/accounts/${malik.id}/outbox?page=1`)).json;
    assert.equal(
      outbox.orderedItems.map((item: any) => item.id),
      [`${valombre.origin}/ap/activities/${open}`],
    );
    for (const name of ['replies', 'context']) {
      const items = (await get(valombre, `/ap/posts/${open}/${name}`)).json.first.orderedItems;
      assert.not(
        items.some((item: string) => item.endsWith(reply)),
        name,
      );
    }
    for (const row of await valombre.instance.db.select().from(outgoing)) assert.not.match(row.activity, /"b(to|cc)"/);
  }));

test("S19 S56 S62 a signature opens what its actor may read, and such an answer is nobody else's", () =>
  between(async ({ homes: { valombre, terrefranche }, settled }) => {
    const aicha = await terrefranche.account('aicha');
    const gerard = await terrefranche.account('gerard');
    await follow(terrefranche.instance, aicha.id, await terrefranche.find(`@malik@${valombre.host}`));
    await settled();
    const id = await valombre.write('malik', 'aux miens', { audience: 'followers' });
    const path = `/ap/posts/${id}`;
    for (const sign of [signCavage, signRfc9421] as (typeof signCavage)[]) {
      const got = await signedGet(valombre, path, terrefranche, aicha.id, sign);
      assert.is(got.status, 200);
      assert.is(got.headers['cache-control'], 'private, no-store');
      assert.match(String(got.headers.vary), /Signature/);
    }
    const malik = await valombre.account('malik');
    const outbox = await signedGet(valombre, `/ap/accounts/${malik.id}/outbox?page=1`, terrefranche, aicha.id);
    assert.is(outbox.json.orderedItems.length, 1, 'with a query in the signed target');
    assert.is((await signedGet(valombre, path, terrefranche, gerard.id)).status, 404);
    assert.is((await signedGet(valombre, path, terrefranche, instanceOwner)).status, 404);
    const borrowed = await signingKey(terrefranche.instance, gerard.id);
    const key = { ...borrowed, keyId: `${aicha.uri}#main-key` };
    const request = { method: 'GET', url: valombre.origin + path, headers: {}, body: Buffer.alloc(0) };
    const forged = await get(valombre, path, signCavage(request, key, Date.now()));
    assert.is(forged.status, 404);
    assert.is(forged.text, (await get(valombre, '/ap/posts/117657147801600000')).text);
    assert.is((await get(valombre, path)).status, 404);
  }));

test('a deleted public post is gone, and says so', () =>
  between(async ({ homes: { valombre } }) => {
    const ids = [
      await valombre.write('malik', 'public'),
      await valombre.write('malik', 'miens', { audience: 'followers' }),
    ];
    for (const id of ids) {
      const post = (await postById(valombre.instance, id))!;
      await write(valombre.instance, (tx) => erasePost(valombre.instance, tx, post));
    }
    const gone = await get(valombre, `/ap/posts/${ids[0]}`);
    assert.is(gone.status, 410);
    assert.ok((await AnyObject.fromJsonLd(gone.json, offline)).id!.href.endsWith(ids[0]!));
    assert.is((await get(valombre, `/ap/posts/${ids[1]}`)).status, 404);
  }));

test('with authorised fetch on, documents are for servers that sign; the instance actor for all', () =>
  between(async ({ homes: { valombre, terrefranche }, settled }) => {
    for (const { instance } of [valombre, terrefranche])
      await write(instance, (tx) => tx.update(organisation).set({ authorizedFetch: true }));
    const malik = await valombre.account('malik');
    assert.is((await get(valombre, `/ap/accounts/${malik.id}`)).status, 401);
    assert.is((await get(valombre, '/ap/actor')).status, 200);
    assert.is((await signedGet(valombre, `/ap/accounts/${malik.id}`, terrefranche, instanceOwner)).status, 200);
    // Two servers that both ask for signatures still find and follow each other.
    const seen = await terrefranche.find(`@malik@${valombre.host}`);
    await follow(terrefranche.instance, (await terrefranche.account('aicha')).id, seen);
    await settled();
    assert.is((await valombre.account('malik')).followers, 1);
  }));

test('S122 private keys are sealed: the table alone signs nothing', () =>
  between(async ({ homes: { valombre } }) => {
    await signingKey(valombre.instance, instanceOwner);
    const rows = await valombre.instance.db.select().from(actorKeys);
    assert.ok(rows.length >= 1);
    for (const row of rows) assert.not.match(row.sealedPrivate, /PRIVATE KEY|MII/);
    const other = { ...valombre.instance, config: { ...valombre.instance.config, secretKey: 'x'.repeat(44) } };
    let opened = false;
    await signingKey(other, instanceOwner).then(
      () => (opened = true),
      () => {},
    );
    assert.not(opened);
  }));

test.run();
