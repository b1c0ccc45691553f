import type { Act } from './act.ts';

/** Three communities: one for everybody, one for its members across two organisations, one that stays in the house. */
export const gatherings: Act[] = [
  {
    at: 240,
    who: 'solene',
    opens: 'jardin',
    settings: {
      displayName: 'Jardin partagé',
      purpose:
        'On cultive ensemble le terrain derrière la bibliothèque. Étudiants, personnel et voisins de Terre Franche.',
      rules: 'Ranger les outils après usage\nPrévenir avant de traiter quoi que ce soit\nCe qui est mûr se partage',
      reach: 'members',
      admission: 'request',
      posting: 'members',
      language: 'fr',
      topics: ['jardin', 'biodiversité'],
    },
  },
  { at: 239, who: 'gerard', joins: 'jardin' },
  { at: 238, who: 'solene', welcomes: 'gerard', into: 'jardin' },
  { at: 238, who: 'malik', joins: 'jardin' },
  { at: 237, who: 'solene', welcomes: 'malik', into: 'jardin' },
  { at: 236, who: 'theo', joins: 'jardin' },
  { at: 235, who: 'solene', welcomes: 'theo', into: 'jardin' },
  {
    at: 100,
    who: 'solene',
    inside: 'jardin',
    as: 'hedge',
    title: 'Plantation de la haie',
    writes:
      'Samedi on plante la haie côté parking : quarante plants de noisetier et de cornouiller arrivent à 13 h 30. Il me faut huit personnes et deux brouettes.',
  },
  {
    at: 98,
    who: 'gerard',
    answers: 'hedge',
    as: 'carts',
    writes:
      'J’apporte la remorque et quatre brouettes. Prenez des gants, le cornouiller pique un peu les mains froides.',
  },
  { at: 97, who: 'malik', answers: 'hedge', writes: 'Première fois pour moi, je viens !' },
  { at: 96, who: 'solene', thanks: ['carts'] },
  { at: 3, who: 'jeanne', joins: 'jardin' },

  {
    at: 230,
    who: 'aicha',
    opens: 'cantines',
    settings: {
      displayName: 'Cantines et producteurs',
      purpose: 'Ce qu’on mange, d’où cela vient, et comment on pourrait faire mieux. Ouvert à tout le monde.',
      rules: 'On parle des choses, pas des gens\nUn chiffre vient avec sa source',
      reach: 'public',
      admission: 'open',
      posting: 'members',
      language: 'fr',
      topics: ['alimentation'],
    },
  },
  { at: 229, who: 'nour', joins: 'cantines' },
  { at: 229, who: 'ines', joins: 'cantines' },
  { at: 228, who: 'paul', joins: 'cantines' },
  {
    at: 80,
    who: 'nour',
    inside: 'cantines',
    as: 'lentils',
    title: 'Des lentilles à moins de cent kilomètres',
    writes: 'Qui en cultive autour de Valombre ? La cuisine centrale en cherche deux tonnes pour l’année prochaine.',
  },
  {
    at: 78,
    who: 'aicha',
    answers: 'lentils',
    writes: 'Trois fermes chez nous, et peut-être une quatrième en mars. Je rassemble les prix pour la fin du mois.',
  },
  { at: 77, who: 'ines', thanks: ['lentils'] },
  { at: 60, who: 'paul', inside: 'cantines', writes: 'Et pour les ateliers, qui livre en petite quantité ?' },

  {
    at: 220,
    who: 'ines',
    opens: 'velo',
    settings: {
      displayName: 'Vélo Valombre',
      purpose: 'Réparer, garer, prêter : la vie à vélo sur le campus.',
      rules: '',
      reach: 'organisation',
      admission: 'open',
      posting: 'members',
      language: 'fr',
      topics: ['vélo'],
    },
  },
  { at: 219, who: 'malik', joins: 'velo' },
  { at: 219, who: 'theo', joins: 'velo' },
  {
    at: 30,
    who: 'theo',
    inside: 'velo',
    title: 'A pump by the library',
    language: 'en',
    writes: 'Could we have a pump fixed to the wall by the library? I would pay for the bolts.',
  },
];
