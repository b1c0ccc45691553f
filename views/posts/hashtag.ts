import type { TimelinePage } from '../../src/posts/view.ts';
import { empty } from '../empty.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { layout, type Page } from '../page.ts';
import { feed } from './feed.ts';

const pathOf = (tag: string) => `/tags/${encodeURIComponent(tag)}`;

/** `tag` without its sign; `followed`: what the viewer follows, null for who has no account. */
export function hashtagPage(page: Page, tag: string, timeline: TimelinePage, followed: string[] | null): Html {
  const { t } = page;
  const title = `#${tag}`;
  return layout(page, {
    title,
    alternate: [{ type: 'application/atom+xml', href: `${pathOf(tag)}.atom` }],
    main: html`<div class="pad"><div class="row"><h1>${title}</h1>${
      followed && button(page, tag, followed.includes(tag.toLowerCase()))
    }</div>${others(
      page,
      (followed ?? []).filter((name) => name !== tag.toLowerCase()),
    )}</div>${feed(page, timeline, {
      path: pathOf(tag),
      empty: empty(t('tag.emptyTitle'), t('tag.emptySentence')),
    })}`,
  });
}

function button(page: Page, tag: string, isFollowed: boolean): Html {
  const { t } = page;
  return isFollowed
    ? html`<button class="button secondary" form="act"
  formaction="${pathOf(tag)}/follow/delete">${icon(page, 'check')}${t('tag.followed')}<span class="sr"> · ${t('tag.unfollow')} #${tag}</span></button>`
    : html`<button class="button primary" form="act"
  formaction="${pathOf(tag)}/follow">${t('tag.follow')}<span class="sr"> #${tag}</span></button>`;
}

const others = ({ t }: Page, names: string[]): Content =>
  names.length > 0 &&
  html`<p class="meta">${t('tag.yours')} ${names.map((name) => html`<a href="${pathOf(name)}">#${name}</a> `)}</p>`;
