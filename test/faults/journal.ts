/** What the world outside was promised: each 2xx with what it was for. */
export interface Journal {
  /** Posts whose form was answered with the way to their page. */
  posts: { member: string; marker: string; id: string; picture: boolean }[];
  /** Everything that was tried, answered or not. */
  tried: Set<string>;
  /** Activities answered with 202. */
  accepted: { id: string; kind: 'Create' | 'Like' | 'Follow'; actor: string; object: string }[];
  /** Answers that were neither a success nor a broken connection, by status. */
  refusals: Map<number, number>;
}

export const newJournal = (): Journal => ({ posts: [], tried: new Set(), accepted: [], refusals: new Map() });

export const refused = (journal: Journal, status: number) =>
  void journal.refusals.set(status, (journal.refusals.get(status) ?? 0) + 1);
