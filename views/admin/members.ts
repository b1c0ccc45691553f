import type { AccountView } from '../../src/accounts/view.ts';
import type { PostView } from '../../src/posts/view.ts';
import { affiliationLabels } from '../accounts/sign-up.ts';
import { empty } from '../empty.ts';
import { type Html, html } from '../html.ts';
import { person } from '../link.ts';
import type { Page } from '../page.ts';
import { postArticle } from '../posts/article.ts';
import { time } from '../time.ts';
import { adminFrame, table } from './table.ts';

export interface MemberView {
  account: AccountView;
  email: string;
  isAdmin: boolean;
  suspended: boolean;
  /** A code is asked for at the sign-in. */
  secondStep: boolean;
  joinedAt: number;
  /** null: never came. */
  seenAt: number | null;
}

export function membersPage(page: Page, view: { members: MemberView[]; next: string | null }): Html {
  const { t } = page;
  const row = (member: MemberView) => ({
    id: `member-${member.account.id}`,
    cells: [
      html`<a class="name" href="${member.account.path}">${member.account.displayName}</a> <span class="meta">${member.account.handle}</span>`,
      standing(page, member),
      html`${member.email}`,
      member.seenAt === null ? t('members.never') : time(page, member.seenAt),
      html`<button class="as-link" form="act"
  formaction="/admin/members/${member.account.id}/suspend${member.suspended && '/delete'}">${member.suspended ? t('members.restore') : t('members.suspend')}
<span class="sr">${member.account.displayName}</span></button>${
        member.secondStep &&
        html` <button class="as-link" form="act"
  formaction="/admin/members/${member.account.id}/second-step/delete">${t('members.resetSecond')}<span class="sr"> ${member.account.displayName}</span></button>`
      }`,
    ],
  });
  return adminFrame(
    page,
    t('admin.members'),
    null,
    table(
      page,
      {
        head: [t('members.name'), t('members.tie'), t('members.email'), t('members.seen'), t('members.acts')],
        rows: view.members.map(row),
        next: view.next,
      },
      { title: t('people.none'), sentence: t('admin.membersHint') },
    ),
  );
}

/** Tie to the organisation, with what sets this member apart. */
function standing({ t }: Page, { account, isAdmin, suspended }: MemberView): Html {
  return html`${isAdmin && html`<span class="tag neutral">${t('members.admin')}</span> `}${
    suspended && html`<span class="tag bad">${t('members.suspended')}</span> `
  }<a href="/admin/members/${account.id}/affiliation">${account.affiliation ? t(affiliationLabels[account.affiliation]) : t('affiliation.none')}<span class="sr"> ${account.displayName}</span></a>`;
}

export interface SignUpRequestView {
  account: AccountView;
  email: string;
  reason: string;
  askedAt: number;
}

export function signUpRequestsPage(page: Page, requests: readonly SignUpRequestView[]): Html {
  const { t } = page;
  return adminFrame(
    page,
    t('members.requests'),
    t('members.requestsLead'),
    requests.length === 0
      ? empty(t('requests.none'), t('members.requestsNone'))
      : html`<ul class="sheet people">${requests.map(
          ({ account, email, reason, askedAt }) =>
            html`<li id="request-${account.id}">${person(page, account)}
<p class="meta">${email} · ${time(page, askedAt)}</p>${reason && html`<p class="voice">${reason}</p>`}
<p class="row"><button class="button primary small" form="act"
  formaction="/admin/requests/${account.id}/accept">${t('requests.accept')}<span class="sr"> ${account.displayName}</span></button><button class="button secondary small"
  form="act" formaction="/admin/requests/${account.id}/reject">${t('requests.reject')}<span class="sr"> ${account.displayName}</span></button></p>
</li>`,
        )}</ul>`,
  );
}

export interface ReportView {
  id: string;
  /** null: reported by another organisation, whose host `from` names. */
  by: AccountView | null;
  from: string | null;
  target: AccountView;
  post: PostView | null;
  comment: string;
  at: number;
}

/** Oldest first. */
export function reportsPage(page: Page, reports: readonly ReportView[]): Html {
  const { t } = page;
  return adminFrame(
    page,
    t('reports.title'),
    null,
    reports.length === 0
      ? empty(t('reports.none'), t('reports.noneSentence'))
      : html`${reports.map(
          (report) =>
            html`<section class="block" id="report-${report.id}">
<h2>${t('reports.about', { name: report.target.displayName })}</h2>
<p class="meta">${report.by ? t('reports.by', { name: report.by.displayName }) : t('reports.from', { host: report.from ?? '' })} · ${time(page, report.at)}</p>${
              report.comment && html`<blockquote class="voice said">${report.comment}</blockquote>`
            }<div class="sheet quiet-post">${report.post ? postArticle({ ...page, viewer: null }, report.post, { level: 3 }) : person(page, report.target)}</div>
<p class="row"><button class="button secondary" form="act"
  formaction="/admin/reports/${report.id}/close">${t('reports.close')}</button>${
    report.post &&
    html`<button class="button danger" form="act"
  formaction="/admin/reports/${report.id}/remove">${t('reports.remove')}</button>`
  }<a class="button plain-button" href="${report.target.path}">${t('reports.see')}</a></p></section>`,
        )}`,
  );
}
