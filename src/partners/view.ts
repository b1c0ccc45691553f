/** What two organisations may open to each other's members; a partnership names some of these. */
export const partnerScopes = ['people', 'communities', 'campaigns', 'documents', 'opportunities', 'chat'] as const;
export type PartnerScope = (typeof partnerScopes)[number];
