import type { TimelinePage } from '../../src/posts/view.ts';
import { empty } from '../empty.ts';
import { type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';
import { feed } from './feed.ts';

/** What the member keeps, last kept first. */
export function bookmarksPage(page: Page, timeline: TimelinePage): Html {
  const { t } = page;
  return layout(page, {
    title: t('nav.bookmarks'),
    noIndex: true,
    main: html`<div class="pad"><h1>${t('nav.bookmarks')}</h1><p class="meta">${t('bookmark.sentence')}</p></div>
${feed(page, timeline, { path: '/bookmarks', empty: empty(t('bookmark.emptyTitle'), t('bookmark.emptySentence')) })}`,
  });
}
