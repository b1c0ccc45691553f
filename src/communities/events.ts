/** What happens to communities; who comes and goes are follows of accounts. */
export type CommunityEvent =
  | { type: 'community.changed'; communityId: string }
  | { type: 'community.role'; communityId: string; accountId: string }
  | { type: 'community.banned'; communityId: string; accountId: string };
