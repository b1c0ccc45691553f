import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mostCaptionBytes, readWebVtt } from '../../src/platform/web-vtt.ts';

const read = (text: string) => readWebVtt(Buffer.from(text));

test('captions are written anew: times, words, speakers and emphasis', () => {
  const text = [
    '\ufeffWEBVTT - La visite',
    'NOTE écrit par Solène',
    'STYLE\n::cue { background: url(https://tracker.example/) }',
    'REGION\nid:fred',
    '1\n00:01.000 --> 00:02.500 line:0 position:20%\n<v Gérard>Bonjour</v> <i>à tous</i>',
    'intro\r\n01:00:03.000 --> 01:00:04.000\r\nDeux\r\nlignes',
  ].join('\n\n');
  assert.is(
    read(text),
    'WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n<v Gérard>Bonjour</v> <i>à tous</i>\n\n01:00:03.000 --> 01:00:04.000\nDeux\nlignes\n',
  );
});

test('S91 nothing but words comes out of captions, whatever stands in them', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<c.red.bg_url>mot</c>',
    '<i onclick="x">a</i>',
    '<<i>script>',
    'a --> b',
    '\0',
  ];
  for (const words of hostile) {
    const written = read(`WEBVTT\n\n00:01.000 --> 00:02.000\n.${words}`)!;
    assert.match(written, /^WEBVTT\n\n00:00:01\.000 --> 00:00:02\.000\n/);
    const after = written.split('\n').slice(3).join('\n');
    assert.not.match(after, /-->|\0|script>|<img|<c/, words);
    assert.not.match(after.replace(/<\/?[ibv](?: [^<>&]*)?>/g, ''), /[<>]/, words);
  }
});

test('S92 what is no WebVTT is refused', () => {
  for (const text of [
    '',
    '<html>WEBVTT',
    'WEBVTTX\n\n00:01.000 --> 00:02.000\na',
    'WEBVTT\n\n',
    'WEBVTT\n\n00:02.000 --> 00:01.000\na',
    'WEBVTT\n\n0:01 --> 0:02\na',
    '1\n00:00:01,000 --> 00:00:02,000\na',
    `WEBVTT\n\n${Array.from({ length: 10_002 }, () => '00:01.000 --> 00:02.000\na').join('\n\n')}`,
  ])
    assert.is(read(text), null, text.slice(0, 60));
  assert.is(
    readWebVtt(Buffer.concat([Buffer.from('WEBVTT\n\n00:01.000 --> 00:02.000\n'), Buffer.from([0xff, 0xfe])])),
    null,
  );
  assert.is(readWebVtt(Buffer.alloc(mostCaptionBytes + 1, 65)), null);
});

test.run();
