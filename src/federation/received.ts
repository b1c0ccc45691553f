import type { Instance } from '../instance.ts';
import { and, eq, lt } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { write } from '../platform/write.ts';
import { received } from './tables.ts';

/**
 * The name an activity is remembered by. One that somebody else brought does not take the id: or a forged copy would
 * keep the genuine activity out (S03).
 */
export const receivedName = (uri: string, forwarded: boolean) => (forwarded ? `forwarded ${uri}` : uri);

/** The activity was taken back: the same id may come again and mean something. */
export const forgetReceived = (tx: Tx, uri: string) => tx.delete(received).where(eq(received.uri, uri));

/** Ids are kept for 90 days unless the settings say otherwise (S12); nothing that still waits is purged. */
export const purgeReceived = (instance: Instance, before: number) =>
  write(instance, (tx) => tx.delete(received).where(and(eq(received.activity, ''), lt(received.receivedAt, before))));
