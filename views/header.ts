import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { disc } from './link.ts';
import type { Page } from './page.ts';

/** Same on every page, so that nobody is lost: who this is, search, notifications, oneself. */
export function header(page: Page, { plain }: { plain: boolean }): Html {
  const { t, organisation, viewer } = page;
  return html`<header class="top"><div class="top-in">
<a class="brand" href="/">${
    organisation.logo
      ? html`<img class="brand-logo" src="${organisation.logo}" alt="" height="36" decoding="async">`
      : html`<span class="brand-ring" aria-hidden="true">${organisation.monogram}</span>`
  }<span class="brand-text"><b>${organisation.name}</b><small>@${organisation.handle}</small></span></a>
${
  viewer &&
  !plain &&
  html`${searchForm(page)}<div class="top-end">${bell(page)}
<a class="round" href="${viewer.path}">${disc(viewer)}<span class="sr">${t('nav.profile', { name: viewer.displayName })}</span></a>
</div>`
}
${
  !viewer &&
  !plain &&
  html`<div class="top-end"><a class="button secondary" href="/sign-in">${t('signIn.open')}</a>
</div>`
}
</div></header>`;
}

function searchForm(page: Page): Html {
  const { t } = page;
  return html`<form class="find" role="search" action="/search"><label class="sr"
  for="find">${t('search.label')}</label>
${icon(page, 'search')}<input id="find" name="q" type="search" placeholder="${t('search.hint')}" autocomplete="off"
  enterkeyhint="search"><kbd aria-hidden="true">/</kbd></form>
<a class="round find-small" href="/search" aria-label="${t('nav.search')}">${icon(page, 'search')}</a>`;
}

/** Also sent alone when the number changes. */
export function bell(page: Page): Html {
  const { t, unread } = page;
  return html`<a id="bell" class="round" href="/notifications"
  aria-label="${t('nav.bell', { n: unread })}">${icon(page, 'bell')}${
    unread > 0 && html`<span class="count" aria-hidden="true">${unread > 99 ? '99+' : unread}</span>`
  }</a>`;
}
