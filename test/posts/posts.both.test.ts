import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { notificationsOf } from '../../src/notifications/notifications.ts';
import { notificationsSubscriber } from '../../src/notifications/subscriber.ts';
import { homeSubscriber } from '../../src/posts/home.ts';
import { like } from '../../src/posts/like.ts';
import { vote } from '../../src/posts/poll.ts';
import { thread } from '../../src/posts/thread.ts';
import { homeTimeline } from '../../src/posts/timelines.ts';
import { type Draft, writePost } from '../../src/posts/write-post.ts';
import { startWorld } from '../support/world.ts';

const draft = (more: Partial<Draft>): Draft => ({
  text: '',
  notice: '',
  language: 'fr',
  audience: 'public',
  inReplyToId: null,
  mediaIds: [],
  poll: null,
  ...more,
});
const heard = [homeSubscriber, notificationsSubscriber];

test('a post reaches the home of who follows, and its author is told of answers and thanks', async () => {
  const world = await startWorld();
  const { instance } = world;
  const malik = await world.account('malik');
  const ines = await world.account('ines');
  await follow(instance, malik.id, ines.id);
  const id = await writePost(
    instance,
    ines,
    draft({
      text: 'La viande du mardi vient d’où ? #cantine',
      poll: { options: ['Oui', 'Non'], multiple: false, hours: 24 },
    }),
  );
  const answer = await writePost(instance, malik, draft({ text: 'Merci @ines', inReplyToId: id }));
  await like(instance, { accountId: malik.id, local: true }, id);
  await vote(instance, { accountId: malik.id, local: true }, id, [1]);
  await world.hear(heard);

  const home = await homeTimeline(instance, { accountId: malik.id, local: true });
  assert.equal(
    home.posts.map((post) => post.id),
    [answer, id],
  );
  assert.is(home.posts[1]!.likes, 1);
  assert.is(home.posts[1]!.replies, 1);
  assert.equal(
    home.posts[1]!.poll!.options.map((option) => option.votes),
    [0, 1],
  );
  const told = await notificationsOf(instance, ines.id);
  assert.equal(told.map((one) => one.type).sort(), ['follow', 'like', 'reply']);
  const shown = await thread(instance, null, id);
  assert.equal(
    shown.replies.map((reply) => reply.post.id),
    [answer],
  );
  await world.stop();
});

test.run();
