import type { DecisionView, ReportView } from '../../src/moderation/view.ts';
import { empty } from '../empty.ts';
import { errorSummary, type Form, hasFaults, postForm, radios, submit, textArea } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { ring } from '../link.ts';
import type { Page } from '../page.ts';
import { postArticle } from '../posts/article.ts';
import { time } from '../time.ts';
import { decisionFacts } from './decision.ts';
import { casePage, moderationFrame, type Waiting } from './frame.ts';

/** Reports that wait, the oldest first; or those that were answered, the last first. */
export function queuePage(page: Page, waiting: Waiting, reports: readonly ReportView[], closed = false): Html {
  const { t } = page;
  return moderationFrame(
    page,
    waiting,
    t(closed ? 'moderation.closedLead' : 'moderation.openLead'),
    reports.length === 0
      ? html`<div id="new-bar"></div>${empty(t('reports.none'), t('reports.noneSentence'))}`
      : html`<div id="new-bar"></div><ol class="sheet lines">${reports.map((report) => html`<li data-step>${reportLine(page, report)}</li>`)}</ol>`,
    closed ? undefined : '/moderation/live',
  );
}

function reportLine(page: Page, report: ReportView): Html {
  const { t } = page;
  const { target, ground, decision } = report;
  const excerpt = report.comment.length > 140 ? `${report.comment.slice(0, 140)}…` : report.comment;
  return html`<div class="line" id="report-${report.id}">${target && ring(page, target, 's')}<div class="line-in">
<p><a href="/moderation/reports/${report.id}">${caseTitle(page, report)}</a></p>
<p class="meta">${target && html`<span class="org h${target.organisation.hue}">${target.organisation.name}</span> · `}${reporter(page, report)} · ${time(page, report.at)}</p>
${excerpt && html`<p class="excerpt">${excerpt}</p>`}<p class="row">${ground && html`<span class="tag neutral">${t(`ground.${ground}`)}</span>`}${lock(page, report)}${decision && html`<span class="tag neutral">${icon(page, 'check')}${t(`decided.${decision.act}`)}</span>`}</p></div></div>`;
}

/** Who has taken the case, if it waits; also sent alone. */
export const lock = (page: Page, { id, takenBy, decision }: ReportView): Html =>
  html`<span id="lock-${id}">${
    takenBy &&
    !decision &&
    html`<span class="tag ok">${icon(page, 'user-check')}${page.t('report.takenBy', { name: takenBy.displayName })}</span>`
  }</span>`;

export function caseTitle({ t }: Page, { target, gone }: ReportView): string {
  const name = target?.displayName ?? gone;
  return name ? t('reports.about', { name }) : t('reports.aboutAddress');
}

/** Who reports, in words: a member, another server, somebody without an account, or who has left. */
export function reporter({ t }: Page, { by, from, sender, left }: ReportView): string {
  if (left) return t('reports.byLeft');
  if (by) return t('reports.by', { name: by.displayName });
  return from ? t('reports.from', { host: from }) : t('reports.by', { name: sender?.name || t('reports.unnamed') });
}

/** Appeals that wait, the oldest first. */
export function appealsPage(page: Page, waiting: Waiting, appeals: readonly DecisionView[]): Html {
  const { t } = page;
  return moderationFrame(
    page,
    waiting,
    t('appeal.lead'),
    appeals.length === 0
      ? empty(t('appeal.none'), t('appeal.noneSentence'))
      : html`<ol class="sheet lines">${appeals.map(
          (one) =>
            html`<li><div class="line">${one.about && ring(page, one.about, 's')}<div class="line-in">
<p><a href="/moderation/appeals/${one.id}">${appealTitle(page, one)}</a></p>
<p class="meta">${t(`decided.${one.act}`)} · ${one.by?.displayName} · ${time(page, one.appeal?.at ?? one.at)}</p>
<p class="excerpt">${one.appeal?.text}</p></div></div></li>`,
        )}</ol>`,
  );
}

const appealTitle = ({ t }: Page, { about }: DecisionView): string =>
  t('appeal.of', { name: about?.displayName ?? '' });

/** One appeal and its answer, by somebody else than who decided. Fields: `upheld` (`yes`, `no`), `answer`. */
export function appealCase(page: Page, decision: DecisionView, form: Form): Html {
  const { t } = page;
  return casePage(
    page,
    appealTitle(page, decision),
    html`${decisionFacts(page, decision)}
${decision.post && html`<div class="sheet quiet-post">${postArticle({ ...page, viewer: null }, decision.post)}</div>`}
<blockquote class="voice said">${decision.appeal?.text}</blockquote>
${
  decision.by?.id === page.viewer?.id
    ? html`<p class="note">${t('appeal.byAnother')}</p>`
    : postForm(
        page,
        `/moderation/appeals/${decision.id}`,
        html`${errorSummary(page, form)}
${radios(page, form, {
  name: 'upheld',
  label: 'appeal.verdict',
  value: 'no',
  choices: [
    { value: 'no', label: t('appeal.maintain'), hint: t('appeal.maintainHint') },
    { value: 'yes', label: t('appeal.uphold'), hint: t('appeal.upholdHint') },
  ],
})}
${textArea(page, form, { name: 'answer', label: 'appeal.answer', hint: t('appeal.answerHint'), maxLength: 2000 })}
${submit(t('appeal.send'))}`,
      )
}`,
    hasFaults(form),
  );
}
