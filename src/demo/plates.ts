/** When each step of « Dans nos assiettes » runs, in days from now. */
export const steps: [from: number, until: number][] = [
  [-11, -1],
  [-5, 16],
  [-2, 18],
  [16, 25],
];

/** Who comes into the campaign, from three servers. */
export const visitors = ['malik', 'nour', 'solene', 'theo', 'aicha', 'gerard', 'jeanne', 'paul'];

interface Asked {
  key: string;
  /** Hours before now. */
  at: number;
  who: string;
  asks: string;
  wantedBy: string[];
}

export const questions: (
  | (Asked & { answer: string; proofs: { title: string; url: string }[] })
  | (Asked & { refused: string })
  | Asked
)[] = [
  {
    key: 'meat',
    at: 250,
    who: 'malik',
    asks: 'La viande du mardi vient d’où, exactement ?',
    wantedBy: ['nour', 'solene', 'aicha', 'jeanne'],
    answer: 'De trois fermes à moins de 40 km : Pernot, Lagarde et la Combe. Le bon de livraison est joint.',
    proofs: [{ title: 'Bon de livraison n° 2211', url: 'https://valombre.example/cuisine/bon-2211.pdf' }],
  },
  {
    key: 'milk',
    at: 220,
    who: 'gerard',
    asks: 'Combien payez-vous le litre de lait ?',
    wantedBy: ['aicha', 'malik'],
    answer: '52 centimes depuis septembre. Le contrat sera publié quand le fournisseur aura donné son accord.',
    proofs: [],
  },
  {
    key: 'names',
    at: 180,
    who: 'jeanne',
    asks: 'Qui a décidé de changer de fournisseur en 2024 ?',
    wantedBy: ['paul'],
    refused:
      'Le nom d’une personne ne sera pas donné ici. La décision et ses raisons sont dans le compte rendu du conseil.',
  },
  {
    key: 'trays',
    at: 100,
    who: 'nour',
    asks: 'Que deviennent les plateaux non servis à 14 h ?',
    wantedBy: ['malik', 'solene', 'theo', 'gerard'],
  },
];

export const claims = [
  { key: 'home', at: 200, says: 'Six repas sur dix sont cuisinés sur place.' },
  { key: 'near', at: 199, says: 'Les légumes d’hiver viennent de moins de 60 km.' },
];

export const findings = [
  {
    who: 'malik',
    about: 'near',
    verdict: 'confirmed' as const,
    words: 'J’ai vu, c’est exact. Les cagettes portent le nom des fermes, j’en ai compté neuf.',
  },
  {
    who: 'nour',
    about: 'home',
    verdict: 'refuted' as const,
    words: 'J’ai vu, ce n’est pas exact. Le jour de ma visite, cinq repas sur dix arrivaient en barquettes.',
  },
  { who: 'solene', about: 'meat', verdict: 'confirmed' as const, words: 'J’ai vu, c’est exact.' },
];

export const sessions = [
  {
    key: 'vegetables',
    title: 'Légumerie municipale',
    text: 'Du camion à l’épluchage, une heure et demie debout.',
    days: -1,
    from: '10:00',
    hours: 1.5,
    event: { place: 'Légumerie', address: '3 quai du Moulin', access: 'Accessible en fauteuil.', capacity: 4 },
    asked: ['malik', 'nour'],
  },
  {
    key: 'kitchen',
    title: 'Cuisine centrale de Valombre',
    text: 'On entre par la cour, on voit le froid, les cuissons et les restes. Prévoir des chaussures fermées.',
    days: 3,
    from: '15:00',
    hours: 1.5,
    event: {
      place: 'Rue des Tanneurs',
      address: '',
      access: 'De plain-pied ; une interprète en langue des signes est là.',
      capacity: 3,
    },
    asked: ['malik', 'nour', 'solene', 'theo', 'aicha', 'gerard', 'jeanne'],
  },
  {
    key: 'farm',
    title: 'Ferme Pernot, Terre Franche',
    text: 'Gérard montre les prés, l’étable et ses comptes. Car au départ du campus.',
    days: 9,
    from: '09:00',
    hours: 3,
    event: { place: 'Ferme Pernot', address: '', access: 'Sol inégal ; bottes prêtées.', capacity: 8 },
    asked: ['theo', 'jeanne', 'paul'],
  },
];

/** What was said of the public value before it was known, and what it came to be. */
export const draw = {
  publicSource: 'Loto, premier tirage après la publication de cette liste : les cinq numéros',
  value: '7 19 23 31 42',
};
