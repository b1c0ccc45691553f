import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cast, password } from '../../src/demo/cast.ts';
import { hostileOrigin } from '../support/hostile-peer.ts';
import { hostileScene } from '../support/hostile-scene.ts';
import { pageClient } from '../support/page-client.ts';
import { remoteActor } from '../support/remote-actor.ts';

test('S27 an address that an administrator types goes through the same guard as anybody’s', () =>
  hostileScene(
    async ({ home, evil }) => {
      const intranet = await hostileOrigin('intranet', '127.0.0.2');
      intranet.answer('*', { body: remoteActor(intranet, 'inside').document });
      const bounce = remoteActor(evil, 'bounce');
      evil.answer('/bounce', { status: 302, headers: { location: `${intranet.origin}/users/inside` } });
      const administrator = cast.find(({ key }) => key === 'valombre')!.members[0]!.name;
      const client = pageClient(`http://127.0.0.1:${home.running.port}`, home.origin);
      try {
        const signedIn = await client.post('/sign-in', '/sign-in', { name: administrator, password });
        assert.is(signedIn.status, 303);
        assert.is((await client.get('/admin')).status, 200, 'an administrator looks');
        const typed = [
          `${intranet.origin}/users/inside`,
          `@inside@${intranet.host}`,
          `http://[::ffff:127.0.0.2]:${intranet.port}/users/inside`,
          `http://2130706434:${intranet.port}/users/inside`,
          `${evil.origin}/bounce`,
        ];
        for (const query of typed) {
          const { status, text } = await client.get(`/search?q=${encodeURIComponent(query)}`);
          assert.is(status, 200, query);
          assert.not.match(text, /href="[^"]*@inside/, query);
        }
        assert.is(intranet.connections, 0);
        assert.ok(evil.heard('/bounce').length, 'what may be asked was asked');
        const found = await client.get(`/search?q=${encodeURIComponent(bounce.uri)}`);
        assert.match(found.text, /href="[^"]*@bounce/, 'and what is public is found');
      } finally {
        await intranet.close();
      }
    },
    { ALLOW_PRIVATE_ADDRESSES: '127.0.0.1/32' },
  ));

test.run();
