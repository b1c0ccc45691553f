import { pledge, type SaidPledge, setPledges } from '../campaigns/steps/pledges/pledge.ts';
import { type Told, tell, verify } from '../campaigns/steps/pledges/tell.ts';
import { stageCampaign } from './campaign-stage.ts';
import type { Stage } from './tell.ts';

const models = [
  'Je mange végétarien au moins un midi par semaine.',
  'Je viens à vélo ou à pied au lieu de prendre la voiture.',
  'Je répare un objet au lieu de le remplacer.',
];

type Made = { at: number; who: string; as: string; until: number } & Partial<SaidPledge> &
  Pick<SaidPledge, 'title' | 'unit' | 'amount'>;

const made: Made[] = [
  {
    at: 60,
    who: 'ines',
    as: 'heating',
    name: 'organisation',
    title: 'Nous coupons le chauffage des amphithéâtres vides le week-end',
    unit: 'kilowattHour',
    amount: 900,
    until: 400,
  },
  { at: 55, who: 'malik', as: 'bike', title: models[1]!, unit: 'kilometre', amount: 120, until: 200 },
  { at: 50, who: 'nour', as: 'lunch', name: 'initials', title: models[0]!, unit: 'one', amount: 4, until: 500 },
  {
    at: 44,
    who: 'aicha',
    as: 'crates',
    title: 'Je remplace les caisses jetables par des caisses qui reviennent',
    unit: 'one',
    amount: 300,
    until: 300,
  },
  {
    at: 40,
    who: 'solene',
    as: 'car',
    threshold: 10,
    title: 'Je laisse la voiture le vendredi si dix autres le font',
    unit: 'one',
    amount: 4,
    until: 500,
  },
  {
    at: 30,
    who: 'jeanne',
    as: 'mend',
    title: 'Je répare un outil par semaine au lieu de le remplacer',
    unit: 'one',
    amount: 8,
    until: 900,
  },
];

const told: { at: number; who: string; of: string; said: Partial<Told>; verifiedBy?: string }[] = [
  {
    at: 20,
    who: 'malik',
    of: 'bike',
    said: {
      text: 'Cent vingt kilomètres en deux semaines, dont trois sous la pluie.',
      proofs: [{ title: 'Relevé du compteur', url: 'https://valombre.example/velo/compteur' }],
    },
    verifiedBy: 'aicha',
  },
  {
    at: 12,
    who: 'aicha',
    of: 'crates',
    said: {
      outcome: 'partly',
      done: 180,
      words: 'C’est fait en partie.',
      text: 'Cent quatre-vingts caisses tournent déjà ; les autres arrivent.',
    },
  },
];

/** Pledges that are running, opened by the university and carried with Terre Franche. */
export async function commitTogether(stage: Stage, now: number): Promise<void> {
  const scene = await stageCampaign(stage, now, {
    ...{ by: 'ines', name: 'une-part', displayName: 'Une part chacun', template: 'common-commitments' },
    ...{ kind: 'pledges', hours: 230, carriers: [{ key: 'terrefranche', by: 'aicha' }] },
  });
  const { step } = await scene.person('ines');
  await setPledges(scene.host, step.id, { goal: 40, models });
  const ids = new Map<string, string>();
  const there = new Map<string, string>();
  for (const { at, who, as, until, ...said } of made) {
    scene.at(at);
    const { home, viewer, campaign, step: own } = await scene.person(who);
    const id = await pledge(home, viewer, campaign, own, {
      ...{ text: '', threshold: 0, name: 'own', language: 'fr', ...said },
      until: now + until * 3_600_000,
    });
    ids.set(as, id);
    there.set(as, await scene.here(home, id));
  }
  for (const { at, who, of, said, verifiedBy } of told) {
    scene.at(at);
    const { home, viewer } = await scene.person(who);
    await tell(home, viewer, ids.get(of)!, {
      ...{
        outcome: 'kept',
        done: Number.NaN,
        text: '',
        words: 'C’est tenu.',
        language: 'fr',
        proofs: [],
        mediaIds: [],
      },
      ...said,
    });
    await scene.settled();
    if (!verifiedBy) continue;
    scene.at(at - 6);
    const other = await scene.person(verifiedBy);
    const postId = await scene.there(other.home, there.get(of)!);
    await verify(other.home, other.me, postId, { words: 'J’ai vu, c’est exact.', language: 'fr' });
  }
  await scene.settled();
}
