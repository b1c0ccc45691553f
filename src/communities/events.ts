import type { CommunityAct } from './view.ts';

/** What happens to communities; who comes and goes are follows of accounts. */
export type CommunityEvent =
  | { type: 'community.changed'; communityId: string }
  /** Waits for an administrator. */
  | { type: 'community.wished'; communityId: string; founderId: string }
  | { type: 'community.allowed'; communityId: string; founderId: string; allowed: boolean }
  /** `listed`: came into the collection of its moderators, or left it; absent when they were in it and stay. */
  | { type: 'community.role'; communityId: string; accountId: string; byId: string; listed?: boolean; sent?: unknown }
  | { type: 'community.invited'; communityId: string; accountId: string; byId: string }
  | Moderated
  /** One of ours, who looks after a community elsewhere, asks its server to do this. */
  | (Omit<Moderated, 'type'> & { type: 'community.asked' });

/** What hosts did. `sent`: the activity of a host elsewhere, to be passed on word for word. */
export interface Moderated {
  type: 'community.moderated';
  /** `settle`, `unsettle`: which answer (`postId`) settled a question. */
  act: CommunityAct | 'settle' | 'unsettle';
  communityId: string;
  byId: string;
  accountId?: string;
  postId?: string;
  reason?: string;
  expiresAt?: number | null;
  sent?: unknown;
}
