import type { Act } from './act.ts';

/** What is seen and heard in the three organisations; told only where ffmpeg is found. */
export const watching: Act[] = [
  {
    at: 24,
    who: 'gerard',
    as: 'dawn',
    writes: 'Les oiseaux de la haie, ce matin à six heures. Théo, tes étudiants sauront dire lesquels ?',
    film: { over: null, description: 'Des chants d’oiseaux qui se répondent, à l’aube, sans autre bruit.' },
  },
  { at: 23, who: 'theo', thanks: ['dawn'] },
  {
    at: 20,
    who: 'jeanne',
    as: 'growing',
    writes: 'Une pièce qui pousse, couche après couche : neuf secondes pour quatre heures d’impression. #métal',
    film: {
      over: 'part',
      description: 'La caméra passe lentement devant une pièce de métal clair, imprimée couche par couche.',
      captions: [
        '00:00.500 --> 00:03.000\nChaque couche fait un vingtième de millimètre.',
        '00:03.200 --> 00:06.000\nLe laser passe, la poudre fond, on recommence.',
        '00:06.200 --> 00:08.800\nQuatre heures plus tard, la pièce est là.',
      ].join('\n\n'),
    },
  },
  { at: 19, who: 'malik', thanks: ['growing'] },
  {
    at: 8,
    who: 'ines',
    as: 'campus',
    writes: 'Les collines vues du toit de la bibliothèque, pour celles et ceux qui révisent.',
    film: {
      over: 'autumn',
      description: 'Un lent mouvement le long de collines d’automne, brunes et ocre, sous un ciel pâle.',
      captions: '00:01.000 --> 00:04.000\n[Vent]\n\n00:05.000 --> 00:08.500\nBon courage à tout le monde.',
    },
  },
  { at: 7, who: 'nour', thanks: ['campus'] },
];
