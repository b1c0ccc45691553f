import type { AccountView } from '../../src/accounts/view.ts';
import type { CommunityRole } from '../../src/communities/view.ts';
import { errorSummary, type Form, field, hasFaults, hidden, postForm, radios, submit } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { person } from '../link.ts';
import type { Page } from '../page.ts';
import { type CommunityFrame, communityLayout } from './page.ts';

export interface RolesView extends CommunityFrame {
  owners: AccountView[];
  moderators: AccountView[];
}

/** Who looks after a community, and who else will; for its owners. */
export function communityRolesPage(page: Page, view: RolesView, form: Form): Html {
  const { t } = page;
  const { community, owners, moderators } = view;
  const { id, path, archived } = community;
  return communityLayout(page, view, `${path}/people`, {
    title: t('community.rolesOf', { name: community.displayName }),
    errors: hasFaults(form),
    body: html`<h2 class="sr">${t('community.roles')}</h2><p class="pad meta">${t('community.rolesSentence')}</p>${list(
      page,
      view,
      'owner',
      owners,
    )}${list(page, view, 'moderator', moderators)}
<section class="block" aria-labelledby="give"><h3 class="list-title" id="give">${t('community.giveRole')}</h3>${postForm(
      page,
      `/communities/${id}/roles`,
      html`${errorSummary(page, form)}${field(page, form, { name: 'handle', label: 'community.whom', hint: t('community.whomHint'), maxLength: 200, exact: true })}
${radios(page, form, {
  name: 'role',
  label: 'community.role',
  value: 'moderator',
  choices: [
    { value: 'moderator', label: t('community.role.moderator'), hint: t('community.role.moderator.hint') },
    { value: 'owner', label: t('community.role.owner'), hint: t('community.role.owner.hint') },
  ],
})}${submit(t('community.giveRoleNow'))}`,
    )}</section>
<section class="block" aria-labelledby="end"><h3 class="list-title" id="end">${t(archived ? 'community.reopen' : 'community.archive')}</h3>
<div class="pad"><p class="meta">${t(archived ? 'community.reopenSentence' : 'community.archiveSentence')}</p>
<p class="row"><button class="button secondary" form="act" formaction="/communities/${id}/${archived ? 'reopen' : 'archive'}">${icon(page, archived ? 'rotate-ccw' : 'archive')}${t(
      archived ? 'community.reopen' : 'community.archive',
    )}</button></p></div></section>`,
  });
}

function list(page: Page, { community, owners }: RolesView, role: CommunityRole, people: AccountView[]): Content {
  const { t } = page;
  if (!people.length) return null;
  return html`<section class="block"><h3 class="list-title">${t(role === 'owner' ? 'community.owners' : 'community.moderators')}</h3>
<ul class="sheet people">${people.map((account) => {
    const last = role === 'owner' && owners.length === 1;
    const other = role === 'owner' ? 'moderator' : 'owner';
    const acts = html`<span class="row">${change(page, community.id, account, other)}${change(page, community.id, account, 'member')}</span>`;
    return html`<li>${person(page, account, last ? html`<span class="meta">${t('community.onlyOwner')}</span>` : acts)}</li>`;
  })}</ul></section>`;
}

const makes = {
  owner: 'community.make.owner',
  moderator: 'community.make.moderator',
  member: 'community.make.member',
} as const;

/** One change of role is one small form. */
const change = (page: Page, id: string, account: AccountView, role: CommunityRole | 'member'): Html =>
  html`<form method="post" action="/communities/${id}/roles"><input type="hidden" name="_csrf" value="${page.csrf}">${hidden('handle', account.handle.slice(1))}${hidden('role', role)}
<button class="button secondary small">${page.t(makes[role])}<span class="sr"> ${account.displayName}</span></button></form>`;
