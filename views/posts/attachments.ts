import type { MediaView } from '../../src/posts/view.ts';
import { contentLanguages, type Form, hidden } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';

const pictures = 'image/jpeg,image/png,image/webp,image/gif,image/avif';
const films = 'video/mp4,video/quicktime,video/webm,audio/mpeg,audio/mp4,audio/ogg,audio/wav,audio/flac';

interface View {
  form: Form;
  media: MediaView[];
  isArticle: boolean;
  maxMedia: number;
  /** The post that is being changed: its files stay, what stands for them may change. */
  editing: object | null;
  films: { filmBytes: number; filmMs: number } | null;
}

/** Pictures or a film that came already, each asking for its description, and the field for more. */
export function attachments(page: Page, view: View): Html {
  const { form, media, maxMedia } = view;
  if (view.editing)
    return html`<div id="attachments">${media.map((file, index) => attached(page, form, file, view.isArticle ? index + 1 : null, false))}</div>`;
  const isFull = media.length >= maxMedia || media.some((file) => file.film);
  return html`<div id="attachments">${media.map((file, index) => attached(page, form, file, view.isArticle ? index + 1 : null))}${
    isFull
      ? form.faults.media && html`<div id="f-media" tabindex="-1">${faultOf(page, form, 'media')}</div>`
      : picker(page, view)
  }</div>`;
}

function picker(page: Page, { form, media, maxMedia, films: most }: View): Html {
  const { t } = page;
  const fault = form.faults.media;
  const hint = t('media.filesHint', { n: maxMedia });
  const filmsHint =
    most && t('media.filmsHint', { weight: t.bytes(most.filmBytes), n: Math.round(most.filmMs / 60_000) });
  return html`<details class="extra"${(fault || media.length > 0) && html` open`}>
<summary>${icon(page, 'image-plus')}${t(most ? 'media.addAny' : 'media.add')}</summary><div class="field${fault && ' wrong'}">
<label for="f-media">${t(most ? 'media.filesAny' : 'media.files')}</label><p class="hint"
  id="h-files">${hint}${filmsHint && html` ${filmsHint}`}</p>${faultOf(page, form, 'media')}<input id="f-media" name="files" type="file"
  accept="${pictures}${most && `,${films}`}" multiple aria-describedby="h-files${fault && ' e-media'}"><button class="button secondary small" name="action"
  value="attach" formnovalidate>${t('media.attach')}</button></div></details>`;
}

function faultOf(page: Page, form: Form, name: string): Content {
  const fault = form.faults[name];
  return (
    fault &&
    html`<p class="fault" id="e-${name}">${icon(page, 'triangle-alert')}${page.t.dynamic(fault.key, fault.args)}</p>`
  );
}

/** `place`: how the text of an article says where the picture stands. What is published stays: only a draft loses it again. */
function attached(page: Page, form: Form, file: MediaView, place: number | null, isDraft = true): Html {
  const { t } = page;
  const name = `alt-${file.id}`;
  const value = form.values[name] ?? file.description;
  const label = file.kind === 'image' ? t('media.alt') : t(`media.${file.kind}Alt`);
  const hint = file.kind === 'image' ? t('media.altHint') : t(`media.${file.kind}AltHint`);
  return html`<div class="attached">${hidden('media', file.id)}${
    file.thumbnail
      ? html`<img src="${file.thumbnail}" alt="" width="96" height="72">`
      : html`<span class="no-picture">${icon(page, file.kind === 'audio' ? 'volume-2' : 'film')}</span>`
  }<div class="field">${place !== null && file.kind === 'image' && html`<p class="meta">${t('article.place', { n: place })}</p>`}${
    isDraft && file.film && filmState(page, file)
  }<label for="f-${name}">${label}</label><p class="hint"
  id="h-${name}">${hint}</p><textarea id="f-${name}" name="${name}" rows="2" maxlength="1500"
  aria-describedby="h-${name}">
${value}</textarea></div>${file.film && captionFields(page, form, file, isDraft)}${
    isDraft &&
    html`<button class="button plain-button small" name="action"
  value="detach:${file.id}" formnovalidate>${icon(page, 'trash-2')}${t('media.detach')}</button>`
  }</div>`;
}

/** A file of captions, in a language, sent with the form or by its own button. */
function captionFields(page: Page, form: Form, file: MediaView, isDraft: boolean): Html {
  const { t } = page;
  const name = `captions-${file.id}`;
  const fault = form.faults[name];
  const language = form.values[`captions-language-${file.id}`] ?? file.film?.captions?.language ?? page.lang;
  const known = file.film?.captions;
  return html`<details class="extra captions"${(fault || known) && html` open`}><summary>${icon(page, 'captions')}${t('captions.title')}</summary>
<div class="field${fault && ' wrong'}">${known && html`<p class="meta">${t('captions.there', { language: nameOf(page, known.language) })}</p>`}
<label for="f-${name}">${t('captions.file')}</label><p class="hint" id="h-${name}">${t('captions.hint')}</p>${faultOf(page, form, name)}<input
  id="f-${name}" name="${name}" type="file" accept=".vtt,text/vtt" aria-describedby="h-${name}${fault && ` e-${name}`}">
<label for="f-captions-language-${file.id}">${t('captions.language')}</label><select id="f-captions-language-${file.id}"
  name="captions-language-${file.id}">${contentLanguages.map(
    ({ value, label }) => html`<option value="${value}"${value === language && html` selected`}>${t(label)}</option>`,
  )}</select>${isDraft && html`<button class="button secondary small" name="action" value="attach" formnovalidate>${t('captions.attach')}</button>`}</div></details>`;
}

export function nameOf({ t }: Page, language: string): string {
  const known = contentLanguages.find(({ value }) => value === language);
  return known ? t(known.label) : language;
}

/** How far a film is: asks again by itself while it is prepared; without scripts a button draws the form anew. */
export function filmState(page: Page, file: MediaView): Html {
  const { t } = page;
  const { id, film } = file;
  const asks =
    film?.state === 'preparing' &&
    html` hx-get="/compose/media/${id}" hx-trigger="every 2s" hx-swap="outerHTML" hx-target="this" hx-nonce="${page.nonce}"`;
  return html`<div class="film-state" id="film-${id}" role="status"${asks}>${said()}</div>`;

  function said(): Content {
    if (film?.state === 'failed')
      return html`<p class="fault">${icon(page, 'triangle-alert')}${t.dynamic(film.fault ?? 'media.filmUnreadable', {})}</p>`;
    if (film?.state === 'preparing')
      return html`<p class="row">${icon(page, 'clock')}${t(`media.${file.kind === 'audio' ? 'audio' : 'video'}Preparing`)}
<noscript><button class="button secondary small" name="action" value="attach" formnovalidate>${t('media.look')}</button></noscript></p>`;
    return html`<p class="row">${icon(page, 'check')}${t(`media.${file.kind === 'audio' ? 'audio' : 'video'}Ready`, {
      duration: t.duration(film?.duration ?? 0),
      weight: t.bytes(file.bytes ?? 0),
    })}</p>`;
  }
}
