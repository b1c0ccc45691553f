import type { PostView } from '../../src/posts/view.ts';
import { audienceChip } from '../audience.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { organisationName, ring } from '../link.ts';
import type { Page } from '../page.ts';
import { time } from '../time.ts';
import { beginning, french, frenchText, voice } from '../typography.ts';
import { actBar } from './acts.ts';
import { gathering } from './gathering.ts';
import { media } from './media.ts';
import { pageCard } from './page-card.ts';
import { poll } from './poll.ts';
import { quoteBox } from './quote.ts';
import { minutesOf } from './reading-time.ts';

export interface ArticleOptions {
  /** The post of its own page: larger, with its host, every picture, and its exact date. */
  large?: boolean;
  /** A bar joins it to the post above. */
  joined?: boolean;
  /** Stands right under the post that it answers: « en réponse à » would say nothing new. */
  direct?: boolean;
  /** Stands first on the profile because its author keeps it there. */
  pinned?: boolean;
  /** The answer that settled the question above. */
  settles?: boolean;
  /** Heading level; 2 in lists. */
  level?: 2 | 3;
}

/**
 * One post, in a list, in a thread or alone after an act. Names are read before the text, the text before the time
 * would be: author, organisation, role, time, audience, text.
 */
export function postArticle(page: Page, post: PostView, options: ArticleOptions = {}): Html {
  const { t } = page;
  const { author, id } = post;
  const title =
    options.level === 3
      ? html`<h3 class="name" id="by-${id}">${byline(post)}</h3>`
      : html`<h2 class="name" id="by-${id}">${byline(post)}</h2>`;
  return html`<article class="post${options.large && ' large'}${options.joined && ' joined'}" id="post-${id}"
  aria-labelledby="by-${id}" data-post="${post.path}">
${post.boostedBy && html`<p class="relayed">${icon(page, 'repeat-2')}${t('post.relayedBy', { name: post.boostedBy.displayName })}</p>`}
${options.pinned && html`<p class="relayed">${icon(page, 'pin')}${t('post.pinned')}</p>`}
${post.held && html`<p class="relayed">${icon(page, 'clock')}${t('community.isHeld')}</p>`}
${post.threadKind && html`<p class="relayed">${icon(page, post.settled ? 'check' : post.threadKind === 'question' ? 'circle-question-mark' : 'megaphone')}${t(post.settled ? 'question.settled' : post.threadKind === 'question' ? 'question.open' : 'announcement.is')}</p>`}
${options.settles && html`<p class="relayed">${icon(page, 'check')}${t('question.accepted')}</p>`}
${post.locked && html`<p class="relayed">${icon(page, 'lock')}${t('thread.isLocked')}</p>`}
${ring(page, author)}
<div class="post-in"><header>${title}${author.kind === 'organisation' && html`<span class="tag h${author.organisation.hue}">${t('post.official')}</span>`}${
    !post.inReplyTo && audienceChip(page, post)
  }<p class="meta">${author.kind === 'organisation' ? post.writtenBy && html`${t('post.by', { name: post.writtenBy })} · ` : html`${organisationName(author)} · `}${author.role && html`<span class="role">${author.role} · </span>`}<a href="${post.path}">${time(page, post.createdAt)}</a>${
    post.editedAt !== null && html` · <a href="/posts/${id}/history">${t('post.edited')}</a>`
  }</p></header>
${!options.joined && !options.direct && answers(page, post)}
${content(page, post, options)}
${post.read && readLine(page, post, post.read)}
${options.large && provenance(page, post)}
${page.viewer && actBar(page, post)}
</div></article>`;
}

/** What it answers, where that does not stand right above. */
const answers = (page: Page, { inReplyTo }: PostView): Content =>
  inReplyTo &&
  html`<p class="answers">${icon(page, 'reply')}
<a href="${inReplyTo.path}">${page.t('post.answers', { name: inReplyTo.author.displayName })}</a></p>`;

/** « J'ai lu », and how many have. */
const readLine = ({ t, viewer }: Page, { id }: PostView, { n, mine }: { n: number; mine: boolean }): Html =>
  html`<p class="row after">${viewer && !mine && html`<button class="button secondary small" form="act" formaction="/posts/${id}/acknowledge">${t('announcement.acknowledge')}</button>`}<span class="meta">${mine && html`${t('announcement.mine')} · `}${t('announcement.read', { n })}</span></p>`;

const byline = ({ author }: PostView): Html => html`<a href="${author.path}">${author.displayName}</a>`;

/** Characters of HTML above which an article is not told whole in a list. */
const whole = 900;

function content(page: Page, post: PostView, options: ArticleOptions): Html {
  const body = html`${post.title && !post.gathering && html`<p class="post-title"><a href="${post.path}">${inVoice(post.title, post)}</a></p>`}
${post.html && post.isArticle && post.html.length > whole ? teaser(page, post) : post.html && html`<div class="voice"${post.language && html` lang="${post.language}"`}>${voice(post.html, post.language)}</div>`}
${media(page, post, Boolean(options.large))}${post.poll && poll(page, post.poll)}${post.gathering && gathering(page, post, post.gathering, { large: Boolean(options.large) })}${post.card && pageCard(post.card)}${post.quote && quoteBox(page, post.quote)}`;
  if (post.folded !== null)
    return html`<details class="notice"><summary>${icon(page, 'volume-x')}<span>${page.t('filter.folded', { phrase: post.folded })}</span></summary>${
      post.notice && html`<p class="meta">${post.notice}</p>`
    }${body}</details>`;
  if (!post.notice) return body;
  return html`<details class="notice"><summary>${icon(page, 'triangle-alert')}<span${post.language && html` lang="${post.language}"`}>${inVoice(post.notice, post)}</span></summary>${body}</details>`;
}

/** What an article is about, and the way to it. */
function teaser(page: Page, post: PostView): Html {
  const { t } = page;
  return html`<p class="voice"${post.language && html` lang="${post.language}"`}>${post.summary ? inVoice(post.summary, post) : beginning(post.html, 280, post.language)}</p>
<p class="meta"><a href="${post.path}">${t('article.read')}</a> · ${t('article.minutes', { n: minutesOf(post) })}</p>`;
}

const inVoice = (text: string, { language }: PostView) => (french(language) ? frenchText(text) : text);

/** Where it comes from and since when we hold it: only on the page of the post. */
export function provenance(page: Page, post: PostView): Html {
  const { t } = page;
  return html`<p class="meta provenance"><span>${t.moment(post.createdAt)}</span>${
    post.author.host && html` · <span>${post.author.host}</span>`
  }${post.receivedAt !== null && html` · <span>${t('post.received', { when: t.ago(post.receivedAt, page.now) })}</span>`}${
    post.remoteUrl && html` · <a href="${post.remoteUrl}" rel="noopener noreferrer">${t('post.original')}</a>`
  }${post.likes > 0 && counter(page, `/posts/${post.id}/likes`, t('post.likes', { n: post.likes }), t('post.likers'))}${
    post.boosts > 0 &&
    counter(page, `/posts/${post.id}/boosts`, t('post.boosts', { n: post.boosts }), t('post.relayers'))
  }${post.quotes ? counter(page, `/posts/${post.id}/quotes`, t('quote.count', { n: post.quotes }), t('quote.list')) : null}</p>`;
}

/** Leads to who did it; without the figure for those who chose not to see any. */
const counter = ({ viewer }: Page, href: string, figure: string, words: string): Html =>
  html` · <a href="${href}">${viewer?.hideCounts ? words : figure}</a>`;

/** What is left of a post that was removed; the same on its page and after the act. */
export function removedStub(page: Page, id: string, restore?: { path: string }): Html {
  const { t } = page;
  return html`<article class="post stub" id="post-${id}"><span class="ring ring-m none" aria-hidden="true"></span>
<div class="post-in"><p tabindex="-1" data-focus>${t('post.removed')}${
    restore && html` <button class="as-link" form="act" formaction="${restore.path}">${t('form.undo')}</button>`
  }</p></div></article>`;
}
