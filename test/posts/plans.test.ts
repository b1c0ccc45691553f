import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hashtagTimeline, organisationTimeline, publicTimeline } from '../../src/posts/timelines.ts';
import { searchPosts } from '../../src/search/posts.ts';
import { parseQuery } from '../../src/search/query.ts';
import { planOf, statementsOf } from '../support/statements.ts';
import { startWorld } from '../support/world.ts';

/** Each reads its index backwards and stops when the page is full: a million posts more cost nothing. */
test('feeds of many people, and the operators of search, walk an index in its order', async () => {
  const world = await startWorld();
  const { instance } = world;
  const viewer = { accountId: (await world.account('malik')).id, local: true };
  const file = join(instance.config.dataDir, 'maillon.sqlite');
  const before = instance.ids();
  const search = (text: string) => searchPosts(instance, viewer, parseQuery(text), { before });
  const walks: [name: string, work: () => Promise<unknown>, first: RegExp][] = [
    ['public', () => publicTimeline(instance, viewer), /posts USING INDEX posts_public$/],
    ['public, older', () => publicTimeline(instance, viewer, { before }), /posts USING INDEX posts_public \(id<\?\)/],
    [
      'organisation',
      () => organisationTimeline(instance, viewer, { before }),
      /INDEX posts_local \(local=\? AND id<\?\)/,
    ],
    ['hashtag', () => hashtagTimeline(instance, viewer, 'Verger', { before }), /hashtags .*\(name=\? AND post_id<\?\)/],
    ['from:', () => search('from:ines'), /post_words VIRTUAL TABLE INDEX/],
    ['has:', () => search('has:poll'), /post_words VIRTUAL TABLE INDEX/],
    ['lang:', () => search('lang:fr'), /post_words VIRTUAL TABLE INDEX/],
  ];
  for (const [name, work, first] of walks) {
    const asked = (await statementsOf(work)).findLast(({ sql }) => /limit/.test(sql) && /"posts"/.test(sql));
    const plan = planOf(file, asked!);
    assert.match(plan[0]!, first, name);
    assert.not.match(plan.join('\n'), /TEMP B-TREE/, name);
  }
  await world.stop();
});

test.run();
