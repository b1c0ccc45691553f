import type { AccountView } from '../../src/accounts/view.ts';
import type { CommunityView, TellLevel } from '../../src/communities/view.ts';
import type { Key } from '../../src/platform/i18n.ts';
import type { PostView, TimelinePage } from '../../src/posts/view.ts';
import { empty } from '../empty.ts';
import { token } from '../form.ts';
import { type Content, type Html, html, raw } from '../html.ts';
import { icon } from '../icons.ts';
import { organisationName, person, ring } from '../link.ts';
import { layout, type Page } from '../page.ts';
import { feed } from '../posts/feed.ts';
import { tabs } from '../tabs.ts';
import { joinControls } from './join.ts';
import { admissionWords, postingWords, reachLooks, topicPath } from './words.ts';

/** What stands around each page of a community. */
export interface CommunityFrame {
  community: CommunityView;
  /** Owners and moderators. */
  hosts: AccountView[];
  /** Members by organisation, the most first. */
  origins: { name: string; hue: number; n: number }[];
  /** Requests that wait, for who answers them. */
  waiting: number;
  /** Events to come. */
  coming: number;
  /** First posts and reports that wait for its hosts. */
  queue: number;
  /** Nobody answers for it, and the viewer may. */
  adoptable: boolean;
  /** Of what the viewer is told; null without an account. */
  level: TellLevel | null;
}

export interface CommunityPageView extends CommunityFrame {
  sort: 'active' | 'new' | 'unanswered';
  timeline: TimelinePage;
  /** What its hosts keep at the top. */
  featured: PostView[];
}

export function communityPage(page: Page, view: CommunityPageView): Html {
  const { t } = page;
  const { community, sort, timeline, featured } = view;
  const path = sort === 'active' ? community.path : `${community.path}/${sort}`;
  const mayWrite = community.membership?.mayWrite === true;
  return communityLayout(page, view, path, {
    title: community.displayName,
    body: html`${feed(page, timeline, {
      path,
      pinned: featured,
      empty: empty(
        t(sort !== 'unanswered' ? 'community.silent' : 'feed.answeredTitle'),
        t(sort !== 'unanswered' ? 'community.silentSentence' : 'feed.answeredSentence'),
        mayWrite && writeLink(page, community),
      ),
    })}`,
  });
}

const writeLink = (page: Page, { id }: CommunityView): Html =>
  html`<a class="button primary" href="/compose?community=${id}">${icon(page, 'square-pen')}${page.t('community.write')}</a>`;

/** Head, tabs and the column beside them; `current` is the path of the tab. */
export function communityLayout(
  page: Page,
  view: CommunityFrame,
  current: string,
  { title, body, errors }: { title: string; body: Content; errors?: boolean },
): Html {
  const { t } = page;
  const { community } = view;
  const { path, host, reach } = community;
  const isOurs = host === null;
  return layout(page, {
    title,
    sheet: 'community',
    noIndex: !isOurs || reach !== 'public',
    ...(errors && { errors }),
    alternate:
      isOurs && reach === 'public'
        ? [
            { type: 'application/activity+json', href: path },
            { type: 'application/atom+xml', href: `${path}.atom` },
          ]
        : [],
    main: html`${head(page, view)}${tabs(page, t('community.tabs'), tabsOf(page, view, current), current)}${hostTabs(page, view, current)}${body}`,
    context: aside(page, view),
  });
}

function tabsOf({ t }: Page, view: CommunityFrame, current: string) {
  const { path, members } = view.community;
  const { coming } = view;
  const corners = cornersOf(view);
  // One tab for all that hosts do; the one they are on leads to itself.
  const open = corners.find(({ href }) => href === current)?.href ?? corners[0]?.href;
  return [
    { href: path, label: t('community.feed') },
    { href: `${path}/new`, label: t('community.newest') },
    { href: `${path}/unanswered`, label: t('feed.unanswered') },
    { href: `${path}/agenda`, label: t('gathering.agenda'), count: coming },
    { href: `${path}/members`, label: t('community.people'), count: members },
    ...(open ? [{ href: open, label: t('community.host'), count: view.waiting + view.queue }] : []),
  ];
}

/** What hosts of a community of ours do in it. */
function cornersOf({ community, waiting, queue }: CommunityFrame): { href: string; label: Key; count?: number }[] {
  const { path, host, membership } = community;
  if (host !== null || !membership?.role) return [];
  return [
    { href: `${path}/queue`, label: 'community.queue', count: queue },
    { href: `${path}/requests`, label: 'community.requests', count: waiting },
    { href: `${path}/bans`, label: 'community.bans' },
    ...(membership.role === 'owner' ? [{ href: `${path}/people`, label: 'community.roles' as const }] : []),
    { href: `${path}/settings`, label: 'nav.settings' },
  ];
}

function hostTabs(page: Page, view: CommunityFrame, current: string): Content {
  const corners = cornersOf(view);
  if (!corners.some(({ href }) => href === current)) return null;
  const list = corners.map(({ href, label, count }) => ({
    href,
    label: page.t(label),
    ...(count !== undefined && { count }),
  }));
  return tabs(page, page.t('community.host'), list, current);
}

function head(page: Page, { community, adoptable }: CommunityFrame): Html {
  const { t } = page;
  const look = reachLooks[community.reach];
  return html`<header class="community h${community.organisation.hue}">${
    community.banner && html`<img class="banner" src="${community.banner}" alt="" width="640" height="180">`
  }
<p class="row"><span class="chip">${icon(page, look.icon)}<span class="sr">${t('audience.readBy')}</span> ${
    community.reach === 'members' ? t('community.readByMembers', { n: community.members }) : t(look.label)
  }</span>${community.pending && !community.archived && html`<span class="tag neutral">${icon(page, 'clock')}${t('community.isPending')}</span>`}${community.archived && html`<span class="tag neutral">${icon(page, 'archive')}${t('community.isArchived')}</span>`}</p>
${community.avatar ? html`<div class="faced">${ring(page, community, 'm')}<h1>${community.displayName}</h1></div>` : html`<h1>${community.displayName}</h1>`}<div class="voice">${raw(community.purpose)}</div>${
    community.topics.length > 0 &&
    html`<ul class="row topics" aria-label="${t('community.topics')}">${community.topics.map(
      (topic) => html`<li><a class="chip" href="${topicPath(topic)}">${topic}</a></li>`,
    )}</ul>`
  }
<div class="row">${community.membership?.mayWrite && writeLink(page, community)}${joinControls(page, community)}${adoptable && html`<button class="button primary" form="act" formaction="/communities/${community.id}/adopt">${icon(page, 'user-check')}${t('community.adopt')}</button>`}${
    !page.viewer && html`<p class="meta">${t('community.fromElsewhere', { handle: fullHandle(page, community) })}</p>`
  }</div></header>`;
}

const fullHandle = (_: Page, { name, organisation }: CommunityView) => `@${name}@${organisation.host}`;

/** Of what a member is told here. */
function levelForm(page: Page, { community, level }: CommunityFrame): Content {
  const { t } = page;
  if (!level || community.membership?.state !== 'member') return null;
  return html`<section aria-labelledby="level"><h2 id="level">${t('community.level')}</h2>
<form method="post" action="/communities/${community.id}/level">${token(page)}<div class="field"><label class="sr" for="f-level">${t('community.level')}</label>
<select id="f-level" name="level">${levels.map((one) => html`<option value="${one}"${one === level && html` selected`}>${t(levelWords[one])}</option>`)}</select></div>
<button class="button secondary small">${t('form.save')}</button></form></section>`;
}

const levels = ['all', 'threads', 'mentions', 'none'] as const;
const levelWords: Record<TellLevel, Key> = {
  all: 'community.level.all',
  threads: 'community.level.threads',
  mentions: 'community.level.mentions',
  none: 'community.level.none',
};

function aside(page: Page, view: CommunityFrame): Html {
  const { community, hosts, origins } = view;
  const { t } = page;
  const { path } = community;
  const most = Math.max(1, ...origins.map(({ n }) => n));
  return html`<section aria-labelledby="brief"><h2 id="brief">${t('community.brief')}</h2><dl class="facts">
<div><dt>${t('community.entry')}</dt><dd>${t(admissionWords[community.admission])}</dd></div>
<div><dt>${t('community.whoWrites')}</dt><dd>${t(postingWords[community.posting])}</dd></div>
<div><dt>${t('community.created')}</dt><dd>${t.date(community.createdAt)}</dd></div>
<div><dt>${t('community.hostedBy')}</dt><dd>${organisationName(community)}</dd></div>
<div><dt>${t('community.follow')}</dt><dd class="handle">${fullHandle(page, community)}</dd></div></dl><p class="meta row after"><a href="${community.path}/log">${t('community.log')}</a>${
    page.viewer &&
    html`<a href="/search?q=${encodeURIComponent(`in:${path.split('/').at(-1)} `)}">${t('community.searchHere')}</a>`
  }</p></section>
${levelForm(page, view)}${
  hosts.length > 0 &&
  html`<section aria-labelledby="hosts"><h2 id="hosts">${t('community.hosts')}</h2>${hosts.map((one) => person(page, one))}</section>`
}${
  community.rules.length > 0 &&
  html`<section aria-labelledby="rules"><h2 id="rules">${t('community.rules')}</h2><ol class="rules">${community.rules.map((rule) => html`<li>${rule}</li>`)}</ol></section>`
}${
  origins.length > 0 &&
  html`<section aria-labelledby="origins"><h2 id="origins">${t('community.origins')}</h2><ul class="origins">${origins.map(
    ({ name, hue, n }) =>
      html`<li class="h${hue}"><span>${name}</span> <span class="meta">${t.number(n)}</span><meter min="0" max="${most}" value="${n}" aria-hidden="true"></meter></li>`,
  )}</ul></section>`
}`;
}
