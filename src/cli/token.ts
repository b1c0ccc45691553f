import { parseArgs } from 'node:util';
import { accountByHandle } from '../accounts/account.ts';
import type { Config } from '../config.ts';
import { readScopes } from '../oauth/scopes.ts';
import { personalToken } from '../oauth/token.ts';
import { withInstance } from './with-instance.ts';

/** `maillon token NAME --scopes "read write"`: prints an access token for a program of a member's own. */
export async function token(config: Config, args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { scopes: { type: 'string' }, name: { type: 'string' } },
  });
  await withInstance(config, async (instance) => {
    const account = await accountByHandle(instance, positionals[0] ?? '');
    if (account?.kind !== 'person' || account.host !== '') throw new Error('There is no member of this name.');
    const scopes = readScopes(values.scopes);
    if (!scopes) throw new Error('Scopes are words like: read write follow push read:statuses');
    console.log(await personalToken(instance, account.id, values.name ?? 'command line', scopes));
  });
}
