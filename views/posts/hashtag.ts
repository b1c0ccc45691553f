import type { TimelinePage } from '../../src/posts/view.ts';
import { empty } from '../empty.ts';
import { type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';
import { feed } from './feed.ts';

/** `tag` without its sign. */
export function hashtagPage(page: Page, tag: string, timeline: TimelinePage): Html {
  const { t } = page;
  const title = `#${tag}`;
  return layout(page, {
    title,
    alternate: [{ type: 'application/atom+xml', href: `/tags/${encodeURIComponent(tag)}.atom` }],
    main: html`<div class="pad"><h1>${title}</h1></div>${feed(page, timeline, {
      path: `/tags/${encodeURIComponent(tag)}`,
      empty: empty(t('tag.emptyTitle'), t('tag.emptySentence')),
    })}`,
  });
}
