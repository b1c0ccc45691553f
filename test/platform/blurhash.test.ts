import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { blurhashOf, isBlurhash } from '../../src/platform/blurhash.ts';

test('the waves of a picture, whatever its colour', () => {
  const plain = (side: number, byte: number) => new Uint8Array(side * side * 4).fill(byte);
  assert.is(blurhashOf(plain(100, 255), 100, 100), 'L2TSUA~qfQ~q~qj[fQj[fQfQfQfQ');
  assert.is(blurhashOf(plain(32, 0), 32, 32), 'L00000fQfQfQfQfQfQfQfQfQfQfQ');
});

test('what is no BlurHash is told by its letters and its length', () => {
  assert.ok(isBlurhash('LEHV6nWB2yk8pyo0adR*.7kCMdnj'));
  for (const wrong of ['', 'L', 'LEHV6nWB2yk8pyo0adR*.7kCMdn', 'LEHV6nWB2yk8pyo0adR*.7kCMd"j', '<script>'])
    assert.not.ok(isBlurhash(wrong), wrong);
});

test.run();
