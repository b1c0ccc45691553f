import type { Act } from './act.ts';

/**
 * The growers are partners of the university and of the workshops, which read each other in what the growers say to both; the
 * workshops have asked the university, and wait.
 */
export const alliances: Act[] = [
  {
    at: 300,
    who: 'ines',
    invites: 'terrefranche',
    scopes: ['people', 'communities', 'campaigns', 'documents'],
    contact: 'Inès Caradec, direction des partenariats',
  },
  {
    at: 296,
    who: 'aicha',
    agrees: 'valombre',
    scopes: ['people', 'communities', 'campaigns'],
    contact: 'Aïcha, à la coopérative',
  },
  {
    at: 295,
    who: 'aicha',
    invites: 'morvan',
    scopes: ['communities', 'campaigns'],
    contact: 'Aïcha, à la coopérative',
  },
  {
    at: 290,
    who: 'jeanne',
    agrees: 'terrefranche',
    scopes: ['communities', 'campaigns'],
    contact: 'Jeanne, atelier bois',
  },
  {
    at: 52,
    who: 'aicha',
    as: 'prices',
    audience: 'partners',
    writes:
      'Entre nous, avant de les annoncer : les prix des légumineuses pour les cantines seront fixés mardi. Dites-nous d’ici là ce que la cuisine centrale peut tenir.',
  },
  {
    at: 50,
    who: 'nour',
    answers: 'prices',
    as: 'offer',
    writes: 'Deux tonnes de lentilles à 2,10 € le kilo, livrées en deux fois : nous pouvons signer.',
  },
  {
    at: 49,
    who: 'jeanne',
    answers: 'offer',
    writes: 'Si vous passez par nous, l’atelier fabrique les casiers de transport : dites-nous combien.',
  },
  {
    at: 26,
    who: 'ines',
    audience: 'partners',
    writes:
      'Le calendrier des visites de printemps est prêt. Nos partenaires choisissent leur jour avant tout le monde.',
  },
  {
    at: 4,
    who: 'jeanne',
    invites: 'valombre',
    scopes: ['communities', 'opportunities'],
    contact: 'Jeanne, atelier bois',
  },
];
