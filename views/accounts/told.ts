import { type Content, type Html, html } from '../html.ts';
import { emptyLink } from '../link.ts';
import { layout, type Page } from '../page.ts';

/** A page that only tells how things stand: mail sent, address confirmed, request waiting, link used up. */
export const told = (page: Page, title: string, sentence: string, action?: Content): Html =>
  layout(page, {
    title,
    scripts: false,
    plain: true,
    noIndex: true,
    main: html`<div class="told">${emptyLink()}<h1>${title}</h1><p>${sentence}</p>${action}</div>`,
  });
