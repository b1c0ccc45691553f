import type { Affiliation } from '../accounts/view.ts';

/** The same few people everywhere: demo, tests, screenshots. */
export interface CastMember {
  name: string;
  displayName: string;
  affiliation: Affiliation;
  role: string;
  language: 'fr' | 'en';
  bio: string;
  helpsWith?: string;
  skills?: string[];
  /** What they speak, as tags of languages. */
  speaks?: string[];
}

export interface CastOrganisation {
  /** First label of its `*.localhost` name. */
  key: 'valombre' | 'terrefranche' | 'morvan';
  handle: string;
  name: string;
  hue: number;
  sentence: string;
  charter: string;
  languages: ('fr' | 'en')[];
  /** The first one administers the instance. */
  members: CastMember[];
}

export const password = 'maillon-demonstration-2026';

export const cast: CastOrganisation[] = [
  {
    key: 'valombre',
    handle: 'valombre',
    name: 'Université de Valombre',
    hue: 195,
    sentence: 'Le réseau des étudiants, du personnel et des anciens, ouvert à nos partenaires.',
    charter: 'Ici chacun parle en son nom. On écoute avant de répondre, on cite ses sources, on reste courtois.',
    languages: ['fr', 'en'],
    members: [
      {
        name: 'ines',
        displayName: 'Inès Caradec',
        affiliation: 'staff',
        role: 'chargée de communication',
        language: 'fr',
        bio: 'Je réponds aux questions sur la vie du campus.',
        helpsWith: 'préparer une visite, trouver la bonne personne',
        skills: ['accueil', 'relecture', 'photographie'],
        speaks: ['fr', 'en', 'es'],
      },
      {
        name: 'malik',
        displayName: 'Malik Benhaddou',
        affiliation: 'student',
        role: 'étudiant, L3 biologie',
        language: 'fr',
        bio: 'Biologie, vélo, cuisine collective.',
        helpsWith: 'réparer un vélo, cuisiner pour cinquante',
        skills: ['botanique', 'mécanique vélo', 'cuisine'],
        speaks: ['fr', 'ar', 'en'],
      },
      {
        name: 'solene',
        displayName: 'Solène Le Guen',
        affiliation: 'staff',
        role: 'bibliothécaire',
        language: 'fr',
        bio: 'Bibliothèque des sciences. Demandez-moi un article introuvable.',
        helpsWith: 'trouver un article, relire une bibliographie',
        skills: ['recherche documentaire', 'Zotero', 'reliure'],
        speaks: ['fr', 'es'],
      },
      {
        name: 'theo',
        displayName: 'Théo Vasseur',
        affiliation: 'faculty',
        role: 'enseignant-chercheur en écologie',
        language: 'en',
        bio: 'Soil ecology, hedgerows and insects.',
        helpsWith: 'naming an insect, reading a soil',
        skills: ['soil ecology', 'field work', 'statistics'],
        speaks: ['en', 'fr', 'de'],
      },
      {
        name: 'nour',
        displayName: 'Nour Rachidi',
        affiliation: 'student',
        role: 'master droit public',
        language: 'fr',
        bio: 'Droit rural et alimentation.',
        helpsWith: 'lire un contrat, écrire un courrier',
        skills: ['droit rural', 'marchés publics'],
        speaks: ['fr', 'it'],
      },
    ],
  },
  {
    key: 'terrefranche',
    handle: 'terrefranche',
    name: 'Terre Franche',
    hue: 135,
    sentence: 'Une coopérative qui nourrit trois villes, et qui montre comment.',
    charter: 'On répond aux questions, surtout à celles qui dérangent.',
    languages: ['fr', 'en'],
    members: [
      {
        name: 'aicha',
        displayName: 'Aïcha Diallo',
        affiliation: 'employee',
        role: 'responsable des livraisons',
        language: 'fr',
        bio: 'Je sais d’où vient chaque caisse.',
        helpsWith: 'savoir d’où vient un produit, organiser une livraison',
        skills: ['logistique', 'traçabilité'],
        speaks: ['fr', 'pt'],
      },
      {
        name: 'gerard',
        displayName: 'Gérard Pernot',
        affiliation: 'affiliate',
        role: 'éleveur',
        language: 'fr',
        bio: 'Quarante vaches, deux chiens, une ferme ouverte.',
        helpsWith: 'ouvrir une barrière, comprendre un pré',
        skills: ['élevage', 'haies', 'premiers secours'],
        speaks: ['fr'],
      },
    ],
  },
  {
    key: 'morvan',
    handle: 'morvan',
    name: 'Ateliers Morvan',
    hue: 60,
    sentence: 'Métal, impression 3D et réparation, à Autun.',
    charter: 'On partage ce qui marche, et ce qui rate.',
    languages: ['fr', 'en'],
    members: [
      {
        name: 'jeanne',
        displayName: 'Jeanne Thévenot',
        affiliation: 'employee',
        role: 'ingénieure, alumni 2014',
        language: 'fr',
        bio: 'Fabrication additive. J’ai commencé par un stage ici.',
        helpsWith: 'préparer un entretien, choisir un stage',
        skills: ['impression métal', 'dessin technique', 'soudure'],
        speaks: ['fr', 'en', 'de'],
      },
      {
        name: 'paul',
        displayName: 'Paul Anders',
        affiliation: 'employee',
        role: 'workshop lead',
        language: 'en',
        bio: 'Welding and teaching welding.',
        helpsWith: 'welding from zero, fixing a bicycle',
        skills: ['welding', 'teaching', 'bicycles'],
        speaks: ['en', 'fr'],
      },
    ],
  },
];
