import type { PostView } from '../../src/posts/view.ts';
import { audienceChip } from '../audience.ts';
import { type Content, type Html, html } from '../html.ts';
import { organisationName, ring } from '../link.ts';
import type { Page } from '../page.ts';
import { time } from '../time.ts';
import { french, frenchText, voice } from '../typography.ts';
import { actBar } from './acts.ts';
import { provenance } from './article.ts';
import { player } from './film.ts';
import { picture } from './media.ts';
import { pageCard } from './page-card.ts';
import { poll } from './poll.ts';
import { quoteBox } from './quote.ts';
import { minutesOf } from './reading-time.ts';

/** An article on its own page: title, what it is about, who wrote it, then the text with its pictures in place. */
export function reading(page: Page, post: PostView): Html {
  const { t } = page;
  const { author, id } = post;
  const spoken = (text: string) => (french(post.language) ? frenchText(text) : text);
  const lang = post.language && html` lang="${post.language}"`;
  return html`<article class="reading" id="post-${id}" aria-labelledby="title-${id}" data-post="${post.path}"><header>
<h1 id="title-${id}"${lang}>${spoken(post.title ?? '')}</h1>${post.summary && html`<p class="lead"${lang}>${spoken(post.summary)}</p>`}
<div class="person">${ring(page, author)}<div class="person-text"><a class="name" href="${author.path}">${author.displayName}</a>
<p class="meta">${organisationName(author)}${author.role && html` · ${author.role}`}</p>
<p class="meta">${time(page, post.createdAt)} · ${t('article.minutes', { n: minutesOf(post) })}${
    post.editedAt !== null && html` · <a href="/posts/${id}/history">${t('post.edited')}</a>`
  }</p></div>${audienceChip(page, post)}</div></header>
${covered(post, html`${body(page, post)}${post.poll && poll(page, post.poll)}${post.card && pageCard(post.card)}${post.quote && quoteBox(page, post.quote)}`)}
${provenance(page, post)}
${page.viewer && actBar(page, post, false)}</article>`;
}

/** Behind its notice, when it has one. */
const covered = ({ notice }: PostView, content: Html): Html =>
  notice ? html`<details class="notice"><summary><span>${notice}</span></summary>${content}</details>` : content;

function body(page: Page, post: PostView): Content {
  const parts = post.parts ?? [post.html];
  const placed = new Set(parts);
  const figures = (index: number) => figure(page, post, index);
  const rest = post.media.flatMap((_, index) => (placed.has(index) ? [] : [figures(index)]));
  return html`${parts.map((part) =>
    typeof part === 'number'
      ? figures(part)
      : html`<div class="voice"${post.language && html` lang="${post.language}"`}>${voice(part, post.language)}</div>`,
  )}${rest}`;
}

function figure(page: Page, post: PostView, index: number): Html {
  const file = post.media[index]!;
  return html`<div class="media">${file.film ? player(page, file) : picture(page, file)}</div>${file.description && html`<p class="meta caption" aria-hidden="true">${file.description}</p>`}`;
}
