import { campaignById } from '../../campaigns/campaign.ts';
import { stepsOf } from '../../campaigns/step.ts';
import { stepModules } from '../../campaigns/step-modules.ts';
import { communityById } from '../../communities/community.ts';
import type { Instance } from '../../instance.ts';
import { createTranslate } from '../../platform/i18n.ts';
import { escapeHtml } from '../../platform/sanitise.ts';
import type { Json } from '../json.ts';
import { manifestRel, manifestUri } from './campaign-manifest.ts';

/** Mastodon shows four fields of a profile, and reads no more. */
const mostFields = 4;

/**
 * What a campaign's group says of it: the link to its manifest, and what stands in each step as fields that any server
 * shows on a profile (FEP-fb2a). Nothing for other communities, and for a draft.
 */
export async function campaignAttachments(instance: Instance, id: string): Promise<Json[]> {
  const campaign = await campaignById(instance, id);
  if (!campaign?.local || campaign.state === 'draft') return [];
  const community = await communityById(instance, id);
  const t = createTranslate(community?.language === 'en' ? 'en' : 'fr');
  const fields: Json[] = [];
  for (const step of (await stepsOf(instance, id)).slice(0, mostFields)) {
    const line = await stepModules[step.kind]?.line(instance, step);
    if (line)
      fields.push({ type: 'PropertyValue', name: step.title, value: escapeHtml(t.dynamic(line.key, line.args)) });
  }
  const href = manifestUri(instance, id);
  return [...fields, { type: 'Link', rel: manifestRel, href, mediaType: 'application/activity+json' }];
}
