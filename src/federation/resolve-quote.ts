import { accountById } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { type Job, Retry } from '../platform/jobs.ts';
import { within, write } from '../platform/write.ts';
import { type Post, postById } from '../posts/post.ts';
import { settleQuote, stampById } from '../posts/quote.ts';
import type { QuoteState } from '../posts/view.ts';
import { FetchFault, fetchDocument } from './fetch-document.ts';
import { mayAsk } from './fetch-thread.ts';
import { refId, sameOrigin } from './ids.ts';
import { typesOf } from './json.ts';
import { postAt } from './remote-posts.ts';

/** Fetches what a post of another server quotes, and looks whether its author consents (FEP-044f). */
export async function resolveQuote(instance: Instance, { postId }: { postId: string }, job: Job): Promise<void> {
  const post = await postById(instance, postId);
  if (!post?.quoteUri || post.quoteState !== 'pending' || post.deletedAt) return;
  if (!mayAsk(instance, post.quoteUri)) throw new Retry('asked enough of this domain', instance.clock() + 60_000);
  const quoted = await postAt(instance, post.quoteUri);
  const state = quoted && (await consentOf(instance, post, quoted));
  if (!quoted || !state) return;
  await write(instance, async (tx) => {
    await job.finish(tx);
    const now = await postById(within(instance, tx), postId);
    if (now?.quoteState === 'pending') await settleQuote(tx, now, { state, quoted });
  });
}

/** null: nothing is said yet, the consent may still come. */
async function consentOf(instance: Instance, post: Post, quoted: Post): Promise<QuoteState | null> {
  if (quoted.accountId === post.accountId) return 'accepted';
  const author = await accountById(instance, quoted.accountId);
  if (!author) return null;
  if (!post.quoteProof) return quoted.local || quoted.quotePolicy !== null ? null : 'accepted';
  if (quoted.local) {
    const found = await stampById(instance, post.quoteProof.split('/').at(-1)!);
    return found?.stamp.quotingUri === post.uri && found.quoted.id === quoted.id ? 'accepted' : 'rejected';
  }
  if (!sameOrigin(post.quoteProof, author.uri)) return 'rejected';
  try {
    const stamp = await fetchDocument(instance, post.quoteProof);
    const holds =
      typesOf(stamp).includes('QuoteAuthorization') &&
      refId(stamp.attributedTo) === author.uri &&
      refId(stamp.interactingObject) === post.uri &&
      refId(stamp.interactionTarget) === quoted.uri;
    return holds ? 'accepted' : 'rejected';
  } catch (error) {
    if (error instanceof FetchFault) return error.reason === 'gone' ? 'rejected' : null;
    throw error;
  }
}
