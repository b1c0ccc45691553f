import { changePreferences } from '../../src/accounts/members.ts';
import { postsByIds } from '../../src/posts/post.ts';
import { postViews } from '../../src/posts/post-views.ts';
import type { QuotePolicy, QuoteView } from '../../src/posts/view.ts';
import { type Fediverse, type Home, type Key, startFediverse } from '../support/fediverse.ts';

export async function withHomes(work: (home: Home, fediverse: Fediverse) => Promise<void>, keys: Key[] = ['valombre']) {
  const fediverse = await startFediverse(keys);
  await work(fediverse.homes.valombre, fediverse);
  await fediverse.stop();
}

/** What a post quotes as somebody there sees it: the words, or why there are none. */
export async function sees(home: Home, name: string | null, id: string): Promise<string | null> {
  const viewer = name ? { accountId: (await home.account(name)).id, local: true } : null;
  const [view] = await postViews(home.instance, viewer, await postsByIds(home.instance, [id]));
  return shown(view!.quote);
}
const shown = (quote: QuoteView | null) => quote && (quote.post?.html.replace(/<[^>]*>/g, '') ?? quote.state);

export const allow = async (home: Home, name: string, quotePolicy: QuotePolicy) =>
  changePreferences(home.instance, (await home.account(name)).id, { quotePolicy });

export const refused = (work: Promise<unknown>) =>
  work.then(
    () => 0,
    (fault) => fault.status,
  );
