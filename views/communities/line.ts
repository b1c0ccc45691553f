import type { CommunityView } from '../../src/communities/view.ts';
import { type Content, type Html, html } from '../html.ts';
import { organisationName, ring } from '../link.ts';
import type { Page } from '../page.ts';
import { joinControls } from './join.ts';

/** A community on one row of a list, among people. */
export const communityLine = (page: Page, one: CommunityView, more?: Content): Html =>
  html`<div class="person">${ring(page, one, 's')}<div class="person-text"><a class="name" href="${one.path}">${one.displayName}</a>
<p class="meta">${organisationName(one)} · ${page.t('community.members', { n: one.members })}</p></div>${more}</div>`;

/** A few that one may come into, each with its way in; nothing when there are none. */
export const suggestions = (page: Page, communities: readonly CommunityView[]): Content =>
  communities.length > 0 &&
  html`<section class="block" aria-labelledby="suggested"><h2 class="list-title" id="suggested">${page.t('community.suggested')}</h2>
<ul class="sheet people">${communities.map((one) => html`<li>${communityLine(page, one, joinControls(page, one))}</li>`)}</ul></section>`;
