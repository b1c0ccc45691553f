import type { AccountView } from '../src/accounts/view.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import type { Page } from './page.ts';

export type RingSize = 'm' | 'l' | 's';

/**
 * The link: a person above the organisation they speak from. It is drawn for the eye alone; the name and the
 * organisation always stand in text beside it.
 */
export function ring(page: Page, account: AccountView, size: RingSize = 'm'): Html {
  const { hue, monogram } = account.organisation;
  if (account.kind === 'organisation' && account.avatar)
    return html`<span class="ring ring-${size} h${hue}" aria-hidden="true">${face(account)}${icon(page, 'building-2')}</span>`;
  if (account.kind === 'organisation')
    return html`<span class="ring ring-${size} full h${hue}"
  aria-hidden="true"><b>${monogram}</b>${icon(page, 'building-2')}</span>`;
  return html`<span class="ring ring-${size} h${hue}" aria-hidden="true">${face(account)}<b>${monogram}</b></span>`;
}

/** The person alone, in a small circle. */
export const disc = (account: AccountView): Html =>
  html`<span class="disc h${account.organisation.hue}" aria-hidden="true">${face(account)}</span>`;

const face = ({ avatar, initials }: AccountView): Html =>
  avatar
    ? html`<img src="${avatar}" alt="" width="33" height="33" loading="lazy" decoding="async">`
    : html`<i>${initials}</i>`;

/** Name, organisation and role of a person on one row, with their ring. */
export function person(page: Page, account: AccountView, more?: Html): Html {
  return html`<div class="person">${ring(page, account, 's')}<div class="person-text">
<a class="name" href="${account.path}">${account.displayName}</a>
<p class="meta">${organisationName(account)}${account.role && html` · ${account.role}`} <span class="handle">${account.handle}</span></p>
</div>${more}</div>`;
}

/** The organisation in its colour, always in words too. */
export const organisationName = ({ organisation }: AccountView): Html =>
  html`<span class="org h${organisation.hue}">${organisation.name}</span>`;

/** Two empty links, one of them open: nothing here, or nothing there. */
export const emptyLink = (): Html => html`<span class="chain" aria-hidden="true"><span></span><span></span></span>`;
