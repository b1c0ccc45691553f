import { identityOf } from '../accounts/departed.ts';
import type { Config } from '../config.ts';
import { audited } from '../moderation/audit.ts';
import { Refusal } from '../platform/refusal.ts';
import { withInstance } from './with-instance.ts';

/** `maillon identity NAME REASON`: who somebody was who has left, for a court that asks; each time stands in the log. */
export async function identity(config: Config, [name, ...words]: string[]): Promise<void> {
  const detail = words.join(' ').trim();
  if (!name || !detail) throw new Error('Write: maillon identity NAME REASON');
  await withInstance(config, async (instance) => {
    const { accountId: about, who } = await identityOf(instance, name).catch((error) => {
      throw error instanceof Refusal ? new Error(`Nothing is kept of ${name}.`) : error;
    });
    await audited(instance, { by: '', act: 'member.identity', about, detail }, async () => {});
    const day = (at: number) => new Date(at).toISOString().slice(0, 10);
    console.log(JSON.stringify({ ...who, joinedAt: day(who.joinedAt), leftAt: day(who.leftAt) }, null, 2));
  });
}
