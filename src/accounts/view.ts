/** Who speaks from which organisation: enough to draw the link (ring, monogram) and its text. */
export interface OrganisationView {
  /** Name people read, e.g. « Université de Valombre ». For an unknown remote server: its host. */
  name: string;
  /** Two or three capitals. */
  monogram: string;
  /** 0, 15, … 345. */
  hue: number;
  host: string;
}

/** How far the service answers to the accessibility rules, as who runs it declares. */
export const conformances = ['none', 'partial', 'full'] as const;
export type Conformance = (typeof conformances)[number];

export interface AccountView {
  id: string;
  /** Local part, without @. */
  name: string;
  /** null for an account of this instance. */
  host: string | null;
  /** `@ines` or `@ines@other.example`. */
  handle: string;
  displayName: string;
  kind: 'person' | 'organisation' | 'group' | 'service';
  /** Path of the page on this instance: `/@ines`, `/@ines@other.example`, `/communities/jardin`. */
  path: string;
  /** Page on its own server; null for ours. */
  remoteUrl: string | null;
  /** Same-origin path of a square picture, or null: initials are drawn. */
  avatar: string | null;
  initials: string;
  organisation: OrganisationView;
  /** Short role text (« étudiant, L3 biologie »), '' when none. */
  role: string;
  affiliation: Affiliation | null;
}

/** eduPersonAffiliation values that the product uses. */
export const affiliations = ['student', 'faculty', 'staff', 'employee', 'alum', 'affiliate'] as const;
export type Affiliation = (typeof affiliations)[number];

/** Who finds a person, or one thing about them, in the directory; `nobody` unless they choose. */
export const directoryLevels = ['public', 'partners', 'organisation', 'nobody'] as const;
export type DirectoryLevel = (typeof directoryLevels)[number];
/** `name` is being there at all. */
export const directoryFields = ['name', 'role', 'affiliation', 'skills', 'helpsWith'] as const;
export type DirectoryField = (typeof directoryFields)[number];

/** What ties the viewer to an account. */
export interface Relationship {
  following: boolean;
  /** Asked, not yet accepted. */
  requested: boolean;
  followedBy: boolean;
  /** They ask to follow the viewer. */
  requestedBy: boolean;
  blocking: boolean;
  muting: boolean;
  /** When the muting ends; null: not before it is taken back. */
  mutedUntil: number | null;
}

export interface ProfileView extends AccountView {
  /** Sanitised HTML. */
  bio: string;
  banner: string | null;
  /** `value` is sanitised HTML. */
  fields: { name: string; value: string; verified: boolean }[];
  skills: string[];
  /** BCP 47. */
  languages: string[];
  helpsWith: string;
  followers: number;
  following: number;
  posts: number;
  /** Follow requests are answered by hand. */
  locked: boolean;
  discoverable: boolean;
  indexable: boolean;
  joinedAt: number;
  /** null when signed out or on one's own profile. */
  relationship: Relationship | null;
  isViewer: boolean;
  /** Where the person went. */
  movedTo: AccountView | null;
}

/** What members may be told of by others, each with who may: everybody unless it is named. */
export const noticeKinds = ['mention', 'reply', 'thread', 'quote', 'like', 'boost', 'follow', 'edit', 'poll'] as const;
export type NoticeKind = (typeof noticeKinds)[number];
export const noticeLevels = ['all', 'followed', 'nobody'] as const;
export type NoticeLevel = (typeof noticeLevels)[number];
export type NoticeLevels = Partial<Record<NoticeKind, NoticeLevel>>;

/** Each kind with its level. */
export const everyNoticeLevel = (chosen: NoticeLevels) =>
  Object.fromEntries(noticeKinds.map((kind) => [kind, chosen[kind] ?? 'all'])) as Record<NoticeKind, NoticeLevel>;
