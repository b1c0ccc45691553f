import type { Act } from './act.ts';
import { articleText } from './article-text.ts';

/** An article, a link to a page elsewhere, and a conversation that somebody follows. */
export const longReads: Act[] = [
  { at: 249, who: 'solene', hears: 'internship' },
  {
    at: 249,
    who: 'jeanne',
    as: 'article',
    title: 'Comment une pièce passe du plan à la presse',
    summary:
      'Six étapes, deux semaines et beaucoup de questions : ce que fait un stagiaire chez nous, jour après jour.',
    picture: {
      name: 'part',
      description: 'Une pièce de métal clair, imprimée couche par couche, sur une plaque sombre.',
    },
    writes: articleText,
  },
  { at: 248, who: 'malik', thanks: ['article'] },
  {
    at: 248,
    who: 'nour',
    as: 'read',
    writes: 'À lire avant la fin du mois, même si vous n’avez jamais soudé : {internship}',
  },
  {
    at: 246,
    who: 'theo',
    as: 'cites',
    quotes: 'article',
    writes:
      'Read this before you ask what an internship is like. The part about cutting a failed piece in two is for my students.',
    language: 'en',
  },
  { at: 245, who: 'nour', thanks: ['cites'] },
  {
    at: 243,
    who: 'aicha',
    as: 'aichacites',
    quotes: 'welcome',
    writes: 'Nos livreurs y sont aussi. Écrivez-leur : ils passent chez vous trois fois par semaine.',
  },
];
