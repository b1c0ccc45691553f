/** What an import took, and what it left and why. */
export interface TransferReport {
  taken: Partial<Record<Taken, number>>;
  /** The first ones; `more` counts the others. `why` is the end of a translation key, `import.why.…`. */
  left: { what: string; why: Why }[];
  more: number;
}

export type Taken =
  | 'profile'
  | 'posts'
  | 'private'
  | 'following'
  | 'lists'
  | 'blocks'
  | 'mutes'
  | 'bookmarks'
  | 'filters';
export type Why = 'absent' | 'refused' | 'unreadable' | 'tooLarge' | 'others' | 'tooMany';

/** How far a transfer is. */
export interface TransferView {
  id: string;
  state: 'waiting' | 'running' | 'ready' | 'failed';
  kind: string;
  done: number;
  total: number;
  bytes: number;
  createdAt: number;
  expiresAt: number;
  report: TransferReport | null;
}
