import type { Form } from '../form.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';

export const hues = Array.from({ length: 24 }, (_, index) => index * 15);

/** What the colour becomes on pages, by day and by night: shown for the one that is chosen, without a script. */
const sample = ({ organisation }: Page): Html =>
  html`<span class="hue-sample" aria-hidden="true">${['by-day', 'by-night'].map(
    (side) =>
      html`<span class="${side}"><span class="brand-ring">${organisation.monogram}</span><span class="org">${organisation.name}</span></span>`,
  )}</span>`;

/** An organisation chooses a hue and nothing else: every swatch is the ring as it will be, readable in both themes. */
export function huePicker(page: Page, form: Form, current: number): Html {
  const { t, organisation } = page;
  const chosen = form.values.hue ?? String(current);
  return html`<fieldset class="field hues" id="f-hue"><legend>${t('setup.hue')}</legend>
<p class="hint">${t('setup.hueHint')}</p><div class="hue-list">${hues.map(
    (hue) =>
      html`<label class="h${hue}"><input type="radio" name="hue"
  value="${hue}"${String(hue) === chosen && html` checked`} aria-label="${t('setup.hueName', { n: hue })}"><span class="ring ring-s full"
  aria-hidden="true"><b>${organisation.monogram}</b></span>${sample(page)}</label>`,
  )}</div></fieldset>`;
}
