import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createTranslate, pickLanguage } from '../../src/platform/i18n.ts';

const fr = createTranslate('fr', 'Europe/Paris');
const en = createTranslate('en', 'Europe/Paris');
const now = Date.UTC(2026, 10, 22, 14, 40);
const hour = 3_600_000;
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test('a text takes its arguments and its plural', () => {
  assert.is(fr('feed.new', { n: 1 }), 'Afficher une nouvelle publication');
  assert.is(fr('feed.new', { n: 4 }), 'Afficher 4 nouvelles publications');
  assert.is(en('feed.new', { n: 4 }), 'Show 4 new posts');
});

test('markup in an argument stays text', () => {
  assert.is(fr('post.answers', { name: '<b>{x}</b>' }), 'en réponse à <b>{x}</b>');
});

test('a key that comes as text is said when known; an unknown one gives the general sentence', () => {
  assert.is(fr.dynamic('error.tooLarge'), fr('error.tooLarge'));
  assert.is(fr.dynamic('no.such.key'), fr('error.invalid'));
  assert.ok(fr.has('post.reply'));
  assert.not.ok(fr.has('constructor'));
});

test('times are told as people tell them, days counted on the calendar of the place', () => {
  const told = (t: typeof fr, before: number) => plain(t.ago(now - before, now));
  assert.is(told(fr, 0), 'maintenant');
  assert.is(told(fr, 2 * hour), 'il y a 2 h');
  assert.is(told(fr, 22 * hour), 'hier, 17 h 40');
  assert.is(told(fr, 50 * hour), 'vendredi');
  assert.is(told(fr, 12 * 24 * hour), '10 novembre');
  assert.is(told(fr, 400 * 24 * hour), '18 octobre 2025');
  assert.is(told(en, 22 * hour), 'yesterday, 17:40');
  assert.is(told(fr, -hour), 'maintenant', 'a clock that runs ahead');
  // 00:30 in Paris on the 22nd is still the 21st in UTC.
  assert.is(plain(fr.ago(Date.UTC(2026, 10, 21, 23, 30), Date.UTC(2026, 10, 22, 0, 30))), 'il y a 1 h');
});

test('numbers and sizes are written as in the language', () => {
  assert.is(plain(fr.number(18_400)), '18 400');
  assert.is(plain(fr.bytes(84_000)), '84 ko');
  assert.is(plain(fr.bytes(1_540_000)), '1,5 Mo');
  assert.is(plain(en.bytes(1_540_000)), '1.5 MB');
  assert.is(plain(fr.bytes(12)), '12 octets');
});

test('the language asked for is picked by quality; nonsense gives the first supported', () => {
  assert.is(pickLanguage('en-US,en;q=0.9,fr;q=0.8'), 'en');
  assert.is(pickLanguage('en;q=0.3, fr-CA;q=0.7'), 'fr');
  assert.is(pickLanguage('de, en;q=0.5'), 'en');
  assert.is(pickLanguage('en;q=0, *'), 'fr');
  assert.is(pickLanguage(undefined, ['en']), 'en');
  assert.is(pickLanguage(`${'x,'.repeat(100_000)}en`), 'fr');
});

test.run();
