import type { PostView, ThreadView } from '../../src/posts/view.ts';
import { type Form, hasFaults, noForm } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { layout, type Page } from '../page.ts';
import { postArticle } from './article.ts';
import { postCard } from './card.ts';
import { replyForm } from './compose.ts';
import { reading } from './reading.ts';

export interface ThreadPageView extends ThreadView {
  /** The answer that came back with faults. */
  form?: Form;
  maxLength: number;
  /** Text of the post for cards, and where we are: for strangers. */
  card?: { summary: string; origin: string };
}

/** A post in its conversation: what it answers above, joined; answers below. */
export function threadPage(page: Page, view: ThreadPageView): Html {
  const { t } = page;
  const { post, ancestors } = view;
  const form = view.form ?? noForm;
  const title = post.title ?? t('thread.title', { name: post.author.displayName });
  return layout(page, {
    title,
    errors: hasFaults(form),
    noIndex: post.audience !== 'public' || post.author.host !== null,
    card: view.card && postCard(page, post, view.card.summary, view.card.origin),
    alternate: [{ type: 'application/activity+json', href: post.remoteUrl ?? post.path }],
    sheet: post.isArticle ? 'reading' : undefined,
    main: html`${!post.isArticle && html`<h1 class="sr">${title}</h1>`}<div class="sheet thread">${ancestors.map(
      (ancestor, index) => postArticle(page, ancestor, { joined: index > 0 }),
    )}${post.isArticle ? reading(page, post) : postArticle(page, post, { large: true, joined: ancestors.length > 0 })}
<div id="replies">${replies(page, view)}</div></div>
${page.viewer && markButtons(page, view)}
${view.locked && html`<p class="pad meta">${icon(page, 'lock')} ${t('thread.locked')}</p>`}
${page.viewer && post.viewer.mayReply && !view.locked && html`<div class="sheet reply-box">${replyForm(page, post, form, view.maxLength)}</div>`}
${!page.viewer && html`<p class="pad"><a class="button secondary" href="/sign-in">${t('thread.signIn')}</a></p>`}`,
  });
}

/** To be told of each answer in this conversation, or of none. */
function markButtons(page: Page, { post, mark }: ThreadView): Html {
  const { t } = page;
  const button = (act: 'follow' | 'mute', name: 'bell' | 'volume-x', label: string, on: boolean) =>
    html`<button class="button plain-button small" form="act" formaction="/posts/${post.id}/thread/${on ? 'unmark' : act}"
  aria-pressed="${on ? 'true' : 'false'}">${icon(page, on ? 'check' : name)}${label}</button>`;
  return html`<p class="row pad">${button('follow', 'bell', t('thread.follow'), mark === 'followed')}
${button('mute', 'volume-x', t('thread.mute'), mark === 'muted')}</p>`;
}

/** Who asked says which answer settled it. */
const settleButton = (page: Page, { id, author }: PostView, settles: boolean): Html =>
  html`<p class="row pad settle"><button class="button secondary small" form="act" formaction="/posts/${id}/settles${settles && '/delete'}">${icon(page, 'check')}${page.t(settles ? 'question.unsettle' : 'question.settle')}<span class="sr"> ${author.displayName}</span></button></p>`;

/** What is left of an answer that the community's hosts took out. */
const hostsStub = ({ t }: Page, { id, reason }: ThreadView['removed'][number]): Html =>
  html`<article class="post stub" id="post-${id}"><span class="ring ring-m none" aria-hidden="true"></span>
<div class="post-in"><p>${t('community.removedStub')}${reason && html` <span class="voice">${reason}</span>`}</p></div></article>`;

/** Answers, depth first; a bar joins one to the next only where the next answers it. */
export function replies(page: Page, { post, replies: list, removed, settledBy, maySettle }: ThreadView): Html {
  const before = (index: number): PostView | undefined => list[index - 1]?.post;
  const stubs = (id: string) =>
    removed.filter(({ inReplyToId }) => inReplyToId === id).map((one) => hostsStub(page, one));
  return html`${stubs(post.id)}${list.map(({ post: answer }, index) => {
    const parent = answer.inReplyTo?.id;
    const joined = index > 0 && parent === before(index)?.id;
    const settles = answer.id === settledBy;
    return html`${postArticle(page, answer, { joined, direct: parent === post.id, settles })}${maySettle && settleButton(page, answer, settles)}${stubs(answer.id)}`;
  })}`;
}
