import { accountById } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';

/** Page of a campaign, ours or another server's. */
export async function campaignPath(instance: Instance, campaignId: string): Promise<string> {
  const account = await accountById(instance, campaignId);
  return `/campaigns/${account?.host ? `${account.name}@${account.host}` : account?.name}`;
}
