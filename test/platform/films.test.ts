import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Container, containerOf } from '../../src/platform/film-container.ts';
import { createFilms } from '../../src/platform/films.ts';
import { ProgramFailed, runLimited } from '../../src/platform/limited-program.ts';
import { ffmpegPath, film, needsFfmpeg, probe } from '../support/films.ts';
import { picture } from '../support/pictures.ts';

const filmTest = needsFfmpeg(test);
const limits = { durationMs: 60_000, bytes: 50e6 };

async function inFolder(work: (folder: string) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'maillon-films-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Prepares a file as an upload is, and says what came of it. */
async function prepared(folder: string, bytes: Buffer, container: Container = containerOf(bytes)!) {
  const films = createFilms(ffmpegPath());
  const [source, made, poster] = ['source', 'made', 'poster'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(source, bytes);
  const about = await films.look(source, container, limits);
  return { about, made, poster, result: await films.make(source, container, about, { film: made, poster }, limits) };
}

const keyOf = (work: Promise<unknown>) =>
  work.then(
    () => 'taken',
    ({ key, message }) => key ?? message,
  );

filmTest('S93 nothing of place, camera, title or language stays in a film or a sound', () =>
  inFolder(async (folder) => {
    for (const extension of ['mp4', 'mov', 'webm', 'mp3', 'ogg', 'flac', 'm4a'] as const) {
      const isSound = !['mp4', 'mov', 'webm'].includes(extension);
      const source = await film({ extension, seconds: 1, size: isSound ? '' : '320x180' });
      assert.ok(source.includes('SecretTitle'), extension);
      const { made, poster, result } = await prepared(folder, source);
      const bytes = readFileSync(made);
      for (const secret of ['Secret', '48.85']) assert.not.ok(bytes.includes(secret), `${secret} in ${extension}`);
      const { format, streams } = await probe(made);
      for (const { tags } of streams) assert.not.match(JSON.stringify(tags ?? {}), 'fra');
      assert.equal(
        streams.map((one) => one.codec_name),
        isSound ? ['mp3'] : ['h264', 'aac'],
        extension,
      );
      assert.is(Math.round(Number(format.duration)), 1);
      assert.is(result.kind, isSound ? 'audio' : 'video');
      if (!isSound) assert.equal([...readFileSync(poster).subarray(1, 4)], [...Buffer.from('PNG')]);
    }
  }),
);

filmTest('a film that browsers play is copied; one that is too large is made smaller, the right way up', () =>
  inFolder(async (folder) => {
    const usual = await prepared(folder, await film({ seconds: 1 }));
    assert.equal([usual.about.copiesVideo, usual.about.copiesAudio], [true, true]);
    const large = await prepared(folder, await film({ seconds: 1, size: '2560x1440', more: ['-r', '5'] }));
    assert.equal([large.about.copiesVideo, large.result.width, large.result.height], [false, 1920, 1080]);
    const tall = await prepared(folder, await film({ seconds: 1, size: '360x2160', more: ['-r', '5'] }));
    assert.equal([tall.result.width, tall.result.height], [320, 1920]);
  }),
);

test('S92 a file is what its first bytes say: pictures, pages, playlists and lists of files are no film', async () => {
  for (const text of [
    '#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1.0,\nfile:///etc/passwd\n',
    "ffconcat version 1.0\nfile '/etc/passwd'\n",
    '<?xml version="1.0"?><MPD/>',
    '<html><script>alert(1)</script>',
    'WEBVTT\n\n',
    'RIFF\0\0\0\0AVI LIST',
    '',
  ])
    assert.is(containerOf(Buffer.from(text)), null, text);
  assert.is(containerOf(await picture('avif', 60, 60)), null);
  assert.is(containerOf(await picture('jpeg', 60, 60)), null);
});

filmTest('S92 S96 a playlist behind the first bytes of a film is neither followed nor taken', () =>
  inFolder(async (folder) => {
    let asked = 0;
    const server = createServer((_request, response) => response.end(String(++asked)));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    const secret = join(folder, 'secret.mp4');
    writeFileSync(secret, await film({ seconds: 1, size: '320x180' }));
    try {
      const playlist = `#EXTM3U\n#EXTINF:1.0,\nhttp://127.0.0.1:${port}/a.ts\n#EXTINF:1.0,\nfile://${secret}\n#EXT-X-ENDLIST\n`;
      const heads: [Container, Buffer][] = [
        ['mov', Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp42', 'latin1')],
        ['matroska', Buffer.from([0x1a, 0x45, 0xdf, 0xa3])],
        ['mp3', Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1')],
        ['ogg', Buffer.from('OggS')],
        ['flac', Buffer.from('fLaC')],
        ['wav', Buffer.from('RIFF\0\0\0\0WAVE', 'latin1')],
      ];
      for (const [container, head] of heads) {
        const bytes = Buffer.concat([head, Buffer.from(`\n${playlist}`), Buffer.alloc(4096)]);
        assert.is(containerOf(bytes), container);
        assert.match(await keyOf(prepared(folder, bytes)), /^media\.film(Type|Unreadable)$/, container);
      }
      // Even where the demuxer is one that follows such lists, the whitelist keeps it from going anywhere.
      assert.match(await keyOf(prepared(folder, Buffer.from(playlist), 'hls' as Container)), /^media\.film/);
      assert.is(asked, 0);
    } finally {
      server.close();
    }
  }),
);

filmTest('S94 what lasts too long, is too large, broken or empty is refused in words', () =>
  inFolder(async (folder) => {
    const whole = await film({ seconds: 1, size: '320x180' });
    assert.is(
      await keyOf(prepared(folder, await film({ seconds: 90, size: '', extension: 'mp3' }))),
      'media.filmTooLong',
    );
    assert.is(
      await keyOf(prepared(folder, await film({ seconds: 0.2, size: '5000x4000', more: ['-frames:v', '1'] }))),
      'media.filmPixels',
    );
    assert.match(await keyOf(prepared(folder, whole.subarray(0, whole.length / 2))), /^media\.film/);
    assert.is(
      await keyOf(prepared(folder, Buffer.concat([whole.subarray(0, 32), Buffer.alloc(9000)]))),
      'media.filmType',
    );
    assert.is(await keyOf(createFilms(null).look('x', 'mov', limits)), 'media.noFilms');
  }),
);

filmTest('S96 what takes too long is ended, and the next is taken', () =>
  inFolder(async (folder) => {
    const source = join(folder, 'source');
    writeFileSync(source, await film({ seconds: 1 }));
    assert.is(await keyOf(createFilms(ffmpegPath(), { lookMs: 1 }).look(source, 'mov', limits)), 'media.filmType');
    assert.is((await createFilms(ffmpegPath()).look(source, 'mov', limits)).kind, 'video');
  }),
);

test('S96 a program has no environment, and is held to its time, memory and files', () =>
  inFolder(async (folder) => {
    const usual = { ms: 10_000, memory: 2e9, fileBytes: 1e6 };
    const failure = (work: Promise<unknown>) =>
      work.then(
        () => null,
        (error) => error,
      );
    process.env.CANARY_OF_FILMS = 'secret';
    assert.not.match(await runLimited('/usr/bin/env', [], usual), 'CANARY');
    delete process.env.CANARY_OF_FILMS;
    const began = Date.now();
    assert.instance(await failure(runLimited('/bin/sleep', ['30'], { ...usual, ms: 200 })), ProgramFailed);
    assert.ok(Date.now() - began < 5000);
    const write = ['-c', `head -c 3000000 /dev/zero > ${folder}/large`];
    assert.instance(await failure(runLimited('/bin/sh', write, usual)), ProgramFailed);
    assert.ok(readFileSync(`${folder}/large`).length <= 1e6 + 512);
    const grow = ['-e', 'const all = []; for (;;) all.push(Buffer.alloc(50e6, 1))'];
    assert.instance(await failure(runLimited(process.execPath, grow, { ...usual, memory: 1e9 })), ProgramFailed);
    const endless = ['-c', 'while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done'];
    assert.instance(await failure(runLimited('/bin/sh', endless, usual)), ProgramFailed);
    const ending = new AbortController();
    setTimeout(() => ending.abort(new Error('the worker stops')), 100);
    const stopped = await failure(runLimited('/bin/sleep', ['30'], { ...usual, signal: ending.signal }));
    assert.is(stopped.message, 'the worker stops');
  }));

test.run();
