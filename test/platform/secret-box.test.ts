import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createSecretBox } from '../../src/platform/secret-box.ts';

const box = createSecretBox('a secret key of at least forty-four characters');

test('S122 what was sealed opens again, and shows nothing', () => {
  const text = '-----BEGIN PRIVATE KEY----- é';
  const sealed = box.seal(text);
  assert.not.match(sealed, 'PRIVATE');
  assert.is(box.open(sealed), text);
  assert.is.not(box.seal(text), sealed);
  assert.is(box.open(box.seal('')), '');
});

test('S122 another key, another context, a changed or a cut text do not open', () => {
  const sealed = box.seal('secret', 'account:1');
  assert.is(box.open(sealed, 'account:1'), 'secret');
  assert.throws(() => box.open(sealed, 'account:2'));
  assert.throws(() => box.open(sealed));
  assert.throws(() => createSecretBox('another secret key of the same great length!').open(sealed, 'account:1'));
  for (let at = 3; at < sealed.length; at += 5) {
    const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
    assert.throws(() => box.open(changed, 'account:1'));
  }
  assert.throws(() => box.open(sealed.slice(0, -3), 'account:1'));
  assert.throws(() => box.open('plain text', 'account:1'));
});

test.run();
