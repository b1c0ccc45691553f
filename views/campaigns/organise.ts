import type { CampaignState, StepKindName } from '../../src/campaigns/view.ts';
import type { Key } from '../../src/platform/i18n.ts';
import { reachLooks } from '../communities/words.ts';
import {
  contentLanguages,
  errorSummary,
  type Form,
  field,
  fileField,
  hasFaults,
  hidden,
  noForm,
  postForm,
  radios,
  select,
  submit,
  textArea,
} from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { layout, type Page } from '../page.ts';
import { type CampaignFrame, campaignLayout } from './frame.ts';
import { recallForm } from './report-edit.ts';
import { budgetWords, kindWords, nextWords, stateWords } from './words.ts';

export interface TemplateChoice {
  name: string;
  title: string;
  outcome: string;
  steps: string[];
}

/** First what one wants to come of it, then the few words that make a draft. */
export function beginPage(
  page: Page,
  { choices, chosen }: { choices: TemplateChoice[]; chosen: string | null },
  form: Form,
): Html {
  const { t } = page;
  const picked = choices.find((one) => one.name === chosen);
  return layout(page, {
    title: t('campaign.new'),
    sheet: 'campaign',
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad"><p><a href="/campaigns">${t('nav.campaigns')}</a></p><h1>${t('campaign.new')}</h1><p class="meta">${t('campaign.newSentence')}</p></div>${
      picked
        ? html`<div class="pad"><h2>${picked.title}</h2><p>${picked.outcome}</p>${miniChain(page, picked.steps)}<p><a href="/campaigns/new">${t('campaign.otherTemplate')}</a></p></div>${beginForm(page, picked.name, form)}`
        : html`${recipeForm(page, form)}<ul class="sheet templates">${choices.map((one) => html`<li><h2><a href="/campaigns/new?template=${one.name}">${one.title}</a></h2><p>${one.outcome}</p>${miniChain(page, one.steps)}</li>`)}</ul>`
    }`,
  });
}

/** For who was handed the recipe of a finished campaign. */
const recipeForm = (page: Page, form: Form): Html =>
  html`<details class="pad"${hasFaults(form) && html` open`}><summary>${page.t('recipe.begin')}</summary><p class="meta">${page.t('recipe.sentence')}</p>${postForm(
    page,
    '/campaigns/recipe',
    html`${errorSummary(page, form)}${fileField(page, form, { name: 'recipe', label: 'recipe.file', hint: page.t('recipe.fileHint'), accept: 'application/json,.json' })}${field(page, form, { name: 'displayName', label: 'campaign.name', maxLength: 80 })}
${field(page, form, { name: 'name', label: 'campaign.handle', hint: page.t('community.handleHint'), maxLength: 30, exact: true })}${submit(page.t('recipe.send'))}`,
    { files: true },
  )}</details>`;

const miniChain = (page: Page, steps: string[]): Content =>
  steps.length > 0 &&
  html`<ol class="mini-steps" aria-label="${page.t('campaign.steps')}">${steps.map((title) => html`<li>${title}</li>`)}</ol>`;

const beginForm = (page: Page, template: string, form: Form): Html =>
  postForm(
    page,
    '/campaigns',
    html`${errorSummary(page, form)}${hidden('template', template)}${field(page, form, { name: 'displayName', label: 'campaign.name', maxLength: 80 })}
${field(page, form, { name: 'name', label: 'campaign.handle', hint: page.t('community.handleHint'), maxLength: 30, exact: true })}
${textArea(page, form, { name: 'purpose', label: 'campaign.purpose', hint: page.t('campaign.purposeHint'), optional: true, rows: 3, maxLength: 500 })}
${field(page, form, { name: 'opensAt', label: 'campaign.opensAt', hint: page.t('campaign.opensAtHint'), type: 'date', optional: true })}
${whoReads(page, form)}${submit(page.t('campaign.begin'))}`,
  );

function whoReads(page: Page, form: Form): Html {
  const { t } = page;
  return html`${radios(page, form, {
    name: 'reach',
    label: 'community.reach',
    value: 'public',
    choices: (['public', 'partners', 'organisation'] as const).map((reach) => ({
      value: reach,
      label: t(reachLooks[reach].label),
      hint: t(reachLooks[reach].hint),
    })),
  })}${radios(page, form, {
    name: 'admission',
    label: 'campaign.admission',
    value: 'open',
    choices: [
      { value: 'open', label: t('campaign.admission.open') },
      { value: 'request', label: t('campaign.admission.request') },
    ],
  })}${select(page, form, { name: 'language', label: 'compose.language', value: page.lang, choices: contentLanguages.map(({ value, label }) => ({ value, label: t(label) })) })}`;
}

/** What there is to do, task by task, and what comes next in its life. */
export function tasksPage(
  page: Page,
  frame: CampaignFrame,
  view: {
    next: CampaignState | null;
    fault: { key: string; args?: Record<string, string | number> } | null;
    owed: number;
    mayAbandon: boolean;
    /** After how many days its organisers are asked now whether it lives on. */
    recalls: number[];
  },
  form: Form,
): Html {
  const { t } = page;
  const { campaign } = frame;
  const id = campaign.community.id;
  const task = (path: string, label: Key, done: boolean, hint: string) =>
    html`<li><a href="${path}">${t(label)}</a><span class="meta">${hint}</span><span class="tag ${done ? 'ok' : 'neutral'}">${t(done ? 'campaign.task.done' : 'campaign.task.todo')}</span></li>`;
  const dated = campaign.steps.length > 0 && campaign.steps.every((step) => step.startsAt !== null);
  return campaignLayout(page, frame, {
    title: t('campaign.organiseTitle', { name: campaign.community.displayName }),
    errors: hasFaults(form),
    body: html`<h2 class="pad">${t('campaign.organise')}</h2>${view.recalls.slice(0, 1).map((days) => recallForm(page, id, days, noForm))}<ol class="sheet tasks">
${task(`${campaign.path}/settings`, 'campaign.task.promise', campaign.promise !== '', t('campaign.answerWithin', { n: campaign.answerDays }))}
${task(`${campaign.path}/chain`, 'campaign.task.steps', dated, t('campaign.stepCount', { n: campaign.steps.length }))}
${task(`${campaign.path}/carriers`, 'campaign.task.carriers', campaign.carriers.length > 1, t('campaign.organisations', { n: campaign.carriers.filter((one) => one.state === 'active' || one.state === 'opener').length }))}
${campaign.state !== 'draft' && html`<li><a href="${campaign.path}/report/edit">${t('report.write')}</a></li>`}${task(`${campaign.community.path}/people`, 'campaign.task.facilitators', frame.facilitators.length > 1, t('campaign.facilitatorCount', { n: frame.facilitators.length }))}</ol>
${
  view.next &&
  html`<section class="pad" aria-labelledby="next"><h2 id="next">${t('campaign.next')}</h2><p>${t(nextWords[view.next] ?? 'campaign.next')}</p>${
    view.fault
      ? html`<p class="callout">${icon(page, 'triangle-alert')}<span>${t.dynamic(view.fault.key, view.fault.args)}</span></p>`
      : postForm(
          page,
          `/campaigns/${id}/go-on`,
          html`${hidden('from', campaign.state)}${submit(t('campaign.goOn', { state: t(stateWords[view.next]) }))}`,
        )
  }</section>`
}${
  view.mayAbandon &&
  html`<details class="pad step-panel"${hasFaults(form) && html` open`}><summary>${t('campaign.abandon')}</summary>${postForm(
    page,
    `/campaigns/${id}/abandon`,
    html`${errorSummary(page, form)}<p>${t('campaign.abandonSentence')}</p>${textArea(page, form, { name: 'reason', label: 'campaign.abandonReason', rows: 2, maxLength: 500 })}${submit(t('campaign.abandonNow'))}`,
  )}</details>`
}`,
  });
}

/** Promise, charter, dates, budget. */
export const settingsPage = (page: Page, frame: CampaignFrame, form: Form): Html =>
  campaignLayout(page, frame, {
    title: page.t('campaign.task.promise'),
    errors: hasFaults(form),
    body: html`<h2 class="pad">${page.t('campaign.task.promise')}</h2>${postForm(
      page,
      `/campaigns/${frame.campaign.community.id}/settings`,
      html`${errorSummary(page, form)}${field(page, form, { name: 'displayName', label: 'campaign.name', maxLength: 80 })}
${textArea(page, form, { name: 'purpose', label: 'campaign.purpose', hint: page.t('campaign.purposeHint'), rows: 3, maxLength: 500 })}
${textArea(page, form, { name: 'promise', label: 'campaign.promise', hint: page.t('campaign.promiseHint'), rows: 2, maxLength: 300 })}
${field(page, form, { name: 'answerDays', label: 'campaign.answerDays', type: 'number' })}
${textArea(page, form, { name: 'charter', label: 'campaign.charter', hint: page.t('campaign.charterHint'), optional: true, rows: 6, maxLength: 4000 })}
${field(page, form, { name: 'opensAt', label: 'campaign.opensAt', type: 'date', optional: true })}${field(page, form, { name: 'closesAt', label: 'campaign.closesAt', type: 'date', optional: true })}
<h3>${page.t('campaign.planned')}</h3><p class="hint">${page.t('campaign.plannedHint')}</p>${Object.entries(budgetWords).map(([name, label]) => field(page, form, { name, label, type: 'number', optional: true }))}
${whoReads(page, form)}${submit(page.t('form.save'))}`,
    )}`,
  });

/** Steps and their dates; buttons move them, and nothing is kept before « Enregistrer ». */
export function stepsPage(page: Page, frame: CampaignFrame, kinds: StepKindName[], form: Form): Html {
  const { t } = page;
  const { id } = frame.campaign.community;
  const places = [...Array(20).keys()].filter((n) => form.values[`title-${n}`] !== undefined);
  return campaignLayout(page, frame, {
    title: t('campaign.task.steps'),
    errors: hasFaults(form),
    body: html`<h2 class="pad">${t('campaign.task.steps')}</h2>${postForm(
      page,
      `/campaigns/${id}/chain`,
      html`${errorSummary(page, form)}${places.map(
        (
          n,
        ) => html`<fieldset class="field step-fields"><legend>${t('campaign.stepN', { n: n + 1 })} · ${t(kindWords[form.values[`kind-${n}`] as StepKindName])}</legend>${hidden(`id-${n}`, form.values[`id-${n}`] ?? '')}${hidden(`kind-${n}`, form.values[`kind-${n}`] ?? '')}
${field(page, form, { name: `title-${n}`, label: 'campaign.stepTitle', maxLength: 80 })}${textArea(page, form, { name: `text-${n}`, label: 'campaign.stepText', optional: true, rows: 2, maxLength: 600 })}
${field(page, form, { name: `startsAt-${n}`, label: 'campaign.stepStarts', type: 'date', optional: true })}${field(page, form, { name: `endsAt-${n}`, label: 'campaign.stepEnds', type: 'date', optional: true })}
<p class="row">${n > 0 && html`<button class="button secondary small" name="action" value="up-${n}">${t('campaign.stepUp')}</button>`}<button class="button secondary small" name="action" value="drop-${n}">${t('campaign.stepDrop')}</button></p></fieldset>`,
      )}
${select(page, form, { name: 'newKind', label: 'campaign.addStep', value: 'questions', choices: kinds.map((kind) => ({ value: kind, label: t(kindWords[kind]) })) })}<p class="row"><button class="button secondary" name="action" value="add">${t('campaign.addStepNow')}</button></p>
<button class="button primary" name="action" value="save">${t('form.save')}</button>`,
    )}`,
  });
}
