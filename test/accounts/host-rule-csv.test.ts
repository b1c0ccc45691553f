import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readCsv, readHostRules, writeHostRules } from '../../src/accounts/host-rule-csv.ts';

const rule = {
  host: 'ancien.example',
  severity: 'limit' as const,
  rejectMedia: true,
  rejectReports: false,
  publicComment: 'Envois de masse, "encore"',
  obfuscate: true,
};

test('what is written is read back, and is what Mastodon writes', () => {
  const text = writeHostRules([rule, { ...rule, host: 'b.example', severity: 'block', publicComment: '' }]);
  assert.is(
    text,
    '#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate\n' +
      'ancien.example,silence,true,false,"Envois de masse, ""encore""",true\n' +
      'b.example,suspend,true,false,,true\n',
  );
  assert.equal(readHostRules(text).rules[0], rule);
  assert.is(readHostRules(text).rules.length, 2);
});

test('lists as others keep them: bare domains, other columns, a byte order mark, Windows line ends', () => {
  const plain = readHostRules('a.example\r\nb.example\r\n\r\n');
  assert.equal(
    plain.rules.map(({ host, severity }) => `${host} ${severity}`),
    ['a.example block', 'b.example block'],
  );
  const other = readHostRules(
    '\uFEFFpublic_comment,domain,severity\r\n"deux\nlignes",C.example,suspend\r\n,d.example,noop',
  );
  assert.equal(
    other.rules.map(({ host, severity, publicComment }) => [host, severity, publicComment]),
    [
      ['c.example', 'block', 'deux\nlignes'],
      ['d.example', 'none', ''],
    ],
  );
  const odd = readHostRules('#domain,#severity\nex***.example,suspend\ne.example,purge\n,suspend\nf.example,silence');
  assert.equal(
    odd.rules.map(({ host }) => host),
    ['f.example'],
  );
  assert.is(odd.skipped, 3);
});

test('S93 a comment that a spreadsheet would run is tamed', () => {
  const text = writeHostRules([{ ...rule, publicComment: '=HYPERLINK("https://evil.example")' }]);
  assert.not.match(text, /[,"]=/);
});

test('cells hold what they hold', () => {
  assert.equal(readCsv('a,"b,c",\n"d ""e""",f'), [
    ['a', 'b,c', ''],
    ['d "e"', 'f'],
  ]);
  assert.equal(readCsv(''), []);
  assert.equal(readCsv('a'), [['a']]);
});

test.run();
