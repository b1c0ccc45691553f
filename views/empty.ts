import { type Content, type Html, html } from './html.ts';
import { emptyLink } from './link.ts';

/** Says why it is empty, and what to do. */
export const empty = (title: string, sentence: string, action?: Content): Html =>
  html`<div class="empty">${emptyLink()}<h2>${title}</h2><p>${sentence}</p>${action}</div>`;
