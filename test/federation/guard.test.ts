import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isPlain } from '../../src/federation/context-policy.ts';
import { authorOf, embedded, readEnvelope } from '../../src/federation/guard.ts';
import { canonicalId, documentId, pageOf } from '../../src/federation/ids.ts';
import { parseJson } from '../../src/federation/parse-json.ts';

const as2 = 'https://www.w3.org/ns/activitystreams';
const like = {
  '@context': as2,
  id: 'https://peer.example/likes/1',
  type: 'Like',
  actor: 'https://peer.example/users/a',
  object: 'https://home.example/ap/posts/1',
};

test('S10 every spelling of a host becomes one, or nothing', () => {
  const one = 'https://evil.test/a';
  for (const same of [
    one,
    'https://EVIL.test/a',
    'https://evil.test./a',
    'https://evil。test/a',
    'https://%65vil.test/a',
    'HTTPS://evil.test:443/a',
    'https://ev\u200bil.test/a',
    'https://evil.test/b/../a',
  ])
    assert.is(canonicalId(same), one, same);
  for (const bad of [
    'https://evil\t.test/a',
    'https://evil.test/\na',
    ' https://evil.test/a',
    'https://evil test/a',
    'https://../a',
    'https:///a',
    'https://xn--a.xn--/\0',
  ])
    assert.is(canonicalId(bad), null, bad);
  assert.is(canonicalId('https://évil.test/a'), canonicalId('https://xn--vil-9la.test/a'));
});

test('S16 what is no id is refused, what is one has one form', () => {
  for (const bad of [
    null,
    5,
    {},
    ['https://a.example/'],
    '',
    'a.example',
    '//a.example',
    'https://u@a.example/',
    'https://u:p@a.example/',
    'ftp://a.example/',
    'javascript:alert(1)',
    `https://a.example/${'x'.repeat(2048)}`,
    'https:\\\\a.example\\',
    'data:,x',
    'did:key:z6Mk',
  ])
    assert.is(canonicalId(bad), null, String(bad).slice(0, 40));
  assert.is(documentId('https://a.example/x#y'), null);
  assert.is(canonicalId('https://a.example/x#y'), 'https://a.example/x#y');
});

test('S03 an activity whose id is on another origin than its actor stays out', () => {
  assert.is(readEnvelope(like)!.actor, like.actor);
  for (const id of [
    'https://victim.example/likes/1',
    'http://peer.example/likes/1',
    'https://peer.example:8443/l',
    'https://sub.peer.example/l',
    undefined,
    '',
  ])
    assert.is(readEnvelope({ ...like, id }), null, String(id));
  for (const actor of [
    undefined,
    [],
    ['https://peer.example/users/a'],
    { type: 'Person' },
    'https://peer.example/users/a#x',
  ])
    assert.is(readEnvelope({ ...like, actor }), null);
  for (const type of [undefined, [], ['Like', 'Delete'], {}, 'x'.repeat(65)])
    assert.is(readEnvelope({ ...like, type }), null);
});

test('S06 S66 an embedded object is believed on the origin of its actor alone', () => {
  assert.ok(embedded({ id: 'https://peer.example/n/1' }, like.actor));
  for (const id of ['https://victim.example/n/1', 'https://peer.example/n/1#x', undefined])
    assert.is(embedded({ id }, like.actor), null);
  assert.is(authorOf({ id: 'https://evil.example/n', attributedTo: 'https://victim.example/u' }), null);
  assert.is(
    authorOf({ id: 'https://a.example/n', attributedTo: [{ type: 'Person', id: 'https://a.example/u' }] }),
    'https://a.example/u',
  );
});

test('S09 a page on another host than the object is not its page', () => {
  assert.is(pageOf('https://victim.example/@a/1', 'https://evil.example/n'), null);
  assert.is(pageOf('https://evil.example/@a/1', 'https://evil.example/n'), 'https://evil.example/@a/1');
  assert.is(pageOf('javascript:alert(1)', 'https://evil.example/n'), null);
});

test('S15 documents that mean something else as JSON-LD are refused', () => {
  const bad: object[] = [
    { ...like, '@graph': [{ id: 'x' }] },
    { ...like, '@included': [] },
    { ...like, object: { '@reverse': { actor: 'https://victim.example/u' } } },
    { ...like, '@type': 'Delete' },
    { ...like, '@id': 'https://victim.example/1' },
    { ...like, '@context': 'https://example.org/other' },
    { ...like, '@context': undefined },
    { ...like, '@context': [as2, { actor: 'as:object' }] },
    { ...like, '@context': [as2, { actor: { '@id': 'as:object', '@type': '@id' } }] },
    { ...like, '@context': [as2, { type: '@id' }] },
    { ...like, '@context': [as2, { as: 'https://evil.example/#' }] },
    { ...like, '@context': [as2, { harmless: '@graph' }] },
    { ...like, '@context': [as2, { harmless: { '@reverse': 'as:actor' } }] },
    { ...like, '@context': [as2, { Like: 'as:Delete' }] },
    { ...like, '@context': [as2, { '@base': 'https://victim.example/' }] },
    { ...like, object: { '@context': { to: 'as:bto' }, id: 'https://peer.example/1' } },
    { ...like, '@context': Array(60).fill(as2) },
  ];
  for (const document of bad) assert.is(isPlain(document as never), false, JSON.stringify(document));
});

test('contexts as the field writes them pass', () => {
  const mastodon = {
    ostatus: 'http://ostatus.org#',
    atomUri: 'ostatus:atomUri',
    sensitive: 'as:sensitive',
    toot: 'http://joinmastodon.org/ns#',
    Hashtag: 'as:Hashtag',
    movedTo: { '@id': 'as:movedTo', '@type': '@id' },
    schema: 'http://schema.org#',
    value: 'schema:value',
    featured: { '@id': 'toot:featured', '@type': '@id' },
    focalPoint: { '@container': '@list', '@id': 'toot:focalPoint' },
  };
  const peertube = {
    pt: 'https://joinpeertube.org/ns#',
    likes: { '@id': 'as:likes', '@type': '@id' },
    shares: { '@id': 'as:shares', '@type': '@id' },
    size: { '@type': 'sc:Number', '@id': 'pt:size' },
  };
  for (const context of [mastodon, peertube, { '@language': 'und' }, { '@vocab': '_:' }, 'https://unknown.example/ns'])
    assert.ok(isPlain({ ...like, '@context': [as2, 'https://w3id.org/security/v1', context] }));
  assert.ok(isPlain({ ...like, object: { '@context': [as2, mastodon], id: 'https://peer.example/1' } }));
});

test('S34 deep, wide and broken JSON is refused quickly', () => {
  const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  const started = process.cpuUsage();
  for (const bad of [
    deep(33),
    deep(5000),
    deep(150_000),
    `{"a":${'['.repeat(500_000)}`,
    JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`k${n}`, 1]))),
    JSON.stringify({ '@context': Array(20_000).fill('x') }),
    '"text"',
    '[]',
    'null',
    '',
    '{',
    '\ufeff{}}',
    '{"__proto__":{"admin":true}}',
    '{"a":{"__proto__":1}}',
  ])
    assert.is(parseJson(Buffer.from(bad)), null, bad.slice(0, 40));
  // The time of the processor, not of the clock: others may be using the machine.
  assert.ok(process.cpuUsage(started).user < 1_000_000);
  assert.is(parseJson(Buffer.alloc(1_048_577, ' ')), null);
  assert.is(parseJson(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])), null);
  assert.equal(parseJson(Buffer.from(deep(3))), { a: { a: { a: 1 } } });
  assert.equal(parseJson(Buffer.from('{"a":"b\\u0000c"}')), { a: 'bc' });
});

test.run();
