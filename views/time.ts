import { type Html, html } from './html.ts';
import type { Page } from './page.ts';

/** « il y a 2 h », with the full moment for machines and on hover. */
export const time = ({ t, now }: Page, moment: number): Html =>
  html`<time datetime="${new Date(moment).toISOString()}" title="${t.moment(moment)}">${t.ago(moment, now)}</time>`;
