import type { CampaignState } from './view.ts';

/** What happens to campaigns; ids only, read again by who hears it. */
export type CampaignEvent =
  | { type: 'campaign.changed'; campaignId: string }
  | { type: 'campaign.moved'; campaignId: string; state: CampaignState }
  /** A partner is asked to carry it, says yes or no, or goes. */
  | { type: 'campaign.invited'; campaignId: string; host: string }
  | { type: 'campaign.carried'; campaignId: string; host: string; accepted: boolean }
  | { type: 'campaign.left'; campaignId: string; host: string }
  /** An organiser answered, refused, kept, set aside, merged… */
  | { type: 'contribution.moved'; campaignId: string; postId: string; byId: string };
