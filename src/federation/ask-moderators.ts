import type { Tx } from '../platform/database.ts';
import { enqueue } from '../platform/jobs.ts';
import { hostOf } from './ids.ts';

/** Asks a group elsewhere who looks after it, later: nobody waits for that. */
export const readModeratorsLater = (tx: Tx, communityId: string, uri: string) =>
  enqueue(tx, {
    kind: 'federation.moderators',
    lane: 'backfill',
    key: `moderators ${hostOf(uri)}`,
    payload: { communityId },
  });
