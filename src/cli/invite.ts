import { parseArgs } from 'node:util';
import { invite } from '../accounts/invitations.ts';
import { organisationOf } from '../accounts/organisation.ts';
import type { Config } from '../config.ts';
import { withInstance } from './with-instance.ts';

/** `maillon invite --uses N --days N` prints a link. */
export async function inviteCommand(config: Config, args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { uses: { type: 'string', default: '1' }, days: { type: 'string', default: '7' } },
  });
  await withInstance(config, async (instance) => {
    const own = await organisationOf(instance);
    if (!own) throw new Error('This instance has no organisation yet: run maillon setup first.');
    const { code } = await invite(instance, own.accountId, {
      seats: Number(values.uses),
      days: Number(values.days),
      affiliation: null,
      note: '',
    });
    console.log(`${config.origin}/invite/${code}`);
  });
}
