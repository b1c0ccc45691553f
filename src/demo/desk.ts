import type { Act } from './act.ts';

/** What people arrange for themselves once the story is told: pins, kept posts, lists, a filter, drafts. */
export const desk: Act[] = [
  { at: 1, who: 'valombre', pins: 'welcome' },
  { at: 1, who: 'malik', pins: 'meat' },
  { at: 1, who: 'malik', keeps: ['internship', 'farms'] },
  { at: 1, who: 'ines', keeps: ['farms'] },
  {
    at: 1,
    who: 'malik',
    lists: 'La cantine, de la ferme à l’assiette',
    people: ['aicha', 'terrefranche', 'ines', 'nour'],
  },
  { at: 1, who: 'malik', lists: 'Stages', people: ['jeanne', 'morvan'] },
  { at: 1, who: 'malik', filters: 'révisions' },
  { at: 1, who: 'malik', followsTag: 'cantine' },
  { at: 1, who: 'aicha', followsTag: 'cantine' },
  { at: 1, who: 'jeanne', followsTag: 'stages' },
  {
    at: 1,
    who: 'malik',
    drafts: 'Rendez-vous samedi à 9 h 30, hall B, pour la visite des cuisines. Prenez de quoi noter. #cantine',
    ahead: 40,
  },
  {
    at: 1,
    who: 'malik',
    drafts: 'Ce que j’ai appris en remontant la chaîne, de l’assiette à la ferme :',
    audience: 'organisation',
  },
];
