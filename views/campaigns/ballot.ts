import type { BallotSettings, Position } from '../../src/campaigns/steps/ballot/settings.ts';
import type { ContributionView, StepView } from '../../src/campaigns/view.ts';
import { errorSummary, type Form, field, hasFaults, hidden, noForm, postForm, submit } from '../form.ts';
import { type Content, type Html, html, raw } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';
import { type BallotResults, results } from './ballot-results.ts';
import { ballotTools } from './ballot-tools.ts';
import { actForm } from './contribution.ts';
import type { CampaignFrame } from './frame.ts';
import { positionWords } from './words.ts';

export interface BallotView {
  frame: CampaignFrame;
  step: StepView;
  form: Form;
  settings: BallotSettings;
  clauses: ContributionView[];
  turnout: { electors: number; turnout: number; listed: boolean };
  listClosesAt: number | null;
  /** The viewer on the list; null: not on it, or nobody signed in. */
  standing: { voted: boolean } | null;
  /** Their own ballot, where it is open or its receipt was given. */
  mine: Record<string, { position: string; reason: string }> | null;
  /** Why one does not vote now. */
  closed: string | null;
  results: BallotResults | null;
}

/** What is decided, by whom and until when, in one glance; then the clauses; after the end what came of it. */
export function ballotView(page: Page, view: BallotView): Html {
  const { t } = page;
  return html`${terms(page, view)}${view.form.values.receiptShown && shownReceipt(page, view.form.values.receiptShown)}${
    view.results ? results(page, view, view.results) : ballotBody(page, view)
  }${view.standing?.voted && checkForm(page, view)}${view.frame.campaign.facilitates && view.frame.campaign.community.host === null ? ballotTools(page, view) : null}${
    view.clauses.length === 0 && html`<p class="pad">${t('ballot.none')}</p>`
  }`;
}

/** Who may vote, the quorum, the end, secrecy: one line each. */
function terms(page: Page, { settings, turnout, step, listClosesAt, results: over }: BallotView): Html {
  const { t } = page;
  const { electors, turnout: voted } = over ? over.sum : turnout;
  const percent = electors > 0 ? Math.round((voted / electors) * 100) : 0;
  const day = listClosesAt === null ? null : t.day(listClosesAt, page.now);
  const who =
    settings.electorate === 'named'
      ? t('ballot.who.named', { n: electors })
      : day
        ? t('ballot.who.members', { n: electors, day })
        : t('ballot.who.membersNow', { n: electors });
  return html`<div class="sheet terms"><ul>
<li>${icon(page, 'users')}<span>${who}</span></li>
<li>${icon(page, settings.secret ? 'lock' : 'eye')}<span>${t(settings.secret ? 'ballot.secretLine' : 'ballot.openLine')}</span></li>
${step.endsAt !== null && html`<li>${icon(page, 'clock')}<span>${t(over ? 'ballot.ended' : 'ballot.until', { moment: t.moment(step.endsAt) })}</span></li>`}</ul>
<div class="turnout"><p><b>${t('ballot.turnout', { n: voted, electors })}</b> <span class="meta">${t('ballot.percent', { n: percent })}${settings.quorum > 0 && html` · ${t('ballot.quorum', { n: settings.quorum })}`}</span></p>
<meter min="0" max="100" value="${percent}"${settings.quorum > 0 && html` low="${settings.quorum}"`} aria-label="${t('ballot.turnoutLabel')}">${t('ballot.percent', { n: percent })}</meter>
${settings.secret && electors > 0 && electors < 5 && html`<p class="meta">${t('ballot.fewElectors')}</p>`}</div></div>`;
}

function ballotBody(page: Page, view: BallotView): Content {
  const { t, viewer } = page;
  const { closed, standing, frame } = view;
  if (view.clauses.length === 0) return null;
  if (closed) return html`<p class="callout">${t.dynamic(closed)}</p>${listed(page, view)}`;
  if (!viewer) {
    const { name, organisation } = frame.campaign.community;
    return html`<p class="pad meta">${t('ballot.signIn', { handle: `@${name}@${organisation.host}` })}</p>${listed(page, view)}`;
  }
  if (!standing) return html`<p class="callout">${t('ballot.noElector')}</p>${listed(page, view)}`;
  return standing.voted ? changing(page, view) : voting(page, view);
}

/** The clauses to be read, with nothing to press. */
const listed = (page: Page, { clauses, settings }: BallotView): Html =>
  html`<ol class="sheet clauses">${clauses.map((one) => html`<li class="clause">${clauseText(one)}</li>`)}</ol>${settings.mode !== 'clauses' && html`<p class="pad meta">${modeSentence(page, settings)}</p>`}`;

export const clauseText = (one: ContributionView): Html =>
  html`<h3 class="voice"${one.language && html` lang="${one.language}"`}><a href="${one.path}">${one.title}</a></h3>${one.html && html`<div class="voice about">${raw(one.html)}</div>`}`;

const modeSentence = ({ t }: Page, { mode, most }: BallotSettings): string =>
  mode === 'single' ? t('ballot.chooseOne') : most > 0 ? t('ballot.chooseSome', { n: most }) : t('ballot.chooseAny');

function voting(page: Page, view: BallotView): Html {
  const { t } = page;
  const form = view.form.values.doing ? noForm : view.form;
  return postForm(
    page,
    `/campaign-steps/${view.step.id}/votes`,
    html`${errorSummary(page, form)}${choices(page, view, form)}<p class="meta">${t('ballot.changeable')}</p>${submit(t('ballot.send'))}`,
    { class: 'ballot' },
  );
}

/** One voted: it can be changed until the end. */
function changing(page: Page, view: BallotView): Html {
  const { t } = page;
  const form = view.form.values.doing === 'change' ? view.form : noForm;
  const { secret } = view.settings;
  return html`<p class="callout">${icon(page, 'check')}<span>${t('ballot.voted')}</span></p><details class="again"${hasFaults(form) && html` open`}><summary>${t('ballot.change')}</summary>${postForm(
    page,
    `/campaign-steps/${view.step.id}/votes/change`,
    html`${errorSummary(page, form)}${hidden('doing', 'change')}${secret && receiptField(page, form, 'receipt')}${choices(page, view, form)}${submit(t('ballot.changeNow'))}`,
    { class: 'ballot' },
  )}</details>`;
}

const receiptField = (page: Page, form: Form, name: string): Html =>
  field(page, form, { name, label: 'ballot.receipt', hint: page.t('ballot.receiptHint'), maxLength: 20, exact: true });

function choices(page: Page, view: BallotView, form: Form): Html {
  const { settings, clauses, mine } = view;
  if (settings.mode === 'clauses')
    return html`${clauses.map((one, place) => clauseField(page, one, place, form, mine))}`;
  const fault = form.faults.chosen;
  const single = settings.mode === 'single';
  return html`<fieldset class="field clause${fault && ' wrong'}" id="f-chosen"><legend>${modeSentence(page, settings)}</legend>${faultOf(page, form, 'chosen')}${clauses.map(
    (one) => {
      const name = single ? 'chosen' : `c-${one.id}`;
      const was = hasFaults(form) ? form.values[name] === (single ? one.id : 'on') : mine?.[one.id] !== undefined;
      return html`<label class="choice"><input type="${single ? 'radio' : 'checkbox'}" name="${name}" value="${single ? one.id : 'on'}"${was && html` checked`}><span><b>${one.title}</b>${one.html && html`<small>${raw(one.html)}</small>`}</span></label>`;
    },
  )}</fieldset>`;
}

const faultOf = (page: Page, form: Form, name: string): Content =>
  form.faults[name] &&
  html`<p class="fault">${icon(page, 'triangle-alert')}${page.t.dynamic(form.faults[name].key, form.faults[name].args)}</p>`;

const shown = Object.entries(positionWords).filter(([name]) => name !== 'chosen') as [
  Position,
  (typeof positionWords)[Position],
][];

/** One clause: four words, and a reason, asked kindly of who is against. */
function clauseField(page: Page, one: ContributionView, place: number, form: Form, mine: BallotView['mine']): Html {
  const { t } = page;
  const name = `clause-${one.id}`;
  const chosen = form.values[`p-${one.id}`] ?? mine?.[one.id]?.position;
  const reason = form.values[`r-${one.id}`] ?? mine?.[one.id]?.reason ?? '';
  return html`<fieldset class="field clause${form.faults[name] && ' wrong'}" id="f-${name}"><legend><span class="meta">${t('ballot.clauseN', { n: place + 1 })}</span> <span class="voice">${one.title}</span></legend>${faultOf(page, form, name)}${
    one.html && html`<div class="voice about">${raw(one.html)}</div>`
  }<div class="positions">${shown.map(
    ([position, label]) =>
      html`<label><input type="radio" name="p-${one.id}" value="${position}"${chosen === position && html` checked`}><span>${t(label)}</span></label>`,
  )}</div><details${reason && html` open`}><summary>${t('ballot.reasonAdd')}</summary><label for="r-${one.id}">${t('ballot.reason')}</label><p class="hint" id="rh-${one.id}">${t('ballot.reasonHint')}</p><textarea id="r-${one.id}" name="r-${one.id}" rows="2" maxlength="300" aria-describedby="rh-${one.id}">
${reason}</textarea></details></fieldset>`;
}

/** Shown once: nobody can read it again, not even the server. */
const shownReceipt = (page: Page, receipt: string): Html =>
  html`<div class="sheet receipt" role="status" tabindex="-1" data-focus><h3>${icon(page, 'check')}${page.t('ballot.counted')}</h3><p>${page.t('ballot.receiptOnce')}</p><p class="code"><code>${receipt}</code></p></div>`;

/** What stands in the box under a receipt. */
function checkForm(page: Page, view: BallotView): Html {
  const { t } = page;
  const form = view.form.values.doing === 'check' ? view.form : noForm;
  const found = form.values.found === 'yes' && view.mine;
  return html`<details class="again"${(hasFaults(form) || found) && html` open`}><summary>${t('ballot.check')}</summary>${
    found &&
    html`<div class="callout"><div><p>${icon(page, 'check')}<b>${t('ballot.found')}</b></p><ul>${view.clauses.flatMap(
      (one) => {
        const vote = view.mine?.[one.id];
        return vote ? [html`<li>${one.title} · <b>${t(positionWords[vote.position as Position])}</b></li>`] : [];
      },
    )}</ul></div></div>`
  }${postForm(
    page,
    `/campaign-steps/${view.step.id}/votes/check`,
    html`${errorSummary(page, form)}${hidden('doing', 'check')}${field(page, form, { name: 'code', label: 'ballot.receipt', maxLength: 20, exact: true })}${submit(t('ballot.checkNow'))}`,
  )}</details>`;
}

/** For who takes a clause out again. */
export const withdrawClauseForm = (page: Page, id: string): Html =>
  actForm(page, `/contributions/${id}/withdraw-clause`, page.t('ballot.withdraw'), { class: 'quiet' });
