import type { AccountView } from '../../src/accounts/view.ts';
import type { DecisionAct, DecisionView, Ground, NoteView, ReportView } from '../../src/moderation/view.ts';
import type { PostView } from '../../src/posts/view.ts';
import { errorSummary, type Form, hasFaults, hidden, noForm, postForm, radios, select, textArea } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { person } from '../link.ts';
import type { Page } from '../page.ts';
import { postArticle } from '../posts/article.ts';
import { time } from '../time.ts';
import { casePage } from './frame.ts';
import { caseTitle, reporter } from './queue.ts';

export interface Choices {
  acts: readonly DecisionAct[];
  grounds: readonly Ground[];
}

/** One report: what, who said it, the reporter's words, the notes of colleagues, then the decision. */
export function reportCase(
  page: Page,
  view: { report: ReportView; notes: NoteView[]; earlier: DecisionView[]; choices: Choices },
  form: Form,
): Html {
  const { t } = page;
  const { report, notes, earlier, choices } = view;
  const { target, takenBy, decision } = report;
  const mine = takenBy?.id === page.viewer?.id;
  return casePage(
    page,
    caseTitle(page, report),
    html`<div class="pad"><p class="meta">${reporter(page, report)}${report.sender?.email && html` · ${report.sender.email}`} · ${time(page, report.at)}</p>
<p class="row">${report.ground && html`<span class="tag neutral">${t(`ground.${report.ground}`)}</span>`}${
      takenBy &&
      html`<span class="tag ok">${icon(page, 'user-check')}${t('report.takenBy', { name: takenBy.displayName })}</span>`
    }${report.forwardedAt !== null && html`<span class="tag neutral">${icon(page, 'external-link')}${t('report.forwarded')}</span>`}</p></div>
${report.comment && html`<blockquote class="voice said">${report.comment}</blockquote>`}
${report.url && html`<p class="pad"><code>${report.url}</code></p>`}
<div class="sheet quiet-post">${report.posts.length > 0 ? report.posts.map((post) => postArticle({ ...page, viewer: null }, post)) : target ? person(page, target) : html`<p class="pad">${report.gone ? t('report.targetGone', { name: report.gone }) : t('report.nothingThere')}</p>`}</div>
${
  decision
    ? html`<section class="block"><h2>${t(`decided.${decision.act}`)}</h2><blockquote class="voice said">${decision.statement}</blockquote>
<p class="meta">${t(`ground.${decision.ground}`)} · ${decision.by?.displayName} · ${time(page, decision.at)}</p></section>`
    : html`<p class="pad row">${
        mine
          ? html`<button class="button secondary" form="act" formaction="/moderation/reports/${report.id}/take/delete">${t('report.leave')}</button>`
          : html`<button class="button secondary" form="act" formaction="/moderation/reports/${report.id}/take">${t(takenBy ? 'report.takeOver' : 'report.take')}</button>`
      }${
        target?.host &&
        report.forwardedAt === null &&
        html`<button class="button secondary" form="act" formaction="/moderation/reports/${report.id}/forward">${t('report.pass', { organisation: target.organisation.name })}</button>`
      }${target && html`<a class="button plain-button" href="/moderation/accounts/${target.id}">${t('case.account')}</a>`}</p>
${target?.host && report.forwardedAt === null && html`<p class="pad meta">${t('report.passHint')}</p>`}`
}
<section class="block" id="notes"><h2>${t('case.notes')}</h2>${
      notes.length > 0 &&
      html`<ul class="sheet lines">${notes.map((note) => html`<li><p>${note.text}</p><p class="meta">${note.by?.displayName} · ${time(page, note.at)}</p></li>`)}</ul>`
    }${postForm(
      page,
      `/moderation/reports/${report.id}/notes`,
      html`${textArea(page, noForm, { name: 'text', label: 'case.note', hint: t('case.noteHint'), rows: 2, maxLength: 2000 })}<button class="button secondary">${t('case.addNote')}</button>`,
    )}</section>
${earlierDecisions(page, earlier)}
${
  !decision &&
  html`<section class="block" id="decide"><h2>${t('case.decide')}</h2>${decisionForm(page, form, {
    action: `/moderation/reports/${report.id}/decision`,
    choices: target ? choices : { ...choices, acts: ['none'] },
    ground: report.ground ?? 'charter',
    posts: report.posts,
  })}</section>`
}`,
    hasFaults(form),
  );
}

/** One account: what was decided about it, and what may be decided without a report. */
export function accountCase(
  page: Page,
  view: { account: AccountView; limited: boolean; suspended: boolean; earlier: DecisionView[]; choices: Choices },
  form: Form,
): Html {
  const { t } = page;
  const { account, limited, suspended, earlier, choices } = view;
  return casePage(
    page,
    account.displayName,
    html`<div class="sheet people">${person(page, account)}</div>
<p class="pad row">${limited && html`<span class="tag warn">${t('members.limited')}</span>`}${suspended && html`<span class="tag bad">${t('members.suspended')}</span>`}</p>
${earlierDecisions(page, earlier)}
<section class="block" id="decide"><h2>${t('case.decide')}</h2>${decisionForm(page, form, {
      action: `/moderation/accounts/${account.id}/decision`,
      choices,
      ground: 'charter',
      posts: [],
    })}</section>`,
    hasFaults(form),
  );
}

const earlierDecisions = (page: Page, earlier: readonly DecisionView[]): Content =>
  earlier.length > 0 &&
  html`<section class="block"><h2>${page.t('case.earlier')}</h2><ul class="sheet lines">${earlier.map(
    (one) =>
      html`<li><p><b>${page.t(`decided.${one.act}`)}</b> · ${page.t(`ground.${one.ground}`)}${one.liftedAt !== null && html` · ${page.t('decision.lifted')}`}</p>
<p>${one.statement}</p><p class="meta">${one.by?.displayName} · ${time(page, one.at)}</p></li>`,
  )}</ul></section>`;

/** Fields: `act`, `ground`, `statement`, and `post` when several are reported. */
function decisionForm(
  page: Page,
  form: Form,
  options: { action: string; choices: Choices; ground: Ground; posts: readonly PostView[] },
): Html {
  const { t } = page;
  const { action, choices, ground, posts } = options;
  return postForm(
    page,
    action,
    html`${errorSummary(page, form)}${posts[0] && hidden('post', posts[0].id)}
${radios(page, form, {
  name: 'act',
  label: 'decision.act',
  value: choices.acts[0]!,
  choices: choices.acts.map((value) => ({ value, label: t(`judge.${value}`), hint: t(`judgeHint.${value}`) })),
})}
${select(page, form, { name: 'ground', label: 'decision.ground', value: ground, choices: choices.grounds.map((value) => ({ value, label: t(`ground.${value}`) })) })}
${textArea(page, form, { name: 'statement', label: 'decision.statement', hint: t('decision.statementHint'), rows: 5, maxLength: 2000 })}
<button class="button primary">${t('case.send')}</button>`,
  );
}
