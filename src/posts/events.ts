/** What happens to posts; ids only, read again by who hears it. */
export type PostEvent =
  | { type: 'post.created'; postId: string }
  /** Brought by its author from an account elsewhere: nobody is told, search alone hears it. */
  | { type: 'post.imported'; postId: string }
  | { type: 'post.edited'; postId: string }
  /** `removed`: taken out of its community by who looks after it, not by its author. */
  | { type: 'post.deleted'; postId: string; removed?: boolean }
  /** Waits for a host of its community. */
  | { type: 'post.held'; postId: string }
  /** What moderation had hidden is there again. */
  | { type: 'post.restored'; postId: string; removed?: boolean }
  | { type: 'post.liked'; postId: string; accountId: string; uri: string }
  | { type: 'post.unliked'; postId: string; accountId: string; uri: string }
  | { type: 'post.boosted'; boostId: string; postId: string; accountId: string }
  | { type: 'post.unboosted'; boostId: string; postId: string; accountId: string; uri: string }
  | { type: 'post.quoted'; postId: string; quotedId: string }
  | { type: 'quote.allowed'; postId: string }
  | { type: 'quote.requested'; postId: string }
  | { type: 'quote.offered'; postId: string }
  | { type: 'quote.settled'; postId: string }
  | {
      type: 'quote.answered';
      quotedId: string;
      quoterId: string;
      uri: string;
      quotingUri: string;
      stampId: string | null;
    }
  | { type: 'quote.revoked'; stampId: string; postId: string }
  | { type: 'post.pinned'; postId: string }
  | { type: 'post.unpinned'; postId: string }
  | { type: 'poll.voted'; postId: string; accountId: string; choices: number[] }
  | { type: 'poll.closed'; postId: string };
