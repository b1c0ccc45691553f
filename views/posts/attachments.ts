import type { MediaView } from '../../src/posts/view.ts';
import type { Form } from '../form.ts';
import { hidden } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';

const accepted = 'image/jpeg,image/png,image/webp,image/gif,image/avif';

/** Pictures that came already, each asking for its description, and the field for more. */
export function attachments(
  page: Page,
  view: { form: Form; media: MediaView[]; isArticle: boolean; maxMedia: number },
): Html {
  const { t } = page;
  const { form, media, maxMedia } = view;
  const fault = form.faults.media;
  return html`<div id="attachments">${media.map((file, index) => attached(page, form, file, view.isArticle ? index + 1 : null))}${
    media.length < maxMedia &&
    html`<details class="extra"${(fault || media.length > 0) && html` open`}>
<summary>${icon(page, 'image-plus')}${t('media.add')}</summary><div class="field${fault && ' wrong'}">
<label for="f-media">${t('media.files')}</label><p class="hint"
  id="h-files">${t('media.filesHint', { n: maxMedia })}</p>${
    fault && html`<p class="fault" id="e-files">${icon(page, 'triangle-alert')}${t.dynamic(fault.key, fault.args)}</p>`
  }<input id="f-media" name="files" type="file"
  accept="${accepted}" multiple aria-describedby="h-files"><button class="button secondary small" name="action"
  value="attach" formnovalidate>${t('media.attach')}</button></div></details>`
  }</div>`;
}

/** `place`: how the text of an article says where the picture stands. */
function attached(page: Page, form: Form, file: MediaView, place: number | null): Html {
  const { t } = page;
  const name = `alt-${file.id}`;
  const value = form.values[name] ?? file.description;
  return html`<div class="attached">${hidden('media', file.id)}<img src="${file.thumbnail}" alt="" width="96"
  height="72"><div class="field">${place !== null && html`<p class="meta">${t('article.place', { n: place })}</p>`}<label for="f-${name}">${t('media.alt')}</label><p class="hint"
  id="h-${name}">${t('media.altHint')}</p><textarea id="f-${name}" name="${name}" rows="2" maxlength="1500"
  aria-describedby="h-${name}">
${value}</textarea></div><button class="button plain-button small" name="action"
  value="detach:${file.id}" formnovalidate>${icon(page, 'trash-2')}${t('media.detach')}</button></div>`;
}
