import type { AgreementState, Side } from './exchange-tables.ts';
import type { CampaignState } from './view.ts';

/** What happens to campaigns; ids only, read again by who hears it. */
export type CampaignEvent =
  | { type: 'campaign.changed'; campaignId: string }
  | { type: 'campaign.moved'; campaignId: string; state: CampaignState }
  /** A partner is asked to carry it. */
  | { type: 'campaign.invited'; campaignId: string; host: string }
  /** Another organisation asks ours to carry its campaign. */
  | { type: 'campaign.asked'; campaignId: string }
  /** Ours answers such a question of another organisation, or no longer carries its campaign. */
  | { type: 'campaign.answered'; campaignId: string; act: 'Accept' | 'Reject' | 'Leave' }
  /** Somebody asked what the organisers owe an answer. */
  | { type: 'contribution.owed'; campaignId: string; postId: string }
  /** An organiser answered, refused, kept, set aside, merged… */
  | { type: 'contribution.moved'; campaignId: string; postId: string; byId: string }
  /** Two agree on an exchange, or no longer; one of them says that it was received. */
  | { type: 'agreement.moved'; agreementId: string; state: AgreementState }
  | { type: 'receipt.confirmed'; agreementId: string; side: Side };
