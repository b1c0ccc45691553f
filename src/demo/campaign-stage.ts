import { type Account, accountByHandle, localHost } from '../accounts/account.ts';
import { type Campaign, campaignById, openCampaign } from '../campaigns/campaign.ts';
import { answerInvitation, inviteCarrier } from '../campaigns/carry.ts';
import { goOn } from '../campaigns/life.ts';
import { type Step, stepsOf } from '../campaigns/step.ts';
import { tellChanges } from '../campaigns/tell-changes.ts';
import { begin, templates } from '../campaigns/template.ts';
import type { StepKindName } from '../campaigns/view.ts';
import { join } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { postById, postByUri } from '../posts/post.ts';
import { find, type Stage, settled } from './tell.ts';

const hourMs = 3_600_000;

/** One campaign of the demo as its people see it, each from their own server. */
export interface CampaignStage {
  host: Instance;
  /** Hours before now. */
  at(hours: number): void;
  /** Somebody with the campaign and its step as their own server knows them; they are in it from then on. */
  person(name: string): Promise<{ home: Instance; me: Account; viewer: Mine; campaign: Campaign; step: Step }>;
  /** The same person as the server of the campaign knows them. */
  seen(name: string): Promise<Seen>;
  /** A post of the campaign, by its id on the server of somebody else. */
  there(home: Instance, postId: string): Promise<string>;
  /** A post that was written at the home of somebody, by its id where the campaign is. */
  here(home: Instance, postId: string): Promise<string>;
  settled(): Promise<void>;
}
type Mine = { accountId: string; local: true };
type Seen = { accountId: string; local: boolean };

/** Opens a campaign of this template and asks the partners to carry it, who say yes. */
export async function stageCampaign(
  stage: Stage,
  now: number,
  wanted: {
    by: string;
    name: string;
    displayName: string;
    template: string;
    kind: StepKindName;
    hours: number;
    carriers: { key: string; by: string }[];
  },
): Promise<CampaignStage> {
  const host = stage.homes.get(wanted.by)!;
  const founder = (await accountByHandle(host, wanted.by))!;
  const at = (hours: number) => stage.setClock(now - hours * hourMs);
  at(wanted.hours);
  const opensAt = host.clock();
  const id = await openCampaign(host, founder.id, wanted.name, {
    ...begin(templates.get(wanted.template)!, 'fr', opensAt),
    ...{ template: wanted.template, displayName: wanted.displayName, language: 'fr', opensAt },
    ...{ reach: 'public', admission: 'open' },
  });
  stage.homes.set(wanted.name, host);
  for (const from of ['draft', 'announced'] as const) await goOn(host, founder.id, id, from);
  for (const { key } of wanted.carriers) await inviteCarrier(host, founder.id, id, localHost(stage.homes.get(key)!));
  await settled(stage);
  for (const { key, by } of wanted.carriers) {
    const home = stage.homes.get(key)!;
    const group = (await find(stage, home, wanted.name))!;
    await settled(stage);
    const { id: byId } = (await accountByHandle(home, by))!;
    await answerInvitation(home, byId, group.id, 'Accept');
    // Somebody there reads along from the beginning, so that what others bring arrives.
    await join(home, byId, group.id);
  }
  await settled(stage);

  const told = async () => {
    await settled(stage);
    await tellChanges(host);
    await settled(stage);
  };
  return {
    host,
    at,
    person: async (name) => {
      const home = stage.homes.get(name)!;
      const me = (await accountByHandle(home, name))!;
      const group = (await find(stage, home, wanted.name))!;
      await settled(stage);
      await join(home, me.id, group.id);
      await settled(stage);
      const campaign = (await campaignById(home, group.id))!;
      const step = (await stepsOf(home, group.id)).find((one) => one.kind === wanted.kind)!;
      return { home, me, campaign, step, viewer: { accountId: me.id, local: true } };
    },
    seen: async (name) => {
      const account = (await find(stage, host, name))!;
      return { accountId: account.id, local: account.host === '' };
    },
    here: async (home, postId) => {
      await settled(stage);
      const { uri } = (await postById(home, postId))!;
      const found = await postByUri(host, uri);
      if (!found) throw new Error(`the demo's post ${uri} did not reach ${host.config.origin}`);
      return found.id;
    },
    there: async (home, postId) => {
      const { uri } = (await postById(host, postId))!;
      await told();
      const found = (await postByUri(home, uri)) ?? (await home.discover.address(uri).then(() => postByUri(home, uri)));
      if (!found) throw new Error(`the demo's post ${uri} did not reach ${home.config.origin}`);
      return found.id;
    },
    settled: told,
  };
}
