import type { StepView } from '../../src/campaigns/view.ts';
import { empty } from '../empty.ts';
import { type Content, type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { type CampaignFrame, campaignLayout } from './frame.ts';
import { stepStates } from './words.ts';

/** What there is to do now, then a few lines of each other step. */
export function campaignPage(
  page: Page,
  frame: CampaignFrame,
  view: { current: string | null; panel: Content; digests: { id: string; content: Content }[] },
): Html {
  const { t } = page;
  const { campaign } = frame;
  const step = campaign.steps.find((one) => one.id === view.current);
  const comes = campaign.state === 'announced' && campaign.opensAt !== null;
  return campaignLayout(page, frame, {
    title: campaign.community.displayName,
    current: view.current,
    body: html`${comes && html`<p class="callout">${t('campaign.opensOn', { day: t.date(campaign.opensAt!) })}</p>`}${
      step ? panelOf(page, step, view.panel) : empty(t('campaign.noSteps'), t('campaign.noStepsSentence'))
    }${view.digests.map(({ content }) => content)}`,
  });
}

/** One step of the chain. */
export function stepPage(
  page: Page,
  frame: CampaignFrame,
  view: { id: string; panel: Content; errors: boolean },
): Html {
  const step = frame.campaign.steps.find((one) => one.id === view.id)!;
  return campaignLayout(page, frame, {
    title: `${step.title} · ${frame.campaign.community.displayName}`,
    current: step.id,
    errors: view.errors,
    body: panelOf(page, step, view.panel),
  });
}

function panelOf(page: Page, step: StepView, panel: Content): Html {
  const { t } = page;
  const { title, text, startsAt, endsAt } = step;
  const days =
    startsAt !== null && endsAt !== null
      ? t('campaign.fromTo', { from: t.day(startsAt, page.now), to: t.day(endsAt, page.now) })
      : endsAt !== null
        ? t('campaign.until', { day: t.day(endsAt, page.now) })
        : '';
  return html`<section class="step-panel" aria-labelledby="step"><div class="pad"><h2 id="step">${title}</h2>
<p>${text}</p><p class="meta">${t(stepStates[step.state])}${days && html` · ${days}`}</p></div>${panel}</section>`;
}
