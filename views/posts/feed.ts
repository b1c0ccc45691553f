import type { PostView, TimelinePage } from '../../src/posts/view.ts';
import { type Content, type Html, html } from '../html.ts';
import { emptyLink } from '../link.ts';
import type { Page } from '../page.ts';
import { postArticle } from './article.ts';

export interface FeedOptions {
  /** Path without cursor; `?before=` is added to it. */
  path: string;
  /** Posts that stand before all others, with a mark. */
  pinned?: readonly PostView[];
  /** Shown when there is nothing at all. */
  empty: Content;
  /** Time of the oldest post that the viewer had already seen, for « à jour depuis ». */
  seenSince?: number | null;
}

/** A sheet of posts. It ends: older ones are a link, nothing loads by itself. */
export function feed(page: Page, { posts, older }: TimelinePage, options: FeedOptions): Html {
  const { pinned = [] } = options;
  const kept = new Set(pinned.map((post) => post.id));
  const rest = posts.filter((post) => post.boostedBy || !kept.has(post.id));
  // An older page may hold what filters have left out of this one.
  if (rest.length + pinned.length === 0 && older === null)
    return html`<div id="feed"><div id="new-bar"></div>${options.empty}</div>`;
  return html`<div class="sheet feed" id="feed"><div id="new-bar"></div>${pinned.map((post) => postArticle(page, post, { pinned: true }))}${chains(
    rest,
  ).map((chain) => chain.map((post, index) => postArticle(page, post, { joined: index > 0 })))}
${end(page, older, options)}</div>`;
}

/**
 * Answers stand under what they answer, joined, where both are on the page: each chain takes the place of its newest
 * post. Every post comes out once.
 */
export function chains(posts: readonly PostView[]): PostView[][] {
  const waiting = new Map(posts.filter((post) => !post.boostedBy).map((post) => [post.id, post]));
  return posts.flatMap((post) => {
    if (post.boostedBy) return [[post]];
    const chain: PostView[] = [];
    for (let next: PostView | undefined = waiting.get(post.id); next; next = waiting.get(next.inReplyTo?.id ?? '')) {
      chain.unshift(next);
      waiting.delete(next.id);
    }
    return chain.length > 0 ? [chain] : [];
  });
}

function end(page: Page, older: string | null, { path, seenSince }: FeedOptions): Html {
  const { t } = page;
  const words =
    older !== null
      ? t('feed.end')
      : seenSince
        ? t('feed.endSince', { when: t.ago(seenSince, page.now) })
        : t('feed.all');
  const next = `${path}${path.includes('?') ? '&' : '?'}before=${older}`;
  return html`<div class="feed-end">${emptyLink()}<p><b>${words}</b></p>${
    older !== null && html`<p><a href="${next}" rel="next">${t('feed.older')}</a></p>`
  }</div>`;
}

/** Told live, never pushed under the reader's eyes: a link to the same page. Empty when `count` is 0. */
export function newBar({ t }: Page, count: number, href: string): Html {
  return html`<div id="new-bar">${
    count > 0 &&
    html`<a class="new-bar"
  href="${href}">${t('feed.new', { n: count })}</a>`
  }</div>`;
}
