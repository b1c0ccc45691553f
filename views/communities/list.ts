import type { CommunityView, Topic } from '../../src/communities/view.ts';
import { empty } from '../empty.ts';
import { type Content, type Html, html, raw } from '../html.ts';
import { icon } from '../icons.ts';
import { organisationName, ring } from '../link.ts';
import { layout, type Page } from '../page.ts';
import { joinControls } from './join.ts';
import { admissionWords, reachLooks, topicPath } from './words.ts';

export interface CommunitiesView {
  mine: CommunityView[];
  here: CommunityView[];
  elsewhere: CommunityView[];
  /** What those that one may know of are about. */
  topics: Topic[];
  /** The one that the lists are narrowed to. */
  topic: Topic | null;
}

/** One's own communities, those of the organisation, and those known elsewhere. */
export function communitiesPage(page: Page, view: CommunitiesView): Html {
  const { t, viewer } = page;
  const none = view.mine.length + view.here.length + view.elsewhere.length === 0;
  const open = html`<a class="button primary" href="/communities/new">${icon(page, 'users')}${t('community.open')}</a>`;
  return layout(page, {
    title: t('nav.communities'),
    sheet: 'community',
    main: html`<div class="pad"><h1>${t('nav.communities')}</h1><p class="meta">${t('community.sentence')}</p>${viewer && html`<p class="row">${open}</p>`}${topics(page, view)}</div>${
      none && empty(t('community.none'), t('community.noneSentence'))
    }${rows(page, 'mine', t('community.mine'), view.mine)}${rows(page, 'here', t('community.here', { organisation: page.organisation.name }), view.here)}${rows(
      page,
      'elsewhere',
      t('community.elsewhere'),
      view.elsewhere,
    )}${viewer && finder(page)}`,
  });
}

/** Plain links: each narrows the page to a topic, the one that is on to all of them again. */
function topics({ t }: Page, { topics, topic }: CommunitiesView): Content {
  if (!topics.length) return null;
  const link = (href: string, label: Content, on: boolean) =>
    html`<li><a class="chip" href="${href}"${on && html` aria-current="true"`}>${label}</a></li>`;
  return html`<nav aria-label="${t('community.topics')}"><ul class="row topics">${link('/communities', t('community.allTopics'), !topic)}${topics.map(
    ({ name, n }) =>
      link(topicPath(name), html`${name} <span class="meta">${t.number(n)}</span>`, name === topic?.name),
  )}</ul></nav>`;
}

const rows = (page: Page, id: string, title: string, communities: CommunityView[]): Content =>
  communities.length > 0 &&
  html`<section class="block" aria-labelledby="${id}"><h2 id="${id}">${title}</h2><ul class="sheet people">${communities.map(
    (community) => html`<li>${row(page, community)}</li>`,
  )}</ul></section>`;

function row(page: Page, community: CommunityView): Html {
  const { t } = page;
  return html`<div class="person tall">${ring(page, community, 's')}<div class="person-text">
<h3><a class="name" href="${community.path}">${community.displayName}</a></h3>
<p class="meta">${organisationName(community)} · ${t('community.members', { n: community.members })} · ${t(admissionWords[community.admission])}</p>
<div class="voice about">${raw(community.purpose)}</div>
<p><span class="chip">${icon(page, reachLooks[community.reach].icon)}${t(reachLooks[community.reach].label)}</span></p></div>${
    community.membership && joinControls(page, community)
  }</div>`;
}

/** A community of another server is found by its address. */
const finder = (
  page: Page,
): Html => html`<section class="block" aria-labelledby="find"><h2 id="find">${page.t('community.find')}</h2>
<form class="form" method="get" action="/search"><div class="field"><label for="f-q">${page.t('community.address')}</label>
<p class="hint" id="h-q">${page.t('community.addressHint')}</p><input id="f-q" name="q" type="search" autocapitalize="none" autocorrect="off"
  spellcheck="false" aria-describedby="h-q" required></div><button class="button secondary">${icon(page, 'search')}${page.t('community.look')}</button></form></section>`;
