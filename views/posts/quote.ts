import type { QuotedView, QuoteView } from '../../src/posts/view.ts';
import { type Html, html } from '../html.ts';
import { organisationName } from '../link.ts';
import type { Page } from '../page.ts';
import { time } from '../time.ts';
import { beginning } from '../typography.ts';

/** What a post quotes, below its text: who says it, and their first words; or why it does not show. */
export function quoteBox(page: Page, { state, post }: QuoteView): Html {
  if (post) return quoted(page, post);
  return html`<p class="inset"><span class="meta">${page.t(`quote.${state === 'accepted' ? 'unavailable' : state}`)}</span></p>`;
}

export function quoted(page: Page, post: QuotedView): Html {
  const { author, language } = post;
  return html`<blockquote class="inset"><div><p class="meta"><a class="name" href="${author.path}">${author.displayName}</a> · ${organisationName(author)} · <a href="${post.path}">${time(page, post.createdAt)}</a></p>
<p class="voice"${language && html` lang="${language}"`}>${post.title && html`<b>${post.title}</b>`}${post.notice || beginning(post.html, 400, language)}</p></div></blockquote>`;
}
