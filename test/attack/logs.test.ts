// deadline: 180 s
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { freePort } from '../faults/server-process.ts';
import { withFolder } from '../support/folder.ts';
import { hostileOrigin } from '../support/hostile-peer.ts';
import { remoteActor } from '../support/remote-actor.ts';
import { startSmtpSink } from '../support/smtp-sink.ts';
import { stranger } from '../support/visitor.ts';

const secrets = {
  password: 'canari mot de passe 77',
  wrongPassword: 'canari-faux-mot',
  key: 'canari-secret-key-of-the-instance-0123456789abcdef',
  adminMail: 'canari.admin@valombre.example',
  mail: 'canari.lea@valombre.example',
  text: 'canaritexte',
  edit: 'canariedition',
  remote: 'canarifederation',
  comment: 'canarisignalement',
  search: 'canarirecherche',
  header: 'canarijeton',
};

test('S120 S122 a run with everything in it leaves no secret in its log, and none in the open on its disk', () =>
  withFolder(async (folder) => {
    const sink = await startSmtpSink(['refused@valombre.example']);
    const evil = await hostileOrigin('evil');
    const port = await freePort();
    const origin = `http://valombre.localhost:${port}`;
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/server.ts')], {
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        ORIGIN: origin,
        DATA_DIR: folder,
        LOG_LEVEL: 'trace',
        SECRET_KEY: secrets.key,
        SMTP_URL: sink.url,
        ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8,::1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let log = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk) => {
        log += chunk;
      });
    const until = async (what: string) => {
      for (let tries = 0; tries < 400 && !log.includes(what); tries++)
        await new Promise((next) => setTimeout(next, 50));
      assert.ok(log.includes(what), `the log never said ${what}`);
    };
    try {
      await until('/setup/');
      const link = /\/setup\/(\S+)/.exec(log)![1]!;
      // The operator's own link is shown once, on purpose.
      log = log.replace(link, '');

      const ines = stranger({ origin });
      const set = await ines.post(`/setup/${link}`, {
        name: 'Université',
        handle: 'univ',
        hue: '195',
        sentence: 'x',
        charter: 'x',
        'lang-fr': 'on',
        signUp: 'open',
        adminDisplayName: 'Inès',
        adminName: 'ines',
        email: secrets.adminMail,
        password: secrets.password,
      });
      assert.is(set.status, 303);
      const session = ines.cookies.get('session')!;
      const token = await ines.token();

      for (const name of ['ines', 'nobody'])
        assert.is((await stranger({ origin }).post('/sign-in', { name, password: secrets.wrongPassword })).status, 422);
      const lea = stranger({ origin });
      const join = {
        name: 'lea',
        displayName: 'Léa',
        email: secrets.mail,
        password: secrets.password,
        affiliation: 'student',
        charter: 'on',
      };
      assert.is((await lea.post('/sign-up', join)).status, 200);
      await lea.post('/sign-up', { ...join, name: 'other', email: 'refused@valombre.example' });
      await lea.post('/sign-in/link', { email: secrets.adminMail });
      for (let tries = 0; tries < 100 && sink.letters.length < 2; tries++)
        await new Promise((next) => setTimeout(next, 50));
      const letters = sink.letters.map(({ source }) => source.replace(/=\r?\n/g, ''));
      const links = letters.map((source) => /\/(?:confirm|link)\/([\w-]+)/.exec(source)![1]!);
      assert.is(links.length, 2);

      const published = await ines.post('/posts', { text: `${secrets.text} @lea`, audience: 'public' });
      const id = published.location.split('/').at(-1)!;
      await ines.get(`/search?q=${secrets.search}`);
      await ines.get('/nowhere', { authorization: `Bearer ${secrets.header}`, signature: secrets.header });
      const invited = await ines.post('/admin/invitations', { seats: '1', days: '1' });
      assert.is(invited.status, 303);
      const code = /\/invite\/([\w-]+)/.exec((await ines.get('/admin/invitations')).text)![1]!;

      const mallory = remoteActor(evil, 'mallory');
      await ines.get(`/search?q=${encodeURIComponent(mallory.uri)}`);
      const found = /\/accounts\/(\d+)\/follow"/.exec(
        (await ines.get(`/search?q=${encodeURIComponent(mallory.uri)}`)).text,
      );
      await ines.post(`/accounts/${found![1]}/follow`);
      await ines.post(`/accounts/${found![1]}/report`, { comment: secrets.comment });
      const note = mallory.note(secrets.remote);
      assert.is(await mallory.post(origin, mallory.activity('Create', note)), 202);
      assert.is(await mallory.post(origin, mallory.activity('Create', note), { now: Date.now() - 7_200_000 }), 401);
      assert.is(await mallory.post(origin, `{"${secrets.remote}`), 400);

      // The database fails in the middle of all kinds of work; what it was asked to write is in its messages.
      const breaking = new Sqlite(`${folder}/maillon.sqlite`, { timeout: 5000 });
      const away = (table: string) => breaking.exec(`alter table ${table} rename to ${table}_gone`);
      const visitors = [lea, stranger({ origin }), stranger({ origin })];
      for (const visitor of visitors) await visitor.token();
      away('edits');
      away('likes');
      assert.is((await ines.post(`/posts/${id}`, { text: secrets.edit })).status, 500);
      const failed = await ines.post(`/posts/${id}/like`);
      assert.is(failed.status, 500);
      const reference = String(failed.headers['x-request-id']);
      assert.match(failed.text, reference, 'the page gives the reference of the log');
      assert.match(log, new RegExp(`"request":"${reference}".+request failed`));
      away('one_time_links');
      for (const path of [`/sign-in/link/${links[1]}`, `/confirm/${links[0]}`])
        assert.is((await lea.post(path)).status, 500, path);
      away('members');
      const third = { ...join, name: 'third', email: 'canari.third@valombre.example' };
      assert.is((await visitors[1]!.post('/sign-up', third)).status, 500);
      assert.is((await visitors[2]!.post('/sign-in', { name: secrets.mail, password: 'x' })).status, 500);
      assert.is(await mallory.post(origin, mallory.activity('Like', `${origin}/ap/posts/${id}`)), 202);
      await until('"level":"error"');
      await new Promise((next) => setTimeout(next, 500));
      breaking.close();

      const hidden: Record<string, string> = {
        ...secrets,
        session,
        token,
        code,
        third: 'canari.third',
        confirm: links[0]!,
        link: links[1]!,
        signature: 'keyId=',
        pem: '-----BEGIN',
        hash: '$argon2id',
      };
      assert.ok(log.split('\n').length > 5);
      assert.match(log, 'request failed');
      const told = Object.entries(hidden).filter(
        ([, secret]) => log.includes(secret) || log.includes(encodeURIComponent(secret)),
      );
      assert.equal(
        told.map(
          ([name, secret]) => `${name}: ${log.slice(Math.max(0, log.indexOf(secret) - 300), log.indexOf(secret) + 60)}`,
        ),
        [],
      );

      const database = new Sqlite(`${folder}/maillon.sqlite`, { readonly: true });
      const keys = JSON.stringify(database.prepare('select * from actor_keys').all());
      assert.ok(keys.length > 100);
      assert.not.match(keys, /PRIVATE KEY/);
      database.close();
      assert.is(statSync(`${folder}/maillon.sqlite`).mode & 0o077, 0, 'nobody else on the machine reads the database');
    } finally {
      child.kill('SIGTERM');
      await once(child, 'exit');
      await evil.close();
      await sink.close();
    }
  }));

test.run();
