import type { Instance } from '../instance.ts';
import { eq } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { Invalid } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import type { CampaignEvent } from './events.ts';
import type { Step } from './step.ts';
import { stepModules } from './step-modules.ts';
import { campaignSteps } from './tables.ts';
import { touch } from './tell-changes.ts';

/** Changes what the module of a step keeps of it; Invalid (`settings`) when its kind refuses that. */
export const changeStepSettings = (instance: Instance, step: Step, settings: Record<string, unknown>): Promise<void> =>
  write(instance, async (tx) => {
    const merged = { ...step.settings, ...settings };
    const fault = stepModules[step.kind]?.settingsFault?.(merged);
    if (fault) throw new Invalid({ settings: fault });
    await tx.update(campaignSteps).set({ settings: merged }).where(eq(campaignSteps.id, step.id));
    await touch(instance, tx, step.campaignId);
    await record<CampaignEvent>(tx, { type: 'campaign.changed', campaignId: step.campaignId });
  });
