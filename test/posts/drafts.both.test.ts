import { writeFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { changePreferences } from '../../src/accounts/members.ts';
import { changeRole } from '../../src/accounts/roles.ts';
import { suspend } from '../../src/accounts/suspend.ts';
import { receiveImage } from '../../src/media/media.ts';
import { sweepMedia } from '../../src/media/sweep.ts';
import { media } from '../../src/media/tables.ts';
import { isNull } from '../../src/platform/columns.ts';
import { jobs, lines } from '../../src/platform/tables.ts';
import { wallTime } from '../../src/platform/zones.ts';
import { callBack, draftsOf, dropDraft, keepDraft, purgeDrafts, restoreDraft } from '../../src/posts/draft.ts';
import { drafts, posts } from '../../src/posts/tables.ts';
import type { Draft } from '../../src/posts/view.ts';
import { eraseNow } from '../support/erase.ts';
import { type Fediverse, type Home, startFediverse } from '../support/fediverse.ts';
import { picture } from '../support/pictures.ts';
import { member, type Visitor } from '../support/visitor.ts';

const content = (text: string, more: Partial<Draft> = {}): Draft => ({
  text,
  notice: '',
  language: 'fr',
  audience: 'public',
  inReplyToId: null,
  mediaIds: [],
  poll: null,
  ...more,
});
const hour = 3_600_000;

interface Desk {
  home: Home;
  malik: string;
  visitor: Visitor;
  fediverse: Fediverse;
  /** Hours go by, and what was due in them is done. */
  pass: (hours: number) => Promise<void>;
  said: () => Promise<string[]>;
}

async function withDesk(work: (desk: Desk) => Promise<void>) {
  let passed = 0;
  const fediverse = await startFediverse(['valombre'], {}, { clock: () => Date.now() + passed });
  const home = fediverse.homes.valombre;
  await work({
    home,
    fediverse,
    malik: (await home.account('malik')).id,
    visitor: await member(home, 'malik'),
    pass: async (hours) => {
      passed += hours * hour;
      await fediverse.settled();
    },
    said: async () => {
      const rows = await home.instance.db.select().from(posts).where(isNull(posts.deletedAt));
      return rows.map((row) => row.source ?? '');
    },
  });
  await fediverse.stop();
}

test('what is not finished is kept from the form, without scripts, and opens as it was', () =>
  withDesk(async ({ visitor, said, home }) => {
    const form = {
      text: 'À finir <b>',
      notice: 'Long',
      language: 'en',
      audience: 'followers',
      'poll-1': 'Oui',
      'poll-2': 'Non',
      'poll-days': '7',
      'poll-multiple': 'on',
    };
    const kept = await visitor.post('/posts', { ...form, action: 'draft' });
    assert.is(kept.location, '/drafts');
    const list = (await visitor.get('/drafts')).text;
    assert.match(list, 'À finir &lt;b&gt;');
    const path = /href="(\/drafts\/\d+)"/.exec(list)![1]!;
    const opened = (await visitor.get(path)).text;
    assert.match(opened, />\s*À finir &lt;b&gt;<\/textarea>/);
    assert.match(opened, /value="followers" checked/);
    assert.match(opened, /name="notice" value="Long"/);
    assert.match(opened, /<option value="en" selected/);
    assert.match(opened, /name="poll-2"[^>]*value="Non"/);
    assert.match(opened, /<option value="7" selected/);
    assert.equal(await said(), []);

    const draft = path.slice('/drafts/'.length);
    await visitor.post('/posts', { ...form, text: 'Presque fini', draft, action: 'draft' });
    assert.match((await visitor.get('/drafts')).text, 'Presque fini');
    assert.not.match((await visitor.get('/drafts')).text, 'À finir');
    const published = await visitor.post('/posts', { ...form, text: 'Fini', draft, action: 'publish' });
    assert.match(published.location, /^\/@malik\/\d+$/);
    assert.equal(await said(), ['Fini']);
    assert.is((await visitor.get(path)).status, 404);
    assert.is((await visitor.post('/posts', { text: '  ', action: 'draft' })).status, 422);
    assert.equal(await home.instance.db.select().from(drafts), []);
  }));

test('S54 a draft is its author’s alone: nobody else publishes, changes or reads it', () =>
  withDesk(async ({ home, malik, said }) => {
    const id = await keepDraft(home.instance, malik, { content: content('à moi'), voice: 'own', at: null });
    const nour = await member(home, 'nour');
    for (const action of ['publish', 'draft', 'schedule', 'attach'])
      assert.is((await nour.post('/posts', { text: 'volé', draft: id, action })).status, 404, action);
    assert.equal(await said(), []);
  }));

test('a post comes at its time, in the person’s zone, once, and dated then', () =>
  withDesk(async ({ home, malik, visitor, pass, said }) => {
    const { instance } = home;
    await changePreferences(instance, malik, { timeZone: 'Pacific/Auckland' });
    const wanted = Math.ceil(instance.clock() / 60_000) * 60_000 + 3 * hour;
    const { day, time } = wallTime(wanted, 'Pacific/Auckland');
    const reply = await visitor.post('/posts', {
      text: 'À demain #rendezvous',
      audience: 'public',
      action: 'schedule',
      day,
      time,
    });
    assert.is(reply.location, '/drafts');
    assert.match((await visitor.get('/drafts')).text, new RegExp(`${Number(time.slice(0, 2))}\u00a0h`));
    await pass(2);
    assert.equal(await said(), []);
    await pass(1.1);
    assert.equal(await said(), ['À demain #rendezvous']);
    const [post] = await instance.db.select().from(posts);
    assert.ok(post!.createdAt >= wanted && post!.createdAt < wanted + hour);
    assert.equal(await instance.db.select().from(drafts), []);
    await pass(30);
    assert.is((await said()).length, 1);
    assert.equal(await instance.db.select().from(jobs), []);
  }));

test('a scheduled post may be moved, called back or thrown away; what is thrown away comes back for an hour', () =>
  withDesk(async ({ home, malik, pass, said }) => {
    const { instance } = home;
    const at = instance.clock() + hour;
    const put = (text: string) => keepDraft(instance, malik, { content: content(text), voice: 'own', at });
    const [moved, called, dropped, restored] = [
      await put('plus tard'),
      await put('non'),
      await put('jamais'),
      await put('si'),
    ];
    await keepDraft(instance, malik, { id: moved, content: content('plus tard'), voice: 'own', at: at + 5 * hour });
    await callBack(instance, malik, called);
    await dropDraft(instance, malik, dropped);
    await dropDraft(instance, malik, restored);
    await restoreDraft(instance, malik, restored);
    await pass(2);
    assert.equal(await said(), []);
    const { scheduled, waiting } = await draftsOf(instance, malik);
    assert.equal(
      scheduled.map((draft) => draft.id),
      [moved],
    );
    assert.equal(waiting.map((draft) => draft.line).sort(), ['non', 'si']);
    await purgeDrafts(instance);
    assert.is((await instance.db.select().from(drafts)).length, 3);
    await pass(5);
    assert.equal(await said(), ['plus tard']);
    assert.equal(await instance.db.select().from(lines), []);
  }));

test('what cannot be published at its time stays as a draft that says why', () =>
  withDesk(async ({ home, malik, visitor, pass, said }) => {
    const { instance } = home;
    const parent = await home.write('nour', 'Question');
    const at = instance.clock() + hour;
    const more = { inReplyToId: parent };
    await keepDraft(instance, malik, { content: content('Réponse', more), voice: 'own', at });
    await eraseNow(instance, parent);
    await pass(2);
    assert.equal(await said(), []);
    const page = (await visitor.get('/drafts')).text;
    assert.match(page, 'Non publié à l’heure dite');
    assert.match(page, 'Ce à quoi vous répondiez n’est plus là');
    const { waiting } = await draftsOf(instance, malik);
    assert.is(waiting.length, 1);
    assert.is((await visitor.get(`/drafts/${waiting[0]!.id}`)).status, 200);
  }));

test('a moment that is past, far or none is refused, and so is what could not be published', () =>
  withDesk(async ({ home, visitor, said }) => {
    const day = (hours: number) => new Date(home.instance.clock() + hours * hour).toISOString().slice(0, 10);
    const ask = (fields: Record<string, string>) =>
      visitor.post('/posts', {
        text: 'Bonjour',
        audience: 'public',
        action: 'schedule',
        day: day(48),
        time: '10:00',
        ...fields,
      });
    for (const fields of [
      { day: '' },
      { time: '25:00' },
      { day: '2026-02-30' },
      { day: day(-48) },
      { day: day(24 * 400) },
    ]) {
      const { status, text } = await ask(fields as unknown as Record<string, string>);
      assert.is(status, 422, JSON.stringify(fields));
      assert.match(text, /<textarea[^>]*>\s*Bonjour/);
      assert.match(text, /href="#f-schedule"/);
    }
    assert.is((await ask({ text: '' })).status, 422);
    assert.is((await ask({ audience: 'direct' })).status, 422);
    assert.equal(await home.instance.db.select().from(drafts), []);
    assert.equal(await said(), []);
  }));

test('S118 the right to speak for the organisation, or to speak at all, is asked again at the time', () =>
  withDesk(async ({ home, malik, pass, said }) => {
    const { instance } = home;
    await changeRole(instance, malik, 'administrator');
    const at = instance.clock() + hour;
    await keepDraft(instance, malik, { content: content('officiel'), voice: 'organisation', at });
    await changeRole(instance, malik, 'member');
    const nour = (await home.account('nour')).id;
    await keepDraft(instance, nour, { content: content('suspendu'), voice: 'own', at });
    await suspend(instance, nour);
    await pass(2);
    assert.equal(await said(), []);
    const [own] = (await draftsOf(instance, malik)).waiting;
    assert.is(own!.fault!.key, 'compose.notYourVoice');
  }));

test('pictures of a kept draft outlive the day that others live, and go with it', () =>
  withDesk(async ({ home, malik, pass }) => {
    const { instance } = home;
    const path = instance.files.temporary();
    writeFileSync(path, await picture('png', 40, 30));
    const { id } = await receiveImage(instance, malik, { path });
    const draft = await keepDraft(instance, malik, {
      content: content('', { mediaIds: [id] }),
      voice: 'own',
      at: null,
    });
    await pass(72);
    await sweepMedia(instance);
    assert.is((await instance.db.select().from(media)).length, 1);
    await dropDraft(instance, malik, draft);
    await pass(2);
    await purgeDrafts(instance);
    await sweepMedia(instance);
    assert.is((await instance.db.select().from(media)).length, 0);
  }));

test.run();
