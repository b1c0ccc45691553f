import type { PostView } from '../../src/posts/view.ts';
import { type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';
import { voice } from '../typography.ts';

export interface VersionView {
  at: number;
  title: string | null;
  notice: string;
  /** Sanitised HTML. */
  html: string;
  /** Of its pictures, films and sounds, in their order. */
  descriptions: readonly string[];
}

/** Every version of a post, newest first: changes are public to those who may read it. */
export function historyPage(page: Page, post: PostView, versions: readonly VersionView[]): Html {
  const { t } = page;
  return layout(page, {
    title: t('history.title', { name: post.author.displayName }),
    noIndex: true,
    main: html`<div class="pad"><h1>${t('history.title', { name: post.author.displayName })}</h1>
<p><a href="${post.path}">${t('history.back')}</a></p></div>
<ol class="sheet versions" reversed>${versions.map(
      (version, index) =>
        html`<li><h2 class="meta">${index === versions.length - 1 ? t('history.first', { when: t.moment(version.at) }) : t('history.changed', { when: t.moment(version.at) })}</h2>${
          version.notice && html`<p><b>${version.notice}</b></p>`
        }${version.title && html`<p class="post-title">${version.title}</p>`}
<div class="voice"${post.language && html` lang="${post.language}"`}>${voice(version.html, post.language)}</div>${
          version.descriptions.some(Boolean) &&
          html`<ul class="meta">${version.descriptions.map((said) => said && html`<li>${t('history.file', { said })}</li>`)}</ul>`
        }</li>`,
    )}</ol>`,
  });
}
