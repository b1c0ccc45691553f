import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { contentDisposition } from '../../src/web/content-disposition.ts';

test('S87 a plain name stays, others stand whole in UTF-8', () => {
  assert.is(contentDisposition('inline', 'photo 1.webp'), 'inline; filename="photo 1.webp"');
  assert.is(
    contentDisposition('attachment', 'été (2).pdf'),
    `attachment; filename="_t_ (2).pdf"; filename*=UTF-8''%C3%A9t%C3%A9%20%282%29.pdf`,
  );
});

test('S87 S90 nothing in a name ends the header, leaves the folder or turns the direction', () => {
  const hostile = [
    'a\r\nSet-Cookie: x=1',
    'a"; filename=evil.exe',
    '../../etc/passwd',
    '..\\..\\x',
    'a\0.html',
    'fdp\u202egpj.exe',
    '\ud800lone',
    '...',
    '',
    '%2e%2e%2f',
    'a'.repeat(10_000),
    '😀'.repeat(200),
  ];
  for (const name of hostile) {
    const header = contentDisposition('attachment', name);
    assert.match(
      header,
      /^attachment; filename="[^"\\/%\x00-\x1f\x7f-\uffff]+"(; filename\*=UTF-8''[A-Za-z0-9%!#$&+.^_`|~-]+)?$/,
      name,
    );
    assert.ok(header.length < 2200);
    new Headers({ 'Content-Disposition': header });
  }
});

test.run();
