import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openReports } from '../../src/moderation/read-reports.ts';
import { startSmtpSink } from '../support/smtp-sink.ts';
import { member, stranger } from '../support/visitor.ts';
import { withDesk } from './case.ts';

const plain = (source: string) => source.replace(/=\r?\n/g, '').replace(/=E2=80=99/g, '’');
const good = {
  ground: 'rights',
  comment: 'Cette photo est à moi.',
  name: 'Paul Roche',
  email: 'paul@roche.example',
  goodFaith: 'on',
};

test('L12 a notice without account: receipt, decision with its reasons, and the author never learns who', async () => {
  const sink = await startSmtpSink();
  try {
    await withDesk(
      async ({ home, instance, fediverse, idOf, decide }) => {
        const postId = await home.write('nour', 'Ma photo');
        const visitor = stranger(home);
        const sent = await visitor.post('/report', { ...good, url: `${home.origin}/@nour/${postId}` });
        assert.is(sent.status, 200);
        await fediverse.settled();
        const [report] = await openReports(instance);
        assert.equal([report!.targetId, report!.postIds, report!.reporterId], [await idOf('nour'), [postId], '']);
        assert.equal(
          sink.letters.map(({ to }) => to),
          [['paul@roche.example']],
        );
        assert.match(plain(sink.letters[0]!.source), new RegExp(String(report!.id)));

        const case_ = await (await member(home, 'solene')).get(`/moderation/reports/${report!.id}`);
        assert.match(case_.text, 'Paul Roche');
        await decide({ act: 'hide', postId, reportId: report!.id, statement: 'La photo est de Paul, sans accord.' });
        await fediverse.settled();
        const toNour = plain(sink.letters.find(({ to }) => to[0] === 'nour@valombre.example')!.source);
        const toPaul = plain(sink.letters.filter(({ to }) => to[0] === 'paul@roche.example')[1]!.source);
        for (const letter of [toNour, toPaul]) assert.match(letter, 'sans accord');
        assert.not.match(toNour, /Paul Roche|roche\.example/);
        const link = /\/decisions\/\d+\?key=[\w-]+/.exec(toNour.replaceAll('=3D', '='))![0];
        const late = stranger(home);
        assert.is((await late.get(link)).status, 200, 'S81 who was suspended reads it without signing in');
        assert.is((await late.get(link.replace(/key=.*/, 'key=x'))).status, 404);
        const pages = [await (await member(home, 'nour')).get('/decisions'), await late.get(link)];
        for (const { text } of pages) assert.not.match(text, /Paul Roche|roche\.example/);
        const key = link.split('key=')[1]!;
        const path = link.split('?')[0]!;
        assert.is((await late.post(`${path}/appeal`, { key, appeal: 'Elle est de moi.' })).status, 303);
        assert.match((await late.get(link)).text, 'Elle est de moi.');
      },
      { SMTP_URL: sink.url, MAIL_FROM: 'maillon@valombre.example' },
    );
  } finally {
    await sink.close();
  }
});

test('L12 what a notice needs; a name is left out for the abuse of children alone', () =>
  withDesk(async ({ home, instance }) => {
    const visitor = stranger(home);
    const url = `${home.origin}/@nour`;
    const wrong: [Record<string, string>, string][] = [
      [{ url: 'nour' }, 'url'],
      [{ comment: ' ' }, 'comment'],
      [{ name: '' }, 'name'],
      [{ email: 'paul' }, 'email'],
      [{ goodFaith: '' }, 'goodFaith'],
      [{ ground: 'none' }, 'ground'],
      [{ ground: 'hate', name: '', email: '' }, 'name'],
    ];
    for (const [change, field] of wrong) {
      const reply = await visitor.post('/report', { ...good, url, ...change });
      assert.is(reply.status, 422, field);
      assert.match(reply.text, `href="#f-${field}"`, field);
      if (field !== 'comment') assert.match(reply.text, 'Cette photo est à moi.', 'what was written is kept');
    }
    assert.equal(await openReports(instance), []);
    const nameless = { ...good, url, ground: 'child', name: '', email: '' };
    assert.is((await visitor.post('/report', nameless)).status, 200);
    assert.is((await openReports(instance)).length, 1);
  }));

test('S53 S45 the form tells nothing of what is at an address, and takes no storm', () =>
  withDesk(async ({ home, instance }) => {
    const secret = await home.write('nour', 'À vous seuls', { audience: 'followers' });
    const tell = async (url: string) => {
      const { status, text } = await stranger(home).post('/report', { ...good, url });
      return `${status} ${text.replace(/nonce="[^"]+"|name="_csrf"\s+value="[^"]+"|\d+/g, '')}`;
    };
    const answers = new Set([
      await tell(`${home.origin}/@nour/${secret}`),
      await tell(`${home.origin}/@nour/117000000000000000`),
      await tell('https://ailleurs.example/x'),
    ]);
    assert.is(answers.size, 1);
    for (let n = 0; n < 7; n++) await tell(`${home.origin}/@nour`);
    assert.match(await tell(`${home.origin}/@malik`), /^429/);
    assert.is((await openReports(instance)).length, 4);
  }));

test.run();
