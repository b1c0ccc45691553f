import type { AccountView } from '../accounts/view.ts';
import type { PostView } from '../posts/view.ts';

export type NotificationKind =
  | 'request'
  | 'mention'
  | 'reply'
  | 'thread'
  | 'quote'
  | 'like'
  | 'boost'
  | 'follow'
  | 'accepted'
  | 'poll'
  | 'edit'
  | 'attend'
  | 'place'
  | 'moved'
  | 'calledOff'
  | 'soon'
  | 'signup'
  | 'partner'
  | 'report'
  | 'join-request'
  | 'host-report'
  | 'held'
  | 'host-role'
  | 'removed'
  | 'banned'
  | 'invited'
  | 'community-wish'
  | 'community-open'
  | 'community-refused'
  | 'community'
  | 'carry'
  | 'owed'
  | 'contribution'
  | 'decision'
  | 'outcome'
  | 'export'
  | 'import'
  | 'failed';

/** One line: what happened, by whom, several acts of the same kind on the same post together. */
export interface NotificationGroupView {
  /** Of the newest notification in the group; the line is `#n-<id>`. */
  id: string;
  kind: NotificationKind;
  /** Newest first, at most three; `count` says how many in all. */
  people: AccountView[];
  count: number;
  /** The post it is about, with its text; null for follows and requests. */
  post: PostView | null;
  at: number;
  unread: boolean;
}
