import { type Account, accountById } from '../accounts/account.ts';
import { memberOf } from '../accounts/members.ts';
import { organisationOf } from '../accounts/organisation.ts';
import { may } from '../accounts/roles.ts';
import type { Instance } from '../instance.ts';
import { forbidden, notFound } from '../platform/refusal.ts';
import type { Voice } from './view.ts';

/** Who speaks when a member writes: themselves or, where their role allows it, the organisation. 404: nobody any more, 403: not their voice. */
export async function voiceOf(
  instance: Instance,
  accountId: string,
  voice: Voice,
): Promise<{ author: Account; writtenBy?: string }> {
  const member = await memberOf(instance, accountId);
  if (member?.state !== 'active') throw notFound();
  // Somebody's own name is never put under what was written for the organisation.
  if (voice === 'organisation' && !may(member, 'speak')) throw forbidden('compose.notYourVoice');
  const own = voice === 'organisation' ? await organisationOf(instance) : null;
  const author = await accountById(instance, own?.accountId ?? accountId);
  if (!author) throw notFound();
  return { author, ...(own ? { writtenBy: accountId } : {}) };
}
