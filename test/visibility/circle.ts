import { acceptFollow } from '../../src/accounts/follow.ts';
import { campaignSteps, campaigns, contributions } from '../../src/campaigns/tables.ts';
import { openCommunity } from '../../src/communities/community.ts';
import { join } from '../../src/communities/membership.ts';
import { write } from '../../src/platform/write.ts';
import type { Home } from '../support/fediverse.ts';

/** A step of that community, made a campaign. */
export const stepPath = '/campaigns/cercle/steps/77';

/** Makes a campaign of it, to which each of these posts was brought. */
export const carry = ({ instance }: Home, communityId: string, brought: { id: string; authorId: string }[]) =>
  write(instance, async (tx) => {
    const at = instance.clock();
    const plan = { promise: '', answerDays: 5, reach: 'members' as const, admission: 'request' as const };
    const budget = { hours: null, money: null, messages: null, weight: null };
    const own = { communityId, local: true, template: 'blank', state: 'open' as const, createdAt: at };
    await tx.insert(campaigns).values({ ...own, ...plan, budget });
    const step = {
      id: '77',
      uri: `${instance.config.origin}/ap/steps/77`,
      kind: 'ideas' as const,
      place: 0,
      title: 'Idées',
    };
    await tx.insert(campaignSteps).values({ ...step, campaignId: communityId, settings: { supports: 0 } });
    for (const { id, authorId } of brought) {
      const row = { postId: id, campaignId: communityId, stepId: '77', kind: 'idea' as const, state: 'open' as const };
      await tx.insert(contributions).values({ ...row, authorId, facts: {}, createdAt: at });
    }
  });

/** A community of the author's for its members alone, with these in it. */
export async function openCircle(
  { instance, account }: Home,
  author: string,
  names: string[],
  remoteId: string,
): Promise<string> {
  const owner = await account(author);
  const id = await openCommunity(instance, owner.id, 'cercle', {
    displayName: 'Cercle',
    purpose: 'Entre nous.',
    rules: '',
    reach: 'members',
    admission: 'request',
    posting: 'members',
    language: 'fr',
    topics: [],
  });
  const members = [...(await Promise.all(names.map(async (name) => (await account(name)).id))), remoteId];
  for (const member of members) {
    await join(instance, member, id, `https://follows.example/cercle-${member}`);
    await acceptFollow(instance, id, member);
  }
  return id;
}
