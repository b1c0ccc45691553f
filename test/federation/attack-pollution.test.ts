import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readActor } from '../../src/federation/objects/read-actor.ts';
import { readNote } from '../../src/federation/objects/read-note.ts';
import { parseJson } from '../../src/federation/parse-json.ts';

const read = (text: string) => parseJson(Buffer.from(text));

test('S84 a `__proto__` anywhere refuses the document; `constructor` and `prototype` are members like any other', () => {
  for (const text of [
    '{"__proto__":{"admin":true}}',
    '{"id":"https://a.example/1","tag":[{"__proto__":{"type":"Mention"}}]}',
    '{"a":{"b":{"\\u005f_proto__":{"c":1}}}}',
  ])
    assert.is(read(text), null, text);
  const note = read(
    `{"id":"https://a.example/1","type":"Note","attributedTo":"https://a.example/u","content":"x",
      "constructor":{"prototype":{"polluted":true}},"prototype":{"polluted":true},
      "contentMap":{"constructor":"y"},"tag":[{"type":"constructor","href":{"prototype":1}}]}`,
  );
  assert.ok(note);
  assert.ok(readNote(note!));
  assert.is(({} as Record<string, unknown>).polluted, undefined);
  const actor = { id: 'https://a.example/u', preferredUsername: 'u', inbox: 'https://a.example/u/inbox' };
  assert.ok(readActor({ ...actor, type: 'Person' }));
  for (const type of ['constructor', 'toString', 'hasOwnProperty', '__proto__'])
    assert.is(readActor({ ...actor, type }), null, type);
});

test.run();
