import type { CampaignView } from '../../src/campaigns/view.ts';
import { reachLooks } from '../communities/words.ts';
import { empty } from '../empty.ts';
import { type Content, type Html, html, raw } from '../html.ts';
import { icon } from '../icons.ts';
import { layout, type Page } from '../page.ts';
import { stateWords } from './words.ts';

export interface CampaignsView {
  running: CampaignView[];
  coming: CampaignView[];
  over: CampaignView[];
}

/** Campaigns that run, those to come, and what is over. */
export function campaignsPage(page: Page, view: CampaignsView): Html {
  const { t, viewer } = page;
  const none = view.running.length + view.coming.length + view.over.length === 0;
  return layout(page, {
    title: t('nav.campaigns'),
    sheet: 'campaign',
    main: html`<div class="pad"><h1>${t('nav.campaigns')}</h1><p class="meta">${t('campaign.sentence')}</p>${
      viewer &&
      html`<p class="row"><a class="button primary" href="/campaigns/new">${icon(page, 'megaphone')}${t('campaign.new')}</a></p>`
    }</div>${none && empty(t('campaign.none'), t('campaign.noneSentence'))}${rows(page, 'running', t('campaign.running'), view.running)}${rows(
      page,
      'coming',
      t('campaign.comingOnes'),
      view.coming,
    )}${rows(page, 'over', t('campaign.over'), view.over)}`,
  });
}

const rows = (page: Page, id: string, title: string, campaigns: CampaignView[]): Content =>
  campaigns.length > 0 &&
  html`<section class="block" aria-labelledby="${id}"><h2 id="${id}">${title}</h2><ul class="sheet campaigns">${campaigns.map(
    (campaign) => html`<li>${row(page, campaign)}</li>`,
  )}</ul></section>`;

function row(page: Page, { community, path, state, carriers, opensAt, closesAt }: CampaignView): Html {
  const { t } = page;
  const look = reachLooks[community.reach];
  const days = [opensAt, closesAt].map((day) => (day === null ? '' : t.day(day, page.now)));
  return html`<article><ul class="carriers small" aria-label="${t('campaign.carriedBy')}">${carriers
    .filter((one) => one.state === 'opener' || one.state === 'active')
    .map(
      ({ name, monogram, hue }) => html`<li class="h${hue}"><b aria-hidden="true">${monogram}</b> ${name}</li>`,
    )}</ul>
<h3><a href="${path}">${community.displayName}</a></h3><div class="voice about">${raw(community.purpose)}</div>
<p class="row"><span class="tag ${state === 'open' ? 'ok' : 'neutral'}">${t(stateWords[state])}</span><span class="chip">${icon(page, look.icon)}${t(look.label)}</span>${
    days[0] && days[1] && html`<span class="meta">${t('campaign.fromTo', { from: days[0], to: days[1] })}</span>`
  }</p></article>`;
}
