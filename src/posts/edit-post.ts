import type { Instance } from '../instance.ts';
import { type Described, describeAgain, descriptionsOf } from '../media/describe.ts';
import { desc, eq, sql } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import { isArticle, placeOf } from './community-post.ts';
import type { PostEvent } from './events.ts';
import { waitsAgain } from './held-post.ts';
import { ownPost, type Post } from './post.ts';
import { changeQuotePolicy } from './quote-policy.ts';
import { nameAndTag } from './save-post.ts';
import { edits, posts } from './tables.ts';
import type { Draft, QuotePolicy } from './view.ts';
import { mayBoost } from './visibility.ts';
import { articleFaults, limits, renderPost } from './write-post.ts';

/** Of the files of a post: what stands for them now, and whether something else of them changed already. */
export interface MediaChanges {
  described: readonly Described[];
  captions?: boolean;
}

type Words = Pick<Draft, 'text' | 'title' | 'summary' | 'notice' | 'language'>;

/**
 * Changes the words of one's own post, those that stand for its pictures, and who may quote it; what it said before stays
 * readable. Where all words are the same, the post is not marked as changed. Throws Invalid or 404.
 */
export async function editPost(
  instance: Instance,
  accountId: string,
  id: string,
  changes: Words,
  { quotePolicy, files = { described: [] } }: { quotePolicy?: QuotePolicy; files?: MediaChanges } = {},
): Promise<void> {
  const post = await ownPost(instance, accountId, id);
  if (post.deletedAt) throw notFound();
  const text = changes.text.trim();
  if (post.communityId) await placeOf(instance, { accountId: post.accountId, local: true }, post, post);
  const article = !isArticle(post) ? null : { title: changes.title ?? '', summary: changes.summary?.trim() ?? '' };
  const faults = article ? articleFaults({ ...article, text }) : {};
  if (Object.keys(faults).length) throw new Invalid(faults);
  if (!article && [...text].length > limits.text)
    throw new Invalid({ text: { key: 'compose.tooLong', args: { most: limits.text } } });
  if (!text && !post.hasPoll && !post.html) throw new Invalid({ text: 'compose.empty' });
  if (quotePolicy && mayBoost(post.audience)) await changeQuotePolicy(instance, accountId, id, quotePolicy);
  const rendered = await renderPost(instance, text, article !== null);
  const hasWords = !quotePolicy || !isSame(post, { ...changes, ...article, text });
  await write(instance, async (tx) => {
    const descriptions = await descriptionsOf(tx, id);
    const described = await describeAgain(tx, id, files.described);
    if (!hasWords && !described && !files.captions) return;
    await tx.insert(edits).values({
      postId: id,
      title: post.title,
      notice: post.notice,
      html: post.html,
      descriptions,
      at: post.editedAt ?? post.createdAt,
    });
    await tx
      .update(posts)
      .set({
        ...(article && { title: article.title.trim(), summary: article.summary }),
        ...(post.communityId &&
          changes.title !== undefined && { title: changes.title.trim().slice(0, limits.title) || null }),
        source: text,
        html: rendered.html,
        notice: changes.notice.trim(),
        sensitive: changes.notice.trim() !== '',
        language: changes.language,
        ...waitsAgain(instance, post),
        editedAt: instance.clock(),
        version: sql`${posts.version} + 1`,
      })
      .where(eq(posts.id, id));
    // An edit never adds readers to a conversation between people.
    await nameAndTag(tx, id, {
      mentions: post.audience === 'direct' ? [] : rendered.named,
      hashtags: rendered.hashtags,
    });
    const waits = waitsAgain(instance, post).heldAt !== undefined;
    await record<PostEvent>(tx, { type: waits ? 'post.held' : 'post.edited', postId: id });
  });
}

const isSame = (post: Post, { text, title, summary, notice, language }: Words) =>
  text === post.source &&
  notice.trim() === post.notice &&
  language === post.language &&
  (post.title === null || (title?.trim() === post.title && summary === post.summary));

/** Earlier versions, newest first. */
export const editsOf = (instance: Instance, postId: string) =>
  instance.db.select().from(edits).where(eq(edits.postId, postId)).orderBy(desc(edits.id));
