import type { MediaView, PostView } from '../../src/posts/view.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';
import { player, still } from './film.ts';

/** Pictures or films of a post. A list shows the first one small; the page of the post shows all; some ask for none. */
export function media(page: Page, post: PostView, large: boolean): Content {
  const { t, viewer } = page;
  const [first] = post.media;
  if (!first) return null;
  if (viewer?.imagesOnDemand && !large)
    return html`<ul class="media-links">${post.media.map((file) => html`<li class="row">${fileLink(page, post, file)}</li>`)}</ul>`;
  const shown = large ? post.media : [first];
  const hidden = post.media.length - shown.length;
  const grid = html`<div class="media media-${Math.min(shown.length, 4)}">${shown.map((file) => shownIn(page, post, file, large))}</div>${
    hidden > 0 &&
    html`<p class="meta"><a href="${post.path}">${t(post.media.some((file) => file.film) ? 'media.otherFiles' : 'media.others', { n: hidden })}</a></p>`
  }`;
  if (!post.sensitive || post.notice) return grid;
  return html`<details class="notice"><summary>${icon(page, 'image')}<span>${t('media.sensitive')}</span></summary>${grid}</details>`;
}

const shownIn = (page: Page, post: PostView, file: MediaView, large: boolean): Html =>
  !file.film ? picture(page, file) : large || file.kind === 'audio' ? player(page, file) : still(page, post, file);

export function picture(page: Page, file: MediaView): Html {
  const { t } = page;
  const weight = file.bytes === null ? t('media.enlarge') : t('media.enlargeWeight', { weight: t.bytes(file.bytes) });
  return html`<figure><a href="${file.full}"><img src="${file.thumbnail}" width="${file.width}"
  height="${file.height}" alt="${file.description}" loading="lazy"
  decoding="async"><span class="sr">${weight}</span></a>${
    file.bytes !== null && html`<span class="weight" aria-hidden="true">${t.bytes(file.bytes)}</span>`
  }</figure>`;
}

function fileLink(page: Page, post: PostView, file: MediaView): Html {
  const { t } = page;
  const name = file.kind === 'image' ? 'image' : file.kind === 'audio' ? 'volume-2' : 'film';
  const unsaid = file.kind === 'image' ? t('media.undescribed') : t(`media.${file.kind}Undescribed`);
  return html`<a class="row" href="${file.film ? post.path : file.full}">${icon(page, name)}${file.description || unsaid}</a>${
    file.bytes !== null && html` <span class="meta">${t.bytes(file.bytes)}</span>`
  }`;
}
