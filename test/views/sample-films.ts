import type { MediaView } from '../../src/posts/view.ts';
import { picture } from './sample.ts';

/** Films as they are met: ours, with captions; one of another server; one that is being prepared. */
export const film: MediaView = {
  ...picture,
  id: '8',
  kind: 'video',
  full: '/sample/visite.mp4',
  bytes: 12_400_000,
  description: 'Gérard Pernot montre l’étable, puis le pré, en répondant aux questions.',
  film: {
    state: 'ready',
    fault: null,
    mediaType: 'video/mp4',
    duration: 187_000,
    captions: { path: '/sample/visite.vtt', language: 'fr' },
    remoteUrl: null,
  },
};
export const filmElsewhere: MediaView = {
  ...film,
  id: '9',
  thumbnail: null,
  bytes: null,
  description: '',
  film: {
    ...film.film!,
    state: 'remote',
    mediaType: null,
    captions: null,
    remoteUrl: 'https://terre-franche.example/v',
  },
};
export const filmPreparing: MediaView = {
  ...film,
  id: '10',
  thumbnail: null,
  film: { ...film.film!, state: 'preparing', mediaType: null, captions: null },
};
export const sound: MediaView = {
  ...filmElsewhere,
  id: '11',
  kind: 'audio',
  full: '/sample/haie.mp3',
  bytes: 1_200_000,
  description: 'Les oiseaux de la haie, à l’aube.',
  film: { ...film.film!, mediaType: 'audio/mpeg', captions: null },
};
