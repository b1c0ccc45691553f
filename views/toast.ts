import { type Html, html } from './html.ts';
import type { Page } from './page.ts';

/** The one message at the bottom left; also sent alone to `#status`. */
export function toast(page: Page, flash: { text: string; undo?: { path: string } }): Html {
  return html`<div class="toast"><p>${flash.text}</p>${
    flash.undo &&
    html`<button class="as-link" form="act" formaction="${flash.undo.path}">${page.t('form.undo')}</button>`
  }</div>`;
}
