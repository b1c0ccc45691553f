import { more } from '../accounts/people.ts';
import { empty } from '../empty.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { layout, type Page } from '../page.ts';

/** A page of administration: its title, a way back, its content. */
export const adminFrame = (page: Page, title: string, lead: Content, body: Content, errors = false): Html =>
  layout(page, {
    title,
    sheet: 'desk',
    noIndex: true,
    errors,
    main: html`<div class="pad"><p><a href="/admin">${page.t('nav.admin')}</a></p>
<h1>${title}</h1>${lead && html`<p class="lead">${lead}</p>`}</div>${body}`,
  });

/** Narrows a table by what is asked in the address: no token, nothing is changed. */
export const narrowForm = (page: Page, action: string, fields: Content, verb = page.t('form.narrow')): Html =>
  html`<form class="form narrow" action="${action}" novalidate>${fields}<button
  class="button secondary">${icon(page, 'search')}${verb}</button></form>`;

export interface TableView {
  head: string[];
  /** One content per column; the first names the row. */
  rows: { id: string; cells: Content[] }[];
  next: string | null;
}

/** Columns become lines under 760 px: each cell carries the name of its column. */
export function table(page: Page, { head, rows, next }: TableView, none: { title: string; sentence: string }): Html {
  if (rows.length === 0) return empty(none.title, none.sentence);
  return html`<div class="sheet"><table><thead>
<tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows.map(
    ({ id, cells }) =>
      html`<tr id="${id}">${cells.map((cell, index) => (index === 0 ? html`<th scope="row">${cell}</th>` : html`<td data-label="${head[index]}">${cell}</td>`))}</tr>`,
  )}</tbody></table></div>${more(page, next)}`;
}
