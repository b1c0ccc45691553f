import type { Account } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { attachMedia } from '../media/media.ts';
import type { Tx } from '../platform/database.ts';
import { plainText, sanitise } from '../platform/sanitise.ts';
import { write } from '../platform/write.ts';
import { postByUri, postUri } from './post.ts';
import { savePost } from './save-post.ts';
import type { Audience } from './view.ts';
import { limits, renderPost } from './write-post.ts';

/** A post that its author wrote elsewhere. */
export interface BroughtPost {
  /** As it was typed; null where only the HTML is left. */
  text: string | null;
  html: string;
  /** Of an Article; null otherwise. */
  title: string | null;
  summary: string;
  notice: string;
  language: string | null;
  audience: Audience;
  sensitive: boolean;
  /** Unix ms. */
  createdAt: number;
  /** What it answers, by the address it has here. */
  inReplyToUri: string | null;
  /** Pictures of the author's, tied to nothing yet. */
  mediaIds: string[];
}

/**
 * Keeps a post of one's own under its first date. Nobody is told: it was told when it was new. A circle never gets
 * wider by it: what named people or another organisation alone could read is read by its author alone. `also` joins
 * the transaction. Gives the post's id.
 */
export async function importPost(
  instance: Instance,
  author: Account,
  brought: BroughtPost,
  also: (tx: Tx, id: string) => Promise<void>,
): Promise<string> {
  const { notice, language, sensitive, title, summary } = brought;
  const most = title === null ? limits : limits.article;
  const clean = sanitise(brought.html, { article: title !== null });
  const text = [...(brought.text ?? plainText(clean))].slice(0, most.text).join('');
  const rendered = await renderPost(instance, text, title !== null);
  const parent = brought.inReplyToUri ? await postByUri(instance, brought.inReplyToUri) : null;
  const createdAt = Math.min(brought.createdAt, instance.clock());
  const id = instance.ids(createdAt);
  await write(instance, async (tx) => {
    const row = {
      id,
      uri: postUri(instance, id),
      url: `${instance.config.origin}/@${author.name}/${id}`,
      accountId: author.id,
      local: true,
      inReplyToId: parent?.id ?? null,
      inReplyToUri: parent?.uri ?? brought.inReplyToUri,
      title,
      summary,
      notice,
      html: brought.text === null ? clean : rendered.html,
      source: text,
      language,
      audience: narrowed(brought.audience),
      sensitive,
      createdAt,
    };
    await savePost(tx, { row, mentions: [], hashtags: rendered.hashtags, poll: null }, 'post.imported');
    await attachMedia(tx, author.id, brought.mediaIds, id);
    await also(tx, id);
  });
  return id;
}

const narrowed = (audience: Audience): Audience =>
  audience === 'public' || audience === 'unlisted' || audience === 'followers' ? audience : 'direct';
