import { openCampaign } from '../../src/campaigns/campaign.ts';
import { goOn } from '../../src/campaigns/life.ts';
import { currentStep, stepsOf } from '../../src/campaigns/step.ts';
import { begin, templates } from '../../src/campaigns/template.ts';
import type { CampaignState } from '../../src/campaigns/view.ts';
import type { Instance } from '../../src/instance.ts';

/** Opens a campaign of `template` by this account, taken to `state`; gives its id. It opens now. */
export async function campaign(
  instance: Instance,
  founderId: string,
  template: string,
  state: CampaignState = 'open',
  name = 'assiettes',
): Promise<string> {
  const now = instance.clock();
  const said = begin(templates.get(template)!, 'fr', now);
  const id = await openCampaign(instance, founderId, name, {
    ...said,
    ...{
      template,
      displayName: 'Dans nos assiettes',
      reach: 'public',
      admission: 'open',
      language: 'fr',
      opensAt: now,
    },
  });
  const path: CampaignState[] = ['draft', 'announced', 'open', 'deciding', 'answered', 'closed'];
  for (const from of path.slice(0, path.indexOf(state))) await goOn(instance, founderId, id, from);
  return id;
}

/** The step of this kind, or the one that runs. */
export async function stepNow(instance: Instance, id: string, kind?: string) {
  const steps = await stepsOf(instance, id);
  return (kind ? steps.find((step) => step.kind === kind) : currentStep(steps, instance.clock()))!;
}
