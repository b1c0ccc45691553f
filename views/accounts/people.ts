import type { AccountView } from '../../src/accounts/view.ts';
import { empty } from '../empty.ts';
import { type Content, type Html, html } from '../html.ts';
import { person } from '../link.ts';
import { layout, type Page } from '../page.ts';

export interface PeopleView {
  title: string;
  /** Where one came from: followers of a profile, likers of a post. */
  back: { href: string; label: string };
  people: AccountView[];
  /** Path of the next page; null at the end. */
  next: string | null;
  emptySentence: string;
}

/** A list of people: followers, following, who thanked, who relayed. */
export function peoplePage(page: Page, view: PeopleView): Html {
  const { t } = page;
  return layout(page, {
    title: view.title,
    noIndex: true,
    main: html`<div class="pad"><p><a href="${view.back.href}">${view.back.label}</a></p><h1>${view.title}</h1></div>${
      view.people.length === 0
        ? empty(t('people.none'), view.emptySentence)
        : html`<ul class="sheet people">${view.people.map((account) => html`<li>${person(page, account)}</li>`)}</ul>`
    }${more(page, view.next)}`,
  });
}

export const more = (page: Page, next: string | null): Content =>
  next !== null &&
  html`<p class="pad more-link"><a class="button secondary" rel="next" href="${next}">${page.t('people.more')}</a></p>`;
