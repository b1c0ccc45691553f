/** What two organisations may open to each other's members; a partnership names some of these. */
export const partnerScopes = ['people', 'communities', 'campaigns', 'documents', 'opportunities', 'chat'] as const;
export type PartnerScope = (typeof partnerScopes)[number];

/**
 * `offered`: we have asked · `asked`: they have · `active`: both have said yes · `paused`: and one of them wants nothing
 * to pass for a while · `ended`: refused, ended by one of them, or over · `blocked`: they may not ask again.
 */
export const partnershipStates = ['asked', 'offered', 'active', 'paused', 'ended', 'blocked'] as const;
export type PartnershipState = (typeof partnershipStates)[number];

/** What one side says: nothing passes but what both say. */
export interface Terms {
  scopes: PartnerScope[];
  /** Unix ms after which nothing passes; null: until somebody ends it. */
  until: number | null;
  /** Whom to turn to, in words: names, an address. */
  contact: string;
  paused: boolean;
}

/** A partnership as its pages show it. */
export interface PartnershipView {
  host: string;
  organisation: { name: string; monogram: string; hue: number; host: string };
  /** Page of their organisation, there. */
  home: string;
  state: PartnershipState;
  /** null: they, or we, have not said yes. */
  ours: Terms | null;
  theirs: Terms | null;
  /** What passes now. */
  scopes: PartnerScope[];
  /** The earlier of both last days. */
  until: number | null;
  reason: string;
  /** Who ended it. */
  endedBy: 'us' | 'them' | 'time' | null;
  since: number;
  changedAt: number;
}
