import type { MediaView, PostView } from '../../src/posts/view.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';

/** Pictures of a post. A list shows the first one small; the page of the post shows all; some ask for none. */
export function media(page: Page, post: PostView, large: boolean): Content {
  const { t, viewer } = page;
  const [first] = post.media;
  if (!first) return null;
  if (viewer?.imagesOnDemand && !large)
    return html`<ul class="media-links">${post.media.map((file) => html`<li class="row">${fileLink(page, file)}</li>`)}</ul>`;
  const shown = large ? post.media : [first];
  const hidden = post.media.length - shown.length;
  const grid = html`<div class="media media-${Math.min(shown.length, 4)}">${shown.map((file) => picture(page, file))}</div>${
    hidden > 0 && html`<p class="meta"><a href="${post.path}">${t('media.others', { n: hidden })}</a></p>`
  }`;
  if (!post.sensitive || post.notice) return grid;
  return html`<details class="notice"><summary>${icon(page, 'image')}<span>${t('media.sensitive')}</span></summary>${grid}</details>`;
}

export function picture(page: Page, file: MediaView): Html {
  const { t } = page;
  const weight = file.bytes === null ? t('media.enlarge') : t('media.enlargeWeight', { weight: t.bytes(file.bytes) });
  return html`<figure><a href="${file.full}"><img src="${file.thumbnail}" width="${file.width}"
  height="${file.height}" alt="${file.description}" loading="lazy"
  decoding="async"><span class="sr">${weight}</span></a>${
    file.bytes !== null && html`<span class="weight" aria-hidden="true">${t.bytes(file.bytes)}</span>`
  }</figure>`;
}

function fileLink(page: Page, file: MediaView): Html {
  const { t } = page;
  return html`<a class="row" href="${file.full}">${icon(page, 'image')}${file.description || t('media.undescribed')}</a>${
    file.bytes !== null && html` <span class="meta">${t.bytes(file.bytes)}</span>`
  }`;
}
