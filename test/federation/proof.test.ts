import { createPublicKey } from 'node:crypto';
import { getDocumentLoader, signObject, verifyProof } from '@fedify/fedify';
import { Create, DataIntegrityProof, Multikey, Note } from '@fedify/vocab';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { canonicalize } from '../../src/federation/signatures/jcs.ts';
import { generateEd25519, multibaseOf } from '../../src/federation/signatures/keys.ts';
import { addProof, readProof } from '../../src/federation/signatures/proof.ts';

const now = Date.UTC(2026, 10, 23, 12);
const { privateKey, publicKey } = await generateEd25519();
const keyId = 'https://peer.example/actor#ed25519-key';
const document = {
  '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/data-integrity/v1'],
  id: 'https://peer.example/activities/1',
  type: 'Create',
  actor: 'https://peer.example/actor',
  object: {
    id: 'https://peer.example/notes/1',
    type: 'Note',
    content: '<p>é €</p>',
    attributedTo: 'https://peer.example/actor',
  },
};

test('JCS: the example of RFC 8785 §3.2.2', () => {
  const input =
    '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}';
  assert.is(
    canonicalize(JSON.parse(input)),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
  assert.is(
    canonicalize({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5 }),
    '{"\\r":2,"1":4,"€":1,"😀":5,"\ufb33":3}',
  );
  assert.throws(() => canonicalize('\ud800'));
});

test('a proof verifies until a byte of the document or of its options changes', () => {
  const signed = addProof(document, { keyId, privateKey }, now);
  assert.ok(readProof(signed)!.verify(publicKey));
  assert.is(readProof(signed)!.keyId, keyId);
  assert.not(readProof({ ...signed, actor: 'https://evil.example/actor' })!.verify(publicKey));
  const proof = { ...(signed.proof as object), created: '2026-11-23T12:00:01Z' };
  assert.not(readProof({ ...signed, proof })!.verify(publicKey));
  const reordered = Object.fromEntries(Object.entries(signed).reverse());
  assert.ok(readProof(reordered)!.verify(publicKey));
});

test('S15 a proof for another context, purpose, suite, or one of several, is no proof', () => {
  const signed = addProof(document, { keyId, privateKey }, now);
  const proof = signed.proof as Record<string, unknown>;
  for (const bad of [
    { ...proof, proofPurpose: 'authentication' },
    { ...proof, cryptosuite: 'eddsa-rdfc-2022' },
    { ...proof, proofValue: 'z1' },
    { ...proof, '@context': 'https://evil.example/' },
    [proof, proof],
    null,
  ])
    assert.is(readProof({ ...signed, proof: bad }), null);
});

test('Fedify verifies our proof, and we verify its', async () => {
  const contextLoader = getDocumentLoader();
  const cryptoPublic = await crypto.subtle.importKey(
    'spki',
    createPublicKey(privateKey).export({ format: 'der', type: 'spki' }) as Buffer<ArrayBuffer>,
    'Ed25519',
    true,
    ['verify'],
  );
  const cryptoPrivate = await crypto.subtle.importKey(
    'pkcs8',
    privateKey.export({ format: 'der', type: 'pkcs8' }) as Buffer<ArrayBuffer>,
    'Ed25519',
    true,
    ['sign'],
  );
  const multikey = new Multikey({ id: new URL(keyId), controller: new URL(document.actor), publicKey: cryptoPublic });
  const keyDocument = (await multikey.toJsonLd({ contextLoader })) as { publicKeyMultibase: string };
  assert.is(keyDocument.publicKeyMultibase, multibaseOf(privateKey));
  const actorDocument = {
    '@context': [
      'https://www.w3.org/ns/activitystreams',
      'https://www.w3.org/ns/did/v1',
      'https://w3id.org/security/multikey/v1',
    ],
    id: document.actor,
    type: 'Person',
    assertionMethod: [
      { id: keyId, type: 'Multikey', controller: document.actor, publicKeyMultibase: multibaseOf(privateKey) },
    ],
  };
  const documentLoader = async (url: string) =>
    url.split('#')[0] === document.actor
      ? { contextUrl: null, documentUrl: url, document: actorDocument }
      : contextLoader(url);
  const signed = addProof(document, { keyId, privateKey }, now);
  const proof = await DataIntegrityProof.fromJsonLd(signed.proof, { contextLoader });
  assert.ok(await verifyProof(signed, proof, { documentLoader: documentLoader as never, contextLoader }));

  const create = new Create({
    id: new URL('https://peer.example/activities/2'),
    actor: new URL(document.actor),
    object: new Note({
      id: new URL('https://peer.example/notes/2'),
      content: 'bonjour',
      attribution: new URL(document.actor),
    }),
  });
  const theirs = await signObject(create, cryptoPrivate, new URL(keyId), { contextLoader });
  const json = (await theirs.toJsonLd({ contextLoader })) as Record<string, unknown>;
  assert.ok(readProof(json)!.verify(publicKey));
});

test.run();
