import type { Instance } from '../../instance.ts';
import { enqueue, type Job, type Lane } from '../../platform/jobs.ts';
import { within, write } from '../../platform/write.ts';
import { admittedAmong } from '../host-policy.ts';
import { outLine, reachable } from '../hosts.ts';
import type { Json } from '../json.ts';
import { signingKey } from '../local-keys.ts';
import { withContext } from '../objects/context.ts';
import { addProof } from '../signatures/proof.ts';
import { outgoing } from '../tables.ts';
import { accountPublications } from './account-events.ts';
import { campaignPublications } from './campaign-events.ts';
import { communityPublications } from './community-events.ts';
import { gatheringPublications } from './gathering-events.ts';
import { partnerPublications } from './partner-events.ts';
import { postPublications } from './post-events.ts';
import type { Destination } from './recipients.ts';
import { reportPublications } from './report-events.ts';

/** One activity of ours and where it goes. */
export interface Publication {
  /** Without its context. */
  activity: Json;
  /** Account that acts and signs. */
  accountId: string;
  lane: Lane;
  destinations: Destination[];
  /** Anybody may read it at its address. */
  open: boolean;
  /** The organisation speaks: its Ed25519 proof goes with it, so that it may be passed on (FEP-8b32). */
  proved?: boolean;
  /** It is about a partnership: it goes to who is no partner, too. */
  word?: boolean;
}

export type Publications = (instance: Instance, event: any) => Promise<Publication[]>;

const publications: Record<string, Publications> = {
  ...postPublications,
  ...gatheringPublications,
  ...accountPublications,
  ...partnerPublications,
  ...reportPublications,
  ...communityPublications,
  ...campaignPublications,
};

/** The job behind an event of ours: the activity is built once, kept, and put in the line of each server. */
export async function publish(instance: Instance, event: { type: string }, job: Job): Promise<void> {
  const made = (await publications[event.type]?.(instance, event)) ?? [];
  const texts = await Promise.all(made.map((each) => serialise(instance, each)));
  await write(instance, async (tx) => {
    const inside = within(instance, tx);
    for (const [place, { activity, accountId, lane, destinations, open, word }] of made.entries()) {
      const wanted = [...new Set(destinations.map((each) => each.host))];
      const hosts = await reachable(inside, tx, word ? wanted : [...(await admittedAmong(inside, wanted))]);
      const sent = destinations.filter((each) => hosts.has(each.host));
      if (!sent.length) continue;
      const id = String(activity.id).split('/').at(-1)!;
      const row = { accountId, activity: texts[place]!, open, createdAt: instance.clock() };
      await tx
        .insert(outgoing)
        .values({ id, ...row })
        .onConflictDoUpdate({ target: outgoing.id, set: row });
      await enqueue(
        tx,
        ...sent.map(({ inbox, host, accountId: to }) => ({
          kind: 'federation.deliver',
          lane,
          key: outLine(host),
          payload: { activity: id, by: accountId, inbox, ...(to && { to }), ...(word && { word }) },
        })),
      );
    }
    await job.finish(tx);
  });
}

async function serialise(instance: Instance, { activity, accountId, proved }: Publication): Promise<string> {
  const document = withContext(activity);
  if (!proved) return JSON.stringify(document);
  return JSON.stringify(addProof(document, await signingKey(instance, accountId, 'ed25519'), instance.clock()));
}
