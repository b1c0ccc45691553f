import type { AccountView } from '../../src/accounts/view.ts';
import { empty } from '../empty.ts';
import { type Html, html } from '../html.ts';
import { person } from '../link.ts';
import { layout, type Page } from '../page.ts';

export function requestsPage(page: Page, people: readonly AccountView[]): Html {
  const { t } = page;
  return layout(page, {
    title: t('requests.title'),
    noIndex: true,
    main: html`<div class="pad"><h1>${t('requests.title')}</h1><p>${t('requests.sentence')}</p></div>${
      people.length === 0
        ? empty(t('requests.none'), t('requests.noneSentence'))
        : html`<ul class="sheet people">${people.map((account) => html`<li>${requestLine(page, account)}</li>`)}</ul>`
    }`,
  });
}

/** One person who asks; the answer to either act is {@link requestAnswered}. */
export const requestLine = (page: Page, account: AccountView): Html =>
  html`<div id="request-${account.id}">${person(page, account, answerButtons(page, account))}</div>`;

export function answerButtons(page: Page, { id, displayName }: AccountView): Html {
  const { t, nonce } = page;
  const button = (act: 'accept' | 'reject', look: string, label: string) =>
    html`<button class="button small ${look}" form="act" formaction="/follow-requests/${id}/${act}"
  hx-post="/follow-requests/${id}/${act}" hx-target="#request-${id}" hx-swap="outerMorph"
  hx-nonce="${nonce}">${label}<span class="sr"> ${displayName}</span></button>`;
  return html`<div class="row">${button('accept', 'primary', t('requests.accept'))}${button('reject', 'secondary', t('requests.reject'))}</div>`;
}

export const requestAnswered = (page: Page, account: AccountView, accepted: boolean): Html =>
  html`<div id="request-${account.id}"><p tabindex="-1" data-focus class="answered">${
    accepted
      ? page.t('requests.accepted', { name: account.displayName })
      : page.t('requests.rejected', { name: account.displayName })
  }</p></div>`;
