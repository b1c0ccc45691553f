import type { DrawLine } from '../../src/campaigns/draw-view.ts';
import type { StepView } from '../../src/campaigns/view.ts';
import { hasFaults } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';
import { actForm } from './contribution.ts';
import { type DrawFormView, drawForm } from './draw-form.ts';
import type { CampaignFrame } from './frame.ts';

export interface DrawStepView {
  frame: CampaignFrame;
  step: StepView;
  /** Draws of the campaign, those of its sessions too; the last first. */
  draws: DrawLine[];
  volunteers: number;
  /** The viewer stands for it. */
  stands: boolean;
  /** Why nobody stands for it now; null when one may. */
  closed: string | null;
  /** For who looks after the campaign, until the list of volunteers is published. */
  publish: DrawFormView | null;
}

/** The draws there are, each with its list and its result; standing for the one of this step. */
export function drawStepView(page: Page, view: DrawStepView): Html {
  const { t } = page;
  const { draws, publish, step } = view;
  return html`${volunteering(page, view)}<div class="sheet contributions">${draws.map((one) => line(page, one))}${
    draws.length === 0 && html`<p class="pad">${t('draw.none')}</p>`
  }</div><p class="pad"><a class="with-icon" href="${step.path}">${icon(page, 'rotate-ccw')}${t('visit.refresh')}</a></p>${
    publish &&
    html`<details class="pad"${hasFaults(publish.form) && html` open`}><summary>${t('draw.prepare')}</summary>${drawForm(page, publish)}</details>`
  }`;
}

function volunteering(page: Page, { step, stands, volunteers, closed, frame }: DrawStepView): Content {
  const { t, viewer } = page;
  const figure = html`<span class="meta">${t('draw.volunteers', { n: volunteers })}</span>`;
  if (closed) return html`<p class="pad callout">${t.dynamic(closed)}</p>`;
  if (!viewer)
    return html`<p class="pad meta">${t('visit.signIn', { handle: `@${frame.campaign.community.name}@${frame.campaign.community.organisation.host}` })}</p>`;
  if (frame.campaign.facilitates) return html`<p class="pad">${figure}</p>`;
  const path = `/campaign-steps/${step.id}/volunteers`;
  return html`<div class="pad"><p>${t('draw.volunteerSentence')}</p><p class="row">${
    stands
      ? html`<span class="tag ok">${icon(page, 'check')}${t('draw.youStand')}</span>${actForm(page, `${path}/delete`, t('draw.standDown'), { class: 'quiet' })}`
      : actForm(page, path, t('draw.stand'))
  }${figure}</p></div>`;
}

const line = (page: Page, one: DrawLine): Html => {
  const { t } = page;
  return html`<article class="contribution"><p class="row">${
    one.drawnAt === null
      ? html`<span class="tag neutral">${icon(page, 'clock')}${t('draw.listOut')}</span><span class="meta">${t('draw.from', { at: t.moment(one.publicAt) })}</span>`
      : html`<span class="tag ok">${icon(page, 'check')}${t('draw.drawnOn', { at: t.moment(one.drawnAt) })}</span>`
  }</p><h3><a href="${one.path}">${one.title}</a></h3><p class="meta">${t('draw.figures', { n: one.candidates, places: one.places })} · ${one.publicSource}</p></article>`;
};
