import type { AccountView, OrganisationView, ProfileView } from '../../src/accounts/view.ts';
import { createTranslate, type Language } from '../../src/platform/i18n.ts';
import type { PollView, PostView } from '../../src/posts/view.ts';
import type { Assets } from '../../src/web/assets.ts';
import type { Page } from '../../views/page.ts';

/** Sunday 22 November 2026, 15:40 in Paris. */
export const now = Date.UTC(2026, 10, 22, 14, 40);
export const hour = 3_600_000;

export const valombre: OrganisationView = {
  name: 'Université de Valombre',
  monogram: 'UV',
  hue: 195,
  host: 'preau.example',
};
export const terreFranche: OrganisationView = {
  name: 'Terre Franche',
  monogram: 'TF',
  hue: 135,
  host: 'terre-franche.example',
};
export const morvan: OrganisationView = {
  name: 'Ateliers Morvan',
  monogram: 'AM',
  hue: 60,
  host: 'ateliers-morvan.example',
};

const initialsOf = (name: string) =>
  name
    .split(' ')
    .map((word) => word[0])
    .slice(0, 2)
    .join('');

export function account(
  name: string,
  displayName: string,
  organisation = valombre,
  more: Partial<AccountView> = {},
): AccountView {
  const host = organisation === valombre ? null : organisation.host;
  const handle = `@${name}${host ? `@${host}` : ''}`;
  return {
    id: `11760000000000${String(1000 + name.length * 7 + displayName.length)}`,
    name,
    host,
    handle,
    displayName,
    kind: 'person',
    path: `/${handle}`,
    remoteUrl: host && `https://${host}/@${name}`,
    avatar: null,
    initials: initialsOf(displayName),
    organisation,
    role: '',
    affiliation: null,
    ...more,
  };
}

export const malik = account('malik', 'Malik Benhaddou', valombre, { role: 'étudiant, L3 biologie' });
export const ines = account('ines', 'Inès Caradec', valombre, { role: 'service communication' });
export const aicha = account('aicha', 'Aïcha Diallo', terreFranche, { role: 'responsable des livraisons' });
export const gerard = account('gerard', 'Gérard Pernot', terreFranche, { role: 'éleveur' });
export const jeanne = account('jeanne', 'Jeanne Thévenot', morvan, { role: 'alumni 2014, ingénieure' });
export const solene = account('solene', 'Solène Le Guen', valombre, { role: 'bibliothécaire' });
export const nour = account('nour', 'Nour Rachidi', valombre, { role: 'master droit public' });
export const university = account('valombre', 'Université de Valombre', valombre, { kind: 'organisation' });

/** What one may do with somebody else's public post. */
const stranger = {
  mine: false,
  liked: false,
  boosted: false,
  bookmarked: false,
  mayReply: true,
  mayBoost: true,
  mayQuote: true,
  mayPin: false,
  mayModerate: false,
};

const plain = { hideCounts: false, imagesOnDemand: false, shortcuts: true };
let last = 117_600_000_000_000_000n;

export function post(author: AccountView, text: string, more: Partial<PostView> = {}): PostView {
  last += 65_537n;
  const id = more.id ?? String(last);
  return {
    id,
    entryId: id,
    path: `${author.path}/${id}`,
    remoteUrl: author.remoteUrl && `${author.remoteUrl}/${id}`,
    author,
    writtenBy: null,
    createdAt: now - 2 * hour,
    editedAt: null,
    receivedAt: author.host ? now - 2 * hour + 4000 : null,
    gathering: null,
    title: null,
    isArticle: more.title !== undefined && more.title !== null,
    community: null,
    summary: '',
    parts: null,
    notice: '',
    html: text
      .split('\n\n')
      .map((paragraph) => `<p>${paragraph}</p>`)
      .join(''),
    language: 'fr',
    audience: 'public',
    readers: null,
    sensitive: false,
    media: [],
    poll: null,
    card: null,
    quote: null,
    inReplyTo: null,
    replies: 0,
    likes: 0,
    boosts: 0,
    boostedBy: null,
    folded: null,
    pinned: false,
    held: false,
    locked: false,
    threadKind: null,
    settled: false,
    read: null,
    viewer: { ...stranger, mine: author === malik },
    ...more,
  };
}

export const votes: PollView = {
  id: '41',
  multiple: false,
  endsAt: now + 50 * hour,
  closed: false,
  voters: 61,
  options: [
    { title: 'Mardi 24, avant le service', votes: 34, chosen: true },
    { title: 'Jeudi 26, pendant le service', votes: 19, chosen: false },
    { title: 'Samedi 28, avec les fermes', votes: 8, chosen: false },
  ],
  voted: false,
};

export const picture = {
  id: '7',
  kind: 'image' as const,
  thumbnail: '/sample/haie.svg',
  full: '/sample/haie.svg',
  width: 640,
  height: 360,
  bytes: 340_000,
  description: 'Une haie de noisetiers le long d’un champ, au petit matin.',
};

const asked = post(
  malik,
  'La viande du mardi vient d’où, exactement ? Le menu dit « origine France », j’aimerais savoir quelle ferme.',
  {
    createdAt: now - 22 * hour,
    likes: 12,
    replies: 5,
  },
);

export const answer = post(
  aicha,
  'De trois fermes à moins de 40 km. Voici le bon de livraison du 17 novembre, et vous pouvez appeler Gérard Pernot : il a dit oui.',
  {
    createdAt: now - 21.5 * hour,
    inReplyTo: { id: asked.id, path: asked.path, author: malik },
    replies: 5,
    likes: 38,
    boosts: 4,
    viewer: { ...stranger, liked: true, mayBoost: true, mayQuote: true },
  },
);

export const question = asked;

export const timeline: PostView[] = [
  post(
    university,
    'Dès aujourd’hui, vous pouvez demander à visiter les cuisines où se préparent nos repas. Trois visites, vingt-quatre places, un tirage au sort public. Venez avec vos questions : tout se regarde.',
    { replies: 14, likes: 63, boosts: 9 },
  ),
  answer,
  asked,
  post(
    jeanne,
    'On cherche quelqu’un de curieux pour rejoindre l’atelier impression métal en mars. J’ai commencé par ce stage, je réponds à toutes les questions.',
    { createdAt: now - 50 * hour, audience: 'followers', replies: 3, likes: 11, boosts: 6 },
  ),
  post(
    solene,
    'Samedi on plante la haie côté parking : 40 plants de noisetier et de cornouiller arrivent à 13 h 30. Il me faut huit personnes et deux brouettes.',
    {
      createdAt: now - 75 * hour,
      audience: 'organisation',
      media: [picture],
      likes: 17,
      replies: 9,
      viewer: { ...stranger, liked: false, mayBoost: false, mayQuote: false },
    },
  ),
  post(nour, 'Quel jour pour la visite des cuisines ?', {
    createdAt: now - 80 * hour,
    audience: 'organisation',
    poll: votes,
    boostedBy: solene,
  }),
  post(gerard, 'Le vêlage de cette nuit s’est mal passé, voici ce que le vétérinaire m’a expliqué.', {
    createdAt: now - 100 * hour,
    notice: 'Mort d’un animal',
    editedAt: now - 99 * hour,
    likes: 21,
  }),
  post(ines, 'Malik, Aïcha, on se parle mardi à 9 h pour caler la réponse ?', {
    createdAt: now - 300 * hour,
    audience: 'direct',
    readers: 3,
    viewer: { ...stranger, liked: false, mayBoost: false, mayQuote: false },
  }),
];

export const profile = (who: AccountView, more: Partial<ProfileView> = {}): ProfileView => ({
  ...who,
  bio: '<p>Je réponds aux questions sur les cantines, les livraisons et le jardin. Demandez : tout se regarde.</p>',
  banner: null,
  movedTo: null,
  fields: [
    { name: 'Bureau', value: '<p>Bâtiment B, 214</p>', verified: false },
    {
      name: 'Site',
      value:
        '<p><a href="https://valombre.example/communication" rel="nofollow noopener">valombre.example/communication</a></p>',
      verified: true,
    },
  ],
  skills: ['relire un texte', 'vidéo', 'accueil'],
  languages: ['fr', 'en'],
  helpsWith: 'préparer une visite, trouver la bonne personne',
  followers: 412,
  following: 87,
  posts: 1204,
  locked: false,
  discoverable: true,
  indexable: true,
  joinedAt: now - 900 * 24 * hour,
  relationship: {
    following: false,
    requested: false,
    followedBy: true,
    requestedBy: false,
    blocking: false,
    muting: false,
    mutedUntil: null,
  },
  isViewer: false,
  ...more,
});

export function samplePage(assets: Assets, lang: Language, more: Partial<Page> = {}): Page {
  return {
    t: createTranslate(lang, 'Europe/Paris'),
    lang,
    theme: null,
    organisation: {
      name: 'Université de Valombre',
      handle: 'valombre',
      sentence: 'Étudiants, personnel, anciens et partenaires parlent ici de ce qui les occupe, à visage découvert.',
      monogram: 'UV',
      hue: 195,
      logo: null,
      languages: ['fr', 'en'],
      signUp: 'domain',
      conformance: 'partial',
    },
    viewer: { ...malik, powers: ['administer', 'moderate', 'speak'], ...plain },
    path: '/',
    csrf: 'b7k2wq9x4mz1c8v5n0t3',
    nonce: 'Zm9yLXByZXZpZXc',
    flash: null,
    unread: 3,
    communities: [
      { path: '/communities/jardin', name: 'Jardin partagé' },
      { path: '/communities/cantines@terre-franche.example', name: 'Cantines et producteurs' },
    ],
    requests: 2,
    now,
    assets,
    ...more,
  };
}
