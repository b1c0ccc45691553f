import type { MediaView, PostView } from '../../src/posts/view.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';
import { nameOf } from './attachments.ts';

/** A sound, or a film on the page of its post: plays when asked to, and loads nothing before that. */
export function player(page: Page, file: MediaView): Html {
  const { film } = file;
  const { captions, duration } = film!;
  // What is too large for us, or is none that we know, plays where it is at home; a server that was away is asked again.
  if (film!.state === 'failed' && film!.fault)
    return html`<p>${page.t.dynamic(film!.fault, {})} ${elsewhere(page, file)}</p>`;
  const track =
    captions &&
    html`<track kind="captions" src="${captions.path}" srclang="${captions.language}" label="${nameOf(page, captions.language)}">`;
  const label = file.description || page.t(`media.${file.kind === 'audio' ? 'audio' : 'video'}Undescribed`);
  const element =
    file.kind === 'audio'
      ? html`<audio controls preload="none" aria-label="${label}" src="${file.full}">${track}</audio>`
      : html`<video controls preload="none" playsinline aria-label="${label}" src="${file.full}" width="${file.width}" height="${file.height}"${
          file.thumbnail && html` poster="${file.thumbnail}"`
        }>${track}</video>`;
  return html`<figure class="film">${element}<figcaption class="meta">${facts(page, file, duration)}${
    captions && html` · ${page.t('captions.in', { language: nameOf(page, captions.language) })}`
  }${film!.remoteUrl && html` · ${elsewhere(page, file)}`}</figcaption></figure>`;
}

/** In a list a film is its still, which leads to the page where it plays: a list loads no player (ux.md, frugality). */
export function still(page: Page, post: PostView, file: MediaView): Html {
  const { t } = page;
  const { duration } = file.film!;
  const label = file.description || t('media.videoUndescribed');
  return html`<figure class="still"><a href="${post.path}">${
    file.thumbnail
      ? html`<img src="${file.thumbnail}" width="${file.width}" height="${file.height}" alt="${label}" loading="lazy" decoding="async">`
      : html`<span class="blank">${label}</span>`
  }<span class="play">${icon(page, 'play')}<span class="sr">${t('media.play')}</span></span></a><span
  class="weight">${facts(page, file, duration)}</span></figure>`;
}

function facts({ t }: Page, file: MediaView, duration: number | null): Content {
  const said = [duration !== null && t.duration(duration), file.bytes !== null && t.bytes(file.bytes)].filter(Boolean);
  return said.length ? said.join(' · ') : t(`media.${file.kind === 'audio' ? 'audio' : 'video'}`);
}

function elsewhere(page: Page, { kind, film }: MediaView): Html {
  const { host } = new URL(film!.remoteUrl ?? 'https://invalid/');
  return html`<a href="${film!.remoteUrl}" rel="noopener noreferrer nofollow">${page.t(
    kind === 'audio' ? 'media.hearThere' : 'media.watchThere',
    { host },
  )}</a>`;
}
