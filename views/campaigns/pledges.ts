import type { Meter, PledgeView } from '../../src/campaigns/steps/pledges/pledge-views.ts';
import type { ContributionView, StepView } from '../../src/campaigns/view.ts';
import {
  errorSummary,
  type Form,
  field,
  hasFaults,
  noForm,
  postForm,
  radios,
  select,
  submit,
  textArea,
} from '../form.ts';
import { type Content, type Html, html, raw } from '../html.ts';
import { icon } from '../icons.ts';
import { disc, organisationName, ring } from '../link.ts';
import type { Page } from '../page.ts';
import { time } from '../time.ts';
import { actForm, proofList } from './contribution.ts';
import type { CampaignFrame } from './frame.ts';
import { tellForm, verifyForm } from './tell.ts';
import { levelWords, outcomeWords, unitWords } from './words.ts';

export interface PledgesView {
  frame: CampaignFrame;
  step: StepView;
  form: Form;
  meter: Meter;
  models: string[];
  pledges: PledgeView[];
  /** The viewer speaks for their organisation. */
  speaks: boolean;
  byInitials: boolean;
  /** For facilitators. */
  settings: { goal: number; models: string };
  closed: string | null;
}

/** How far we are, « Je m'engage », and what is promised; no one is ranked. */
export function pledgesView(page: Page, view: PledgesView): Html {
  const { t } = page;
  const { pledges, meter, step } = view;
  return html`<div class="sheet goal" id="meter">${meterOf(page, meter)}${toldLine(page, meter)}</div>${pledging(page, view)}
<section class="block" aria-labelledby="pledges"><h3 id="pledges">${t('pledge.all')}</h3><div class="sheet contributions">${pledges.map((one) => pledgeCard(page, one, view))}${pledges.length === 0 && html`<p class="pad">${t('pledge.none')}</p>`}</div></section>${
    view.frame.campaign.facilitates && settingsForm(page, step, view)
  }`;
}

/** The figure and how far it is from the goal. */
export function meterOf(page: Page, { active, waiting, goal }: Meter): Html {
  const { t } = page;
  const words = goal ? t('pledge.lineOf', { n: active, goal }) : t('pledge.line', { n: active });
  return html`<p class="figure"><b>${t.number(active)}</b> <span>${goal ? t('pledge.of', { goal }) : t('pledge.word', { n: active })}</span></p>${
    goal > 0 && html`<meter min="0" max="${goal}" value="${Math.min(active, goal)}" aria-label="${words}"></meter>`
  }${waiting > 0 && html`<p class="meta">${t('pledge.waiting', { n: waiting })}</p>`}`;
}

function toldLine(page: Page, { told, promised }: Meter): Content {
  const { t } = page;
  const amounts = promised.map(({ unit, amount }) => t(unitWords[unit].amount, { n: amount }));
  const all = told.declared + told.evidenced + told.verified;
  return html`${amounts.length > 0 && html`<p class="meta">${t('pledge.promised', { amounts: t.list(amounts) })}</p>`}${
    all > 0 && html`<p class="meta">${t('pledge.toldCounts', { ...told })}</p>`
  }`;
}

function pledging(page: Page, view: PledgesView): Content {
  const { t, viewer } = page;
  const { closed, frame, form, step, models } = view;
  if (closed) return html`<p class="pad callout">${t.dynamic(closed)}</p>`;
  if (!viewer)
    return html`<p class="pad meta">${t('campaign.signInToTakePart', { handle: `@${frame.campaign.community.name}@${frame.campaign.community.organisation.host}` })}</p>`;
  const mine = form.values.telling || form.values.setting ? noForm : form;
  const asked = Object.keys(mine.values).length > 0;
  return html`<div class="pledging" id="pledge">${
    models.length > 0 &&
    html`<p class="pad"><b>${t('pledge.models')}</b></p><ul class="models">${models.map(
      (model, n) => html`<li><a href="${step.path}?model=${n}#pledge">${icon(page, 'sprout')}${model}</a></li>`,
    )}</ul>`
  }<details class="pad"${asked && html` open`}><summary class="button primary">${icon(page, 'sprout')}${t('pledge.pledge')}</summary>${pledgeForm(page, view, mine)}</details></div>`;
}

function pledgeForm(page: Page, { step, speaks, byInitials }: PledgesView, form: Form): Html {
  const { t } = page;
  const unitChoices = Object.entries(unitWords).map(([value, { label }]) => ({ value, label: t(label) }));
  const names = [
    { value: 'own', label: t('pledge.name.own') },
    ...(byInitials
      ? [{ value: 'initials', label: t('pledge.name.initials'), hint: t('pledge.name.initialsHint') }]
      : []),
    ...(speaks ? [{ value: 'organisation', label: t('pledge.name.organisation') }] : []),
  ];
  return postForm(
    page,
    `/campaign-steps/${step.id}/pledges`,
    html`${errorSummary(page, form)}${field(page, form, { name: 'title', label: 'pledge.title', hint: t('pledge.titleHint'), maxLength: 200 })}
<div class="pair-fields">${field(page, form, { name: 'amount', label: 'exchange.howMuch', value: '1', exact: true })}${select(page, form, { name: 'unit', label: 'pledge.unit', choices: unitChoices })}</div>
${field(page, form, { name: 'until', label: 'pledge.until', hint: t('pledge.untilHint'), type: 'date' })}
${names.length > 1 && radios(page, form, { name: 'name', label: 'pledge.name', value: 'own', choices: names })}
<details${(form.values.text || form.faults.threshold || (form.values.threshold && form.values.threshold !== '0')) && html` open`}><summary>${t('pledge.more')}</summary>${field(page, form, { name: 'threshold', label: 'pledge.threshold', hint: t('pledge.thresholdHint'), type: 'number', optional: true })}${textArea(page, form, { name: 'text', label: 'exchange.details', optional: true, rows: 3, maxLength: 5000 })}</details>${submit(t('pledge.send'))}`,
  );
}

function pledgeCard(page: Page, view: PledgeView, { step, form, closed, frame }: PledgesView): Html {
  const { t, now, viewer } = page;
  const { one, pledge, own } = view;
  const much = t(unitWords[pledge.unit].amount, { n: pledge.amount });
  const telling = form.values.telling === one.id ? form : noForm;
  const over = ['abandoned', 'announced', 'draft'].includes(frame.campaign.state);
  return html`<article class="contribution" id="c-${one.id}"><p class="row">${tags(page, view)}<span class="meta">${much} · ${t('pledge.toldBy', { day: t.day(pledge.until, now) })}</span></p>
<h4 class="voice"${one.language && html` lang="${one.language}"`}>${t('campaign.quoted', { words: one.title })}</h4>${one.html && !pledge.initials && html`<div class="voice about">${raw(one.html)}</div>`}
<p class="meta byline">${
    pledge.initials
      ? html`<b>${pledge.initials}</b> · ${organisationName(one.author)}`
      : html`${disc(one.author)} <a href="${one.author.path}">${one.author.displayName}</a> · ${organisationName(one.author)}`
  } · <a href="${one.path}">${t('campaign.comments', { n: one.comments })}</a></p>${toldOf(page, one)}
<div class="row">${
    viewer &&
    !closed &&
    !own &&
    html`<a class="button secondary small" href="${step.path}?like=${one.id}#pledge">${t('pledge.takeUp')}</a>`
  }${own && actForm(page, `/contributions/${one.id}/withdraw`, t('pledge.withdraw'), { class: 'plain-button' })}</div>${own && !over && tellForm(page, view, telling)}${view.verifiable && verifyForm(page, view)}</article>`;
}

/** What who pledged tells, with the proof. */
const toldOf = (page: Page, { answer }: ContributionView): Content =>
  answer &&
  html`<div class="answer">${ring(page, answer.author, 's')}<div><div class="voice">${raw(answer.html)}</div><p class="meta">${time(page, answer.at)}</p>${proofList(page, answer)}</div></div>`;

function tags(page: Page, { pledge, holds }: PledgeView): Content {
  const { t, now } = page;
  const { told, level, threshold, until } = pledge;
  const outcome = told && outcomeWords[told];
  if (outcome)
    return html`<span class="tag ${outcome.look}">${told === 'kept' && icon(page, 'check')}${t(outcome.label)}</span>${level && told !== 'notYet' && html`<span class="tag ${level === 'verified' ? 'ok' : 'neutral'}">${t(levelWords[level])}</span>`}`;
  if (!holds) return html`<span class="tag warn">${t('pledge.ifOthers', { n: threshold })}</span>`;
  if (now > until) return html`<span class="tag neutral">${icon(page, 'clock')}${t('pledge.toTell')}</span>`;
  return threshold > 0 && html`<span class="tag ok">${t('pledge.othersDo', { n: threshold })}</span>`;
}

const settingsForm = (page: Page, step: StepView, { settings, form }: PledgesView): Html => {
  const { t } = page;
  const mine = form.values.setting ? form : noForm;
  const id = (name: string) => `setting-${name}`;
  return html`<details class="pad" id="c-settings"${hasFaults(mine) && html` open`}><summary>${t('pledge.settings')}</summary>${postForm(
    page,
    `/campaign-steps/${step.id}/pledge-settings`,
    html`${errorSummary(page, mine)}<div class="field"><label for="${id('goal')}">${t('pledge.goal')}</label><input id="${id('goal')}" name="goal" type="number" min="0" value="${mine.values.goal ?? settings.goal}"></div><div class="field"><label for="${id('models')}">${t('pledge.modelLines')}</label><textarea id="${id('models')}" name="models" rows="5">
${mine.values.models ?? settings.models}</textarea></div>${submit(t('form.save'))}`,
  )}</details>`;
};

/** On the campaign's own page: the figure, the last one, and the way to take part. */
export const pledgesDigest = (
  page: Page,
  { step, meter, last }: { step: StepView; meter: Meter; last: PledgeView },
): Html =>
  html`<section class="block" aria-labelledby="d-${step.id}"><div class="row spread pad"><h2 id="d-${step.id}">${step.title}</h2><a href="${step.path}">${page.t('pledge.seeAll')}</a></div><div class="sheet goal beside"><div>${meterOf(page, meter)}</div><p class="meta">${page.t('pledge.last')} ${page.t('campaign.quoted', { words: last.one.title })}, ${last.pledge.initials ?? last.one.author.displayName}</p><p><a class="button secondary" href="${step.path}#pledge">${icon(page, 'sprout')}${page.t('pledge.pledge')}</a></p></div></section>`;
