import { type Account, accountById } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import type { Post } from '../posts/post.ts';
import { withContext } from './objects/context.ts';
import { toActor } from './objects/to-actor.ts';
import { toNote } from './objects/to-note.ts';
import { perInstance } from './per-instance.ts';
import { recent } from './recent.ts';

/** Documents as JSON text, made once per version: a key names kind, id and version. */
const made = perInstance(() => recent<string>(2_000, 3_600_000));

async function once(instance: Instance, key: string, make: () => Promise<unknown>): Promise<string> {
  const now = instance.clock();
  const known = made(instance).get(key, now);
  if (known !== undefined) return known;
  const text = JSON.stringify(await make());
  made(instance).set(key, text, now);
  return text;
}

/** JSON text of an account of ours. Not inside a transaction: its keys may have to be made. */
export const actorDocument = (instance: Instance, account: Account): Promise<string> =>
  once(instance, `actor ${account.id} ${account.version}`, () => toActor(instance, account));

/** JSON text of a post of ours. */
export const noteDocument = (instance: Instance, post: Post): Promise<string> =>
  once(instance, `note ${post.id} ${post.version}`, async () => {
    const author = (await accountById(instance, post.accountId))!;
    return withContext(await toNote(instance, post, author));
  });
