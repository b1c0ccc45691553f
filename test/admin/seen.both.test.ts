import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { acceptFollow, follow } from '../../src/accounts/follow.ts';
import { setHostRules } from '../../src/accounts/host-rule.ts';
import { changeFederation } from '../../src/accounts/organisation-settings.ts';
import type { Audience } from '../../src/posts/view.ts';
import { hostileScene } from '../support/hostile-scene.ts';
import { member } from '../support/visitor.ts';

test('the administration sees what others are answered, and no more of a post than it may read itself (S118)', () =>
  hostileScene(async ({ home, alice, mallory, evil }) => {
    const { instance } = home;
    const malik = await home.account('malik');
    const { accountId } = (await instance.discover.address(alice.uri)) as { accountId: string };
    await follow(instance, accountId, malik.id, 'https://follows.example/1');
    await acceptFollow(instance, malik.id, accountId).catch(() => {});
    await instance.discover.address(mallory.uri);
    const { id: ines } = await home.account('ines');
    await follow(instance, ines, malik.id);
    const admin = await member(home, 'ines');
    /** The statuses shown: a stranger, a follower elsewhere, mallory. */
    const seen = async (audience: Audience, text = 'canari') => {
      const id = await home.write('malik', text, { audience });
      const query = new URLSearchParams({
        address: `${home.origin}/@malik/${id}`,
        handle: `@mallory@${evil.host}`,
      });
      const reply = await admin.get(`/admin/seen?${query}`);
      const blocks = reply.text.split('<section class="block">').slice(1);
      return [
        reply.status,
        ...blocks.map((block) => (block.includes('canari') ? 200 : Number(/(\d{3}),/.exec(block)?.[1]))),
      ];
    };
    assert.equal(await seen('public'), [200, 200, 200, 200]);
    assert.equal(await seen('followers'), [200, 404, 200, 404]);
    assert.equal(await seen('organisation'), [200, 404, 404, 404]);
    assert.equal(await seen('direct', '@nour canari'), [422], 'not for her to read');
    await changeFederation(instance, { authorizedFetch: true, federation: 'open' });
    assert.equal(await seen('public'), [200, 401, 200, 200]);
    const kept = { rejectMedia: false, rejectReports: false, publicComment: '', obfuscate: false };
    await setHostRules(instance, [{ host: evil.host, severity: 'block', ...kept }]);
    assert.equal(await seen('public'), [422], 'who is blocked is not known any more');
  }));

test.run();
