import type { AccountView, OrganisationView } from '../accounts/view.ts';

/** A person or a community in the directory: what does not show to the reader is empty. */
export interface DirectoryEntry {
  /** With no more of its role and tie than shows. */
  account: AccountView;
  skills: string[];
  helpsWith: string;
  /** Plain text, of a community. */
  purpose: string;
}

export interface DirectoryQuery {
  text: string;
  /** '' all · `here` · the host of a partner. */
  host: string;
  affiliation: string;
  skill: string;
  helps: string;
  page: number;
}

export interface DirectoryView {
  query: DirectoryQuery;
  entries: DirectoryEntry[];
  /** Communities of partners, on the first page. */
  communities: DirectoryEntry[];
  count: number;
  organisations: OrganisationView[];
  hasMore: boolean;
}
