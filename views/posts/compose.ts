import type { CommunityView } from '../../src/communities/view.ts';
import type { Audience, MediaView, PostView, QuotePolicy } from '../../src/posts/view.ts';
import {
  contentLanguages,
  errorSummary,
  type Form,
  field,
  hasFaults,
  hidden,
  select,
  submit,
  textArea,
  token,
} from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { layout, type Page } from '../page.ts';
import { postArticle } from './article.ts';
import { attachments } from './attachments.ts';
import { type CircleView, circleFieldset, fixedCircle } from './circles.ts';
import { pollFields } from './poll-fields.ts';
import { quoted } from './quote.ts';
import { policyFields } from './quotes.ts';
import { scheduleFields } from './schedule.ts';

/**
 * Fields of the form: `kind` (`article` has `title` and `summary` too), `text`, `audience`, `notice`, `language`, `sensitive`, `inReplyTo`; `media` (an id, repeated)
 * with `alt-<id>` each, and of films `captions-<id>`, `captions-language-<id>`; `files`; `poll-1` … `poll-4`, `poll-days`, `poll-multiple`; `quotePolicy`. The button's `action` says what is
 * asked: `publish`, `draft`, `schedule` (with `day` and `time`), `attach` (keep the files and show the form again) or `detach:<id>`.
 */
export interface ComposeView {
  form: Form;
  isArticle: boolean;
  /** Circles that this post may have, the chosen one in `form.values.audience`; one alone is shown as fixed. */
  circles: CircleView[];
  /** Whose voice it may be: the person's own, and the organisation's for who runs the instance. */
  voices: { value: 'own' | 'organisation'; label: string }[];
  /** Pictures already received; of a post that is changed, those it shows. */
  media: MediaView[];
  replyTo: PostView | null;
  /** The community it is written in: a title may be given, and who reads is settled. */
  community: CommunityView | null;
  /** What it quotes. */
  quoting: PostView | null;
  /** Who may quote it, unless its circle leaves nothing to say. */
  quotePolicy?: QuotePolicy | undefined;
  /** The post that is being changed: its audience and poll stay. */
  editing: PostView | null;
  /** The draft that is opened again. */
  draft: { id: string; scheduledAt: number | null } | null;
  /** Time zone of the person, an IANA name. */
  zone: string;
  maxLength: number;
  maxMedia: number;
  /** What a film or a sound may be; null where none is taken in. */
  films: { filmBytes: number; filmMs: number } | null;
}

export function composePage(page: Page, view: ComposeView): Html {
  const { t } = page;
  const title = view.editing
    ? t('compose.edit')
    : view.replyTo
      ? t('compose.replyTo', { name: view.replyTo.author.displayName })
      : view.isArticle
        ? t('article.write')
        : t('compose.title');
  return layout(page, {
    title,
    sheet: 'compose',
    errors: hasFaults(view.form),
    noIndex: true,
    main: html`<div class="pad"><h1>${title}</h1>${
      !view.editing &&
      !view.community &&
      html`<p class="row"><a href="/drafts">${t('draft.title')}</a>${
        view.isArticle
          ? html`<a href="/compose">${t('compose.title')}</a>`
          : !view.replyTo && html`<a href="/compose/article">${t('article.write')}</a>`
      }</p>`
    }</div>
${view.replyTo && html`<div class="sheet">${postArticle(page, view.replyTo, { level: 2 })}</div>`}
${composeForm(page, view)}`,
  });
}

export function composeForm(page: Page, view: ComposeView): Html {
  const { t } = page;
  const { form, editing } = view;
  const action = editing ? `/posts/${editing.id}` : '/posts';
  return html`<form class="form compose" id="compose" method="post" action="${action}"
  enctype="multipart/form-data" novalidate${!editing && html` data-draft="${draftName(view)}"`}>${token(page)}
${view.replyTo && hidden('inReplyTo', view.replyTo.id)}${view.draft && hidden('draft', view.draft.id)}
${view.quoting && html`${hidden('quoteOf', view.quoting.id)}`}${errorSummary(page, form)}
${view.voices.length > 1 && select(page, form, { name: 'voice', label: 'compose.voice', value: 'own', choices: view.voices })}
${view.isArticle && articleFields(page, form)}${view.community && communityFields(page, form, view.community, Boolean(editing))}
${writingArea(page, form, view.maxLength, view.isArticle ? 18 : 6, view.isArticle)}${view.isArticle && html`<p class="hint">${t('article.hint')}</p>`}${view.quoting && quoted(page, view.quoting)}
${(!editing || view.media.length > 0) && attachments(page, view)}
${!view.isArticle && noticeField(page, form)}
${!editing && !view.isArticle && pollFields(page, form)}
${policyFields(page, form, view.quotePolicy)}
${circleFieldset(page, view.circles, (form.values.audience ?? view.circles[0]?.audience) as Audience)}
${select(page, form, {
  name: 'language',
  label: 'compose.language',
  value: page.lang,
  choices: contentLanguages.map(({ value, label }) => ({ value, label: t(label) })),
})}
${!editing && scheduleFields(page, form, view.zone)}
<p class="row"><button class="button primary" name="action" value="publish"
  data-busy="${t('compose.busy')}">${editing ? t('form.save') : view.draft?.scheduledAt ? t('schedule.now') : t('compose.publish')}</button>
${!editing && html`<button class="button secondary" name="action" value="draft" formnovalidate>${t('draft.keep')}</button>`}
<a class="button plain-button" href="${editing?.path ?? view.replyTo?.path ?? '/'}">${t('form.cancel')}</a><span class="meta"
  data-draft-said="${t('compose.draft')}"></span></p></form>`;
}

/** Under which this device keeps what is being typed. */
const draftName = ({ draft, replyTo, isArticle }: ComposeView): string =>
  draft ? `kept-${draft.id}` : replyTo ? `reply-${replyTo.id}` : isArticle ? 'article' : 'post';

const communityFields = (page: Page, form: Form, community: CommunityView, editing: boolean): Html =>
  html`${hidden('community', community.id)}<p class="meta locked">${icon(page, 'users')}${page.t('compose.in', { name: community.displayName })}</p>
${field(page, form, { name: 'title', label: 'compose.noteTitle', optional: true, maxLength: 200 })}${
  !editing &&
  select(page, form, {
    name: 'threadKind',
    label: 'compose.threadKind',
    value: '',
    choices: [
      { value: '', label: page.t('compose.thread') },
      { value: 'question', label: page.t('compose.question') },
      ...(community.membership?.role ? [{ value: 'announcement', label: page.t('compose.announcement') }] : []),
    ],
  })
}`;

const articleFields = (page: Page, form: Form): Html =>
  html`${hidden('kind', 'article')}${field(page, form, { name: 'title', label: 'article.title', maxLength: 200 })}
${textArea(page, form, { name: 'summary', label: 'article.summary', hint: page.t('article.summaryHint'), optional: true, rows: 2, maxLength: 500 })}`;

/**
 * The text itself, in the voice face, with completion of names and a counter that speaks near the end. Its label is
 * shown (`labelled`) where other fields stand beside it; alone, the page's title says what it is.
 */
export function writingArea(page: Page, form: Form, maxLength: number, rows = 6, labelled = false): Html {
  const { t } = page;
  const fault = form.faults.text;
  return html`<div class="field writing${fault && ' wrong'}"><label for="f-text"${!labelled && html` class="sr"`}>${t('compose.text')}</label>${
    fault && html`<p class="fault" id="e-text">${icon(page, 'triangle-alert')}${t.dynamic(fault.key, fault.args)}</p>`
  }<textarea id="f-text" name="text" rows="${rows}" required aria-describedby="${fault && 'e-text '}left"
  data-mentions="/compose/mentions" data-max="${maxLength}"${fault && html` aria-invalid="true"`}>
${form.values.text ?? ''}</textarea><div id="mentions"></div><p class="meta" id="left"
  data-left="${t('compose.left', { n: '#' })}">${t('compose.limit', { n: maxLength })}</p></div>`;
}

function noticeField(page: Page, form: Form): Html {
  const { t } = page;
  const value = form.values.notice ?? '';
  return html`<details class="extra"${value && html` open`}>
<summary>${icon(page, 'triangle-alert')}${t('compose.notice')}</summary><div class="field">
<label for="f-notice">${t('compose.noticeLabel')}</label><p class="hint"
  id="h-notice">${t('compose.noticeHint')}</p><input id="f-notice" name="notice" value="${value}" maxlength="200"
  aria-describedby="h-notice"></div></details>`;
}

/** What the completion of names answers: `GET /compose/mentions?q=`. */
export function mentionList(
  page: Page,
  people: { handle: string; displayName: string; organisation: { name: string } }[],
): Content {
  if (people.length === 0) return null;
  return html`<ul id="mention-list" role="listbox" aria-label="${page.t('compose.mentions')}">${people.map(
    (account, index) =>
      html`<li role="option" id="mention-${index}" aria-selected="false"
  data-handle="${account.handle}"><b>${account.displayName}</b> <span class="meta">${account.handle} · ${account.organisation.name}</span>
</li>`,
  )}</ul>`;
}

/** Answer box under a thread: the circle is that of what it answers, and may not be widened. */
export function replyForm(page: Page, post: PostView, form: Form, maxLength: number): Html {
  const { t } = page;
  return html`<form class="form reply" id="reply" method="post"
  action="/posts" novalidate data-draft="reply-${post.id}">${token(page)}${hidden('inReplyTo', post.id)}${hidden('language', page.lang)}
<h2>${t('compose.replyTo', { name: post.author.displayName })}</h2>${errorSummary(page, form)}
${fixedCircle(page, post.audience)}
${writingArea(page, form, maxLength, 3)}
<p class="row">${submit(t('post.reply'), t('compose.busy'))}<a class="button plain-button"
  href="/compose?reply=${post.id}">${t('compose.more')}</a></p></form>`;
}
