// deadline: 240 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { campaignById } from '../../src/campaigns/campaign.ts';
import { contributionById } from '../../src/campaigns/contribution.ts';
import { agreements, receipts } from '../../src/campaigns/exchange-tables.ts';
import { forgetInCampaigns } from '../../src/campaigns/forget-person.ts';
import { goOn } from '../../src/campaigns/life.ts';
import { measuredIn, sharedIn } from '../../src/campaigns/measures.ts';
import { stepModules } from '../../src/campaigns/step-modules.ts';
import { agree, ask, leaveAgreement } from '../../src/campaigns/steps/exchange/agreement.ts';
import { offerViews } from '../../src/campaigns/steps/exchange/exchange-views.ts';
import { bringOffer, type SaidOffer, withdrawOffer } from '../../src/campaigns/steps/exchange/offer.ts';
import { confirmReceipt, thank } from '../../src/campaigns/steps/exchange/receipt.ts';
import { notificationsOf } from '../../src/notifications/notifications.ts';
import { notificationsSubscriber } from '../../src/notifications/subscriber.ts';
import { eq } from '../../src/platform/columns.ts';
import { within, write } from '../../src/platform/write.ts';
import { postById } from '../../src/posts/post.ts';
import { posts } from '../../src/posts/tables.ts';
import { refusalOf } from '../support/refusal.ts';
import { startWorld, type World } from '../support/world.ts';
import { campaign, stepNow } from './scene.ts';

const hour = 3_600_000;
const day = 24 * hour;

interface Scene {
  world: World;
  now: { ms: number };
  id: string;
  viewer: (name: string) => Promise<{ accountId: string; local: true }>;
  bring: (name: string, title: string, said?: Partial<SaidOffer>) => Promise<string>;
}

async function onSharingDay(work: (scene: Scene) => Promise<void>) {
  const now = { ms: Date.parse('2027-03-01T09:00:00Z') };
  const world = await startWorld({}, { clock: () => now.ms });
  try {
    const { instance } = world;
    const id = await campaign(instance, (await world.account('ines')).id, 'sharing-day');
    await work({
      ...{ world, now, id },
      viewer: async (name) => ({ accountId: (await world.account(name)).id, local: true }),
      bring: async (name, title, said = {}) =>
        bringOffer(
          instance,
          await world.account(name),
          (await campaignById(instance, id))!,
          await stepNow(instance, id, 'exchange'),
          {
            ...{ purpose: 'offer', title, text: '', what: 'hours', amount: 2, place: '', expiresAt: null },
            ...{ language: 'fr', ...said },
          },
        ),
    });
  } finally {
    await world.stop();
  }
}

/** What somebody is told, when all is heard. */
async function told(world: World, name: string) {
  await world.hear([notificationsSubscriber]);
  return (await notificationsOf(world.instance, (await world.account(name)).id)).map(({ type }) => type);
}

const asked = { amount: 1, note: '', startsAt: null, endsAt: null };

test('an exchange counts when both have confirmed its receipt: one side, a third, or the same one twice is nothing', () =>
  onSharingDay(async ({ world, id, bring, viewer }) => {
    const { instance } = world;
    const [malik, nour, solene] = [await viewer('malik'), await viewer('nour'), await viewer('solene')];
    const offer = await bring('malik', 'Je répare un vélo');
    const step = await stepNow(instance, id, 'exchange');
    const agreement = await ask(instance, nour, offer, { ...asked, amount: 2, note: 'Le mien grince' });
    assert.is(await refusalOf(confirmReceipt(instance, nour, agreement)), 'exchange.notAgreed');
    assert.is(await refusalOf(agree(instance, nour, agreement)), 'error.notFound', 'only the author says yes');
    assert.is(await refusalOf(agree(instance, solene, agreement)), 'error.notFound');
    assert.equal(await told(world, 'malik'), ['contribution']);
    await agree(instance, malik, agreement);
    await agree(instance, malik, agreement);
    assert.equal(await told(world, 'nour'), ['contribution']);
    assert.equal(await told(world, 'solene'), []);
    assert.is((await contributionById(instance, offer)).state, 'settled');

    assert.is(await refusalOf(confirmReceipt(instance, solene, agreement)), 'error.notFound', 'a third');
    await confirmReceipt(instance, malik, agreement);
    await confirmReceipt(instance, malik, agreement);
    assert.equal(await sharedIn(instance, id), [], 'one side alone, even twice');
    assert.is(await refusalOf(thank(instance, nour, agreement, { text: 'Merci', language: 'fr' })), 'exchange.notDone');
    assert.is(await refusalOf(leaveAgreement(instance, nour, agreement)), 'exchange.confirmedAlready');
    await confirmReceipt(instance, nour, agreement);
    await confirmReceipt(instance, nour, agreement);
    const [line, ...more] = await sharedIn(instance, id);
    assert.equal(more, []);
    assert.equal([line!.what, line!.unit, line!.amount, line!.receipts], ['hours', 'hour', 2, 1]);
    assert.equal([line!.giver.affiliation, line!.receiver.affiliation], ['student', 'student']);
    const figures = await stepModules.exchange!.figures(instance, step);
    assert.equal([figures.hours, figures.receipts, figures.found], [2, 1, 1]);

    const thanks = await thank(instance, nour, agreement, { text: 'Il roule !', language: 'fr' });
    assert.is((await postById(instance, thanks))!.inReplyToId, offer);
    assert.is(
      await refusalOf(thank(instance, nour, agreement, { text: 'Encore', language: 'fr' })),
      'exchange.thankedAlready',
    );
    // What passed between two is for the two: others read with which organisation alone.
    const [seen] = await offerViews(instance, solene, step);
    assert.equal(seen!.agreements, []);
    assert.equal(seen!.offer.foundWith, ['Université de Valombre']);
    const [own] = await offerViews(instance, malik, step);
    assert.equal(
      own!.agreements.map((one) => [one.state, one.gives, one.note]),
      [['done', true, 'Le mien grince']],
    );
  }));

test('who answers a request gives', () =>
  onSharingDay(async ({ world: { instance }, id, bring, viewer }) => {
    const [solene, theo] = [await viewer('solene'), await viewer('theo')];
    const request = await bring('solene', 'Je cherche un projecteur', {
      purpose: 'request',
      what: 'objects',
      amount: 1,
    });
    const agreement = await ask(instance, theo, request, asked);
    await agree(instance, solene, agreement);
    for (const one of [solene, theo]) await confirmReceipt(instance, one, agreement);
    const [line] = await sharedIn(instance, id);
    assert.equal([line!.giver.affiliation, line!.receiver.affiliation], ['faculty', 'staff']);
  }));

test('one’s own offer, one that is over or taken back, and amounts that are none are refused', () =>
  onSharingDay(async ({ world: { instance }, now, bring, viewer }) => {
    const [malik, nour] = [await viewer('malik'), await viewer('nour')];
    for (const amount of [-1, 0, Number.NaN, Number.POSITIVE_INFINITY, 1e12, 0.001])
      assert.equal(await refusalOf(bring('malik', 'Trop', { amount })), { amount: 'exchange.amountFault' });
    for (const expiresAt of [now.ms - 1, Number.NaN, now.ms + 400 * day])
      assert.equal(await refusalOf(bring('malik', 'Quand', { expiresAt })), { expiresAt: 'exchange.expiryFault' });
    assert.equal(await refusalOf(bring('malik', '  ')), { title: 'form.required' });

    const offer = await bring('malik', 'Deux heures', { expiresAt: now.ms + 2 * day });
    assert.is(await refusalOf(ask(instance, malik, offer, asked)), 'exchange.own');
    for (const amount of [-1, 0, Number.NaN, 1e12])
      assert.equal(await refusalOf(ask(instance, nour, offer, { ...asked, amount })), {
        amount: 'exchange.askAmountFault',
      });
    assert.equal(await refusalOf(ask(instance, nour, offer, { ...asked, amount: 3 })), { amount: 'exchange.tooMuch' });
    const agreement = await ask(instance, nour, offer, asked);
    assert.is(await refusalOf(ask(instance, nour, offer, asked)), 'exchange.askedAlready');
    now.ms += 3 * day;
    assert.is(await refusalOf(agree(instance, malik, agreement)), 'exchange.expired');
    assert.is(await refusalOf(ask(instance, await viewer('theo'), offer, asked)), 'exchange.expired');

    const other = await bring('malik', 'Une heure');
    const open = await ask(instance, nour, other, asked);
    assert.is(await refusalOf(withdrawOffer(instance, nour, other)), 'error.notFound');
    await withdrawOffer(instance, malik, other);
    assert.is(await refusalOf(agree(instance, malik, open)), 'exchange.notAsked');
    assert.is(await refusalOf(ask(instance, await viewer('theo'), other, asked)), 'exchange.withdrawn');
    assert.is(await refusalOf(ask(instance, nour, '404', asked)), 'error.notFound');
  }));

test('nobody agrees to more than there is, and what is given up is there again', () =>
  onSharingDay(async ({ world: { instance }, id, bring, viewer }) => {
    const [malik, nour, theo] = [await viewer('malik'), await viewer('nour'), await viewer('theo')];
    const offer = await bring('malik', 'Trois places', { what: 'places', amount: 3 });
    const first = await ask(instance, nour, offer, { ...asked, amount: 2 });
    const second = await ask(instance, theo, offer, { ...asked, amount: 2 });
    await agree(instance, malik, first);
    assert.equal(await refusalOf(agree(instance, malik, second)), { amount: 'exchange.tooMuch' });
    await leaveAgreement(instance, nour, first);
    await agree(instance, malik, second);
    const [shown] = await offerViews(instance, malik, await stepNow(instance, id, 'exchange'));
    assert.is(shown!.left, 1);
    assert.equal(shown!.offer.foundWith, ['Université de Valombre']);
  }));

test('slots of one object never meet', () =>
  onSharingDay(async ({ world: { instance }, id, now, bring, viewer }) => {
    const [malik, nour, theo] = [await viewer('malik'), await viewer('nour'), await viewer('theo')];
    const drill = await bring('malik', 'Ma perceuse', { what: 'equipment', amount: 7 });
    const saw = await bring('malik', 'Ma scie', { what: 'equipment' });
    const slot = (from: number, to: number) => ({
      ...asked,
      startsAt: now.ms + from * hour,
      endsAt: now.ms + to * hour,
    });
    for (const [from, to] of [
      [-1, 2],
      [5, 5],
      [6, 4],
      [1, 24 * 15 + 2],
    ] as const)
      assert.equal(await refusalOf(ask(instance, nour, drill, slot(from, to))), { slot: 'exchange.slotFault' });
    assert.equal(await refusalOf(ask(instance, nour, drill, asked)), { slot: 'exchange.slotFault' });
    const first = await ask(instance, nour, drill, slot(10, 14));
    const second = await ask(instance, theo, drill, slot(12, 16));
    await agree(instance, malik, first);
    assert.equal(await refusalOf(agree(instance, malik, second)), { slot: 'exchange.slotTaken' });
    for (const [from, to] of [
      [9, 11],
      [11, 12],
      [13, 20],
      [9, 20],
    ] as const)
      assert.equal(await refusalOf(ask(instance, theo, drill, slot(from, to))), { slot: 'exchange.slotTaken' });
    // End to end is no overlap, and another object is another one.
    await agree(instance, malik, await ask(instance, theo, drill, slot(14, 16)));
    await agree(instance, malik, await ask(instance, theo, saw, slot(10, 14)));
    const shown = await offerViews(instance, malik, await stepNow(instance, id, 'exchange'));
    assert.is(shown.find(({ one }) => one.id === drill)!.taken.length, 2);
    for (const one of [malik, nour]) await confirmReceipt(instance, one, first);
    const [line] = await sharedIn(instance, id);
    assert.equal([line!.unit, line!.amount], ['hour', 4]);
  }));

test('an offer and a request with the same telling words find each other, never one’s own', () =>
  onSharingDay(async ({ world: { instance }, id, bring, viewer }) => {
    const offer = await bring('malik', 'Je répare des vélos le samedi');
    const request = await bring('nour', 'Je cherche un vélo pour trois jours', { purpose: 'request' });
    await bring('malik', 'Je cherche un vélo aussi', { purpose: 'request' });
    const other = await bring('theo', 'Je relis vos statistiques');
    const shown = await offerViews(instance, await viewer('solene'), await stepNow(instance, id, 'exchange'));
    const match = (one: string) => shown.find((view) => view.one.id === one)!.match?.id;
    assert.equal([match(offer), match(request), match(other)], [request, offer, undefined]);
  }));

test('S53 what a reader may not read is neither shown to them nor suggested', () =>
  onSharingDay(async ({ world: { instance }, id, bring, viewer }) => {
    const offer = await bring('malik', 'Je répare des vélos');
    const request = await bring('nour', 'Je cherche un vélo', { purpose: 'request' });
    await write(instance, (tx) => tx.update(posts).set({ audience: 'organisation' }).where(eq(posts.id, request)));
    const step = await stepNow(instance, id, 'exchange');
    const seen = async (one: Awaited<ReturnType<typeof viewer>> | null) =>
      (await offerViews(instance, one, step)).map((view) => [view.one.id, view.match?.id]);
    assert.equal(await seen(null), [[offer, undefined]]);
    assert.equal(await seen(await viewer('theo')), [
      [request, offer],
      [offer, request],
    ]);
    const stranger = { accountId: 'nobody', local: false };
    assert.is(await refusalOf(ask(instance, stranger, request, asked)), 'error.notFound');
  }));

test('nothing is offered or asked after the closing; what was agreed may still be confirmed until the report', () =>
  onSharingDay(async ({ world, id, bring, viewer }) => {
    const { instance } = world;
    const [malik, nour] = [await viewer('malik'), await viewer('nour')];
    const offer = await bring('malik', 'Une heure');
    const agreement = await ask(instance, nour, offer, asked);
    await agree(instance, malik, agreement);
    const ines = (await world.account('ines')).id;
    await goOn(instance, ines, id, 'open');
    assert.is(await refusalOf(bring('malik', 'Encore une')), 'campaign.notOpen');
    assert.is(await refusalOf(ask(instance, await viewer('theo'), offer, asked)), 'campaign.notOpen');
    await confirmReceipt(instance, malik, agreement);
    await goOn(instance, ines, id, 'deciding');
    await goOn(instance, ines, id, 'answered');
    assert.is(await refusalOf(confirmReceipt(instance, nour, agreement)), 'campaign.notOpen');
    assert.equal(await sharedIn(instance, id), []);
  }));

test('L04 who leaves ends what was not done and keeps no name in what was; the figure stays', () =>
  onSharingDay(async ({ world, id, bring, viewer }) => {
    const { instance } = world;
    const [malik, nour] = [await viewer('malik'), await viewer('nour')];
    const offer = await bring('malik', 'Deux heures');
    const done = await ask(instance, nour, offer, { ...asked, note: 'Mon mot' });
    await agree(instance, malik, done);
    for (const one of [malik, nour]) await confirmReceipt(instance, one, done);
    const open = await ask(instance, nour, offer, { ...asked, note: 'Encore' });
    await write(instance, (tx) => forgetInCampaigns(within(instance, tx), tx, nour.accountId));
    const rows = await instance.db.select().from(agreements).where(eq(agreements.postId, offer));
    assert.equal(
      rows.map((row) => [row.withId, row.note]),
      [
        [null, ''],
        [null, ''],
      ],
    );
    assert.is(rows.find((row) => row.id === open)!.state, 'withdrawn');
    const said = await instance.db.select().from(receipts).where(eq(receipts.agreementId, done));
    assert.equal(said.map((one) => one.byId).sort(), [malik.accountId, null].sort());
    const [sum] = await measuredIn(instance, (await stepNow(instance, id, 'exchange')).id, ['given']);
    assert.is(sum!.amount, 1);
  }));

test.run();
