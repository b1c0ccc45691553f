import type { PostView } from '../../src/posts/view.ts';
import { postForm } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { layout, type Page } from '../page.ts';
import { postArticle } from './article.ts';

/** Asks once before a post goes; what becomes of the copies elsewhere is said. */
export function removePage(page: Page, post: PostView): Html {
  const { t } = page;
  return layout(page, {
    title: t('remove.title'),
    noIndex: true,
    main: html`<div class="pad"><h1>${t('remove.title')}</h1><p>${t('remove.sentence')}</p></div>
<div class="sheet quiet-post">${postArticle({ ...page, viewer: null }, post)}</div>
${postForm(
  page,
  `/posts/${post.id}/delete`,
  html`<p class="row"><button class="button danger">${icon(page, 'trash-2')}${t('post.remove')}</button><a class="button plain-button"
  href="${post.path}">${t('form.cancel')}</a></p>`,
)}`,
  });
}
