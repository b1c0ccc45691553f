import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mostRows, readMemberList } from '../../src/accounts/member-csv.ts';
import { expectedPeople, members } from '../../src/accounts/tables.ts';
import { purge } from '../../src/housekeeping.ts';
import { auditLog } from '../../src/moderation/tables.ts';
import { eq } from '../../src/platform/columns.ts';
import { csvLine, decodeSheet } from '../../src/platform/csv.ts';
import { startFediverse } from '../support/fediverse.ts';
import { startSmtpSink } from '../support/smtp-sink.ts';
import { member, multipart, stranger, type Visitor } from '../support/visitor.ts';

test('a list is read in both languages, with any separator; each wrong line is named with its reason', () => {
  const text = [
    'Courriel;Nom;Identifiant;Lien;Début;Fin;Rôle;Bureau',
    'A@val.example;"Roy; Camille";camille;étudiante;01/09/2026;2027-06-30;modération;B2',
    ';Sans adresse;;;;;;',
    'b@;Faux;;;;;;',
    'a@val.example;Deux fois;;;;;;',
    'c@val.example;;camille;;;;;',
    'd@val.example;;x;;;;;',
    'e@val.example;;;duc;;;;',
    'f@val.example;;;;31/02/2026;;;',
    'g@val.example;;;;2027-01-02;2027-01-01;;',
    'h@val.example;;;;;;administration;',
    'i@val.example;;;;;;roi;',
    '',
    'j@val.example',
  ].join('\r\n');
  const { people, faults, unknown, problem } = readMemberList(text);
  assert.is(problem, null);
  assert.equal(unknown, ['Bureau']);
  const [first, second] = people;
  const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);
  assert.equal(first, {
    line: 2,
    person: {
      email: 'a@val.example',
      displayName: 'Roy; Camille',
      name: 'camille',
      title: '',
      role: 'moderator',
      affiliation: 'student',
      from: noon('2026-09-01'),
      until: noon('2027-06-30'),
      language: null,
    },
  });
  assert.equal([second!.line, second!.person.email], [14, 'j@val.example']);
  assert.equal(
    faults.map(({ line, reason }) => `${line} ${reason}`),
    [
      '3 members.rowNoEmail',
      '4 email.form',
      '5 members.rowTwice',
      '6 members.rowNameTwice',
      '7 name.length',
      '8 members.rowAffiliation',
      '9 affiliation.noDate',
      '10 affiliation.endsBefore',
      '11 members.rowAdministrator',
      '12 members.rowRole',
    ],
  );
  assert.is(readMemberList('name\nx').problem, 'members.csvNoEmail');
  assert.is(readMemberList('').problem, 'members.csvNoEmail');
  const many = `email\n${Array.from({ length: mostRows + 1 }, (_, n) => `n${n}@val.example`).join('\n')}`;
  assert.is(readMemberList(many).problem, 'members.csvTooLong');
});

test('sheets of spreadsheets are read whatever their letters, and written so that no cell is a formula', () => {
  assert.is(decodeSheet(Buffer.from('Chloé', 'latin1')), 'Chloé');
  assert.is(decodeSheet(Buffer.from('Chloé')), 'Chloé');
  assert.is(
    csvLine(['=1+1', '@x', '-2', 'a,b', 'plain']),
    ' =1+1, @x, -2,"a,b",plain\r\n'.replace(' =1+1, @x, -2', '" =1+1"," @x"," -2"'),
  );
});

const send = async (ines: Visitor, text: string) => {
  const form = await multipart({ _csrf: await ines.token() }, [
    { field: 'list', name: 'l.csv', bytes: Buffer.from(text) },
  ]);
  return ines.send('POST', '/admin/members/list', { ...form, headers: { ...form.headers, accept: 'text/html' } });
};
const ticketIn = (text: string) => /name="ticket"\s+value="([^"]+)"/.exec(text)![1]!;

test('people of a list: looked at first, written to, and members only by their own word (S45, S109)', async () => {
  const sink = await startSmtpSink();
  let passed = 0;
  const fediverse = await startFediverse(['valombre'], { SMTP_URL: sink.url }, { clock: () => Date.now() + passed });
  try {
    const home = fediverse.homes.valombre;
    const { instance } = home;
    const ines = await member(home, 'ines');
    const expected = () => instance.db.select().from(expectedPeople);
    assert.is((await send(ines, 'nom\nx')).status, 422);
    assert.is((await ines.post('/admin/members/list')).status, 422, 'no file');

    const text =
      'email,name,handle,title,affiliation,until,role\nzoe@val.example,Zoé Roy,zoe,=Chimie,student,2027-06-30,moderator\nines@valombre.example,Inès\nx@val.example,X,malik\n';
    const preview = await send(ines, text);
    assert.is(preview.status, 200);
    assert.match(preview.text, /Une ligne est bonne[\s\S]+déjà un compte[\s\S]+zoe@val\.example/);
    assert.equal(await expected(), [], 'nothing is done by looking');
    assert.is(sink.letters.length, 0);
    assert.is((await ines.post('/admin/members/list/confirm', { ticket: 'another' })).status, 422);
    const ticket = ticketIn(preview.text);
    assert.is((await ines.post('/admin/members/list/confirm', { ticket })).status, 303);
    assert.is((await ines.post('/admin/members/list/confirm', { ticket })).status, 404, 'once');
    await fediverse.settled();
    assert.is(sink.letters.length, 1);
    const [row] = await expected();
    assert.equal([row!.email, row!.role], ['zoe@val.example', 'moderator']);
    assert.match((await send(ines, text)).text, 'déjà attendue');
    assert.is((await stranger(home).get('/@zoe')).status, 404, 'nothing of her shows');

    const link = /\/join\/[\w-]+/.exec(sink.letters[0]!.source.replace(/=\r?\n/g, ''))![0];
    const zoe = stranger(home);
    const page = await zoe.get(link);
    assert.match(page.text, /value="Zoé Roy"[\s\S]+value="zoe"/);
    const form = { displayName: 'Zoé Roy', name: 'zoe', password: 'haie-de-noisetiers-1972', charter: 'on' };
    const short = await zoe.post(link, { ...form, password: 'court', charter: '' });
    assert.is(short.status, 422);
    assert.not.match(short.text, 'court"', 'no password comes back');
    assert.is((await zoe.post(link, { ...form, name: 'malik' })).status, 422);
    assert.is((await zoe.post(link, form)).location, '/welcome/1');
    assert.is((await zoe.post(link, form)).status, 404, 'a link opens once');
    const account = await home.account('zoe');
    const [known] = await instance.db.select().from(members).where(eq(members.accountId, account.id));
    assert.equal([known!.state, known!.role, known!.email], ['active', 'moderator', 'zoe@val.example']);
    assert.equal([account.affiliation, account.role], ['student', '=Chimie']);
    assert.ok(known!.affiliationUntil);
    assert.equal(await expected(), []);
    assert.match((await ines.get('/admin/members.csv')).text, /zoe@val\.example,Zoé Roy,zoe," =Chimie",student/);

    await ines.post('/admin/members/list/confirm', {
      ticket: ticketIn((await send(ines, 'email\nlea@val.example\n')).text),
    });
    const [lea] = await expected();
    const renewed = await ines.post(`/admin/members/list/${lea!.id}/link`);
    const fresh = /\/join\/[\w-]+/.exec(renewed.text)![0];
    assert.is((await stranger(home).get(fresh)).status, 200);
    await fediverse.settled();
    const former = /\/join\/[\w-]+/.exec(sink.letters[1]!.source.replace(/=\r?\n/g, ''))![0];
    assert.is((await stranger(home).get(former)).status, 404, 'the former link opens nothing');
    passed = 31 * 86_400_000;
    assert.is((await stranger(home).get(fresh)).status, 404);
    await purge(instance);
    assert.equal(await expected(), [], 'who did not come is forgotten');
    const acts = (await instance.db.select().from(auditLog)).map(({ act, detail }) => `${act} ${detail}`);
    assert.ok(acts.includes('member.expect 1'), 'in the log, without addresses');
    assert.not.match(acts.join(), '@');
  } finally {
    await fediverse.stop();
    await sink.close();
  }
});

test('a list that changed between the look and the word writes to nobody', async () => {
  const fediverse = await startFediverse(['valombre']);
  try {
    const home = fediverse.homes.valombre;
    const ines = await member(home, 'ines');
    const preview = await send(ines, 'email\na@val.example\nb@val.example\n');
    await home.instance.database.write((tx) =>
      tx.update(members).set({ email: 'b@val.example' }).where(eq(members.email, 'malik@valombre.example')),
    );
    const answer = await ines.post('/admin/members/list/confirm', { ticket: ticketIn(preview.text) });
    assert.is(answer.status, 422);
    assert.match(answer.text, 'Rien n’a été fait');
    assert.equal(await home.instance.db.select().from(expectedPeople), []);
  } finally {
    await fediverse.stop();
  }
});

test.run();
