import type { PollView } from '../../src/posts/view.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';

/** The question while it may be answered, its results after; a fragment too (`#poll-<id>`), `answered` just now. */
export function poll(page: Page, view: PollView, answered = false): Html {
  const results = view.voted || view.closed || !page.viewer;
  return html`<div class="poll" id="poll-${view.id}">${results ? outcome(page, view, answered) : choice(page, view)}</div>`;
}

function choice(page: Page, { id, multiple, options, endsAt }: PollView): Html {
  const { t } = page;
  const path = `/polls/${id}/votes`;
  return html`<form method="post" action="${path}" hx-post="${path}" hx-target="#poll-${id}" hx-swap="outerMorph"
  hx-nonce="${page.nonce}"><input type="hidden" name="_csrf" value="${page.csrf}">
<fieldset><legend class="sr">${t('poll.choices')}</legend>${options.map(
    ({ title }, index) =>
      html`<label class="choice"><input type="${multiple ? 'checkbox' : 'radio'}" name="choices"
  value="${index}"${!multiple && ' required'}><span>${title}</span></label>`,
  )}</fieldset><p class="row"><button class="button secondary">${t('poll.vote')}</button><span class="meta">${
    multiple && html`${t('poll.several')} · `
  }${endsAt !== null && t('poll.ends', { when: t.until(endsAt, page.now) })}</span></p></form>`;
}

function outcome(page: Page, view: PollView, answered: boolean): Html {
  const { t } = page;
  const total = view.options.reduce((sum, { votes }) => sum + votes, 0);
  // Several answers each: the share is that of people, where their number is known.
  const whole = view.multiple && view.voters > 0 ? view.voters : total;
  return html`<ul class="results">${view.options.map(({ title, votes, chosen }) => {
    const share = whole > 0 ? Math.min(100, Math.round((votes / whole) * 100)) : 0;
    return html`<li><span class="result-title">${title}${chosen && html` ${icon(page, 'check')}<span class="sr">${t('poll.yours')}</span>`}</span><span class="share">${t('poll.share', { n: share })}</span><meter min="0"
  max="100" value="${share}" aria-hidden="true"></meter></li>`;
  })}</ul><p class="meta"${answered && html` tabindex="-1" data-focus`}>${t('poll.voters', { n: view.voters })} · ${
    view.closed ? t('poll.closed') : view.endsAt !== null && t('poll.ends', { when: t.until(view.endsAt, page.now) })
  }</p>`;
}
