import type { AccountView } from '../accounts/view.ts';

/** Who may read a post; `community`: the members of the community it stands in. */
export const audiences = [
  'public',
  'unlisted',
  'followers',
  'partners',
  'organisation',
  'community',
  'direct',
] as const;
export type Audience = (typeof audiences)[number];

/** What a film or a sound has more than a picture. */
export interface FilmView {
  state: 'ready' | 'preparing' | 'remote' | 'failed' | 'gone';
  /** Translation key: why it is `failed`. */
  fault: string | null;
  /** null while it is not here. */
  mediaType: string | null;
  /** Milliseconds. */
  duration: number | null;
  captions: { path: string; language: string } | null;
  /** Its address at home; null for ours. */
  remoteUrl: string | null;
}

export interface MediaView {
  id: string;
  kind: 'image' | 'video' | 'audio';
  film?: FilmView;
  /** Same-origin path of the thumbnail (≤ 640 px wide, of films 1280; WebP); null for what has nothing to see. */
  thumbnail: string | null;
  /** Same-origin path of the full picture. */
  full: string;
  width: number;
  height: number;
  /** Bytes of the full picture; null when unknown (remote, not fetched yet). */
  bytes: number | null;
  /** '' when the author gave none. */
  description: string;
  /** A few colours (blurha.sh) for programs that show something while it comes. */
  blurhash?: string | null;
}

/** Who may quote a post. */
export type QuotePolicy = 'public' | 'followers' | 'nobody';
export type QuoteState = 'pending' | 'accepted' | 'rejected' | 'revoked';

/** Of what a post quotes, what shows. */
export type QuotedView = Pick<PostView, 'path' | 'author' | 'title' | 'notice' | 'html' | 'language' | 'createdAt'>;

export interface QuoteView {
  /** `unavailable`: it is gone, or not for this reader. */
  state: QuoteState | 'unavailable';
  /** null unless it is accepted and the reader may read it. */
  post: QuotedView | null;
  /** The viewer is quoted here, and may take the consent back. */
  mayRevoke?: boolean;
}

/** A page that a post links to. */
export interface CardView {
  url: string;
  title: string;
  description: string;
  /** Its registrable domain, in letters that cannot be mistaken (S85). */
  domain: string;
  /** Same-origin path of a small picture. */
  picture: string | null;
}

export interface PollView {
  id: string;
  multiple: boolean;
  endsAt: number | null;
  closed: boolean;
  voters: number;
  options: { title: string; votes: number; chosen: boolean }[];
  /** The viewer has voted (or is the author): results are shown. */
  voted: boolean;
}

/** What somebody has said about coming; `asked`: the server that hosts it has not answered yet. */
export type Attendance = 'going' | 'waiting' | 'asked' | 'refused' | 'declined';
/** How one says that one comes: here, nowhere, or on a page of its own. */
export type JoinMode = 'free' | 'none' | 'external';

/** When, where and how many: what an event has more than a post. */
export interface GatheringDraft {
  /** Unix ms. */
  startsAt: number;
  endsAt: number | null;
  /** IANA name: the clocks that the hours are meant on. */
  zone: string;
  place: string;
  address: string;
  /** Page of a meeting online. */
  link: string;
  /** How one gets in and takes part: steps, signing, subtitles. */
  access: string;
  /** null: as many as come. */
  capacity: number | null;
  waitingList: boolean;
  /** Unix ms; null: until it begins. */
  answersUntil: number | null;
}

export interface GatheringView extends GatheringDraft {
  id: string;
  going: number;
  waiting: number;
  cancelled: boolean;
  over: boolean;
  /** One may still say that one comes. */
  open: boolean;
  joinMode: JoinMode;
  /** Where one says so, for `external`. */
  joinUrl: string | null;
  /** What the viewer has said. */
  mine: Attendance | null;
  /** Place of the viewer on the waiting list, from 1. */
  rank: number | null;
  /** The viewer answers for it. */
  mayOrganise: boolean;
}

export interface PostView {
  id: string;
  /** Id of the line in the timeline: of the boost when somebody relayed it; paging goes by it. */
  entryId: string;
  /** Path of the page here: `/@ines/1176…`. */
  path: string;
  /** Page on its home server; null for ours. */
  remoteUrl: string | null;
  author: AccountView;
  /** Name of the member who wrote in the organisation's name. */
  writtenBy: string | null;
  createdAt: number;
  editedAt: number | null;
  /** For remote posts: when we got it. */
  receivedAt: number | null;
  /** Title of an Article, or of a Note in a community. */
  title: string | null;
  /** Long text, with a page to read it in. */
  isArticle: boolean;
  /** Where it stands. */
  community: AccountView | null;
  /** What an Article is about, as plain text; '' when it does not say. */
  summary: string;
  /** Content notice as plain text; '' when none. */
  notice: string;
  /** Sanitised HTML. */
  html: string;
  /** The same as HTML and places of pictures (0 is the first of `media`), for an Article with pictures in place. */
  parts: (string | number)[] | null;
  /** BCP 47, or null. */
  language: string | null;
  audience: Audience;
  /** Number of named people for `direct`, else null. */
  readers: number | null;
  sensitive: boolean;
  media: MediaView[];
  poll: PollView | null;
  gathering: GatheringView | null;
  /** The page it links to; null with pictures, and where that page says nothing. */
  card: CardView | null;
  quote: QuoteView | null;
  inReplyTo: { id: string; path: string; author: AccountView } | null;
  replies: number;
  likes: number;
  boosts: number;
  /** How many quote it, of those the viewer may read: only on its own page. */
  quotes?: number;
  /** Who relayed it, when it stands in a timeline for that reason. */
  boostedBy: AccountView | null;
  /** Words of the viewer's filter that fold it; null when it stands open. */
  folded: string | null;
  /** Its author keeps it at the top of their profile. */
  pinned: boolean;
  /** Waits for a host of its community. */
  held: boolean;
  /** Thread that takes no more answers. */
  locked: boolean;
  /** What a thread in a community is, beyond a conversation. */
  threadKind: ThreadKind | null;
  /** A question that an answer has settled. */
  settled: boolean;
  /** How many say that they have read an announcement, the viewer among them (`mine`). */
  read: { n: number; mine: boolean } | null;
  viewer: {
    mine: boolean;
    liked: boolean;
    boosted: boolean;
    bookmarked: boolean;
    mayReply: boolean;
    mayBoost: boolean;
    mayQuote: boolean;
    mayPin: boolean;
    /** Looks after the community it stands in. */
    mayModerate: boolean;
  };
}

/** Whose voice a post is in: the person's own, or the organisation's. */
export type Voice = 'own' | 'organisation';

/** What somebody writes, before it is published. */
export interface Draft {
  text: string;
  /** Makes it an Article, with headings and pictures in place; a Note has neither this nor a summary. */
  title?: string;
  /** The community it is written in: a Note there may have a title. */
  communityId?: string | null;
  summary?: string;
  notice: string;
  language: string | null;
  audience: Audience;
  inReplyToId: string | null;
  quoteOfId?: string | null;
  /** Who may quote it; what the author wishes in general when it does not say. */
  quotePolicy?: QuotePolicy;
  /** Pictures of the author that stand in no other post. */
  mediaIds: string[];
  poll: { options: string[]; multiple: boolean; hours: number } | null;
  /** An event of a community. */
  gathering?: GatheringDraft;
  /** What a thread in a community is. */
  threadKind?: ThreadKind | null;
}

/** What a filter does with a post: folds it under the filter's words, or leaves it out. */
export type FilterAction = 'fold' | 'hide';

/** What somebody wants of a conversation: to be told of each answer, or of none. */
export type ThreadMark = 'followed' | 'muted';

/** A thread that asks, or one that is to be read by everybody. */
export const threadKinds = ['question', 'announcement'] as const;
export type ThreadKind = (typeof threadKinds)[number];

export interface FilterView {
  id: string;
  phrase: string;
  action: FilterAction;
  expiresAt: number | null;
}

/** A line of `/drafts`. */
export interface DraftView {
  id: string;
  /** Beginning of the text. */
  line: string;
  audience: Audience;
  updatedAt: number;
  scheduledAt: number | null;
  fault: { key: string; args?: Record<string, string | number> } | null;
}

/** One page of a timeline, newest first. */
export interface TimelinePage {
  posts: PostView[];
  /** Cursor for `?before=`; null when this is the end. */
  older: string | null;
}

export interface ThreadView {
  post: PostView;
  /** Oldest first; a gap that could not be fetched is simply absent. */
  ancestors: PostView[];
  /** What the viewer wants of this conversation. */
  mark: ThreadMark | null;
  /** Depth first, `depth` counts from 1 = answers the post. */
  replies: { post: PostView; depth: number }[];
  /** Answers that the community's hosts took out, by what they answered (`''`: the thread was theirs to begin). */
  removed: { id: string; inReplyToId: string; reason: string }[];
  /** Nobody but its hosts answers any more. */
  locked: boolean;
  /** Of a question: the answer that settled it, and whether the viewer may say so. */
  settledBy: string | null;
  maySettle: boolean;
}
