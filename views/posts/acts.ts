import type { PostView } from '../../src/posts/view.ts';
import { type Content, type Html, html } from '../html.ts';
import { type Icon, icon } from '../icons.ts';
import type { Page } from '../page.ts';

/**
 * Répondre, Merci, Relayer, ⋯. Buttons belong to the page's one form (`#act`), which holds the token, so a list of
 * twenty posts carries it once; htmx only shortens the way, and is left out (`swapped`) where the post is drawn otherwise.
 */
export function actBar(page: Page, post: PostView, swapped = true): Html {
  const { t } = page;
  const { id, viewer } = post;
  return html`<div class="acts">
${
  viewer.mayReply &&
  html`<a class="act" data-act="reply"
  href="/compose?reply=${id}">${icon(page, 'reply')}<span>${t('post.reply')}</span>${count(page, post.replies)}</a>`
}
${toggle(page, post, { name: 'like', on: viewer.liked, icon: 'heart', label: t('post.thanks'), count: post.likes, swapped })}
${viewer.mayBoost && toggle(page, post, { name: 'boost', on: viewer.boosted, icon: 'repeat-2', label: t('post.relay'), count: post.boosts, swapped })}
${menu(page, post, swapped)}</div>`;
}

interface Toggle {
  name: 'like' | 'boost';
  on: boolean;
  icon: Icon;
  label: string;
  count: number;
  swapped: boolean;
}

function toggle(page: Page, { id }: PostView, act: Toggle): Html {
  const path = `/posts/${id}/${act.name}${act.on ? '/delete' : ''}`;
  return html`<button class="act" id="${act.name}-${id}" data-act="${act.name}" form="act" formaction="${path}"
  aria-pressed="${act.on ? 'true' : 'false'}"${act.swapped && swapPost(page, id, path)}>${icon(page, act.icon)}<span class="act-label">${act.label}</span>${count(page, act.count)}</button>`;
}

const swapPost = (page: Page, id: string, path: string): Html =>
  html` hx-post="${path}" hx-target="#post-${id}" hx-swap="outerMorph" hx-nonce="${page.nonce}"`;

/** Only above zero, and not for those who chose not to see counts. */
function count(page: Page, n: number): Content {
  return n > 0 && !page.viewer?.hideCounts && html` <b>${page.t.number(n)}</b>`;
}

function menu(page: Page, post: PostView, swapped: boolean): Html {
  const { t } = page;
  const { id, viewer, author } = post;
  const item = (href: string, name: Icon, label: string) => html`<a href="${href}">${icon(page, name)}${label}</a>`;
  return html`<details class="dots" name="menu">
<summary aria-label="${t('post.more', { name: author.displayName })}">${icon(page, 'ellipsis')}</summary>
<div class="menu">
${item(post.path, 'link', t('post.open'))}
${
  post.remoteUrl &&
  html`<a href="${post.remoteUrl}"
  rel="noopener noreferrer">${icon(page, 'external-link')}${t('post.original')}</a>`
}
${viewer.mayQuote && item(`/compose?quote=${id}`, 'quote', t('quote.write'))}
${post.quote?.mayRevoke && html`<button form="act" formaction="/posts/${id}/quote/delete">${icon(page, 'quote')}${t('quote.revoke')}</button>`}
${menuAct(page, post, viewer.bookmarked ? 'bookmark/delete' : 'bookmark', 'bookmark', viewer.bookmarked ? t('bookmark.drop') : t('bookmark.keep'), swapped)}
${viewer.mayPin && menuAct(page, post, post.pinned ? 'pin/delete' : 'pin', 'pin', post.pinned ? t('pin.drop') : t('pin.keep'), swapped)}
${post.likes > 0 && item(`/posts/${id}/likes`, 'heart', t('post.likers'))}
${post.boosts > 0 && item(`/posts/${id}/boosts`, 'repeat-2', t('post.relayers'))}
${viewer.mine && viewer.mayPin && item(`/posts/${id}/quotes`, 'quote', t('quote.list'))}
${viewer.mine && item(`/posts/${id}/edit`, 'pencil', t('post.edit'))}
${viewer.mine && item(`/posts/${id}/delete`, 'trash-2', t('post.remove'))}
${viewer.mayModerate && post.community && item(`${post.community.path}/posts/${id}`, 'shield-check', t('community.moderate'))}
${!viewer.mine && item(`/accounts/${author.id}/report?post=${id}`, 'flag', t('post.report'))}
</div></details>`;
}

/** An act among the links of the menu; the post comes back with what it is now. */
function menuAct(page: Page, { id }: PostView, act: string, name: Icon, label: string, swapped: boolean): Html {
  const path = `/posts/${id}/${act}`;
  return html`<button form="act" formaction="${path}"${swapped && swapPost(page, id, path)}>${icon(page, name)}${label}</button>`;
}
