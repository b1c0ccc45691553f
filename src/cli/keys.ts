import type { Config } from '../config.ts';
import { renewKeys } from '../federation/renew-keys.ts';
import { holdRoles } from '../platform/database-lock.ts';
import { withInstance } from './with-instance.ts';

/** `maillon keys renew` */
export async function keys(config: Config, [what]: string[]): Promise<void> {
  if (what !== 'renew') throw new Error('Write: maillon keys renew');
  const roles = holdRoles(config);
  try {
    const told = await withInstance(config, renewKeys);
    console.log(`New keys are made at the next start, and the servers that follow ${told} accounts are told.`);
    console.log('Second steps were locked with the old SECRET_KEY too: maillon user reset-second-factor NAME.');
  } finally {
    roles.release();
  }
}
