import type { Attendance } from './view.ts';

/** What happens to posts; ids only, read again by who hears it. */
export type PostEvent =
  /** With what never changes in it, so that most of those who hear it need not read the post. */
  | { type: 'post.created'; postId: string; communityId?: string | null; inReplyToId?: string | null }
  /** Brought by its author from an account elsewhere: nobody is told, search alone hears it. */
  | { type: 'post.imported'; postId: string }
  | { type: 'post.edited'; postId: string }
  /** `removed`: taken out of its community by who looks after it, not by its author. */
  | { type: 'post.deleted'; postId: string; removed?: boolean }
  /** Of other servers, and older than they are kept here: gone without a trace, many at a time. */
  | { type: 'posts.forgotten'; postIds: string[] }
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
  /** Somebody says that they have read it. */
  | { type: 'announcement.read'; postId: string; accountId: string }
  | { type: 'post.pinned'; postId: string }
  | { type: 'post.unpinned'; postId: string }
  | { type: 'poll.voted'; postId: string; accountId: string; choices: number[] }
  | { type: 'poll.closed'; postId: string }
  /** Somebody comes, waits, or no longer comes: `uri` is the id of their Join. */
  | { type: 'gathering.answered'; postId: string; accountId: string; state: Attendance; uri: string }
  /** A place has become free for who waited. */
  | { type: 'gathering.moved-up'; postId: string; accountId: string; uri: string }
  /** To an event of another server: a member asks to come, or no longer comes. */
  | { type: 'gathering.asked'; postId: string; accountId: string; uri: string }
  | { type: 'gathering.left'; postId: string; accountId: string; uri: string }
  /** Somebody of another server cannot come; they are told. */
  | { type: 'gathering.refused'; postId: string; accountId: string; uri: string }
  | { type: 'gathering.changed'; postId: string }
  | { type: 'gathering.cancelled'; postId: string }
  /** It begins within a day. */
  | { type: 'gathering.soon'; postId: string };
