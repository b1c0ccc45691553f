import type { Act } from './act.ts';
import { longReads } from './long-reads.ts';

/** Two weeks across three organisations: a question about the canteen, a hedge, an internship, a broken bicycle. */
export const story: Act[] = [
  {
    at: 340,
    who: 'malik',
    follows: ['ines', 'solene', 'theo', 'nour', 'valombre', 'aicha', 'jeanne', 'terrefranche', 'morvan'],
  },
  {
    at: 339,
    who: 'ines',
    follows: ['malik', 'solene', 'theo', 'nour', 'valombre', 'aicha', 'gerard', 'jeanne', 'terrefranche', 'morvan'],
  },
  { at: 338, who: 'solene', follows: ['ines', 'malik', 'theo', 'valombre', 'jeanne'] },
  { at: 338, who: 'theo', follows: ['ines', 'solene', 'gerard', 'paul', 'terrefranche'] },
  { at: 337, who: 'nour', follows: ['malik', 'ines', 'aicha', 'valombre'] },
  { at: 337, who: 'aicha', follows: ['gerard', 'malik', 'ines', 'nour', 'valombre', 'morvan', 'terrefranche'] },
  { at: 336, who: 'gerard', follows: ['aicha', 'theo', 'terrefranche', 'valombre'] },
  { at: 336, who: 'jeanne', follows: ['paul', 'malik', 'ines', 'solene', 'valombre', 'terrefranche', 'morvan'] },
  { at: 335, who: 'paul', follows: ['jeanne', 'theo', 'morvan', 'valombre'] },

  {
    at: 330,
    who: 'valombre',
    as: 'welcome',
    writes:
      'Le réseau de l’université est ouvert. Étudiants, personnel et anciens y parlent en leur nom ; nos partenaires ont chacun le leur, et tous se lisent. #bienvenue',
  },
  { at: 329, who: 'solene', thanks: ['welcome'] },
  {
    at: 329,
    who: 'terrefranche',
    as: 'coop',
    writes:
      'Terre Franche ouvre aussi son serveur. Demandez-nous d’où vient ce que vous mangez : nous répondrons, ou nous dirons que nous ne savons pas encore.',
  },
  { at: 328, who: 'malik', thanks: ['welcome', 'coop'] },
  {
    at: 310,
    who: 'gerard',
    as: 'farm',
    writes: 'Premier matin de brouillard sur les haies. Les vaches restent dehors encore deux semaines.',
    picture: { name: 'autumn', description: 'Des collines d’automne en bandes brunes et ocre, sous un ciel pâle.' },
  },
  {
    at: 309,
    who: 'theo',
    writes: 'Those hedgerows are older than the farm. Would you let my students count insects there in spring?',
    language: 'en',
    answers: 'farm',
    as: 'insects',
  },
  {
    at: 307,
    who: 'gerard',
    writes: '@theo Bien sûr. Qu’ils préviennent la veille, les chiens aiment savoir.',
    answers: 'insects',
    as: 'dogs',
  },
  { at: 306, who: 'theo', thanks: ['dogs', 'farm'] },
  { at: 306, who: 'aicha', thanks: ['farm'] },

  {
    at: 260,
    who: 'jeanne',
    as: 'internship',
    writes:
      'On cherche quelqu’un de curieux pour rejoindre l’atelier impression métal en mars, quatre à six mois, à Autun. J’ai commencé par ce stage, je réponds à toutes les questions. #stage #métal',
    picture: {
      name: 'part',
      description: 'Une pièce de métal clair, imprimée couche par couche, sur une plaque sombre.',
    },
  },
  { at: 259, who: 'malik', writes: '@jeanne Faut-il déjà savoir souder ?', answers: 'internship', as: 'weld' },
  {
    at: 258,
    who: 'jeanne',
    writes: '@malik Non. Il faut savoir poser des questions, tu as déjà commencé.',
    answers: 'weld',
    as: 'notneeded',
  },
  {
    at: 257,
    who: 'paul',
    writes: '@malik We teach welding on Thursdays, from zero. Bring long sleeves.',
    language: 'en',
    answers: 'weld',
    as: 'sleeves',
  },
  { at: 256, who: 'malik', thanks: ['notneeded', 'sleeves', 'internship'] },
  { at: 255, who: 'ines', relays: 'internship' },
  { at: 250, who: 'nour', thanks: ['internship'] },
  ...longReads,

  {
    at: 200,
    who: 'solene',
    as: 'library',
    writes:
      'La bibliothèque des sciences reste ouverte jusqu’à 22 h pendant les révisions, dès lundi. Le café est offert après 20 h, apportez votre tasse.',
    audience: 'organisation',
  },
  {
    at: 199,
    who: 'nour',
    writes: 'Merci ! Les salles de groupe aussi ?',
    answers: 'library',
    as: 'rooms',
    audience: 'organisation',
  },
  {
    at: 198,
    who: 'solene',
    writes: '@nour Oui, les trois du premier étage.',
    answers: 'rooms',
    as: 'three',
    audience: 'organisation',
  },
  { at: 197, who: 'malik', thanks: ['library', 'three'] },

  {
    at: 150,
    who: 'malik',
    as: 'meat',
    writes:
      'La viande du mardi vient d’où, exactement ? Le menu dit « origine France », j’aimerais savoir quelle ferme. #cantine',
  },
  { at: 149, who: 'nour', thanks: ['meat'] },
  { at: 149, who: 'solene', thanks: ['meat'] },
  {
    at: 146,
    who: 'aicha',
    writes:
      '@malik De trois fermes à moins de 40 km. Voici le bon de livraison du 17 novembre, et vous pouvez appeler Gérard Pernot : il a dit oui.',
    answers: 'meat',
    as: 'farms',
  },
  {
    at: 145,
    who: 'gerard',
    writes: '@malik C’est vrai, et vous pouvez venir voir. Le samedi matin, avec des bottes.',
    answers: 'farms',
    as: 'boots',
  },
  { at: 144, who: 'malik', thanks: ['farms', 'boots'] },
  { at: 144, who: 'ines', thanks: ['farms'] },
  { at: 143, who: 'ines', relays: 'farms' },
  { at: 143, who: 'theo', thanks: ['farms'] },
  {
    at: 140,
    who: 'nour',
    writes: '@aicha Qui vérifie le poids et la date, chez vous ou chez nous ?',
    answers: 'farms',
    as: 'whochecks',
  },
  {
    at: 138,
    who: 'aicha',
    writes:
      '@nour Chez vous à la réception, et chez nous au départ. Les deux papiers sont gardés un an, on peut les montrer.',
    answers: 'whochecks',
    as: 'papers',
  },

  {
    at: 100,
    who: 'ines',
    as: 'visits',
    writes: 'Trois samedis possibles pour visiter les cuisines où se préparent nos repas. Lequel vous va ?',
    poll: { options: ['28 novembre', '5 décembre', '12 décembre'], days: 7 },
  },
  { at: 99, who: 'malik', votes: 'visits', choice: 0 },
  { at: 98, who: 'nour', votes: 'visits', choice: 0 },
  { at: 97, who: 'theo', votes: 'visits', choice: 1 },
  { at: 96, who: 'aicha', votes: 'visits', choice: 1 },
  { at: 95, who: 'jeanne', votes: 'visits', choice: 0 },

  {
    at: 76,
    who: 'terrefranche',
    as: 'thirds',
    writes:
      'Un tiers de légumes, un tiers de céréales, un tiers de ce que vous voulez : c’est l’assiette que nous essayons cette semaine dans les trois cuisines. Dites-nous ce qui manque.',
    picture: { name: 'plate', description: 'Une assiette vue de dessus, partagée en trois tiers : vert, doré, brun.' },
  },
  { at: 75, who: 'nour', writes: '@terrefranche Du citron. Sérieusement : du citron.', answers: 'thirds', as: 'lemon' },
  { at: 74, who: 'malik', thanks: ['thirds', 'lemon'] },
  { at: 72, who: 'aicha', writes: '@nour Noté. Du citron vendredi.', answers: 'lemon', as: 'friday' },
  { at: 71, who: 'nour', thanks: ['friday'] },

  {
    at: 50,
    who: 'paul',
    as: 'repair',
    writes:
      'Repair evening on Wednesday: bring a bicycle, leave with a bicycle. Students of Valombre welcome, no booking. #repair',
    language: 'en',
  },
  { at: 49, who: 'theo', thanks: ['repair'] },
  { at: 48, who: 'jeanne', relays: 'repair' },
  {
    at: 48,
    who: 'malik',
    writes: '@paul Mon dérailleur est plus vieux que moi. C’est réparable ?',
    answers: 'repair',
    as: 'gear',
  },
  {
    at: 47,
    who: 'paul',
    writes: '@malik Older than you is good: they made parts back then. Come at six.',
    language: 'en',
    answers: 'gear',
    as: 'six',
  },

  {
    at: 30,
    who: 'nour',
    writes: 'Brouillon de ma fiche sur l’origine des viandes en restauration collective. Dites-moi ce qui est faux.',
    notice: 'Long, et un peu aride',
    as: 'sheet',
    audience: 'organisation',
  },
  {
    at: 29,
    who: 'nour',
    edits: 'sheet',
    to: 'Brouillon de ma fiche sur l’origine des viandes en restauration collective, version relue par Solène. Dites-moi ce qui est encore faux.',
  },
  {
    at: 26,
    who: 'theo',
    as: 'hedge',
    writes:
      'Hedge planting on 28 November, 2 pm, at the shared garden. Spades are here, gloves are not. Everyone is welcome, also from Terre Franche and the workshop.',
    language: 'en',
    picture: { name: 'spring', description: 'Green hills in rows under a light sky.' },
  },
  {
    at: 25,
    who: 'gerard',
    writes: '@theo J’apporte vingt plants de charme, et le tracteur si le chemin tient.',
    answers: 'hedge',
    as: 'twenty',
  },
  { at: 24, who: 'theo', thanks: ['twenty'] },
  { at: 23, who: 'solene', thanks: ['hedge', 'twenty'] },
  {
    at: 22,
    who: 'malik',
    writes: '@ines Je peux accompagner le groupe du 28 si vous voulez, je connais le chemin des cuisines.',
    audience: 'direct',
    as: 'guide',
  },
  {
    at: 21,
    who: 'ines',
    writes: '@malik Avec plaisir. Rendez-vous à 9 h 30 hall B.',
    audience: 'direct',
    answers: 'guide',
  },

  {
    at: 6,
    who: 'valombre',
    as: 'kitchens',
    writes:
      'Dès aujourd’hui, vous pouvez demander à visiter les cuisines où se préparent nos repas. Trois visites, vingt-quatre places, un tirage au sort public. Venez avec vos questions : tout se regarde.',
  },
  { at: 5, who: 'nour', thanks: ['kitchens'] },
  { at: 5, who: 'aicha', thanks: ['kitchens'] },
  { at: 5, who: 'solene', thanks: ['kitchens'] },
  { at: 4, who: 'aicha', relays: 'kitchens' },
  {
    at: 3,
    who: 'jeanne',
    writes: '@valombre Une ancienne de 2014 peut-elle venir ?',
    answers: 'kitchens',
    as: 'alumna',
  },
  {
    at: 2,
    who: 'ines',
    writes: '@jeanne Oui : étudiants, personnel et anciens, une même urne.',
    answers: 'alumna',
    as: 'urn',
  },
  { at: 1, who: 'jeanne', thanks: ['urn'] },
];
