import type { Config } from '../config.ts';
import { purge } from '../housekeeping.ts';
import { withInstance } from './with-instance.ts';

/** `maillon purge`: forgets now what is older than its time, as the server does each hour. */
export async function purgeCommand(config: Config): Promise<void> {
  await withInstance(config, purge);
  console.log('What was older than its time is gone.');
}
