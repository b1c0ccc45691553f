/** What people said in « Réparer ensemble », hours before now. */
export const questions = [
  {
    at: 270,
    who: 'aicha',
    asks: 'Combien de machines de l’atelier ont été jetées l’an dernier ?',
    wantedBy: ['malik', 'gerard', 'paul'],
    answer: 'Quatorze, dont neuf pour une pièce à moins de dix euros. La liste est jointe.',
    proofs: [{ title: 'Registre des mises au rebut', url: 'https://morvan.example/rebut.csv' }],
  },
  {
    at: 266,
    who: 'malik',
    asks: 'Un étudiant peut-il venir réparer son vélo avec vos outils ?',
    wantedBy: ['nour', 'theo'],
    answer: 'Oui, le jeudi de 16 h à 19 h. Quelqu’un de l’atelier reste à côté.',
    proofs: [{ title: 'Règlement de l’atelier ouvert', url: 'https://morvan.example/atelier-ouvert.pdf' }],
  },
  {
    at: 262,
    who: 'gerard',
    asks: 'Qui garde les pièces de rechange du vieux tracteur ?',
    wantedBy: ['aicha'],
    answer: 'Paul les garde, dans l’armoire rouge. Il en fait la liste cet hiver.',
    proofs: [],
  },
  {
    at: 258,
    who: 'theo',
    asks: 'Combien coûte l’assurance d’un atelier ouvert à tous ?',
    wantedBy: ['ines'],
    refused: 'Notre assureur ne nous permet pas de publier le contrat. Nous le lui avons redemandé.',
  },
];

export const ideas = [
  {
    at: 250,
    who: 'paul',
    says: 'Une armoire de pièces commune aux trois organisations',
    by: ['gerard', 'malik', 'ines', 'aicha'],
    state: 'realised',
    reason: 'Elle est en place depuis mardi.',
  },
  {
    at: 246,
    who: 'solene',
    says: 'Un samedi par mois où l’on répare ce que les voisins apportent',
    by: ['nour', 'malik', 'theo'],
    state: 'kept',
    reason: 'Le premier samedi est celui du 12.',
  },
  {
    at: 243,
    who: 'nour',
    says: 'Écrire sur chaque machine qui sait la réparer',
    by: ['paul', 'jeanne'],
    state: 'kept',
    reason: 'Une étiquette par machine, au printemps.',
  },
  {
    at: 240,
    who: 'malik',
    says: 'Une imprimante en libre accès pour les pièces introuvables',
    by: ['jeanne'],
    state: 'studied',
    reason: '',
  },
  {
    at: 236,
    who: 'theo',
    says: 'Ne plus rien acheter pendant un an',
    by: [],
    state: 'aside',
    reason: 'Les gants et les lames s’usent : nous ne saurions pas tenir cette promesse.',
  },
] as const;

export const clauses = [
  'Nous réparons avant de remplacer, et nous disons ce que nous n’avons pas su réparer.',
  'Les outils des trois ateliers se prêtent, sur simple demande.',
];

export const votes: {
  who: string;
  says: ['for' | 'consent' | 'against' | 'abstain', 'for' | 'consent' | 'against' | 'abstain'];
  reason?: string;
}[] = [
  { who: 'jeanne', says: ['for', 'for'] },
  { who: 'paul', says: ['for', 'against'], reason: 'Pas le tour à métaux : il se règle à une seule main.' },
  { who: 'aicha', says: ['for', 'for'] },
  { who: 'gerard', says: ['consent', 'for'] },
];

export const sentences = {
  learnt:
    'En neuf jours, des personnes de trois organisations ont posé quatre questions et proposé cinq idées. Une armoire de pièces existe déjà ; le prix de notre assurance, nous n’avons pas pu le dire.',
  truth:
    'Trois questions sur quatre ont leur réponse. La quatrième porte sur un contrat que notre assureur ne publie pas.',
  technology: 'La plupart sont venus de leur propre serveur, sans ouvrir de compte chez nous.',
  frugality: 'Neuf heures de travail, aucune dépense : les étagères viennent d’un bureau qu’on vidait.',
  innovation: 'Une idée est en place, deux viennent au printemps. Celle de ne plus rien acheter attend sur l’étagère.',
  closing: 'Nous ne saurons pas tout réparer. Nous dirons quoi, et pourquoi.',
};
