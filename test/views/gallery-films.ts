import { composePage } from '../../views/posts/compose.ts';
import { threadPage } from '../../views/posts/thread.ts';
import type { Shown } from './gallery.ts';
import { aicha, gerard, nour, picture, post, solene } from './sample.ts';
import { circles, filmLimits } from './sample-circles.ts';
import { film, filmElsewhere, filmPreparing, sound } from './sample-films.ts';
import { aloneInThread } from './sample-thread.ts';

/** Films and sounds: written, shown, prepared, of other servers. */
export const films: Record<string, Shown> = {
  '/compose/film': {
    show: (page) =>
      composePage(page, {
        isArticle: false,
        community: null,
        maxMedia: 4,
        films: filmLimits,
        form: {
          values: { text: 'La visite', audience: 'public' },
          faults: { media: { key: 'compose.filmPreparing' } },
        },
        circles,
        voices: [],
        media: [filmPreparing, film],
        replyTo: null,
        quoting: null,
        editing: null,
        draft: null,
        zone: 'Europe/Paris',
        maxLength: 5000,
      }),
  },
  '/posts/5/edit/film': {
    show: (page) => {
      const editing = post(gerard, 'La visite', { media: [film, picture] });
      return composePage(page, {
        isArticle: false,
        community: null,
        maxMedia: 4,
        films: filmLimits,
        form: {
          values: { text: 'La visite', audience: 'public' },
          faults: { [`captions-${film.id}`]: { key: 'media.captions' } },
        },
        circles: circles.slice(0, 1),
        voices: [],
        media: editing.media,
        replyTo: null,
        quoting: null,
        editing,
        draft: null,
        zone: 'Europe/Paris',
        maxLength: 5000,
      });
    },
  },
  '/@gerard/5': {
    show: (page) =>
      threadPage(page, {
        post: post(gerard, 'La visite de ce matin, pour celles et ceux qui n’ont pas pu venir.', { media: [film] }),
        ancestors: [],
        mark: null,
        removed: [],
        locked: false,
        settledBy: null,
        maySettle: false,
        replies: [
          { post: post(nour, 'La mienne.', { media: [film] }), depth: 1 },
          { post: post(aicha, 'Vue d’ailleurs.', { media: [filmElsewhere] }), depth: 1 },
          { post: post(solene, 'Et ce que l’on entend.', { media: [sound] }), depth: 1 },
        ],
        maxLength: 5000,
      }),
  },
  '/@aicha/6': {
    show: (page) =>
      threadPage(page, {
        post: post(aicha, 'Elle est restée chez elle.', {
          media: [{ ...filmElsewhere, film: { ...filmElsewhere.film!, state: 'failed', fault: 'media.copyTooLarge' } }],
        }),
        ...aloneInThread,
      }),
  },
};
