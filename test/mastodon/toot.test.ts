// deadline: 180 s
import { writeFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openCommunity } from '../../src/communities/community.ts';
import { tokensOf } from '../../src/oauth/token.ts';
import { picture } from '../support/pictures.ts';
import { createToot, needsToot } from '../support/toot.ts';
import { member } from '../support/visitor.ts';
import { withApi } from './scene.ts';

needsToot(test)(
  'toot, as Debian packages it, signs in by the consent page, reads, posts with a picture, answers, thanks, relays, follows, joins a community, searches, and signs out',
  () =>
    withApi(async ({ home, fediverse }) => {
      const ines = await home.account('ines');
      const malik = await home.account('malik');
      const settings = { displayName: 'Jardin', purpose: 'On cultive.', rules: '', reach: 'public' } as const;
      const more = { admission: 'open', posting: 'members', language: 'fr', topics: [] as string[] } as const;
      const garden = await openCommunity(home.instance, ines.id, 'jardin', { ...settings, ...more, topics: [] });
      const hello = await home.write('ines', 'Bonjour #campus, bienvenue à @malik');
      const poll = { options: ['oui', 'non'], multiple: false, hours: 24 };
      const asked = await home.write('ines', 'On plante samedi ?', { poll });
      const there = await home.write('ines', 'Samedi, on taille la haie.', { communityId: garden, title: 'La haie' });
      await fediverse.settled();

      const toot = createToot();
      try {
        const visitor = await member(home, 'malik');
        const signedIn = await toot.signIn(`127.0.0.1:${new URL(home.origin).port}`, async (address) => {
          const { pathname, searchParams } = new URL(address);
          assert.is((await visitor.get(`${pathname}?${searchParams}`)).status, 200);
          const consent = Object.fromEntries(searchParams);
          const { text } = await visitor.post('/oauth/authorize', { ...consent, action: 'allow' });
          return /<input readonly value="([^"]+)"/.exec(text)![1]!;
        });
        assert.match(signedIn, 'Successfully logged in');
        assert.match(await toot.run('whoami'), '@malik');
        assert.match(await toot.run('instance', '--disable-https'), 'Université de Valombre');

        assert.match(await toot.run('follow', 'ines'), 'now following ines');
        assert.match(await toot.run('follow', 'jardin'), 'now following jardin');
        await fediverse.settled();
        const read = await toot.run('timeline', '--once');
        assert.match(read, 'Bonjour #campus');
        assert.match(read, 'On plante samedi');
        assert.match(await toot.run('timeline', '--once', '--list', garden), 'on taille la haie');
        assert.match(await toot.run('timeline', '--once', '--public', '--local'), 'Bonjour #campus');
        assert.match(await toot.run('timeline', '--once', '--tag', 'campus'), 'Bonjour #campus');
        assert.match(await toot.run('thread', there), 'La haie');

        const image = `${home.instance.files.temporary()}.png`;
        writeFileSync(image, await picture('png', 60, 40));
        const posted = await toot.run('post', 'Une haie #verte', '--media', image, '--description', 'Une haie');
        assert.match(posted, /Toot posted: http/);
        await toot.run('post', '@ines Merci', '--reply-to', hello);
        await toot.run('favourite', hello);
        await toot.run('reblog', hello);
        await toot.run('bookmark', asked);
        assert.match(await toot.run('post', '@jardin J’apporte la brouette'), /Toot posted/);
        await fediverse.settled();
        const own = await toot.run('timeline', '--once');
        assert.match(own, 'Une haie');
        assert.match(own, '/media/');
        assert.match(await toot.run('timeline', '--once', '--list', garden), 'brouette');
        assert.match(await toot.run('thread', hello), 'Merci');
        assert.match(await toot.run('reblogged_by', hello), '@malik');
        assert.match(await toot.run('bookmarks', '--once'), 'On plante samedi');
        assert.match(await toot.run('notifications'), 'mentioned you');
        assert.match(await toot.run('search', 'ines'), '@ines');
        assert.match(await toot.run('search', '#campus'), '#campus');
        assert.match(await toot.run('followers', 'ines'), '@malik');
        assert.match(await toot.run('tags_follow', 'campus'), 'now following #campus');
        assert.match(await toot.run('tags_followed'), '#campus');
        assert.match(await toot.run('tags_unfollow', 'campus'), 'no longer following #campus');
        assert.match(await toot.run('post', 'Demain', '--scheduled-in', '1h'), 'Toot scheduled for');
        assert.match(await toot.run('unfollow', 'ines'), 'no longer following ines');

        const [app] = await tokensOf(home.instance, malik.id);
        assert.match(app!.name, 'toot');
        await visitor.post(`/settings/apps/${app!.id}/delete`);
        const refused = await toot.run('whoami').catch((error: Error) => error.message);
        assert.match(refused, 'The access token is invalid');
        assert.match(await toot.run('logout', `malik@127.0.0.1:${new URL(home.origin).port}`), 'logged out');
      } finally {
        toot.stop();
      }
    }),
);

test.run();
