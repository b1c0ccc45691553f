import type { ContributionView, StepView } from '../../src/campaigns/view.ts';
import type { Key } from '../../src/platform/i18n.ts';
import { errorSummary, type Form, field, hasFaults, hidden, noForm, postForm, submit, textArea } from '../form.ts';
import { type Content, type Html, html, raw } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';
import { tabs } from '../tabs.ts';
import { answerOf, byline, stateTag, supportBar } from './contribution.ts';
import type { CampaignFrame } from './frame.ts';
import { verdictWords } from './words.ts';

export interface QuestionsView {
  frame: CampaignFrame;
  step: StepView;
  form: Form;
  show: string;
  questions: ContributionView[];
  claims: ContributionView[];
  /** What was asked already, for who is about to ask the same. */
  similar: ContributionView[];
  /** Why nobody asks now; null when one may. */
  closed: string | null;
}

/** Asking first, then what was asked: with proof, without, refused with a reason. */
export function questionsView(page: Page, view: QuestionsView): Html {
  const { t } = page;
  const { step, show, questions, claims } = view;
  const list = (name: string, label: Key) => ({
    href: name === 'all' ? step.path : `${step.path}?show=${name}`,
    label: t(label),
  });
  const shown = [
    list('all', 'question.all'),
    list('unanswered', 'question.unanswered'),
    list('answered', 'question.withAnswer'),
  ];
  return html`${askForm(page, view)}${claims.length > 0 && claimList(page, view)}${tabs(page, t('question.show'), shown, show === 'all' ? step.path : `${step.path}?show=${show}`)}
<div class="sheet contributions">${questions.map((one) => question(page, one, view.frame, view.form))}${
    questions.length === 0 && html`<p class="pad">${t('question.none')}</p>`
  }</div>${view.frame.campaign.facilitates && !view.closed && claimForm(page, view)}`;
}

function askForm(page: Page, { step, form, similar, closed, frame }: QuestionsView): Content {
  const { t, viewer } = page;
  if (closed) return html`<p class="pad callout">${t.dynamic(closed)}</p>`;
  if (!viewer)
    return html`<p class="pad meta">${t('campaign.signInToTakePart', { handle: `@${frame.campaign.community.name}@${frame.campaign.community.organisation.host}` })}</p>`;
  const mine = form.values.answering || form.values.refusing ? noForm : form;
  const action = `/campaign-steps/${step.id}/questions`;
  return html`${postForm(
    page,
    action,
    html`${errorSummary(page, mine)}${field(page, mine, { name: 'title', label: 'question.ask', hint: t('question.askHint', { n: frame.campaign.answerDays }), maxLength: 200 })}
<details${mine.values.text && html` open`}><summary>${t('question.details')}</summary>${textArea(page, mine, { name: 'text', label: 'question.detailsLabel', optional: true, rows: 3, maxLength: 5000 })}</details>
${similar.length > 0 && similarList(page, similar)}${submit(t(similar.length ? 'question.askAnyway' : 'question.send'))}`,
  )}`;
}

/** What is close to what one is about to ask; asking anyway stays one button. */
const similarList = (page: Page, similar: ContributionView[]): Html =>
  html`<div class="callout" role="status"><div><b>${page.t('question.similar')}</b><ul class="plain">${similar.map(
    (one) =>
      html`<li><a href="#c-${one.id}">${one.title}</a> <span class="meta">${page.t('question.wanted', { n: one.supports })}</span></li>`,
  )}</ul></div></div>${hidden('sure', 'on')}`;

/** A question, how many want to know, and what it got. */
export function question(page: Page, one: ContributionView, frame: CampaignFrame, form: Form = noForm): Html {
  const { t } = page;
  return html`<article class="contribution" id="c-${one.id}"><p class="row">${questionTag(page, one)}<span class="meta">${t('question.wanted', { n: one.supports })}</span></p>
<h3 class="voice"${one.language && html` lang="${one.language}"`}>${t('campaign.quoted', { words: one.title })}</h3>${one.html && html`<div class="voice about">${raw(one.html)}</div>`}
${byline(page, one)}${one.state === 'refused' && html`<p class="callout"><span><b>${t('question.refusedBecause')}</b> ${one.reason}</span></p>`}${answerOf(page, one)}${findings(page, one)}
${supportBar(page, one, { give: 'question.want', given: 'question.wantGiven' })}
${one.state === 'answered' && findingForm(page, one)}${frame.campaign.facilitates && one.state !== 'answered' && answerForms(page, one, form)}</article>`;
}

function questionTag(page: Page, { state, answer, dueAt, createdAt }: ContributionView): Content {
  const { t, now } = page;
  if (state === 'refused') return stateTag(page, state);
  const proved = answer && answer.evidence.length + answer.media.length > 0;
  if (state === 'answered')
    return html`<span class="tag ok">${icon(page, 'check')}${t(proved ? 'question.answeredWithProof' : 'question.answered')}</span>`;
  const days = Math.floor((now - createdAt) / 86_400_000);
  const late = dueAt !== null && now > dueAt;
  return html`<span class="tag ${late ? 'warn' : 'neutral'}">${icon(page, 'clock')}${t('question.unansweredFor', { n: days })}</span>`;
}

/** Of who went to see: how many say what. */
function findings({ t }: Page, { findings: { confirmed, refuted, unsure } }: ContributionView): Content {
  if (confirmed + refuted + unsure === 0) return null;
  return html`<p class="meta">${t('finding.counts', { confirmed, refuted, unsure })}</p>`;
}

function findingForm(page: Page, one: ContributionView): Content {
  const { t, viewer } = page;
  if (!viewer) return null;
  return html`<details><summary>${t('finding.say')}</summary>${postForm(
    page,
    `/contributions/${one.id}/findings`,
    html`<fieldset class="field"><legend>${t('finding.what')}</legend>${Object.entries(verdictWords).map(
      ([verdict, label]) =>
        html`<label class="choice"><input type="radio" name="verdict" value="${verdict}" required><span><b>${t(label)}</b></span></label>`,
    )}</fieldset><div class="field"><label for="note-${one.id}">${t('finding.note')} <span class="meta">${t('form.optional')}</span></label><textarea id="note-${one.id}" name="note" rows="2" maxlength="500"></textarea></div>${submit(t('finding.send'))}`,
  )}</details>`;
}

/** For facilitators: answering with proof, or saying why there is no answer. */
function answerForms(page: Page, one: ContributionView, form: Form): Html {
  const { t } = page;
  const answering = form.values.answering === one.id ? form : noForm;
  const refusing = form.values.refusing === one.id ? form : noForm;
  const id = (name: string) => `${name}-${one.id}`;
  return html`<details${hasFaults(answering) && html` open`}><summary>${t('question.answer')}</summary>${postForm(
    page,
    `/contributions/${one.id}/answer`,
    html`${errorSummary(page, answering)}<div class="field"><label for="${id('text')}">${t('question.answerText')}</label><textarea id="${id('text')}" name="text" rows="4" maxlength="5000" required>
${answering.values.text ?? ''}</textarea></div>
${[0, 1].map(
  (
    n,
  ) => html`<fieldset class="field pair"><legend>${t('question.proof', { n: n + 1 })}</legend><label for="${id(`proof-${n}`)}">${t('question.proofTitle')}</label><input id="${id(`proof-${n}`)}" name="proof-${n}" maxlength="120" value="${answering.values[`proof-${n}`] ?? ''}">
<label for="${id(`proofUrl-${n}`)}">${t('question.proofUrl')}</label><input id="${id(`proofUrl-${n}`)}" name="proofUrl-${n}" type="url" value="${answering.values[`proofUrl-${n}`] ?? ''}"></fieldset>`,
)}
<div class="field"><label for="${id('files')}">${t('question.pictures')} <span class="meta">${t('form.optional')}</span></label><input id="${id('files')}" type="file" name="files" multiple accept="image/*"></div>
${submit(t('question.answerNow'))}`,
    { files: true },
  )}</details>${
    one.state === 'open' &&
    html`<details${hasFaults(refusing) && html` open`}><summary>${t('question.refuse')}</summary>${postForm(
      page,
      `/contributions/${one.id}/refuse`,
      html`${errorSummary(page, refusing)}<div class="field"><label for="${id('reason')}">${t('question.refuseReason')}</label><textarea id="${id('reason')}" name="reason" rows="2" maxlength="500" required></textarea></div>${submit(t('question.refuseNow'))}`,
    )}</details>`
  }`;
}

/** What the organisers say and everybody may verify, numbered. */
const claimList = (page: Page, { claims, frame }: QuestionsView): Html =>
  html`<section class="block" aria-labelledby="claims"><h3 id="claims">${page.t('claim.title')}</h3><ol class="sheet contributions claims">${claims.map(
    (one) =>
      html`<li class="contribution" id="c-${one.id}"><p class="voice"><b>${one.title}</b></p>${one.html && html`<div class="voice about">${raw(one.html)}</div>`}${byline(page, one)}${findings(page, one)}${page.viewer && frame.campaign.state === 'open' && findingForm(page, one)}</li>`,
  )}</ol></section>`;

const claimForm = (page: Page, { step }: QuestionsView): Html =>
  html`<details class="pad"><summary>${page.t('claim.add')}</summary>${postForm(
    page,
    `/campaign-steps/${step.id}/questions`,
    html`${hidden('kind', 'claim')}<div class="field"><label for="claim">${page.t('claim.label')}</label><p class="hint" id="h-claim">${page.t('claim.hint')}</p><input id="claim" name="title" maxlength="200" aria-describedby="h-claim" required></div>
<div class="field"><label for="claim-text">${page.t('claim.text')} <span class="meta">${page.t('form.optional')}</span></label><textarea id="claim-text" name="text" rows="3" maxlength="5000"></textarea></div>${submit(page.t('claim.send'))}`,
  )}</details>`;

/** On the campaign's own page: the last answers with proof, and what waits longest. */
export const questionsDigest = (
  page: Page,
  { step, questions, frame }: { step: StepView; questions: ContributionView[]; frame: CampaignFrame },
): Html =>
  html`<section class="block" aria-labelledby="d-${step.id}"><div class="row spread pad"><h2 id="d-${step.id}">${page.t('question.digest')}</h2><a href="${step.path}">${page.t('question.digestAll')}</a></div><div class="sheet contributions">${questions.map((one) => question(page, one, { ...frame, campaign: { ...frame.campaign, facilitates: false } }))}</div></section>`;
