// deadline: 120 s
import { createRestAPIClient, createStreamingAPIClient } from 'masto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openCommunity } from '../../src/communities/community.ts';
import { picture } from '../support/pictures.ts';
import { withApi } from './scene.ts';

test('masto.js reads, writes with a picture, answers, thanks, relays, joins a community, votes, searches, listens', () =>
  withApi(async ({ home, fediverse, tokenOf }) => {
    const client = (accessToken: string) =>
      createRestAPIClient({ url: `http://127.0.0.1:${new URL(home.origin).port}`, accessToken });
    const ines = client(await tokenOf('ines'));
    const malik = client(await tokenOf('malik'));
    const own = await home.account('ines');
    const garden = await openCommunity(home.instance, own.id, 'jardin', {
      displayName: 'Jardin',
      purpose: 'On cultive.',
      rules: '',
      reach: 'public',
      admission: 'open',
      posting: 'members',
      language: 'fr',
      topics: [],
    });
    assert.is((await malik.v1.accounts.verifyCredentials()).username, 'malik');
    assert.is((await malik.v2.instance.fetch()).title, 'Université de Valombre');
    await ines.v1.accounts.updateCredentials({ indexable: true, note: 'Communication' } as never);
    await malik.v1.accounts.$select(own.id).follow();
    assert.is((await malik.v1.accounts.$select(garden).follow()).following, true);
    const file = new Blob([new Uint8Array(await picture('png', 60, 40))], { type: 'image/png' });
    const media = await ines.v2.media.create({ file, description: 'Une haie' });
    const status = await ines.v1.statuses.create({
      status: 'Bonjour #campus',
      visibility: 'public',
      mediaIds: [media.id],
    });
    const poll = await ines.v1.statuses.create({
      status: 'On plante ?',
      visibility: 'public',
      poll: { options: ['oui', 'non'], expiresIn: 86_400 },
    });
    await fediverse.settled();
    const line = [];
    for await (const page of malik.v1.timelines.home.list({ limit: 1 })) line.push(...page);
    assert.equal(
      line.map(({ id }) => id),
      [poll.id, status.id],
      'the paginator walks to the end',
    );
    const streaming = createStreamingAPIClient({
      streamingApiUrl: `ws://127.0.0.1:${new URL(home.origin).port}`,
      accessToken: await tokenOf('ines'),
      implementation: WebSocket,
    });
    const heard = (async () => {
      for await (const { event } of streaming.user.subscribe()) if (event === 'notification') return event;
      return null;
    })();
    await new Promise((done) => setTimeout(done, 1000));
    const reply = await malik.v1.statuses.create({ status: '@ines Merci', inReplyToId: status.id });
    await malik.v1.statuses.$select(status.id).favourite();
    const relay = await malik.v1.statuses.$select(status.id).reblog();
    assert.is(relay.reblog?.id, status.id);
    const voted = await malik.v1.polls.$select(poll.poll!.id).votes.create({ choices: [1] });
    assert.equal(voted.ownVotes, [1]);
    const { descendants } = await malik.v1.statuses.$select(status.id).context.fetch();
    assert.equal(
      descendants.map(({ id }) => id),
      [reply.id],
    );
    await fediverse.settled();
    const told = [];
    for await (const page of ines.v1.notifications.list()) told.push(...page);
    assert.equal(new Set(told.map(({ type }) => type)), new Set(['follow', 'mention', 'favourite', 'reblog']));
    assert.is(await heard, 'notification');
    streaming.close();
    const groups = await ines.v2.notifications.list();
    assert.ok(groups.notificationGroups.some(({ type }) => type === 'favourite'));
    const found = await malik.v2.search.list({ q: 'Bonjour' });
    assert.is(found.statuses[0]?.id, status.id);
    const group = await malik.v1.accounts.lookup({ acct: 'jardin' });
    assert.is(group.group, true);
    await malik.v1.statuses.create({ status: '@jardin La haie\n\nSamedi.' });
    await fediverse.settled();
    const [thread] = await createRestAPIClient({ url: `http://127.0.0.1:${new URL(home.origin).port}` })
      .v1.accounts.$select(garden)
      .statuses.list();
    assert.match(thread!.reblog!.content, 'La haie');
    await malik.v1.statuses.$select(reply.id).remove();
    await isGone(() => malik.v1.statuses.$select(reply.id).fetch());
  }));

async function isGone(work: () => Promise<unknown>) {
  try {
    await work();
  } catch (error) {
    return assert.is((error as { statusCode?: number }).statusCode, 404);
  }
  assert.unreachable('it is still there');
}

test.run();
