import type { AccountView } from '../../src/accounts/view.ts';
import type { CommunityAct } from '../../src/communities/view.ts';
import type { Key } from '../../src/platform/i18n.ts';
import type { PostView } from '../../src/posts/view.ts';
import { empty } from '../empty.ts';
import { errorSummary, type Form, hasFaults, noForm, postForm, select, submit, textArea } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { type Icon, icon } from '../icons.ts';
import { person } from '../link.ts';
import type { Page } from '../page.ts';
import { postArticle } from '../posts/article.ts';
import { time } from '../time.ts';
import { type CommunityFrame, communityLayout } from './page.ts';

export interface LogView extends CommunityFrame {
  entries: {
    id: number;
    act: CommunityAct;
    by: AccountView | null;
    about: AccountView | null;
    postId: string | null;
    reason: string;
    expiresAt: number | null;
    at: number;
  }[];
  next: string | null;
}

const acts: Partial<Record<CommunityAct, { icon: Icon; label: Key }>> = {
  remove: { icon: 'trash-2', label: 'community.log.remove' },
  refuse: { icon: 'ban', label: 'community.log.refuse' },
  restore: { icon: 'rotate-ccw', label: 'community.log.restore' },
  lock: { icon: 'lock', label: 'community.log.lock' },
  unlock: { icon: 'lock', label: 'community.log.unlock' },
  ban: { icon: 'ban', label: 'community.log.ban' },
  unban: { icon: 'user-check', label: 'community.log.unban' },
  role: { icon: 'users', label: 'community.log.role' },
  inherit: { icon: 'users', label: 'community.log.inherit' },
  archive: { icon: 'archive', label: 'community.log.archive' },
  reopen: { icon: 'rotate-ccw', label: 'community.log.reopen' },
  adopt: { icon: 'user-check', label: 'community.log.adopt' },
};

/** What was done to keep a community in order, and why: whoever reads the community reads it. */
export function logPage(page: Page, view: LogView): Html {
  const { t } = page;
  const { community, entries, next } = view;
  return communityLayout(page, view, `${community.path}/log`, {
    title: t('community.logOf', { name: community.displayName }),
    body: html`<h2 class="sr">${t('community.log')}</h2><p class="pad meta">${t('community.logSentence')}</p>${
      entries.length === 0
        ? empty(t('community.logEmpty'), t('community.logEmptySentence'))
        : html`<ul class="sheet lines">${entries.map((entry) => html`<li>${logLine(page, view, entry)}</li>`)}</ul>`
    }${next !== null && html`<p class="pad more-link"><a class="button secondary" rel="next" href="${next}">${t('community.logMore')}</a></p>`}`,
  });
}

const became: Record<string, Key> = {
  owner: 'community.became.owner',
  moderator: 'community.became.moderator',
  member: 'community.became.member',
};

function logLine(page: Page, { community }: LogView, entry: LogView['entries'][number]): Html {
  const { t } = page;
  const look = acts[entry.act]!;
  const mayRestore = entry.act === 'remove' && community.membership?.role;
  const role = entry.act === 'role' ? t(became[entry.reason] ?? 'community.became.member') : '';
  const by = entry.by && entry.by.path !== community.path ? entry.by.displayName : community.displayName;
  const about = entry.about?.displayName ?? t('community.somebody');
  return html`<div class="line" id="log-${entry.id}">${icon(page, look.icon)}<div class="line-in">
<p>${t.dynamic(look.label, { by, about, role })}${
    entry.act === 'ban' &&
    html` <span class="meta">${entry.expiresAt ? t('community.until', { day: t.date(entry.expiresAt) }) : t('community.forGood')}</span>`
  }</p>
${entry.reason && entry.act !== 'role' && html`<p class="voice">${entry.reason}</p>`}
<p class="meta">${time(page, entry.at)}${
    mayRestore &&
    entry.postId &&
    html` · <button class="as-link" form="act" formaction="/communities/${community.id}/posts/${entry.postId}/restore">${t('community.restore')}</button>`
  }</p></div></div>`;
}

export interface QueueView extends CommunityFrame {
  held: PostView[];
  reports: { id: number; comment: string; createdAt: number; posts: PostView[] }[];
}

/** What waits for the hosts: first posts of newcomers, and what was reported. Who reported is not told (S119). */
export function queuePage(page: Page, view: QueueView): Html {
  const { t } = page;
  const { community, held, reports } = view;
  const at = `/communities/${community.id}`;
  return communityLayout(page, view, `${community.path}/queue`, {
    title: t('community.queueOf', { name: community.displayName }),
    body: html`<h2 class="sr">${t('community.queue')}</h2>${
      held.length + reports.length === 0 && empty(t('community.queueEmpty'), t('community.queueEmptySentence'))
    }${section(
      page,
      'held',
      t('community.held'),
      held.map(
        (
          post,
        ) => html`${postArticle(page, post, { level: 3 })}<div class="under row"><button class="button primary small" form="act" formaction="${at}/held/${post.id}/approve">${icon(page, 'check')}${t('community.approve')}</button>
<details class="inline"><summary>${t('community.refusePost')}</summary>${reasonForm(page, `${at}/held/${post.id}/refuse`, `h${post.id}`, t('community.refusePost'))}</details></div>`,
      ),
    )}${section(
      page,
      'reports',
      t('community.reports'),
      reports.map(
        ({
          id,
          comment,
          createdAt,
          posts,
        }) => html`<div class="over"><p class="meta">${t('community.reportedSome')} ${time(page, createdAt)}</p>${comment && html`<p class="voice">${comment}</p>`}</div>${posts.map((post) => postArticle(page, post, { level: 3 }))}
<div class="under row">${posts.map((post) => html`<a class="button primary small" href="${community.path}/posts/${post.id}">${icon(page, 'shield-check')}${t('community.decide')}<span class="sr"> ${post.author.displayName}</span></a>`)}<button class="button secondary small" form="act" formaction="${at}/reports/${id}/dismiss">${t('community.dismiss')}</button></div>`,
      ),
    )}`,
  });
}

const section = (_: Page, id: string, title: string, items: Html[]): Content =>
  items.length > 0 &&
  html`<section class="block" aria-labelledby="${id}"><h3 class="list-title" id="${id}">${title}</h3><ul class="sheet">${items.map((item) => html`<li>${item}</li>`)}</ul></section>`;

const reasonForm = (page: Page, action: string, id: string, label: string): Html =>
  postForm(
    page,
    action,
    html`<div class="field"><label for="r-${id}">${page.t('community.reason')}</label><input id="r-${id}" name="reason" maxlength="500"></div>
<button class="button secondary small">${label}</button>`,
  );

export interface ModerateView extends CommunityFrame {
  post: PostView;
  locked: boolean;
  featured: boolean;
  /** The form that came back with faults. */
  act: string;
}

const banDays = [1, 7, 30, 365];

/** One post, and what its hosts may do: pin, close, take it out, keep its author out. */
export function moderatePage(page: Page, view: ModerateView, form: Form): Html {
  const { t } = page;
  const { community, post, locked, featured, act } = view;
  const at = `/communities/${community.id}/posts/${post.id}`;
  const mine = (name: string) => (act === name ? form : noForm);
  const plain = (name: string, look: Icon, label: Key) =>
    html`<button class="button secondary" form="act" formaction="${at}/${name}">${icon(page, look)}${t(label)}</button>`;
  return communityLayout(page, view, '', {
    title: t('community.moderate'),
    errors: hasFaults(form),
    body: html`<div class="pad"><h2 class="list-title">${t('community.moderate')}</h2>${community.host && html`<p class="meta">${t('community.askedThere', { host: community.organisation.name })}</p>`}</div>
<div class="sheet">${postArticle(page, post, { level: 3 })}</div>${
      !post.inReplyTo &&
      html`<div class="pad row after">${featured ? plain('unfeature', 'pin', 'community.unfeature') : plain('feature', 'pin', 'community.feature')}${locked ? plain('unlock', 'lock', 'community.unlock') : plain('lock', 'lock', 'community.lock')}</div>`
    }
<section class="block" aria-labelledby="remove"><h3 class="list-title" id="remove">${t('community.remove')}</h3>${postForm(
      page,
      `${at}/remove`,
      html`${errorSummary(page, mine('remove'))}${textArea(page, mine('remove'), { name: 'reason', label: 'community.reason', hint: t('community.reasonHint'), rows: 2, maxLength: 500 })}${submit(t('community.removeNow'))}`,
    )}</section>${
      !post.viewer.mine &&
      html`<section class="block" aria-labelledby="ban"><h3 class="list-title" id="ban">${t('community.ban', { name: post.author.displayName })}</h3>${banForm(page, `${at}/ban`, mine('ban'))}</section>`
    }`,
  });
}

/** Ids of its fields are those of the first form on the page, so it has its own. */
const banForm = (page: Page, action: string, form: Form): Html => {
  const { t } = page;
  const fault = form.faults.reason;
  return postForm(
    page,
    action,
    html`${errorSummary(page, { values: {}, faults: fault ? { 'ban-reason': fault } : {} })}<div class="field${fault && ' wrong'}"><label for="f-ban-reason">${t('community.reason')}</label><p class="hint" id="ban-hint">${t('community.banHint')}</p>${
      fault &&
      html`<p class="fault" id="ban-fault">${icon(page, 'triangle-alert')}${t.dynamic(fault.key, fault.args)}</p>`
    }<textarea id="f-ban-reason" name="reason" rows="2" maxlength="500" required aria-describedby="ban-hint${fault && ' ban-fault'}"${fault && html` aria-invalid="true"`}>
${form.values.reason ?? ''}</textarea></div>${select(page, form, {
      name: 'days',
      label: 'community.howLong',
      value: '7',
      choices: [
        ...banDays.map((n) => ({ value: String(n), label: t('community.days', { n }) })),
        { value: '0', label: t('community.forGood') },
      ],
    })}${submit(t('community.banNow'))}`,
  );
};

export interface BansView extends CommunityFrame {
  bans: { account: AccountView; reason: string; expiresAt: number | null }[];
}

/** Who is kept out, and until when. */
export function bansPage(page: Page, view: BansView): Html {
  const { t } = page;
  const { community, bans } = view;
  return communityLayout(page, view, `${community.path}/bans`, {
    title: t('community.bans'),
    body: html`<h2 class="sr">${t('community.bans')}</h2>${
      bans.length === 0
        ? empty(t('community.bansEmpty'), t('community.bansEmptySentence'))
        : html`<ul class="sheet people">${bans.map(
            ({ account, reason, expiresAt }) =>
              html`<li>${person(
                page,
                account,
                html`<span class="row"><button class="button secondary small" form="act" formaction="/communities/${community.id}/bans/${account.id}/delete">${t('community.unban')}<span class="sr"> ${account.displayName}</span></button></span>`,
              )}<p class="under meta">${expiresAt ? t('community.until', { day: t.date(expiresAt) }) : t('community.forGood')}${reason && html` · ${reason}`}</p></li>`,
          )}</ul>`
    }`,
  });
}
