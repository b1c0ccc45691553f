import { request as httpRequest } from 'node:http';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { organisationViews } from '../../src/accounts/organisation.ts';
import { accountOfHandle, actorAccount } from '../../src/federation/actors.ts';
import { describeHost } from '../../src/federation/describe-host.ts';
import { listHosts } from '../../src/federation/hosts.ts';
import { type Fediverse, type Home, startFediverse } from '../support/fediverse.ts';
import { hostileOrigin } from '../support/hostile-peer.ts';
import { remoteActor } from '../support/remote-actor.ts';

function get(home: Home, path: string): Promise<{ status: number; type: string; text: string }> {
  const url = new URL(path, home.origin);
  return new Promise((done, fail) => {
    const call = httpRequest(
      { host: '127.0.0.1', port: url.port, path: url.pathname + url.search, headers: { host: url.host } },
      (response) => {
        let text = '';
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () =>
          done({ status: response.statusCode!, type: response.headers['content-type'] ?? '', text }),
        );
      },
    );
    call.on('error', fail);
    call.end();
  });
}

async function between(work: (fediverse: Fediverse) => Promise<void>) {
  const fediverse = await startFediverse();
  try {
    await work(fediverse);
  } finally {
    await fediverse.stop();
  }
}

test('WebFinger finds people, the organisation and the server itself', () =>
  between(async ({ homes: { valombre } }) => {
    const malik = await valombre.account('malik');
    const ask = async (resource: string) =>
      get(valombre, `/.well-known/webfinger?resource=${encodeURIComponent(resource)}`);
    const self = (text: string) => JSON.parse(text).links.find((link: any) => link.rel === 'self').href;
    for (const resource of [
      `acct:malik@${valombre.host}`,
      `acct:MALIK@${valombre.host}`,
      malik.uri,
      `${valombre.origin}/@malik`,
    ]) {
      const answer = await ask(resource);
      assert.is(answer.status, 200, resource);
      assert.match(answer.type, /jrd\+json/);
      assert.is(self(answer.text), malik.uri);
      if (resource.startsWith('acct:')) assert.is(JSON.parse(answer.text).subject, resource);
    }
    for (const resource of [valombre.origin, `${valombre.origin}/`, `acct:instance@${valombre.host}`])
      assert.is(self((await ask(resource)).text), `${valombre.origin}/ap/actor`, resource);
    for (const resource of [`acct:nobody@${valombre.host}`, 'acct:malik@other.example', 'https://other.example/@malik'])
      assert.is((await ask(resource)).status, 404, resource);
    assert.is((await get(valombre, '/.well-known/webfinger')).status, 400);
  }));

test('NodeInfo 2.0 and 2.1 and host-meta say what runs here', () =>
  between(async ({ homes: { valombre } }) => {
    const { links } = JSON.parse((await get(valombre, '/.well-known/nodeinfo')).text);
    assert.is(links.length, 2);
    for (const { rel, href } of links) {
      const info = JSON.parse((await get(valombre, href)).text);
      assert.is(info.version, rel.slice(-3));
      assert.is(info.software.name, 'maillon');
      assert.equal(info.protocols, ['activitypub']);
      assert.is(info.metadata.nodeName, 'Université de Valombre');
      assert.ok(info.usage.users.total >= 5);
    }
    const meta = await get(valombre, '/.well-known/host-meta');
    assert.match(meta.type, /xrd\+xml/);
    assert.match(meta.text, /template="http:\/\/valombre[^"]+\?resource=\{uri\}"/);
  }));

test('a look-up tells what the other server is and what its organisation is called', () =>
  between(async ({ homes: { valombre, terrefranche } }) => {
    await valombre.find(`@aicha@${terrefranche.host}`);
    const views = await organisationViews(valombre.instance, [terrefranche.host]);
    assert.is(views.get(terrefranche.host)!.name, 'Terre Franche');
    assert.match((await listHosts(valombre.instance))[0]!.software, /^maillon /);
    const post = await terrefranche.write('aicha', 'trouvez-moi');
    const byPage = await valombre.instance.discover.address(`${terrefranche.origin}/@aicha/${post}`);
    assert.ok(byPage && 'postId' in byPage);
  }));

test('S18 a handle on another host counts when that host says so too', () =>
  between(async ({ homes: { valombre } }) => {
    const [evil, victim] = [await hostileOrigin('evil'), await hostileOrigin('victim')];
    try {
      const mallory = remoteActor(evil, 'mallory', { webfinger: `alice@${victim.host}` });
      const jrd = (actor: string, subject: string) => ({
        headers: { 'content-type': 'application/jrd+json' },
        body: { subject, links: [{ rel: 'self', type: 'application/activity+json', href: actor }] },
      });
      evil.answer('/.well-known/webfinger', jrd(mallory.uri, `acct:alice@${victim.host}`));
      victim.answer('/.well-known/webfinger', jrd(`${victim.origin}/users/alice`, `acct:alice@${victim.host}`));
      const account = (await actorAccount(valombre.instance, mallory.uri))!;
      assert.is(account.host, evil.host);
      assert.is(await accountOfHandle(valombre.instance, `@someone@${evil.host}`), null);

      const split = remoteActor(evil, 'zoe', { webfinger: `zoe@${victim.host}` });
      victim.answer('/.well-known/webfinger', jrd(split.uri, `acct:zoe@${victim.host}`));
      const found = (await accountOfHandle(valombre.instance, `@zoe@${victim.host}`))!;
      assert.equal([found.uri, found.host], [split.uri, victim.host]);
    } finally {
      await evil.close();
      await victim.close();
    }
  }));

test('S23 a NodeInfo link that leads elsewhere is not followed', () =>
  between(async ({ homes: { valombre } }) => {
    const [evil, intranet] = [await hostileOrigin('evil'), await hostileOrigin('intranet', '127.0.0.2')];
    try {
      for (const href of [`${intranet.origin}/nodeinfo`, 'data:application/json,{}', 'file:///etc/passwd']) {
        evil.answer('/.well-known/nodeinfo', {
          body: { links: [{ rel: 'http://nodeinfo.diaspora.software/ns/schema/2.1', href }] },
        });
        await describeHost(valombre.instance, evil.host, evil.origin);
      }
      assert.is(intranet.connections, 0);
      assert.is((await listHosts(valombre.instance))[0]!.software, '');
    } finally {
      await evil.close();
      await intranet.close();
    }
  }));

test.run();
