import type { Account } from '../../accounts/account.ts';
import type { Instance } from '../../instance.ts';
import type { Tx } from '../../platform/database.ts';
import type { Json } from '../json.ts';

/** An activity whose actor is known to have sent it. */
export interface Received {
  id: string;
  activity: Json;
  /** Remote account of the actor, neither suspended nor deleted. */
  actor: Account;
}

/** What has to be done, in the transaction that also ends the job; `inside` reads and writes in it. */
export type Effect = (inside: Instance, tx: Tx) => Promise<unknown>;

/** Fetches what it needs, then gives the effect; null when there is nothing to do here. */
export type Inbound = (instance: Instance, received: Received) => Promise<Effect | null>;

/** The actor as a viewer: it may do to a post only what it may read. */
export const viewerOf = (actor: Account) => ({ accountId: actor.id, local: false });
