import { type Html, html } from './html.ts';
import type { Page } from './page.ts';

export interface Tab {
  href: string;
  label: string;
  count?: number;
}

/** Tabs are links to pages of their own; `current` is the path of this one. */
export const tabs = (page: Page, label: string, list: readonly Tab[], current = page.path): Html =>
  html`<nav class="tabs" aria-label="${label}">${list.map(
    (tab) =>
      html`<a href="${tab.href}"${tab.href === current && html` aria-current="page"`}>${tab.label}${
        tab.count !== undefined && html` <span>${page.t.number(tab.count)}</span>`
      }</a>`,
  )}</nav>`;
