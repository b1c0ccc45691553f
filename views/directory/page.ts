import type { DirectoryEntry, DirectoryQuery, DirectoryView } from '../../src/directory/view.ts';
import { affiliationLabels } from '../accounts/sign-up.ts';
import { empty } from '../empty.ts';
import { field, noForm, select } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { organisationName, ring } from '../link.ts';
import { layout, type Page } from '../page.ts';

/** `GET /directory`: people who chose to be found. Fields: `q`, `organisation`, `affiliation`, `skill`, `helps`. */
export function directoryPage(page: Page, view: DirectoryView): Html {
  const { t, viewer } = page;
  const { query } = view;
  return layout(page, {
    title: t('directory.title'),
    noIndex: true,
    main: html`<div class="pad"><h1>${t('directory.title')}</h1><p class="lead">${t('directory.lead')}</p>${
      viewer && html`<p><a href="/settings/directory">${t('directory.choose')}</a></p>`
    }
<form class="search-form" action="/directory" novalidate role="search" aria-label="${t('directory.title')}" hx-get="/directory"
  hx-trigger="input delay:300ms, change, submit" hx-target="#results" hx-swap="innerHTML" hx-push-url="true" hx-nonce="${page.nonce}">
<label for="q">${t('directory.search')}</label><p class="hint" id="h-q">${t('directory.searchHint')}</p>
<div class="row field"><input id="q" name="q" type="search" value="${query.text}" maxlength="100"
  aria-describedby="h-q"><button class="button primary">${icon(page, 'search')}${t('search.do')}</button></div>
<details class="extra"${isNarrowed(query) && html` open`}><summary>${t('directory.refine')}</summary>${
      viewer &&
      select(page, noForm, {
        name: 'organisation',
        label: 'directory.organisation',
        value: query.host,
        choices: [
          { value: '', label: t('directory.all') },
          ...view.organisations.map((one, place) => ({ value: place === 0 ? 'here' : one.host, label: one.name })),
        ],
      })
    }${select(page, noForm, {
      name: 'affiliation',
      label: 'directory.affiliation',
      value: query.affiliation,
      choices: [
        { value: '', label: t('directory.all') },
        ...Object.entries(affiliationLabels).map(([value, label]) => ({ value, label: t(label) })),
      ],
    })}${field(page, noForm, { name: 'skill', label: 'directory.skill', value: query.skill, optional: true, maxLength: 100 })}
${field(page, noForm, { name: 'helps', label: 'directory.helps', value: query.helps, optional: true, maxLength: 100 })}</details></form></div>
<div id="results">${directoryResults(page, view)}</div>`,
  });
}

const isNarrowed = ({ host, affiliation, skill, helps }: DirectoryQuery) =>
  Boolean(host || affiliation || skill || helps);

/** Also sent alone while one types. */
export function directoryResults(page: Page, view: DirectoryView): Html {
  const { t } = page;
  const { query, entries, communities, count, organisations, hasMore } = view;
  const asked = query.text !== '' || isNarrowed(query);
  if (!entries.length && !communities.length)
    return html`${empty(
      t('directory.none'),
      t(asked ? 'directory.noneSentence' : 'directory.emptySentence'),
      asked && html`<a class="button secondary" href="/directory">${t('directory.everybody')}</a>`,
    )}`;
  return html`<p class="meta pad" role="status">${t('directory.count', { n: count, organisations: organisations.length })}</p>${
    entries.length > 0 &&
    html`<ul class="sheet people">${entries.map((entry) => html`<li>${personRow(page, entry)}</li>`)}</ul>`
  }${
    hasMore &&
    html`<p class="pad more-link"><a class="button secondary" rel="next" href="/directory?${addressOf(query)}">${t('people.more')}</a></p>`
  }${
    communities.length > 0 &&
    html`<section class="block"><h2>${t('directory.communities')}</h2><ul class="sheet people">${communities.map((entry) => html`<li>${communityRow(page, entry)}</li>`)}</ul></section>`
  }`;
}

const addressOf = ({ text, host, affiliation, skill, helps, page }: DirectoryQuery): string =>
  new URLSearchParams({ q: text, organisation: host, affiliation, skill, helps, page: String(page + 1) }).toString();

function personRow(page: Page, { account, skills, helpsWith }: DirectoryEntry): Html {
  const { t } = page;
  const about = [account.role, account.affiliation && t(affiliationLabels[account.affiliation])].filter(Boolean);
  return row(
    page,
    account,
    about.join(' · '),
    html`${skills.length > 0 && html`<p class="meta">${t('directory.knows')} ${skills.slice(0, 3).join(', ')}</p>`}${
      helpsWith && html`<p class="meta">${t('directory.canHelp')} ${helpsWith}</p>`
    }`,
  );
}

const communityRow = (page: Page, { account, purpose }: DirectoryEntry): Html =>
  row(page, account, '', purpose && html`<p class="meta">${purpose}</p>`);

const row = (page: Page, account: DirectoryEntry['account'], about: string, more: Content): Html =>
  html`<div class="person tall">${ring(page, account, 's')}<div class="person-text">
<a class="name" href="${account.path}">${account.displayName}</a>
<p class="meta">${organisationName(account)}${about && html` · ${about}`}</p>${more}</div></div>`;
