/** What happens to accounts; ids only, read again by who hears it. */
export type AccountEvent =
  | { type: 'account.updated'; accountId: string }
  | { type: 'account.suspended'; accountId: string }
  | { type: 'account.deleted'; accountId: string }
  | { type: 'account.moved'; accountId: string }
  | { type: 'follow.requested'; followerId: string; followedId: string; uri: string }
  | { type: 'follow.accepted'; followerId: string; followedId: string; uri: string }
  | { type: 'follow.rejected'; followerId: string; followedId: string; uri: string }
  | { type: 'follow.ended'; followerId: string; followedId: string; uri: string }
  | { type: 'block.created'; accountId: string; targetId: string; uri: string }
  | { type: 'block.ended'; accountId: string; targetId: string; uri: string }
  | { type: 'member.requested'; accountId: string }
  | { type: 'member.admitted'; accountId: string }
  /** `by`: the administrator; null: the command line. */
  | { type: 'member.second-step-reset'; accountId: string; by: string | null };
