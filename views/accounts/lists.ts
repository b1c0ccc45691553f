import type { AccountView } from '../../src/accounts/view.ts';
import type { TimelinePage } from '../../src/posts/view.ts';
import { empty } from '../empty.ts';
import { errorSummary, type Form, field, hasFaults, postForm, submit, token } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { person } from '../link.ts';
import { layout, type Page } from '../page.ts';
import { feed } from '../posts/feed.ts';
import { doors } from '../settings/frame.ts';

export interface ListView {
  id: string;
  name: string;
}

export function listsPage(page: Page, lists: readonly (ListView & { people: number })[], form: Form): Html {
  const { t } = page;
  return layout(page, {
    title: t('nav.lists'),
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad"><h1>${t('nav.lists')}</h1><p class="meta">${t('list.sentence')}</p></div>${
      lists.length > 0 &&
      doors(
        page,
        lists.map(({ id, name, people }) => ({
          path: `/lists/${id}`,
          label: name,
          hint: t('list.people', { n: people }),
          icon: 'list',
        })),
      )
    }${postForm(page, '/lists', html`${errorSummary(page, form)}${nameField(page, form)}${submit(t('list.create'))}`)}`,
  });
}

const nameField = (page: Page, form: Form, value = '') =>
  field(page, form, { name: 'name', label: 'list.name', value, maxLength: 60 });

const back = (page: Page): Html => html`<p><a href="/lists">${page.t('nav.lists')}</a></p>`;

/** What the people of a list write. */
export function listPage(page: Page, { id, name }: ListView, timeline: TimelinePage): Html {
  const { t } = page;
  const people = html`<a class="button secondary" href="/lists/${id}/people">${icon(page, 'users')}${t('list.edit')}</a>`;
  return layout(page, {
    title: name,
    noIndex: true,
    main: html`<div class="pad">${back(page)}<h1>${name}</h1><p class="row">${people}</p></div>
${feed(page, timeline, { path: `/lists/${id}`, empty: empty(t('feed.emptyTitle'), t('list.emptySentence')) })}`,
  });
}

/** Who is in a list, its name, and its end. */
export function listPeoplePage(page: Page, { id, name }: ListView, people: AccountView[], form: Form): Html {
  const { t } = page;
  return layout(page, {
    title: name,
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad"><p><a href="/lists/${id}">${name}</a></p><h1>${t('list.edit')}</h1><p class="meta">${t('list.howToAdd')}</p></div>${
      people.length > 0 &&
      html`<ul class="sheet people">${people.map(
        (account) =>
          html`<li>${person(
            page,
            account,
            html`<a class="button secondary small" href="/accounts/${account.id}/lists">${t('list.change')}<span
  class="sr"> ${account.displayName}</span></a>`,
          )}</li>`,
      )}</ul>`
    }${postForm(page, `/lists/${id}`, html`${errorSummary(page, form)}${nameField(page, form, name)}${submit(t('list.rename'))}`)}
<p class="pad more-link"><button class="button danger" form="act"
  formaction="/lists/${id}/delete">${icon(page, 'trash-2')}${t('list.delete')}</button></p>`,
  });
}

/** In which lists somebody stands. */
export function putInListsPage(page: Page, account: AccountView, lists: readonly ListView[], chosen: string[]): Html {
  const { t } = page;
  return layout(page, {
    title: t('list.putTitle', { name: account.displayName }),
    noIndex: true,
    main: html`<div class="pad"><p><a href="${account.path}">${account.displayName}</a></p>
<h1>${t('list.putTitle', { name: account.displayName })}</h1></div>${
      lists.length === 0
        ? empty(
            t('list.none'),
            t('list.sentence'),
            html`<a class="button primary" href="/lists">${t('list.create')}</a>`,
          )
        : html`<form class="form" method="post" action="/accounts/${account.id}/lists">${token(page)}
<fieldset class="field"><legend>${t('nav.lists')}</legend>${lists.map(
            ({ id, name }) =>
              html`<p class="check"><label><input type="checkbox" name="lists" value="${id}"${
                chosen.includes(id) && html` checked`
              }><span>${name}</span></label></p>`,
          )}</fieldset>${submit(t('form.save'))}</form>`
    }`,
  });
}
