import type { MemberRole } from '../../src/accounts/tables.ts';
import type { AccountView } from '../../src/accounts/view.ts';
import { affiliationLabels } from '../accounts/sign-up.ts';
import { empty } from '../empty.ts';
import { errorSummary, type Form, field, hasFaults, postForm, radios, select, submit } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { person } from '../link.ts';
import type { Page } from '../page.ts';
import { time } from '../time.ts';
import { adminFrame, narrowForm, table } from './table.ts';

export interface MemberView {
  account: AccountView;
  /** Only for who administers. */
  email: string;
  role: MemberRole;
  limited: boolean;
  suspended: boolean;
  /** A code is asked for at the sign-in. */
  secondStep: boolean;
  /** First and last day of the tie, when the organisation has set them. */
  affiliationFrom: number | null;
  affiliationUntil: number | null;
  joinedAt: number;
  /** null: never came. */
  seenAt: number | null;
}

/** What the list is narrowed by; '' for nothing. */
export interface MemberFilter {
  q: string;
  role: string;
  affiliation: string;
  state: string;
}

/** Fields: `q`, `role`, `affiliation`, `state`. */
export function membersPage(
  page: Page,
  view: { members: MemberView[]; all: number; asked: MemberFilter; next: string | null },
): Html {
  const { t } = page;
  const form = { values: { ...view.asked }, faults: {} };
  const any = { value: '', label: t('members.any') };
  const row = (member: MemberView) => ({
    id: `member-${member.account.id}`,
    cells: [
      html`<a class="name" href="/admin/members/${member.account.id}">${member.account.displayName}</a> <span class="meta">${member.account.handle}</span>`,
      html`${standing(page, member)}${member.account.affiliation ? t(affiliationLabels[member.account.affiliation]) : '–'}`,
      member.email,
      member.seenAt === null ? t('members.never') : time(page, member.seenAt),
    ],
  });
  return adminFrame(
    page,
    t('admin.members'),
    t('members.count', { n: view.all }),
    html`<p class="pad row"><a class="button secondary" href="/admin/members/list">${icon(page, 'user-plus')}${t('members.listTitle')}</a><a
  class="button plain-button" href="/admin/members.csv" download>${t('members.export')}</a></p>${narrowForm(
    page,
    '/admin/members',
    html`${field(page, form, { name: 'q', label: 'members.search', type: 'search', exact: true })}
${select(page, form, { name: 'role', label: 'members.role', choices: [any, ...roleChoices(page)] })}
${select(page, form, { name: 'affiliation', label: 'members.tie', choices: [any, ...affiliationChoices(page)] })}
${select(page, form, { name: 'state', label: 'members.state', choices: [any, ...states.map((value) => ({ value, label: t(`memberState.${value}`) }))] })}`,
  )}${table(
    page,
    {
      head: [t('members.name'), t('members.tie'), t('members.email'), t('members.seen')],
      rows: view.members.map(row),
      next: view.next,
    },
    { title: t('people.none'), sentence: t('members.noneSentence') },
  )}`,
  );
}

const states = ['active', 'limited', 'suspended'] as const;
const roleChoices = ({ t }: Page) =>
  (['member', 'communication', 'moderator', 'administrator'] as const).map((value) => ({
    value,
    label: t(`role.${value}`),
  }));
const affiliationChoices = ({ t }: Page) =>
  Object.entries(affiliationLabels).map(([value, label]) => ({ value, label: t(label) }));

/** What sets this member apart. */
function standing({ t }: Page, { role, limited, suspended }: MemberView): Html {
  return html`${role !== 'member' && html`<span class="tag neutral">${t(`role.${role}`)}</span> `}${
    limited && html`<span class="tag warn">${t('members.limited')}</span> `
  }${suspended && html`<span class="tag bad">${t('members.suspended')}</span> `}`;
}

/** `2027-06-30`, as a date field takes it. */
const dateValue = (at: number | null) => (at === null ? '' : new Date(at).toISOString().slice(0, 10));

/** One member: what is known, the role and the tie. Fields: `role`, `affiliation`, `from`, `until` (days of the tie). */
export function memberPage(page: Page, member: MemberView, form: Form): Html {
  const { t } = page;
  const { account } = member;
  return adminFrame(
    page,
    account.displayName,
    null,
    html`<div class="sheet people">${person(page, account)}</div>
<dl class="facts sheet"><div><dt>${t('members.email')}</dt><dd>${member.email}</dd></div>
<div><dt>${t('members.joined')}</dt><dd>${t.date(member.joinedAt)}</dd></div>
<div><dt>${t('members.seen')}</dt><dd>${member.seenAt === null ? t('members.never') : time(page, member.seenAt)}</dd></div>
<div><dt>${t('members.state')}</dt><dd>${standing(page, { ...member, role: 'member' })}${
      !member.limited && !member.suspended && t('memberState.active')
    }</dd></div></dl>
${postForm(
  page,
  `/admin/members/${account.id}`,
  html`${errorSummary(page, form)}
${radios(page, form, { name: 'role', label: 'members.role', value: member.role, choices: roleChoices(page).map((choice) => ({ ...choice, hint: t(`roleHint.${choice.value}`) })) })}
${select(page, form, { name: 'affiliation', label: 'members.tie', value: account.affiliation ?? '', choices: [{ value: '', label: '–' }, ...affiliationChoices(page)], optional: true })}
${field(page, form, { name: 'from', label: 'affiliation.from', type: 'date', value: dateValue(member.affiliationFrom), optional: true })}
${field(page, form, { name: 'until', label: 'affiliation.until', hint: t('affiliation.untilHint'), type: 'date', value: dateValue(member.affiliationUntil), optional: true })}
${submit(t('form.save'))}`,
)}
<section class="block"><h2>${t('members.acts')}</h2><p class="row"><button class="button secondary" form="act"
  formaction="/admin/members/${account.id}/sign-out">${icon(page, 'log-out')}${t('members.signOut')}</button>${
    member.secondStep &&
    html`<button class="button secondary" form="act" formaction="/admin/members/${account.id}/second-step/delete">${t('members.resetSecond')}</button>`
  }<a class="button secondary"
  href="/moderation/accounts/${account.id}">${icon(page, 'flag')}${t('members.moderate')}</a></p></section>`,
    hasFaults(form),
  );
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
