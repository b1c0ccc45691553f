// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { campaignById } from '../../src/campaigns/campaign.ts';
import { carrierOf, inviteCarrier, ourselves } from '../../src/campaigns/carry.ts';
import { contributions } from '../../src/campaigns/tables.ts';
import { isMember } from '../../src/communities/membership.ts';
import { manifestRel } from '../../src/federation/objects/campaign-manifest.ts';
import { withContext } from '../../src/federation/objects/context.ts';
import { generateEd25519, multibaseOf } from '../../src/federation/signatures/keys.ts';
import { addProof } from '../../src/federation/signatures/proof.ts';
import { partnerScopes, partnerships } from '../../src/partners/tables.ts';
import { write } from '../../src/platform/write.ts';
import { postById } from '../../src/posts/post.ts';
import { campaign, stepNow } from '../campaigns/scene.ts';
import { idOf, open, sends } from '../support/group-scene.ts';
import type { HostileOrigin } from '../support/hostile-peer.ts';
import { hostileScene, type Scene } from '../support/hostile-scene.ts';
import { terms } from '../support/partners.ts';
import { type Json, remoteActor } from '../support/remote-actor.ts';

/** An actor of a hostile server with a key for proofs. */
async function keyed(origin: HostileOrigin, name: string, more: Json = {}) {
  const { privateKey } = await generateEd25519();
  const uri = `${origin.origin}/users/${name}`;
  const keyId = `${uri}#ed25519`;
  const key = { id: keyId, type: 'Multikey', controller: uri, publicKeyMultibase: multibaseOf(privateKey) };
  const actor = remoteActor(origin, name, { assertionMethod: [key], ...more });
  return { actor, prove: (document: Json) => addProof(document, { keyId, privateKey }, Date.now()) };
}

const manifestFor = (group: string, id: string, more: Json = {}) =>
  withContext({
    ...{ id, type: 'maillon:Campaign', attributedTo: group, name: 'Ailleurs', summary: 'Nous répondrons.' },
    ...{ 'maillon:state': 'open', 'maillon:answerDays': 5, 'maillon:template': 'blank' },
    'maillon:steps': [
      { id: `${new URL(group).origin}/steps/1`, 'maillon:kind': 'questions', name: 'Questions' },
      { id: `${new URL(group).origin}/steps/2`, 'maillon:kind': 'telepathy', name: 'Autre chose' },
      { id: 'https://elsewhere.example/steps/3', 'maillon:kind': 'ideas', name: 'Chez un autre' },
    ],
    ...more,
  });

/** A group that says its campaign's manifest is at `href`. */
const withManifest = (href: string) => ({ type: 'Group', attachment: [{ type: 'Link', rel: manifestRel, href }] });

test('S69 S06 a manifest counts when its own group has signed it, on its own server, and is no larger than a document', () =>
  hostileScene(async (scene) => {
    const { evil, victim, home, fediverse } = scene;
    const { actor, prove } = await keyed(evil, 'good', withManifest(`${evil.origin}/campaigns/good`));
    evil.answer('/campaigns/good', { body: prove(manifestFor(actor.uri, `${evil.origin}/campaigns/good`)) });
    const id = await idOf(scene, actor);
    await fediverse.settled();
    assert.is((await campaignById(home.instance, id))!.state, 'open');
    // Steps that we do not know, or of another server, are left out.
    assert.is((await stepNow(home.instance, id)).title, 'Questions');
    const tries: Record<string, (name: string, path: string) => Promise<void>> = {
      unsigned: async (name, path) => {
        const { actor } = await keyed(evil, name, withManifest(`${evil.origin}${path}`));
        evil.answer(path, { body: manifestFor(actor.uri, `${evil.origin}${path}`) });
      },
      'signed by another': async (name, path) => {
        const { actor } = await keyed(evil, name, withManifest(`${evil.origin}${path}`));
        const other = await keyed(evil, `${name}2`);
        evil.answer(path, { body: other.prove(manifestFor(actor.uri, `${evil.origin}${path}`)) });
      },
      'of another group': async (name, path) => {
        const { prove } = await keyed(evil, name, withManifest(`${evil.origin}${path}`));
        evil.answer(path, { body: prove(manifestFor(`${victim.origin}/users/alice`, `${evil.origin}${path}`)) });
      },
      'on another server': async (name, path) => {
        const { actor, prove } = await keyed(evil, name, withManifest(`${victim.origin}${path}`));
        victim.answer(path, { body: prove(manifestFor(actor.uri, `${victim.origin}${path}`)) });
      },
      'of ten megabytes': async (name, path) => {
        const { actor, prove } = await keyed(evil, name, withManifest(`${evil.origin}${path}`));
        const more = { 'maillon:charter': 'x'.repeat(10_000_000) };
        evil.answer(path, { body: prove(manifestFor(actor.uri, `${evil.origin}${path}`, more)) });
      },
    };
    for (const [place, [what, make]] of Object.entries(tries).entries()) {
      await make(`camp${place}`, `/campaigns/${place}`);
      const id = ((await home.instance.discover.address(`${evil.origin}/users/camp${place}`)) as { accountId: string })
        .accountId;
      await fediverse.settled();
      assert.is(await campaignById(home.instance, id), null, what);
    }
  }));

test('S72 a manifest judges nothing that stands outside its own community', () =>
  hostileScene(async (scene) => {
    const { evil, home, fediverse } = scene;
    const ours = await home.write('ines', 'À moi');
    const { uri } = (await postById(home.instance, ours))!;
    const { actor, prove } = await keyed(evil, 'good', withManifest(`${evil.origin}/campaigns/good`));
    const outcome = {
      object: uri,
      'maillon:step': `${evil.origin}/steps/1`,
      'maillon:kind': 'question',
      'maillon:state': 'refused',
    };
    const manifest = manifestFor(actor.uri, `${evil.origin}/campaigns/good`, { 'maillon:outcomes': [outcome] });
    evil.answer('/campaigns/good', { body: prove(manifest) });
    const id = await idOf(scene, actor);
    await fediverse.settled();
    assert.ok(await campaignById(home.instance, id));
    assert.equal(await home.instance.db.select().from(contributions), []);
  }));

/** The hostile server is a partner for campaigns. */
async function partnered({ home, evil }: Scene, actorUri: string) {
  const host = new URL(evil.origin).host;
  await write(home.instance, async (tx) => {
    const now = Date.now();
    const tie = { host, actorUri, state: 'active' as const, ours: terms(), theirs: terms() };
    await tx.insert(partnerships).values({ ...tie, collectionUri: null, createdAt: now, changedAt: now });
    await tx.insert(partnerScopes).values({ host, scope: 'campaigns' });
  });
  return host;
}

test('S60 S73 only the organisation that was asked, by its own proof, says that it carries a campaign', () =>
  hostileScene(async (scene) => {
    const { evil, home, fediverse } = scene;
    const organisation = await keyed(evil, 'maison', { type: 'Organization' });
    const member = await keyed(evil, 'membre');
    for (const { actor } of [organisation, member]) await idOf(scene, actor);
    const host = await partnered(scene, organisation.actor.uri);
    evil.answer('/.well-known/nodeinfo', {
      body: { links: [{ rel: 'http://nodeinfo.diaspora.software/ns/schema/2.1', href: `${evil.origin}/nodeinfo` }] },
      headers: { 'content-type': 'application/json' },
    });
    evil.answer('/nodeinfo', {
      headers: { 'content-type': 'application/json' },
      body: {
        ...{
          version: '2.1',
          software: { name: 'maillon', version: '1' },
          protocols: ['activitypub'],
          usage: { users: {} },
        },
        ...{ services: {}, openRegistrations: false, metadata: { organisation: organisation.actor.uri } },
      },
    });
    const ines = (await home.account('ines')).id;
    const id = await campaign(home.instance, ines, 'come-and-verify');
    await inviteCarrier(home.instance, ines, id, host);
    await fediverse.settled();
    const row = async () => (await carrierOf(home.instance, id, host))!;
    const invite = (await row()).uri;
    const own = await home.account('valombre');
    const word = (actor: Json, more: Json = {}): Json =>
      withContext({
        ...actor,
        to: [own.uri],
        object: { id: invite, type: 'Invite' },
        instrument: {
          type: 'maillon:CampaignTie',
          updated: new Date().toISOString(),
          'maillon:manifest': `${evil.origin}/m`,
        },
        ...more,
      });
    const says = (by: typeof organisation, more: Json = {}) => ({
      id: by.actor.id(),
      type: 'Accept',
      actor: by.actor.uri,
      ...more,
    });
    const tries: [string, typeof organisation, Json][] = [
      ['a member of it', member, member.prove(word(says(member)))],
      ['without its proof', organisation, word(says(organisation))],
      ['addressed to nobody', organisation, organisation.prove(word(says(organisation), { to: open }))],
      [
        'of another invitation',
        organisation,
        organisation.prove(word(says(organisation), { object: `${home.origin}/ap/invitations/1` })),
      ],
    ];
    for (const [what, by, activity] of tries) {
      await sends(scene, by.actor, activity);
      assert.is((await row()).state, 'invited', what);
    }
    await sends(scene, organisation.actor, organisation.prove(word(says(organisation))));
    assert.is((await row()).state, 'active');
    // An Invite for a campaign that is not its own is none.
    const group = remoteActor(scene.victim, 'camp', { type: 'Group' });
    await idOf(scene, group);
    const foreign = word(
      { id: organisation.actor.id(), type: 'Invite', actor: organisation.actor.uri },
      { object: group.uri, target: own.uri },
    );
    await sends(scene, organisation.actor, organisation.prove(foreign));
    assert.is(await carrierOf(home.instance, await idOf(scene, group), ourselves), null);
  }));

test('S51 what a stranger says it brings is a post, and no contribution, where its step does not let it in', () =>
  hostileScene(async (scene) => {
    const { home, fediverse, alice } = scene;
    const id = await campaign(home.instance, (await home.account('ines')).id, 'come-and-verify');
    const step = await stepNow(home.instance, id, 'questions');
    const group = (await home.account('assiettes')).uri;
    await alice.post(home.origin, alice.activity('Follow', group));
    await fediverse.settled();
    assert.ok(await isMember(home.instance, await idOf(scene, alice), id));
    const value = (name: string, said: string) => ({ type: 'PropertyValue', name, value: said });
    const brings = (kind: string, facts: object) =>
      alice.note('Voici', {
        ...{ to: open, cc: [group], audience: group, tag: [{ type: 'Mention', href: group, name: '@assiettes' }] },
        attachment: [
          value('maillon:step', step.uri),
          value('maillon:contribution', kind),
          value('maillon:facts', JSON.stringify(facts)),
        ],
      });
    for (const [kind, facts] of [
      ['claim', {}],
      ['finding', { verdict: 'confirmed' }],
      ['ballot', { a: 1 }],
    ] as const)
      await sends(scene, alice, alice.activity('Create', brings(kind, facts)));
    const rows = await home.instance.db.select().from(contributions);
    // Unsaid or unknown, a thread in the community is a question: that is all a stranger can bring here.
    assert.equal([...new Set(rows.map((row) => row.kind))], ['question']);
    assert.equal(
      rows.map((row) => row.facts),
      [{}, {}, {}],
    );
  }));

test.run();
