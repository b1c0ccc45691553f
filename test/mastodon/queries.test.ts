// deadline: 120 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { openCommunity } from '../../src/communities/community.ts';
import { join } from '../../src/communities/membership.ts';
import { boost } from '../../src/posts/boost.ts';
import { like } from '../../src/posts/like.ts';
import type { Home } from '../support/fediverse.ts';
import { statementsOf } from '../support/statements.ts';
import { api } from './api-client.ts';
import { withApi } from './scene.ts';

type Viewer = { accountId: string; local: true };
type Cast = Record<'ines' | 'malik', Viewer>;

/** One of each kind, all for malik's eyes: a plain post, an answer, one for him alone, a poll, a relay, a quote, one in the community. */
async function writeOneOfEach(home: Home, { ines, malik }: Cast, thread: string, communityId: string) {
  const id = await home.write('ines', 'un texte #campus');
  await home.write('ines', '@malik une réponse', { inReplyToId: thread });
  await home.write('ines', 'pour @malik', { audience: 'direct' });
  await home.write('ines', 'un choix', { poll: { options: ['oui', 'non'], multiple: false, hours: 24 } });
  await home.write('ines', 'voyez', { quoteOfId: id });
  await boost(home.instance, ines, await home.write('malik', 'à relayer'));
  await home.write('ines', 'La haie', { communityId, title: 'Samedi' });
  const own = await home.write('malik', 'un texte à moi #campus');
  await like(home.instance, ines, own);
  await boost(home.instance, ines, own);
  await like(home.instance, malik, id);
}

test('an answer costs the same number of queries with few lines as with many', () =>
  withApi(async ({ home, fediverse, tokenOf }) => {
    const [ines, malik] = [await home.account('ines'), await home.account('malik')];
    const cast: Cast = {
      ines: { accountId: ines.id, local: true },
      malik: { accountId: malik.id, local: true },
    };
    const garden = await openCommunity(home.instance, ines.id, 'jardin', {
      displayName: 'Jardin',
      purpose: 'On cultive.',
      rules: '',
      reach: 'public',
      admission: 'open',
      posting: 'members',
      language: 'fr',
      topics: [],
    });
    await join(home.instance, malik.id, garden);
    await follow(home.instance, malik.id, ines.id);
    const thread = await home.write('malik', 'le début');
    const token = await tokenOf('malik');
    /** Most of them, and how many queries each may cost in all. */
    const answers: [path: string, most: number][] = [
      ['/api/v1/timelines/home?limit=40', 50],
      ['/api/v1/timelines/public?limit=40', 50],
      [`/api/v1/timelines/list/${garden}?limit=40`, 40],
      [`/api/v1/accounts/${garden}/statuses?limit=40`, 40],
      [`/api/v1/statuses/${thread}/context`, 50],
      ['/api/v1/notifications?limit=80', 40],
      ['/api/v2/notifications?limit=80', 40],
      ['/api/v2/search?q=texte', 45],
      ['/api/v1/conversations', 30],
      ['/api/v1/trends/statuses', 40],
      ['/api/v1/accounts/relationships', 10],
    ];
    const costs = async () => {
      await fediverse.settled();
      const all: [path: string, queries: string[]][] = [];
      for (const [path] of answers) {
        // The first one notes that the token is used.
        await api(home, 'GET', path, { token });
        const asked = await statementsOf(async () => {
          assert.is((await api(home, 'GET', path, { token })).status, 200, path);
        });
        all.push([path, asked.map(({ sql }) => sql)]);
      }
      return all;
    };
    await writeOneOfEach(home, cast, thread, garden);
    const few = await costs();
    for (let n = 0; n < 4; n++) await writeOneOfEach(home, cast, thread, garden);
    const many = await costs();
    for (const [place, [path, queries]] of many.entries()) {
      assert.is(queries.length, few[place]![1].length, `${path}\n${queries.join('\n')}`);
      const [, most] = answers[place]!;
      assert.ok(queries.length <= most, `${path}: ${queries.length} queries\n${queries.join('\n')}`);
    }
    if (process.env.SHOW_QUERIES) for (const [path, queries] of many) console.log(path, queries.length);
  }));

test.run();
