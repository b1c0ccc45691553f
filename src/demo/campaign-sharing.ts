import { agree, ask } from '../campaigns/steps/exchange/agreement.ts';
import { bringOffer, type Purpose, type What } from '../campaigns/steps/exchange/offer.ts';
import { confirmReceipt, thank } from '../campaigns/steps/exchange/receipt.ts';
import { stageCampaign } from './campaign-stage.ts';
import type { Stage } from './tell.ts';

interface Brought {
  at: number;
  who: string;
  as: string;
  purpose: Purpose;
  title: string;
  text?: string;
  what: What;
  amount: number;
  place?: string;
  /** Hours from now at which nobody answers it any more. */
  until?: number;
  language?: 'fr' | 'en';
}

const brought: Brought[] = [
  {
    at: 200,
    who: 'jeanne',
    as: 'weld',
    purpose: 'offer',
    what: 'hours',
    amount: 2,
    place: 'Autun',
    title: 'Je montre comment souder, de zéro',
  },
  {
    at: 196,
    who: 'malik',
    as: 'bike',
    purpose: 'offer',
    what: 'hours',
    amount: 4,
    title: 'Je répare les vélos le samedi',
    text: 'Freins, dérailleur, roue voilée. Apportez le vélo, j’ai les clés.',
  },
  {
    at: 190,
    who: 'aicha',
    as: 'van',
    purpose: 'offer',
    what: 'equipment',
    amount: 1,
    place: 'Terre Franche',
    title: 'Je prête la camionnette de la coopérative, le mercredi',
  },
  {
    at: 182,
    who: 'nour',
    as: 'letter',
    purpose: 'offer',
    what: 'mentoring',
    amount: 3,
    title: 'Je relis un contrat ou un courrier avec vous',
  },
  {
    at: 170,
    who: 'theo',
    as: 'field',
    purpose: 'request',
    what: 'places',
    amount: 1,
    title: 'I need a corner of a meadow to count insects',
    language: 'en',
  },
  {
    at: 168,
    who: 'gerard',
    as: 'old',
    purpose: 'request',
    what: 'hours',
    amount: 1,
    title: 'Je cherche quelqu’un pour les freins de mon vélo',
  },
  {
    at: 150,
    who: 'paul',
    as: 'seeds',
    purpose: 'offer',
    what: 'objects',
    amount: 6,
    place: 'Autun',
    title: 'I give six wooden crates, hardly used',
    language: 'en',
  },
  {
    at: 120,
    who: 'solene',
    as: 'projector',
    purpose: 'request',
    what: 'objects',
    amount: 1,
    until: -20,
    title: 'Je cherche un projecteur pour la soirée des lecteurs',
  },
  {
    at: 60,
    who: 'solene',
    as: 'contract',
    purpose: 'request',
    what: 'hours',
    amount: 1,
    title: 'Je cherche quelqu’un pour relire un contrat de prêt',
  },
];

interface Agreed {
  at: number;
  of: string;
  who: string;
  amount?: number;
  note: string;
  /** Hours from now, of equipment. */
  slot?: [number, number];
  /** Both have confirmed it; the one who answered thanks in public. */
  done?: boolean;
  thanks?: string;
}

const agreedOn: Agreed[] = [
  {
    at: 160,
    of: 'bike',
    who: 'gerard',
    amount: 2,
    note: 'Le mien freine mal depuis l’hiver.',
    done: true,
    thanks: 'Il freine ! Merci Malik, passez à la ferme quand vous voulez.',
  },
  {
    at: 150,
    of: 'field',
    who: 'gerard',
    note: 'Le pré du bas, derrière la haie.',
    done: true,
    thanks: 'Douze espèces en une matinée, je ne savais pas ce que j’avais là. Merci Théo.',
  },
  {
    at: 110,
    of: 'letter',
    who: 'aicha',
    amount: 1,
    note: 'Un contrat avec une cantine.',
    done: true,
    thanks: 'Une heure avec Nour, et trois phrases de moins dans le contrat. Merci !',
  },
  { at: 90, of: 'van', who: 'jeanne', note: 'Pour porter des casiers.', slot: [50, 54] },
  { at: 30, of: 'weld', who: 'aicha', amount: 1, note: 'Pour réparer un portail.' },
];

/**
 * « Journée du partage », opened by Terre Franche and carried by three: offers and requests from each of them, what was
 * agreed and confirmed on both sides, and one request that found nothing. What people elsewhere answer and confirm is
 * said here by the same functions, at the server of the campaign.
 */
export async function shareThings(stage: Stage, now: number): Promise<void> {
  const scene = await stageCampaign(stage, now, {
    ...{ by: 'aicha', name: 'partage', displayName: 'Journée du partage', template: 'sharing-day', kind: 'exchange' },
    ...{
      hours: 220,
      carriers: [
        { key: 'valombre', by: 'ines' },
        { key: 'morvan', by: 'jeanne' },
      ],
    },
  });
  const ids = new Map<string, { id: string; by: string }>();
  for (const { at, who, as, until, ...said } of brought) {
    scene.at(at);
    const { home, me, campaign, step } = await scene.person(who);
    const id = await bringOffer(home, me, campaign, step, {
      ...{ text: '', place: '', language: 'fr', ...said },
      expiresAt: until === undefined ? null : now + until * 3_600_000,
    });
    ids.set(as, { id: await scene.here(home, id), by: who });
  }
  for (const { at, of, who, amount = 1, note, slot, done, thanks } of agreedOn) {
    scene.at(at);
    const { id: postId, by } = ids.get(of)!;
    const [other, author] = [await scene.seen(who), await scene.seen(by)];
    const [startsAt, endsAt] = slot?.map((hours) => Math.floor(now / 3_600_000 + hours) * 3_600_000) ?? [null, null];
    const id = await ask(scene.host, other, postId, { amount, note, startsAt: startsAt!, endsAt: endsAt! });
    scene.at(at - 4);
    await agree(scene.host, author, id);
    if (!done) continue;
    scene.at(at - 20);
    for (const one of [author, other]) await confirmReceipt(scene.host, one, id);
    if (thanks) await thank(scene.host, other, id, { text: thanks, language: 'fr' });
    await scene.settled();
  }
  await scene.settled();
}
