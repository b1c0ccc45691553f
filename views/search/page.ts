import type { ProfileView } from '../../src/accounts/view.ts';
import type { PostView } from '../../src/posts/view.ts';
import { followControls } from '../accounts/follow.ts';
import { empty } from '../empty.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { person } from '../link.ts';
import { layout, type Page } from '../page.ts';
import { postArticle } from '../posts/article.ts';

export interface SearchView {
  query: string;
  people: ProfileView[];
  /** The post whose address was pasted, or those that were found. */
  posts: PostView[];
  /** Hashtags without their sign. */
  tags: string[];
  /** Key of a sentence when a remote address could not be reached. */
  problem: { key: string; args?: Record<string, string | number> } | null;
}

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
  aria-describedby="h-q"${!view.query && html` autofocus`}><button class="button primary"
  data-busy="${t('search.busy')}">${icon(page, 'search')}${t('search.do')}</button></div></form></div>
<div id="results">${view.query && results(page, view)}</div>`,
  });
}

/** Also sent alone while one types. */
export function results(page: Page, { query, people, posts, tags, problem }: SearchView): Html {
  const { t } = page;
  const found = people.length + posts.length + tags.length;
  if (problem) return html`<p class="note" role="status">${t.dynamic(problem.key, problem.args)}</p>`;
  if (found === 0) return empty(t('search.none', { query }), t('search.noneSentence'));
  return html`<p class="meta pad" role="status">${t('search.count', { n: found })}</p>${
    people.length > 0 &&
    html`<h2 class="list-title">${t('search.people')}</h2>
<ul class="sheet people">${people.map((account) => html`<li>${person(page, account, html`${followControls(page, account)}`)}</li>`)}</ul>`
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
  }`;
}
