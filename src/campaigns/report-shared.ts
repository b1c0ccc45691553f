import type { Instance } from '../instance.ts';
import type { SharedRow } from './report-rows.ts';

/** From which organisation somebody gives or receives: its server, '' is ours, and what they are there. */
export interface MeasureOrigin {
  host: string;
  affiliation: string | null;
}

/** What passed from whom to whom in a campaign, of receipts that both sides confirmed; nothing else is « shared ». */
export const sharedIn = async (_instance: Instance, _campaignId: string): Promise<SharedRow[]> => [];
