import type { DecisionView, ReportView } from '../../src/moderation/view.ts';
import { empty } from '../empty.ts';
import { errorSummary, type Form, hasFaults, hidden, postForm, submit, textArea } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';
import { postArticle } from '../posts/article.ts';
import { time } from '../time.ts';

/** What was decided, on what ground and when; the words of the statement below. */
export function decisionFacts(page: Page, decision: DecisionView): Html {
  const { t } = page;
  return html`<dl class="facts sheet"><div><dt>${t('decision.act')}</dt><dd>${t(`decided.${decision.act}`)}${
    decision.liftedAt !== null && html` · ${t('decision.lifted')} ${time(page, decision.liftedAt)}`
  }</dd></div><div><dt>${t('decision.ground')}</dt><dd>${t(`ground.${decision.ground}`)}</dd></div>
<div><dt>${t('decision.when')}</dt><dd>${t.date(decision.at)}${decision.by && html` · ${decision.by.displayName}`}</dd></div>
<div><dt>${t('decision.statement')}</dt><dd>${decision.statement}</dd></div></dl>`;
}

/**
 * The statement of reasons, for its person (DSA 17): what, why, on what ground, by whom in general, and how to answer.
 * `key` opens it for who cannot sign in. Field: `appeal`.
 */
export function decisionPage(page: Page, decision: DecisionView, form: Form, key: string | null): Html {
  const { t } = page;
  const { post, appeal, appealUntil } = decision;
  const title = t(`decided.${decision.act}`);
  return layout(page, {
    title,
    sheet: 'desk',
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad">${page.viewer && html`<p><a href="/decisions">${t('decisions.title')}</a></p>`}<h1>${title}</h1>
<p class="lead">${t(`decidedHint.${decision.act}`)}</p></div>
${decisionFacts(page, { ...decision, by: null })}
${post && html`<section class="block"><h2>${t('decision.post')}</h2><div class="sheet quiet-post">${postArticle({ ...page, viewer: null }, post, { level: 3 })}</div></section>`}
<div class="pad"><p class="meta">${t('decision.human')}</p></div>
<section class="block"><h2>${t('appeal.title')}</h2>${
      appeal
        ? html`<blockquote class="voice said">${appeal.text}</blockquote><p class="meta">${t('appeal.sent')} ${time(page, appeal.at)}</p>${
            appeal.answer
              ? html`<h3>${t(appeal.answer.upheld ? 'appeal.upheld' : 'appeal.maintained')}</h3><blockquote class="voice said">${appeal.answer.text}</blockquote>`
              : html`<p>${t('appeal.waits')}</p>`
          }`
        : appealUntil === null
          ? html`<p>${t('appeal.closedSentence')}</p>`
          : postForm(
              page,
              `/decisions/${decision.id}/appeal`,
              html`${errorSummary(page, form)}${key && hidden('key', key)}
${textArea(page, form, { name: 'appeal', label: 'appeal.label', hint: t('appeal.hint', { when: t.date(appealUntil) }), rows: 6, maxLength: 2000 })}
${submit(t('appeal.do'))}`,
            )
    }<p class="meta">${t('appeal.elsewhere')}</p></section>`,
  });
}

/** What was decided about oneself, and what became of what one reported. */
export function decisionsPage(page: Page, decisions: readonly DecisionView[], reports: readonly ReportView[]): Html {
  const { t } = page;
  const state = ({ decision }: ReportView): Content =>
    decision
      ? html`<span class="tag ok">${t(`decided.${decision.act}`)}</span>`
      : html`<span class="tag neutral">${t('report.waits')}</span>`;
  return layout(page, {
    title: t('decisions.title'),
    sheet: 'desk',
    noIndex: true,
    main: html`<div class="pad"><h1>${t('decisions.title')}</h1></div>
<section class="block"><h2>${t('decisions.aboutYou')}</h2>${
      decisions.length === 0
        ? empty(t('decisions.none'), t('decisions.noneSentence'))
        : html`<ul class="sheet lines">${decisions.map(
            (one) =>
              html`<li><p><a href="/decisions/${one.id}">${t(`decided.${one.act}`)}</a></p><p class="meta">${t(`ground.${one.ground}`)} · ${time(page, one.at)}</p></li>`,
          )}</ul>`
    }</section>${
      reports.length > 0 &&
      html`<section class="block"><h2>${t('decisions.reported')}</h2><ul class="sheet lines">${reports.map(
        (one) =>
          html`<li><p>${one.target ? t('reports.about', { name: one.target.displayName }) : one.url} ${state(one)}</p>
<p class="meta">${time(page, one.at)}${one.decision && html` · ${one.decision.statement}`}</p></li>`,
      )}</ul></section>`
    }`,
  });
}
