import type { CardView } from '../../src/posts/view.ts';
import { type Html, html } from '../html.ts';

/** The page that a post links to, below its text. */
export const pageCard = ({ url, title, description, domain, picture }: CardView): Html =>
  html`<a class="inset" href="${url}" rel="nofollow noopener noreferrer" target="_blank">${
    picture && html`<img src="${picture}" alt="" width="88" height="88" loading="lazy" decoding="async">`
  }<span><bdi class="meta">${domain}</bdi><b><bdi>${title}</bdi></b>${description && html`<small><bdi>${description}</bdi></small>`}</span></a>`;
