import type { PostView, QuotePolicy, TimelinePage } from '../../src/posts/view.ts';
import { empty } from '../empty.ts';
import { type Form, noForm, select, token } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { layout, type Page } from '../page.ts';
import { feed } from './feed.ts';
import { quoted } from './quote.ts';

export interface QuotesView {
  post: PostView;
  timeline: TimelinePage;
  /** Who may quote it, for its author alone. */
  policy: QuotePolicy | null;
}

/** What quotes a post; its author also says who may. Fields: `quotePolicy`. */
export function quotesPage(page: Page, { post, timeline, policy }: QuotesView): Html {
  const { t } = page;
  return layout(page, {
    title: t('quote.list'),
    noIndex: true,
    main: html`<div class="pad"><p><a href="${post.path}">${t('history.back')}</a></p><h1>${t('quote.list')}</h1>
${quoted(page, post)}</div>
${
  policy &&
  html`<form class="form" method="post" action="/posts/${post.id}/quote-policy">${token(page)}
${policySelect(page, noForm, policy)}<p class="row"><button class="button secondary">${t('form.save')}</button></p></form>`
}
${feed(page, timeline, {
  path: `/posts/${post.id}/quotes`,
  empty: empty(t('quote.noneTitle'), t(policy ? 'quote.noneOfMine' : 'quote.none')),
})}`,
  });
}

/** Part of the form of a post. */
export function policyFields(page: Page, form: Form, usual: QuotePolicy | undefined): Content {
  if (!usual) return null;
  const isOther = form.values.quotePolicy !== undefined && form.values.quotePolicy !== usual;
  return html`<details class="extra"${isOther && html` open`}><summary>${icon(page, 'quote')}${page.t('quote.choose')}</summary>
${policySelect(page, form, usual)}</details>`;
}

/** Everybody, followers, nobody: for a post, and for all one writes. */
export const quotePolicyChoices = ({ t }: Page) =>
  (['public', 'followers', 'nobody'] as const).map((value) => ({ value, label: t(`quote.by.${value}`) }));

const policySelect = (page: Page, form: Form, value: QuotePolicy): Html =>
  select(page, form, {
    name: 'quotePolicy',
    label: 'quote.whoThis',
    hint: page.t('quote.whoThisHint'),
    value,
    choices: quotePolicyChoices(page),
  });
