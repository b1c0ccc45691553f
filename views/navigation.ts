import type { Power } from '../src/accounts/roles.ts';
import type { Key } from '../src/platform/i18n.ts';
import { type Content, type Html, html } from './html.ts';
import { type Icon, icon } from './icons.ts';
import type { Page } from './page.ts';

interface Entry {
  href: string;
  icon: Icon;
  label: Key;
  count?: number;
  /** Only for who may do this. */
  power?: Power;
}

function entries(page: Page): Entry[] {
  const { viewer, unread, requests } = page;
  if (!viewer) return [];
  const all: Entry[] = [
    { href: '/', icon: 'house', label: 'nav.home' },
    { href: '/organisation', icon: 'building-2', label: 'nav.members' },
    { href: '/communities', icon: 'users', label: 'nav.communities' },
    { href: '/campaigns', icon: 'megaphone', label: 'nav.campaigns' },
    { href: '/directory', icon: 'user-check', label: 'nav.directory' },
    { href: '/public', icon: 'globe', label: 'nav.public' },
    { href: '/notifications', icon: 'bell', label: 'nav.notifications', count: unread },
    { href: '/search', icon: 'search', label: 'nav.search' },
    { href: '/bookmarks', icon: 'bookmark', label: 'nav.bookmarks' },
    { href: '/lists', icon: 'list', label: 'nav.lists' },
    { href: viewer.path, icon: 'user', label: 'nav.me' },
    { href: '/follow-requests', icon: 'user-plus', label: 'nav.requests', count: requests },
    { href: '/settings', icon: 'settings', label: 'nav.settings' },
    { href: '/moderation', icon: 'flag', label: 'nav.moderation', power: 'moderate' },
    { href: '/admin', icon: 'shield-check', label: 'nav.admin', power: 'administer' },
  ];
  return all.filter(
    ({ href, power }) => (href !== '/follow-requests' || requests > 0) && (!power || viewer.powers.includes(power)),
  );
}

/** The page one is on, or the first of its family: `/settings/…` lights « Réglages ». */
function isCurrent(page: Page, href: string): boolean {
  return page.path === href || (href !== '/' && page.path.startsWith(`${href}/`) && href !== page.viewer?.path);
}

const current = (page: Page, href: string) => isCurrent(page, href) && html` aria-current="page"`;

/** Left column; on narrow screens {@link bottomBar} takes its place. */
export function navigation(page: Page): Html {
  const { t } = page;
  return html`<nav class="side" aria-label="${t('nav.label')}"><ul>${entries(page).map(
    (entry) => html`<li>${link(page, entry)}</li>`,
  )}</ul><a class="button primary" href="/compose">${icon(page, 'square-pen')}${t('compose.verb')}</a>${ownCommunities(page)}
<form class="side-out" method="post" action="/sign-out"><input type="hidden" name="_csrf"
  value="${page.csrf}"><button class="quiet">${icon(page, 'log-out')}${t('signOut')}</button></form></nav>`;
}

/** The communities one is in, under the rest: a way back to each. */
function ownCommunities(page: Page): Content {
  const { t, communities } = page;
  if (!communities.length) return null;
  return html`<div class="side-own"><p id="own">${t('community.mine')}</p><ul aria-labelledby="own">${communities.map(
    ({ path, name }) => html`<li><a href="${path}"${current(page, path)}><span>${name}</span></a></li>`,
  )}</ul></div>`;
}

function link(page: Page, { href, icon: name, label, count }: Entry): Html {
  const { t } = page;
  const badge = count
    ? html`<b class="count"><span class="sr">${t('nav.new')}</span> ${count > 99 ? '99+' : count}</b>`
    : null;
  return html`<a href="${href}"${current(page, href)}>${icon(page, name)}<span>${t(label)}</span>${badge}</a>`;
}

/** Five entries at the bottom, under 760 px. */
export function bottomBar(page: Page): Html {
  const { t } = page;
  const all = entries(page);
  const [home, , communities] = all;
  const bar: Entry[] = [
    home!,
    communities!,
    { href: '/compose', icon: 'square-pen', label: 'compose.verb' },
    { href: '/notifications', icon: 'bell', label: 'nav.notifications', count: page.unread },
  ];
  const rest = all.filter((entry) => entry !== home && entry !== communities);
  return html`<nav class="bar" aria-label="${t('nav.short')}">${bar.map((entry) => link(page, entry))}
<details class="more" name="menu"><summary>${icon(page, 'menu')}<span>${t('nav.more')}</span></summary>
<div class="menu">${rest.map((entry) =>
    link(page, entry),
  )}<form method="post" action="/sign-out"><input type="hidden" name="_csrf"
  value="${page.csrf}"><button>${icon(page, 'log-out')}${t('signOut')}</button></form></div></details></nav>`;
}
