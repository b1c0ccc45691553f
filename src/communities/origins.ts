import type { Instance } from '../instance.ts';
import { membersByHost } from './membership.ts';

type Origins = { host: string; n: number }[];

/** Above this many members counting them for each page would be most of its work. */
const many = 1000;
const keptMs = 60_000;
const mostKept = 200;
const kept = new WeakMap<Instance['config'], Map<string, { at: number; origins: Origins }>>();

/** From which servers the members of a community come, the most first; of a large one as it was within the last minute. */
export async function membersOrigins(instance: Instance, communityId: string, members: number): Promise<Origins> {
  if (members <= many) return membersByHost(instance, communityId);
  const known = kept.get(instance.config) ?? new Map();
  kept.set(instance.config, known);
  const now = instance.clock();
  const last = known.get(communityId);
  if (last && Math.abs(now - last.at) < keptMs) return last.origins;
  const origins = await membersByHost(instance, communityId);
  known.delete(communityId);
  known.set(communityId, { at: now, origins });
  if (known.size > mostKept) known.delete(known.keys().next().value!);
  return origins;
}
