import { noForm } from '../../views/form.ts';
import { bookmarksPage } from '../../views/posts/bookmarks.ts';
import { composePage } from '../../views/posts/compose.ts';
import { draftsPage } from '../../views/posts/drafts.ts';
import { hashtagPage } from '../../views/posts/hashtag.ts';
import { historyPage } from '../../views/posts/history.ts';
import { homePage } from '../../views/posts/home.ts';
import { quotesPage } from '../../views/posts/quotes.ts';
import { removePage } from '../../views/posts/remove.ts';
import { threadPage } from '../../views/posts/thread.ts';
import type { Shown } from './gallery.ts';
import { proposed } from './gallery-communities.ts';
import {
  aicha,
  answer,
  gerard,
  hour,
  ines,
  malik,
  nour,
  now,
  picture,
  post,
  question,
  solene,
  timeline,
  votes,
} from './sample.ts';
import { circles, filmLimits } from './sample-circles.ts';
import { aloneInThread } from './sample-thread.ts';

const home = (feed: 'home' | 'organisation' | 'public' | 'unanswered', posts = timeline): Shown => ({
  show: (page) =>
    homePage(page, {
      feed,
      timeline: { posts, older: posts.length ? posts.at(-1)!.id : null },
      fresh: { count: 6, since: now - 50 * hour },
      audience: 'organisation',
      newcomers: [nour, gerard],
      suggested: posts.length ? [] : proposed,
      hasPartners: true,
      isOlder: false,
    }),
});

const reply = post(malik, 'Merci. J’appelle Gérard demain matin, et je raconte ici ce qu’il me dit.', {
  createdAt: now - 20 * hour,
  inReplyTo: { id: answer.id, path: answer.path, author: aicha },
});
const second = post(solene, 'La bibliothèque a deux livres sur le sujet, je les mets de côté.', {
  createdAt: now - 19 * hour,
  inReplyTo: { id: reply.id, path: reply.path, author: malik },
});
const third = post(gerard, 'Appelez plutôt avant 7 h, après je suis aux bêtes.', {
  createdAt: now - 18 * hour,
  inReplyTo: { id: answer.id, path: answer.path, author: aicha },
});

const quoting = post(nour, 'Ce qu’Aïcha répond mérite d’être lu jusqu’au bout.', {
  quote: { state: 'accepted', post: answer, mayRevoke: true },
});
const linking = post(solene, 'Le catalogue des haies du Morvan est en ligne, avec les dates de plantation.', {
  card: {
    url: 'https://www.haies-du-morvan.example/catalogue',
    title: 'Planter une haie : le catalogue 2026',
    description: 'Noisetier, cornouiller, viorne : ce qui pousse ici, et quand le mettre en terre.',
    domain: 'haies-du-morvan.example',
    picture: '/sample/haie.svg',
  },
});

const articleHtml = `<p>Il y a deux ans, personne ne savait dire d’où venait la viande du mardi. Nous avons demandé, et voici ce que nous avons appris, étape par étape.</p>
<h2>La ferme</h2><p>Gérard Pernot élève quarante vaches près d’Autun. ${'Il ouvre ses portes à qui prévient la veille. '.repeat(14)}</p>
<p>[image 1]</p><h2>La cuisine</h2><p>Vingt-quatre personnes, deux équipes, <a href="https://valombre.example/menus">un menu par semaine</a>. ${'On y cuit ce qui arrive le matin même. '.repeat(12)}</p>
<blockquote><p>Demandez : tout se regarde.</p></blockquote><hr /><ul><li>Trois fermes à moins de 40 km</li><li>Un bon de livraison par jour</li></ul>`;
const article = post(ines, '', {
  title: 'D’où vient la viande du mardi : une enquête en trois fermes',
  summary: 'Des étudiants ont remonté la chaîne, de l’assiette au pré. Ce qu’ils ont vu, et ce qu’il reste à savoir.',
  html: articleHtml,
  parts: [articleHtml.split('<p>[image 1]</p>')[0]!, 0, articleHtml.split('<p>[image 1]</p>')[1]!],
  media: [picture],
  likes: 24,
  boosts: 6,
});

export const posts: Record<string, Shown> = {
  '/': home('home'),
  '/home/empty': home('home', []),
  '/public': home('public', [article, ...timeline.slice(0, 2)]),
  '/organisation': home('organisation', []),
  '/organisation/unanswered': home('unanswered', [question]),
  '/compose': {
    show: (page) =>
      composePage(page, {
        isArticle: false,
        maxMedia: 4,
        films: filmLimits,
        form: noForm,
        circles,
        media: [],
        replyTo: null,
        community: null,
        quoting: null,
        quotePolicy: 'public',
        editing: null,
        draft: null,
        zone: 'Europe/Paris',
        voices: [],
        maxLength: 5000,
      }),
  },
  '/posts/1/quotes': {
    show: (page) =>
      quotesPage(page, { post: answer, timeline: { posts: [quoting], older: null }, policy: 'followers' }),
  },
  '/posts/2/quotes': {
    show: (page) => quotesPage(page, { post: reply, timeline: { posts: [], older: null }, policy: null }),
  },
  '/compose/faults': {
    show: (page) =>
      composePage(page, {
        isArticle: false,
        maxMedia: 4,
        films: filmLimits,
        form: {
          values: {
            text: '',
            audience: 'public',
            quotePolicy: 'nobody',
            notice: 'Mort d’un animal',
            'poll-1': 'Oui',
            'poll-multiple': 'on',
          },
          faults: { text: { key: 'compose.empty' }, poll: { key: 'compose.pollOptions', args: { most: 4 } } },
        },
        circles,
        voices: [],
        media: [picture],
        replyTo: null,
        community: null,
        quoting: null,
        editing: null,
        draft: null,
        zone: 'Europe/Paris',
        maxLength: 5000,
      }),
  },
  '/compose/reply': {
    show: (page) =>
      composePage(page, {
        isArticle: false,
        maxMedia: 4,
        films: filmLimits,
        form: { values: { text: '@aicha@terre-franche.example ' }, faults: {} },
        circles: [circles[0]!],
        voices: [],
        media: [],
        replyTo: answer,
        community: null,
        quoting: null,
        editing: null,
        draft: null,
        zone: 'Europe/Paris',
        maxLength: 5000,
      }),
  },
  '/@aicha@terre-franche.example/1': {
    show: (page) =>
      threadPage(page, {
        post: answer,
        ancestors: [question],
        mark: 'followed',
        removed: [{ id: '9', inReplyToId: answer.id, reason: 'Parle des gens, pas des choses.' }],
        locked: false,
        settledBy: null,
        maySettle: false,
        replies: [
          { post: reply, depth: 1 },
          { post: second, depth: 2 },
          { post: third, depth: 1 },
        ],
        maxLength: 5000,
      }),
  },
  '/@solene/2': {
    signedOut: true,
    show: (page) =>
      threadPage(page, {
        post: { ...timeline[4]!, media: [picture, picture, picture], poll: { ...votes, voted: true } },
        ...aloneInThread,
      }),
  },
  '/@ines/4': {
    show: (page) =>
      threadPage(page, {
        post: article,
        ancestors: [],
        mark: null,
        removed: [],
        locked: false,
        settledBy: null,
        maySettle: false,
        replies: [{ post: third, depth: 1 }],
        maxLength: 5000,
      }),
  },
  '/compose/article': {
    show: (page) =>
      composePage(page, {
        form: {
          values: { kind: 'article', title: '', text: '## La ferme' },
          faults: { title: { key: 'form.required' } },
        },
        isArticle: true,
        circles,
        media: [picture],
        replyTo: null,
        community: null,
        quoting: null,
        editing: null,
        draft: null,
        zone: 'Europe/Paris',
        voices: [],
        maxLength: 40_000,
        maxMedia: 16,
        films: null,
      }),
  },
  '/@solene/3': {
    show: (page) =>
      threadPage(page, {
        post: linking,
        ancestors: [],
        mark: null,
        removed: [],
        locked: false,
        settledBy: null,
        maySettle: false,
        replies: [
          { post: post(nour, 'Et sans image ?', { card: { ...linking.card!, picture: null } }), depth: 1 },
          { post: quoting, depth: 1 },
          { post: post(nour, 'En attente.', { quote: { state: 'pending', post: null } }), depth: 1 },
        ],
        maxLength: 5000,
      }),
  },
  '/posts/1/history': {
    show: (page) =>
      historyPage(page, timeline[6]!, [
        {
          at: now - 99 * hour,
          title: null,
          notice: 'Mort d’un animal',
          html: timeline[6]!.html,
          descriptions: ['Une vache couchée, de dos'],
        },
        {
          at: now - 100 * hour,
          title: null,
          notice: '',
          html: '<p>Le vêlage de cette nuit s’est mal passé.</p>',
          descriptions: [],
        },
      ]),
  },
  '/bookmarks': { show: (page) => bookmarksPage(page, { posts: timeline.slice(0, 2), older: '7' }) },
  '/drafts': {
    show: (page) =>
      draftsPage(page, {
        scheduled: [
          {
            id: '1',
            line: 'Rendez-vous samedi',
            audience: 'public',
            updatedAt: now,
            scheduledAt: now + 40 * hour,
            fault: null,
          },
        ],
        waiting: [
          { id: '2', line: '', audience: 'organisation', updatedAt: now - hour, scheduledAt: null, fault: null },
          {
            id: '3',
            line: 'Je réponds demain',
            audience: 'direct',
            updatedAt: now - 30 * hour,
            scheduledAt: null,
            fault: { key: 'draft.nothingToAnswer' },
          },
        ],
      }),
  },
  '/posts/1/delete': { show: (page) => removePage(page, question) },
  '/tags/cantine': {
    show: (page) =>
      hashtagPage(page, 'cantine', { posts: timeline.slice(0, 3), older: null }, ['cantine', 'campus', 'haie']),
  },
};
