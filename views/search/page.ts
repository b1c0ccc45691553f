import type { ProfileView } from '../../src/accounts/view.ts';
import type { CommunityView } from '../../src/communities/view.ts';
import type { Key } from '../../src/platform/i18n.ts';
import type { PostView } from '../../src/posts/view.ts';
import { followControls } from '../accounts/follow.ts';
import { more } from '../accounts/people.ts';
import { communityLine } from '../communities/line.ts';
import { empty } from '../empty.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { person } from '../link.ts';
import { layout, type Page } from '../page.ts';
import { postArticle } from '../posts/article.ts';

export interface SearchView {
  query: string;
  people: ProfileView[];
  communities: CommunityView[];
  /** The post whose address was pasted, or those that were found. */
  posts: PostView[];
  /** Cursor for `?before=`; null when no older post matches. */
  older: string | null;
  /** A page of older posts: people and hashtags stand on the first one. */
  isOlder?: boolean;
  /** Hashtags without their sign. */
  tags: string[];
  /** Sentence when an address could not be reached, or what was typed is not understood (then with status 422). */
  problem: { key: string; args?: Record<string, string | number>; status?: number } | null;
}

/** What one may write beside words: they narrow the posts. */
const operators: readonly (readonly [string, Key])[] = [
  ['"…"', 'search.byPhrase'],
  ['from:@ines', 'search.byAuthor'],
  ['in:home', 'search.inHome'],
  ['in:mine', 'search.inMine'],
  ['in:followed', 'search.inFollowed'],
  ['in:jardin', 'search.inCommunity'],
  ['has:media', 'search.hasMedia'],
  ['has:poll', 'search.hasPoll'],
  ['has:link', 'search.hasLink'],
  ['before:2026-11-01', 'search.byBefore'],
  ['after:2026-11-01', 'search.byAfter'],
  ['lang:fr', 'search.byLanguage'],
];

/** `GET /search?q=`: a name, a word, `@name@host`, or the address of a page elsewhere. */
export function searchPage(page: Page, view: SearchView): Html {
  const { t } = page;
  return layout(page, {
    title: view.query ? t('search.titleFor', { query: view.query }) : t('nav.search'),
    noIndex: true,
    main: html`<div class="pad"><h1>${t('nav.search')}</h1>
<form class="search-form" action="/search" role="search" aria-label="${t('search.again')}">
<label for="q">${t('search.label')}</label><p class="hint" id="h-q">${t('search.paste')}</p>
<div class="row field"><input id="q" name="q" type="search" value="${view.query}" autocapitalize="none"
  maxlength="500" aria-describedby="h-q" hx-get="/search" hx-trigger="input changed delay:300ms" hx-target="#results"
  hx-swap="innerHTML" hx-nonce="${page.nonce}"${!view.query && html` autofocus`}><button class="button primary"
  data-busy="${t('search.busy')}">${icon(page, 'search')}${t('search.do')}</button></div>
<details class="extra"><summary>${t('search.refine')}</summary><dl class="facts">${operators.map(
      ([operator, words]) => html`<div><dt><code>${operator}</code></dt><dd>${t(words)}</dd></div>`,
    )}</dl></details></form></div>
<div id="results">${view.query && results(page, view)}</div>`,
  });
}

/** Also sent alone while one types. */
export function results(page: Page, view: SearchView): Html {
  const { t } = page;
  const { query, people, communities, posts, older, tags, problem, isOlder } = view;
  if (problem) return html`<p class="note" role="status">${t.dynamic(problem.key, problem.args)}</p>`;
  if (!query) return html``;
  const found = people.length + communities.length + posts.length + tags.length;
  if (found === 0) return empty(t('search.none', { query }), t('search.noneSentence'));
  return html`<p class="meta pad" role="status">${
    older !== null || isOlder ? t('search.newest', { n: posts.length }) : t('search.count', { n: found })
  }</p>${
    people.length > 0 &&
    html`<h2 class="list-title">${t('search.people')}</h2>
<ul class="sheet people">${people.map((account) => html`<li>${person(page, account, html`${followControls(page, account)}`)}</li>`)}</ul>`
  }${
    communities.length > 0 &&
    html`<h2 class="list-title">${t('nav.communities')}</h2>
<ul class="sheet people">${communities.map((one) => html`<li>${communityLine(page, one)}</li>`)}</ul>`
  }${
    tags.length > 0 &&
    html`<h2 class="list-title">${t('search.tags')}</h2>
<p class="pad row">${tags.map(
      (tag) => html`<a class="chip"
  href="/tags/${encodeURIComponent(tag)}">${icon(page, 'hash')}${tag}</a>`,
    )}</p>`
  }${
    posts.length > 0 &&
    html`<h2 class="list-title">${t('search.posts')}</h2>
<div class="sheet">${posts.map((post) => postArticle(page, post, { level: 3 }))}</div>`
  }${more(page, older && `/search?q=${encodeURIComponent(query)}&before=${older}`)}`;
}
