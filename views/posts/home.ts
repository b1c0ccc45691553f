import type { AccountView } from '../../src/accounts/view.ts';
import type { CommunityView } from '../../src/communities/view.ts';
import type { Audience, TimelinePage } from '../../src/posts/view.ts';
import { audienceLooks } from '../audience.ts';
import { suggestions } from '../communities/line.ts';
import { empty } from '../empty.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { disc, person } from '../link.ts';
import { layout, type Page, type Viewer } from '../page.ts';
import { tabs } from '../tabs.ts';
import { feed } from './feed.ts';

export interface HomeView {
  feed: 'home' | 'organisation' | 'partners' | 'public' | 'unanswered';
  timeline: TimelinePage;
  /** Posts since the last visit; null when it is not known. */
  fresh: { count: number; since: number } | null;
  /** Circle that the composer starts with. */
  audience: Audience;
  /** People who arrived lately, at most four. */
  newcomers: AccountView[];
  /** Communities to come into, while the feed is empty. */
  suggested: CommunityView[];
  /** There are organisations to share with. */
  hasPartners: boolean;
  /** Older page (`?before=`): the greeting is left out. */
  isOlder: boolean;
}

const paths = {
  home: '/',
  organisation: '/organisation',
  partners: '/organisation/partners',
  public: '/public',
  unanswered: '/organisation/unanswered',
} as const;

export function homePage(page: Page, view: HomeView): Html {
  const { t, viewer, organisation } = page;
  const path = paths[view.feed];
  const titles = {
    home: t('nav.home'),
    organisation: organisation.name,
    partners: t('audience.partners'),
    public: t('nav.public'),
    unanswered: t('feed.unanswered'),
  };
  return layout(page, {
    title: titles[view.feed],
    alternate: view.feed === 'public' ? [{ type: 'application/atom+xml', href: '/public.atom' }] : [],
    live: view.isOlder || view.feed === 'unanswered' || view.feed === 'partners' ? undefined : `/live?for=${view.feed}`,
    main: html`${greeting(page, view, titles[view.feed])}
${viewer && !view.isOlder && composerLine(page, viewer, view.audience)}
${tabs(
  page,
  t('feed.tabs'),
  [
    { href: paths.home, label: t('feed.mine') },
    { href: paths.organisation, label: t('nav.members') },
    ...(view.hasPartners || view.feed === 'partners' ? [{ href: paths.partners, label: t('audience.partners') }] : []),
    { href: paths.public, label: t('nav.public') },
    { href: paths.unanswered, label: t('feed.unanswered') },
  ],
  path,
)}
${feed(page, view.timeline, { path, empty: nothingYet(page, view), seenSince: view.fresh && !view.timeline.older ? view.fresh.since : null })}`,
    context: view.newcomers.length > 0 && newcomers(page, view.newcomers),
  });
}

function greeting(page: Page, view: HomeView, title: string): Html {
  const { t, viewer, now } = page;
  if (view.isOlder) return html`<div class="hello"><h1>${t('feed.olderTitle', { feed: title })}</h1></div>`;
  const name = viewer?.displayName.split(' ')[0] ?? '';
  const day = capital(t.day(now, now));
  return html`<div class="hello"><h1>${view.feed === 'home' ? t('home.hello', { name }) : title}</h1><p>${
    view.fresh ? t('home.fresh', { day, n: view.fresh.count }) : t('home.day', { day })
  }</p></div>`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** One line that leads to the composer, with the circle it starts with. */
function composerLine(page: Page, viewer: Viewer, audience: Audience): Html {
  const { t } = page;
  const look = audienceLooks[audience];
  return html`<a class="sheet composer-line"
  href="/compose">${disc(viewer)}<span class="invite">${t('compose.open')}</span>
<span class="circle">${icon(page, look.icon)}<span class="sr">${t('audience.readBy')}</span> ${t(look.label)}</span></a>`;
}

function nothingYet(page: Page, { feed: which, suggested }: HomeView): Content {
  const { t } = page;
  if (which === 'home')
    return html`${empty(
      t('home.emptyTitle'),
      t('home.emptySentence'),
      html`<p class="row"><a class="button primary"
  href="/welcome/3">${t('home.findPeople')}</a><a class="button secondary"
  href="/compose">${t('home.introduce')}</a></p>`,
    )}${suggestions(page, suggested)}`;
  if (which === 'unanswered') return empty(t('feed.answeredTitle'), t('feed.answeredSentence'));
  return empty(
    t('feed.emptyTitle'),
    t(which === 'partners' ? 'feed.partnersEmpty' : 'feed.emptySentence'),
    html`<a class="button primary" href="/compose">${t('compose.verb')}</a>`,
  );
}

const newcomers = (page: Page, people: AccountView[]): Html =>
  html`<section aria-labelledby="newcomers">
<h2 id="newcomers">${page.t('home.newcomers')}</h2>${people.map((account) => person(page, account))}</section>`;
