// deadline: 120 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openCommunity } from '../../src/communities/community.ts';
import { join, leave } from '../../src/communities/membership.ts';
import { communityBans } from '../../src/communities/tables.ts';
import type { CommunitySettings } from '../../src/communities/view.ts';
import type { Instance } from '../../src/instance.ts';
import { notificationsOf } from '../../src/notifications/notifications.ts';
import { notificationsSubscriber } from '../../src/notifications/subscriber.ts';
import { within, write } from '../../src/platform/write.ts';
import { agendaOf } from '../../src/posts/agenda.ts';
import { attend, attendanceOf, attendedBy, decline, forgetAttendances } from '../../src/posts/attend.ts';
import { cancelGathering, changeGathering, remindOfGatherings } from '../../src/posts/change-gathering.ts';
import { removePost } from '../../src/posts/delete-post.ts';
import { gatheringOf } from '../../src/posts/gathering.ts';
import { leaveSubscriber } from '../../src/posts/leave-gatherings.ts';
import type { GatheringDraft } from '../../src/posts/view.ts';
import { writePost } from '../../src/posts/write-post.ts';
import { refusalOf } from '../support/refusal.ts';
import { startWorld, type World } from '../support/world.ts';

const hour = 3_600_000;
const settings: CommunitySettings = {
  ...{
    displayName: 'Jardin partagé',
    purpose: 'On cultive ensemble.',
    rules: '',
    reach: 'members',
    admission: 'request',
  },
  ...{ posting: 'members', language: 'fr', topics: [] },
};
const event = (now: number, more: Partial<GatheringDraft> = {}): GatheringDraft => ({
  ...{ startsAt: now + 72 * hour, endsAt: now + 75 * hour, zone: 'Europe/Paris', place: 'Entrée nord', address: '' },
  ...{ link: '', access: '', capacity: 2, waitingList: true, answersUntil: null, ...more },
});

/** solene's garden with malik, theo and nour in it, and an event with two places. */
async function withEvent(
  work: (scene: {
    world: World;
    instance: Instance;
    id: string;
    communityId: string;
    as: (name: string) => Promise<{ accountId: string; local: true }>;
    told: (name: string) => Promise<string[]>;
    pass: (ms: number) => void;
  }) => Promise<void>,
  more: Partial<GatheringDraft> = {},
) {
  let ahead = 0;
  const world = await startWorld({}, { clock: () => Date.now() + ahead });
  const { instance } = world;
  try {
    const as = async (name: string) => ({ accountId: (await world.account(name)).id, local: true as const });
    const solene = await world.account('solene');
    const communityId = await openCommunity(instance, solene.id, 'jardin', {
      ...settings,
      reach: 'members',
      admission: 'open',
    });
    for (const name of ['malik', 'theo', 'nour']) await join(instance, (await as(name)).accountId, communityId);
    const id = await writePost(instance, solene, {
      ...{ text: 'On plante.', title: 'La haie', communityId, notice: '', language: 'fr', audience: 'community' },
      ...{ inReplyToId: null, mediaIds: [], poll: null, gathering: event(instance.clock(), more) },
    });
    await work({
      ...{ world, instance, id, communityId, as },
      told: async (name) => {
        await world.hear([notificationsSubscriber]);
        return (await notificationsOf(instance, (await as(name)).accountId)).map((one) => one.type);
      },
      pass: (ms) => {
        ahead += ms;
      },
    });
  } finally {
    await world.stop();
  }
}

test('places are taken in order, the rest wait, and who waits moves up and is told', () =>
  withEvent(async ({ instance, id, as, told }) => {
    assert.is(await attend(instance, await as('malik'), id), 'going');
    assert.is(await attend(instance, await as('malik'), id), 'going', 'twice changes nothing');
    assert.is(await attend(instance, await as('theo'), id), 'going');
    assert.is(await attend(instance, await as('nour'), id), 'waiting');
    assert.is(await attend(instance, await as('solene'), id), 'waiting');
    assert.equal(await figures(instance, id), [2, 2]);
    await decline(instance, await as('theo'), id);
    assert.equal(await figures(instance, id), [2, 1]);
    assert.is((await attendanceOf(instance, id, (await as('nour')).accountId))?.state, 'going');
    assert.ok((await told('nour')).includes('event-place'));
    assert.equal((await told('solene')).filter((type) => type === 'attend').length, 1);
    // Who comes back stands at the end.
    assert.is(await attend(instance, await as('theo'), id), 'waiting');
    await decline(instance, await as('malik'), id);
    assert.is((await attendanceOf(instance, id, (await as('solene')).accountId))?.state, 'going');
    assert.is((await attendanceOf(instance, id, (await as('theo')).accountId))?.state, 'waiting');
  }));

test('the last place is taken once, however many ask at the same moment', () =>
  withEvent(
    async ({ instance, id, as }) => {
      const people = await Promise.all(['malik', 'theo', 'nour', 'solene'].map(as));
      const stand = await Promise.all(people.map((viewer) => attend(instance, viewer, id)));
      assert.is(stand.filter((state) => state === 'going').length, 1);
      assert.equal(await figures(instance, id), [1, 3]);
    },
    { capacity: 1 },
  ));

test('S53 S54 who may not read it may not come; who has left does not move up', () =>
  withEvent(async ({ instance, id, communityId, as, told }) => {
    assert.is(await refusalOf(attend(instance, await as('ines'), id)), 'error.notFound');
    assert.is(await refusalOf(decline(instance, await as('ines'), id)), 'error.notFound');
    assert.is(
      await refusalOf(cancelGathering(instance, (await as('malik')).accountId, id)),
      'gathering.organisersOnly',
    );
    for (const name of ['malik', 'theo', 'nour', 'solene']) await attend(instance, await as(name), id);
    await leave(instance, (await as('nour')).accountId, communityId);
    await decline(instance, await as('malik'), id);
    assert.is((await attendanceOf(instance, id, (await as('nour')).accountId))?.state, 'declined');
    assert.is((await attendanceOf(instance, id, (await as('solene')).accountId))?.state, 'going');
    assert.equal(await figures(instance, id), [2, 0]);
    assert.not((await told('nour')).includes('event-place'));
  }));

test('S60 who is banned from the community does not come to its events', () =>
  withEvent(async ({ instance, id, communityId, as }) => {
    const { accountId } = await as('malik');
    const ban = { communityId, accountId, byId: (await as('solene')).accountId, createdAt: instance.clock() };
    await write(instance, (tx) => tx.insert(communityBans).values(ban));
    assert.is(await refusalOf(attend(instance, await as('malik'), id)), 'community.banned');
    assert.equal(await figures(instance, id), [0, 0]);
  }));

test('full without a waiting list, closed, cancelled: nobody is put anywhere', () =>
  withEvent(
    async ({ instance, id, as, told, pass }) => {
      await attend(instance, await as('malik'), id);
      assert.is(await refusalOf(attend(instance, await as('theo'), id)), 'gathering.isFull');
      pass(25 * hour);
      assert.is(await refusalOf(attend(instance, await as('nour'), id)), 'gathering.isClosed');
      await cancelGathering(instance, (await as('solene')).accountId, id);
      assert.is(await refusalOf(attend(instance, await as('nour'), id)), 'gathering.isCancelled');
      assert.ok((await told('malik')).includes('event-cancelled'));
      assert.not((await told('theo')).includes('event-cancelled'));
    },
    { capacity: 1, waitingList: false, answersUntil: Date.now() + 24 * hour },
  ));

test('more places let in who waits; another hour is told; the day before, everybody who comes is reminded once', () =>
  withEvent(async ({ instance, id, as, told, pass }) => {
    for (const name of ['malik', 'theo', 'nour']) await attend(instance, await as(name), id);
    const words = { title: 'La haie', text: 'On plante.', language: 'fr' };
    const known = (await gatheringOf(instance, id))!;
    const author = (await as('solene')).accountId;
    await changeGathering(instance, author, id, words, event(0, { ...pick(known), capacity: 3 }));
    assert.equal(await figures(instance, id), [3, 0]);
    assert.not((await told('malik')).includes('event-moved'));
    const later = { ...pick(known), capacity: 3, startsAt: known.startsAt + hour };
    await changeGathering(instance, author, id, words, event(0, later));
    assert.ok((await told('malik')).includes('event-moved'));
    await remindOfGatherings(instance);
    assert.not((await told('malik')).includes('event-soon'));
    pass(50 * hour);
    await remindOfGatherings(instance);
    await remindOfGatherings(instance);
    assert.equal((await told('malik')).filter((type) => type === 'event-soon').length, 1);
    assert.is(
      await refusalOf(changeGathering(instance, (await as('malik')).accountId, id, words, event(0, later))),
      'error.notFound',
    );
  }));

test('an event has a community, a title, a moment to come and somewhere to go; else nothing is written', () =>
  withEvent(async ({ world, instance, communityId, as }) => {
    const now = instance.clock();
    const wrong: [Record<string, string>, Partial<GatheringDraft>, object?][] = [
      [{ day: 'gathering.isPast' }, { startsAt: now - 1 }],
      [{ day: 'gathering.when' }, { startsAt: Number.NaN, endsAt: null }],
      [{ endTime: 'gathering.endsBefore' }, { endsAt: now }],
      [{ endTime: 'gathering.tooLong' }, { endsAt: now + 100 * 24 * hour }],
      [{ day: 'gathering.when' }, { zone: 'Mars/Olympus' }],
      [{ place: 'gathering.where' }, { place: '' }],
      [{ link: 'gathering.badLink' }, { link: 'javascript:alert(1)' }],
      [{ capacity: 'gathering.badCapacity' }, { capacity: 0 }],
      [{ capacity: 'gathering.badCapacity' }, { capacity: 1.5 }],
      [{ untilDay: 'gathering.untilAfter' }, { answersUntil: now + 100 * hour }],
      [{ title: 'form.required' }, {}, { title: '' }],
      [{ community: 'gathering.whichCommunity' }, {}, { communityId: null, audience: 'public' }],
    ];
    for (const [fault, more, draft] of wrong)
      assert.equal(
        await refusalOf(
          writePost(instance, await world.account('malik'), {
            ...{ text: 'x', title: 'x', communityId, notice: '', language: 'fr', audience: 'community' as const },
            ...{ inReplyToId: null, mediaIds: [], poll: null, gathering: event(now, more), ...draft },
          }),
        ),
        fault,
      );
    assert.is((await agendaOf(instance, await as('malik'), communityId, 'coming')).length, 1);
    assert.is((await agendaOf(instance, await as('ines'), communityId, 'coming')).length, 0, 'S53');
  }));

test('S54 who leaves the community gives the place back; an event that people count on is called off, not removed', () =>
  withEvent(async ({ world, instance, id, communityId, as }) => {
    for (const name of ['malik', 'theo', 'nour']) await attend(instance, await as(name), id);
    await leave(instance, (await as('malik')).accountId, communityId);
    await world.hear([leaveSubscriber]);
    assert.is((await attendanceOf(instance, id, (await as('malik')).accountId))?.state, 'declined');
    assert.is((await attendanceOf(instance, id, (await as('nour')).accountId))?.state, 'going');
    const author = (await as('solene')).accountId;
    assert.is(await refusalOf(removePost(instance, author, id)), 'gathering.cancelFirst');
    await cancelGathering(instance, author, id);
    await removePost(instance, author, id);
  }));

test('L04 an account that goes leaves its place to who waits', () =>
  withEvent(async ({ instance, id, as }) => {
    for (const name of ['malik', 'theo', 'nour']) await attend(instance, await as(name), id);
    const { accountId } = await as('malik');
    // What their archive has of it.
    assert.is((await attendedBy(instance, accountId, undefined, 10)).length, 1);
    await write(instance, (tx) => forgetAttendances(within(instance, tx), tx, accountId));
    assert.is((await attendanceOf(instance, id, (await as('nour')).accountId))?.state, 'going');
    assert.equal(await figures(instance, id), [2, 0]);
  }));

const figures = async (instance: Instance, id: string) => {
  const { going, waiting } = (await gatheringOf(instance, id))!;
  return [going, waiting];
};
const pick = ({ startsAt, endsAt, place }: { startsAt: number; endsAt: number | null; place: string }) => ({
  startsAt,
  endsAt,
  place,
});

test.run();
