import type { ContributionView, StepView } from '../../src/campaigns/view.ts';
import { errorSummary, type Form, field, hasFaults, noForm, postForm, submit, textArea } from '../form.ts';
import { type Content, type Html, html, raw } from '../html.ts';
import type { Page } from '../page.ts';
import { tabs } from '../tabs.ts';
import { actForm, byline, stateTag, supportBar } from './contribution.ts';
import type { CampaignFrame } from './frame.ts';
import { ideaSorts, judgements } from './words.ts';

export interface IdeasView {
  frame: CampaignFrame;
  step: StepView;
  form: Form;
  sort: string;
  ideas: ContributionView[];
  /** How many ideas one may support, and does; null: as many as one likes, or no account. */
  supports: { most: number; given: number } | null;
  closed: string | null;
}

/** One field « Et si… », then the ideas, at random unless one asks otherwise; what was set aside stays on its shelf. */
export function ideasView(page: Page, view: IdeasView): Html {
  const { t } = page;
  const { step, sort, ideas, supports } = view;
  const at = (name: string) => (name === 'random' ? step.path : `${step.path}?sort=${name}`);
  const sorts = ideaSorts.map(({ name, label }) => ({ href: at(name), label: t(label) }));
  const shelf = ideas.filter((one) => one.state === 'aside');
  const shown = ideas.filter((one) => one.state !== 'aside' && one.state !== 'merged');
  return html`${proposeForm(page, view)}${supports && html`<p class="pad meta">${t('idea.supportsLeft', { left: Math.max(0, supports.most - supports.given), most: supports.most })}</p>`}${tabs(page, t('idea.sort'), sorts, at(sort))}
<div class="sheet contributions">${shown.map((one) => idea(page, one, view))}${shown.length === 0 && html`<p class="pad">${t('idea.none')}</p>`}</div>${
    shelf.length > 0 &&
    html`<section class="block" aria-labelledby="shelf"><h3 id="shelf">${t('idea.shelf')}</h3><p class="pad meta">${t('idea.shelfSentence')}</p><div class="sheet contributions">${shelf.map((one) => idea(page, one, view))}</div></section>`
  }`;
}

function proposeForm(page: Page, { step, form, closed, frame }: IdeasView): Content {
  const { t, viewer } = page;
  if (closed) return html`<p class="pad callout">${t.dynamic(closed)}</p>`;
  if (!viewer)
    return html`<p class="pad meta">${t('campaign.signInToTakePart', { handle: `@${frame.campaign.community.name}@${frame.campaign.community.organisation.host}` })}</p>`;
  const mine = form.values.judging ? noForm : form;
  return postForm(
    page,
    `/campaign-steps/${step.id}/ideas`,
    html`${errorSummary(page, mine)}${field(page, mine, { name: 'title', label: 'idea.propose', hint: t('idea.proposeHint'), maxLength: 200 })}
<details${mine.values.text && html` open`}><summary>${t('idea.details')}</summary>${textArea(page, mine, { name: 'text', label: 'idea.detailsLabel', optional: true, rows: 3, maxLength: 5000 })}</details>${submit(t('idea.send'))}`,
  );
}

function idea(page: Page, one: ContributionView, view: IdeasView): Html {
  const { t, viewer } = page;
  const merged = view.ideas.filter((other) => other.mergedInto?.id === one.id);
  return html`<article class="contribution" id="c-${one.id}"><p class="row">${stateTag(page, one.state)}${
    one.state === 'kept' &&
    html`<span class="meta">${t('idea.progress', { n: one.progress })}</span><meter min="0" max="100" value="${one.progress}" aria-label="${t('idea.progressOf')}"></meter>`
  }</p><h3 class="voice"${one.language && html` lang="${one.language}"`}>${one.title}</h3>${one.html && html`<div class="voice about">${raw(one.html)}</div>`}${byline(page, one)}${
    one.reason && html`<p class="callout"><span><b>${t('idea.because')}</b> ${one.reason}</span></p>`
  }${merged.length > 0 && html`<p class="meta">${t('idea.mergedHere')} ${merged.map((other) => html`<a href="${other.path}">${other.title}</a> `)}</p>`}
${supportBar(page, one, { give: 'idea.support', given: 'idea.supportGiven', count: 'idea.supports' })}${
  viewer &&
  !one.mine &&
  !one.coAuthors.some((author) => author.id === viewer.id) &&
  actForm(page, `/contributions/${one.id}/co-sign`, t('idea.coSign'), { class: 'quiet' })
}${view.frame.campaign.facilitates && judgeForms(page, one, view)}</article>`;
}

/** For facilitators: what becomes of it, and merging it into another. */
function judgeForms(page: Page, one: ContributionView, { form, ideas }: IdeasView): Html {
  const { t } = page;
  const judging = form.values.judging === one.id ? form : noForm;
  const others = ideas.filter((other) => other.id !== one.id && other.state !== 'merged');
  const id = (name: string) => `${name}-${one.id}`;
  return html`<details${hasFaults(judging) && html` open`}><summary>${t('idea.judge')}</summary>${postForm(
    page,
    `/contributions/${one.id}/judge`,
    html`${errorSummary(page, judging)}<div class="field"><label for="${id('state')}">${t('idea.state')}</label><select id="${id('state')}" name="state">${judgements.map(
      ({ state, label }) =>
        html`<option value="${state}"${state === (judging.values.state ?? one.state) && html` selected`}>${t(label)}</option>`,
    )}</select></div><div class="field"><label for="${id('reason')}">${t('idea.reason')}</label><textarea id="${id('reason')}" name="reason" rows="2" maxlength="500">
${judging.values.reason ?? one.reason}</textarea></div><div class="field"><label for="${id('progress')}">${t('idea.progressOf')}</label><input id="${id('progress')}" name="progress" type="number" min="0" max="100" value="${judging.values.progress ?? String(one.progress)}"></div>${submit(t('form.save'))}`,
  )}${
    others.length > 0 &&
    postForm(
      page,
      `/contributions/${one.id}/merge`,
      html`<div class="field"><label for="${id('into')}">${t('idea.mergeInto')}</label><select id="${id('into')}" name="into">${others.map((other) => html`<option value="${other.id}">${other.title}</option>`)}</select></div>${submit(t('idea.merge'))}`,
    )
  }</details>`;
}

export const ideasDigest = (page: Page, { step, ideas }: { step: StepView; ideas: ContributionView[] }): Html =>
  html`<section class="block" aria-labelledby="d-${step.id}"><div class="row spread pad"><h2 id="d-${step.id}">${step.title}</h2><a href="${step.path}">${page.t('idea.all')}</a></div><div class="sheet contributions">${ideas.map(
    (one) =>
      html`<article class="contribution"><p class="row">${stateTag(page, one.state)}</p><h3 class="voice"><a href="${one.path}">${one.title}</a></h3><p class="meta">${page.t('idea.supports', { n: one.supports })}</p></article>`,
  )}</div></section>`;
