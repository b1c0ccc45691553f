import { campaignSteps, contributions } from '../../campaigns/tables.ts';
import type { Offered } from '../../campaigns/take-part.ts';
import type { Instance } from '../../instance.ts';
import { eq } from '../../platform/columns.ts';
import { documentId } from '../ids.ts';
import { isObject, type Json, list, text, typesOf } from '../json.ts';

const names = { step: 'maillon:step', kind: 'maillon:contribution', facts: 'maillon:facts' };
const mostFacts = 4000;

/**
 * What a post is to the step of a campaign, as values that stand beside it (FEP-fb2a): a server that knows nothing of
 * campaigns shows the post, and only that.
 */
export async function contributionFacts(instance: Instance, postId: string): Promise<Json[]> {
  const [row] = await instance.db
    .select({ kind: contributions.kind, facts: contributions.facts, uri: campaignSteps.uri })
    .from(contributions)
    .innerJoin(campaignSteps, eq(campaignSteps.id, contributions.stepId))
    .where(eq(contributions.postId, postId));
  if (!row) return [];
  const value = (name: string, said: string) => ({ type: 'PropertyValue', name, value: said });
  const facts = Object.keys(row.facts).length ? [value(names.facts, JSON.stringify(row.facts))] : [];
  return [value(names.step, row.uri), value(names.kind, row.kind), ...facts];
}

/** The same as another server sends it; null where the post says nothing of the kind. What it claims is not checked here. */
export function readContribution(object: Json): Offered | null {
  const said = new Map(
    list(object.attachment)
      .slice(0, 50)
      .filter((one): one is Json => isObject(one) && typesOf(one).includes('PropertyValue'))
      .map(({ name, value }) => [name, value]),
  );
  const step = documentId(said.get(names.step));
  const kind = text(said.get(names.kind), 40);
  return step && kind ? { step, kind, facts: factsIn(said.get(names.facts)) } : null;
}

function factsIn(value: unknown): Record<string, unknown> {
  if (typeof value !== 'string' || value.length > mostFacts) return {};
  try {
    const found: unknown = JSON.parse(value);
    return isObject(found) ? found : {};
  } catch {
    return {};
  }
}
