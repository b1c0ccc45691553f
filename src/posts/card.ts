import { domainToUnicode } from 'node:url';
import { getDomain } from 'tldts';
import type { Instance } from '../instance.ts';
import { createRemoteCopies } from '../media/remote-copy.ts';
import { media } from '../media/tables.ts';
import { and, eq, inArray, lt, notExists } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import type { Subscriber } from '../platform/events-log.ts';
import { newFileName } from '../platform/files.ts';
import { HttpFault } from '../platform/http-fault.ts';
import { enqueue, type JobHandlers } from '../platform/jobs.ts';
import { within, write } from '../platform/write.ts';
import { readPage } from './card-page.ts';
import { isArticle } from './community-post.ts';
import { type Post, postById } from './post.ts';
import { cards, postCards } from './tables.ts';
import type { CardView } from './view.ts';

/** A page is asked again when somebody links to it after so long. */
const freshMs = 14 * 86_400_000;
const mostBytes = 1_048_576;
/** Servers that hear of a post at the same time do not all ask its page at once. */
const spreadMs = 30_000;

/** Looks for a page to show below each post that links to one. */
export const cardSubscriber: Subscriber = {
  name: 'cards',
  on: {
    'post.created': async (instance, event) => void (await look(instance, event)),
    'post.edited': async (instance, { postId }) => {
      if (!(await look(instance, { postId })))
        await write(instance, (tx) => tx.delete(postCards).where(eq(postCards.postId, postId)));
    },
  },
};

/** False when the post links to no page: nothing is written then, for most posts are such. */
async function look(instance: Instance, { postId }: { postId: string }): Promise<boolean> {
  const post = await postById(instance, postId);
  const url = post && linkOf(instance, post);
  if (!post || !url) return false;
  await write(instance, async (tx) => {
    const [known] = await tx.select().from(cards).where(eq(cards.url, url));
    if (known && known.fetchedAt > instance.clock() - freshMs) return tie(tx, postId, known.id);
    await enqueue(tx, {
      kind: 'posts.card',
      lane: 'backfill',
      key: `card ${new URL(url).host}`,
      payload: { postId, url },
      ...(!post.local && { due: instance.clock() + Math.random() * spreadMs }),
    });
  });
  return true;
}

const tie = async (tx: Tx, postId: string, cardId: string): Promise<void> =>
  void (await tx
    .insert(postCards)
    .values({ postId, cardId })
    .onConflictDoUpdate({ target: postCards.postId, set: { cardId } }));

/**
 * The first page that a post links to; null when there is none elsewhere. What is said between named people is told to
 * no third server, so their links are not followed; an article of ours has many, each in its place.
 */
export function linkOf(
  { config }: Pick<Instance, 'config'>,
  post: Pick<Post, 'html' | 'audience' | 'deletedAt' | 'title' | 'communityId' | 'hasGathering' | 'local'>,
) {
  if (post.deletedAt || post.audience === 'direct' || (isArticle(post) && post.local)) return null;
  for (const [tag] of post.html.matchAll(/<a\b[^>]*>/g)) {
    if (/\bclass="[^"]*(mention|hashtag)|\brel="tag/.test(tag)) continue;
    const href = /\bhref="(https?:[^"]+)"/.exec(tag)?.[1]?.replaceAll('&amp;', '&');
    if (!href || href.length > 2048 || !URL.canParse(href)) continue;
    const url = new URL(href);
    url.hash = '';
    if (url.origin !== config.origin) return url.href;
  }
  return null;
}

export const cardJobs: JobHandlers = {
  'posts.card': async (instance, { postId, url }: { postId: string; url: string }, job) => {
    const page = await fetchPage(instance, url);
    const picture = page?.picture ? await keepPicture(instance, page.picture) : null;
    await write(instance, async (tx) => {
      await job.finish(tx);
      const told = {
        title: page?.title ?? '',
        description: page?.description ?? '',
        mediaId: picture,
        fetchedAt: instance.clock(),
      };
      const [card] = await tx
        .insert(cards)
        .values({ id: instance.ids(), url, ...told })
        .onConflictDoUpdate({ target: cards.url, set: told })
        .returning({ id: cards.id });
      // The post may have changed or gone while its page was asked.
      const post = await postById(within(instance, tx), postId);
      if (post && linkOf(instance, post) === url) await tie(tx, postId, card!.id);
    });
  },
};

/** What the page says, or null: only HTML counts, and a page that cannot be had is asked again another day. */
async function fetchPage(instance: Instance, url: string) {
  try {
    const {
      status,
      headers,
      body,
      url: from,
    } = await instance.http.request(url, {
      maxBytes: mostBytes,
      timeoutMs: 10_000,
      headers: { accept: 'text/html, application/xhtml+xml' },
    });
    const type = headers['content-type'] ?? '';
    return status === 200 && /^(text\/html|application\/xhtml\+xml)\b/i.test(type) ? readPage(body, type, from) : null;
  } catch (error) {
    if (error instanceof HttpFault) return null;
    throw error;
  }
}

/** A small copy of the page's picture; null when it is none. */
async function keepPicture(instance: Instance, remoteUrl: string): Promise<string | null> {
  const now = instance.clock();
  const row = await write(instance, async (tx) => {
    const mine = { id: instance.ids(), accountId: '', kind: 'card', file: newFileName(), remoteUrl } as const;
    const [made] = await tx
      .insert(media)
      .values({ ...mine, state: 'remote', createdAt: now, usedAt: now })
      .returning();
    return made!;
  });
  if (await createRemoteCopies(instance).ensure(row)) return row.id;
  await write(instance, (tx) => tx.update(media).set({ state: 'gone' }).where(eq(media.id, row.id)));
  return null;
}

/** Cards of posts, by post id; pages that said nothing have none. No query where no post links to a page. */
export async function cardsOf(instance: Instance, posts: Post[]): Promise<Map<string, CardView>> {
  const postIds = posts.filter((post) => linkOf(instance, post)).map((post) => post.id);
  if (!postIds.length) return new Map();
  const rows = await instance.db
    .select({ postId: postCards.postId, card: cards, file: media.file })
    .from(postCards)
    .innerJoin(cards, eq(cards.id, postCards.cardId))
    .leftJoin(media, eq(media.id, cards.mediaId))
    .where(inArray(postCards.postId, postIds));
  return new Map(
    rows
      .filter(({ card }) => card.title !== '')
      .map(({ postId, card, file }) => [
        postId,
        {
          url: card.url,
          title: card.title,
          description: card.description,
          domain: domainOf(card.url),
          picture: file && `/media/${file}/card`,
        },
      ]),
  );
}

/**
 * The registrable domain, which is who really speaks (S85): a name in other letters than Latin may be drawn like a Latin
 * one, so it is given as it stands in the DNS.
 */
export function domainOf(url: string): string {
  const { hostname } = new URL(url);
  const domain = getDomain(hostname, { allowPrivateDomains: true }) ?? hostname;
  const written = domainToUnicode(domain);
  return /^[\p{Script=Latin}0-9.-]+$/u.test(written) ? written : domain;
}

/** Forgets what no post links to any more; the pictures go with the next sweep. */
export const purgeCards = (instance: Instance): Promise<void> =>
  write(instance, async (tx) => {
    const linked = tx.select({ id: postCards.cardId }).from(postCards).where(eq(postCards.cardId, cards.id));
    const gone = await tx
      .delete(cards)
      .where(and(lt(cards.fetchedAt, instance.clock() - freshMs), notExists(linked)))
      .returning({ mediaId: cards.mediaId });
    const pictures = gone.flatMap(({ mediaId }) => mediaId ?? []);
    if (pictures.length) await tx.update(media).set({ state: 'gone' }).where(inArray(media.id, pictures));
  });
