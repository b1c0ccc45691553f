import type { AccountView } from '../../src/accounts/view.ts';
import { empty } from '../empty.ts';
import { errorSummary, type Form, field, hasFaults, postForm, submit } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { person } from '../link.ts';
import type { Page } from '../page.ts';
import { type CommunityFrame, communityLayout } from './page.ts';

export interface MembersView extends CommunityFrame {
  people: AccountView[];
  /** Path of the next page; null at the end. */
  next: string | null;
}

/** Who is in a community, organisation by organisation. */
export function membersPage(page: Page, view: MembersView): Html {
  const { t } = page;
  const { community, people, next } = view;
  const groups = Map.groupBy(people, ({ organisation }) => organisation.host);
  return communityLayout(page, view, `${community.path}/members`, {
    title: t('community.peopleOf', { name: community.displayName }),
    body: html`<h2 class="sr">${t('community.people')}</h2>${
      people.length === 0
        ? empty(t('people.none'), t('community.peopleHidden'))
        : [...groups.values()].map(
            (members) => html`<section class="block"><h3 class="list-title">${members[0]!.organisation.name}</h3>
<ul class="sheet people">${members.map((account) => html`<li>${person(page, account)}</li>`)}</ul></section>`,
          )
    }${next !== null && html`<p class="pad more-link"><a class="button secondary" rel="next" href="${next}">${t('people.more')}</a></p>`}`,
  });
}

export interface RequestsView extends CommunityFrame {
  people: Asker[];
  /** Who was invited and has not come. */
  invited: AccountView[];
}

export interface Asker {
  account: AccountView;
  answers: { question: string; answer: string }[];
  /** Server that would read along for the first time. */
  newHost: string | null;
}

/** Who asks to come in; each answer is a form. */
export function communityRequestsPage(page: Page, view: RequestsView, form: Form): Html {
  const { t } = page;
  const { community, people, invited } = view;
  const answer = (account: AccountView, path: 'accept' | 'reject') =>
    html`<button class="button ${path === 'accept' ? 'primary' : 'secondary'} small" form="act"
  formaction="/communities/${community.id}/requests/${account.id}/${path}">${icon(page, path === 'accept' ? 'check' : 'ban')}${t(
    path === 'accept' ? 'community.accept' : 'community.refuse',
  )}<span class="sr"> ${account.displayName}</span></button>`;
  return communityLayout(page, view, `${community.path}/requests`, {
    title: t('community.requests'),
    errors: hasFaults(form),
    body: html`<h2 class="sr">${t('community.requests')}</h2>${
      people.length === 0
        ? empty(t('community.noRequests'), t('community.noRequestsSentence'))
        : html`<ul class="sheet people">${people.map(
            ({ account, answers, newHost }) =>
              html`<li>${person(page, account, html`<span class="row">${answer(account, 'accept')}${answer(account, 'reject')}</span>`)}${
                answers.length > 0 &&
                html`<dl class="under answers">${answers.map((one) => html`<div><dt class="meta">${one.question}</dt><dd class="voice">${one.answer}</dd></div>`)}</dl>`
              }${newHost && html`<p class="under meta">${t('community.newHost', { host: newHost })}</p>`}</li>`,
          )}</ul>`
    }<section class="block" aria-labelledby="invite"><h3 class="list-title" id="invite">${t('community.invite')}</h3>${postForm(
      page,
      `/communities/${community.id}/invitations`,
      html`${errorSummary(page, form)}${field(page, form, { name: 'handle', label: 'community.whom', hint: t('community.inviteHint'), maxLength: 200, exact: true })}${submit(t('community.inviteNow'))}`,
    )}${
      invited.length > 0 &&
      html`<h4 class="list-title">${t('community.invitedList')}</h4><ul class="sheet people">${invited.map(
        (account) =>
          html`<li>${person(
            page,
            account,
            html`<span class="row"><button class="button secondary small" form="act" formaction="/communities/${community.id}/invitations/${account.id}/delete">${t('community.uninvite')}<span class="sr"> ${account.displayName}</span></button></span>`,
          )}</li>`,
      )}</ul>`
    }</section>`,
  });
}
