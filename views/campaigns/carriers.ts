import type { OrganisationView } from '../../src/accounts/view.ts';
import type { CarrierView } from '../../src/campaigns/view.ts';
import type { Key } from '../../src/platform/i18n.ts';
import { type Form, hidden, postForm, select, submit } from '../form.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { actForm } from './contribution.ts';
import { type CampaignFrame, campaignLayout } from './frame.ts';

const words: Record<CarrierView['state'], Key> = {
  opener: 'campaign.carrier.opener',
  invited: 'campaign.carrier.invited',
  active: 'campaign.carrier.active',
  declined: 'campaign.carrier.declined',
  withdrawn: 'campaign.carrier.withdrawn',
};

/** Who carries it, who was asked, and asking one more partner. */
export function carriersPage(page: Page, frame: CampaignFrame, partners: OrganisationView[], form: Form): Html {
  const { t } = page;
  const { campaign } = frame;
  const { id } = campaign.community;
  return campaignLayout(page, frame, {
    title: t('campaign.task.carriers'),
    body: html`<h2 class="pad">${t('campaign.task.carriers')}</h2><p class="pad">${t('campaign.carrierSentence')}</p><ul class="sheet tasks">${campaign.carriers.map(
      ({ name, host, state }) =>
        html`<li><b>${name}</b> <span class="meta">${t(words[state])}</span>${
          (state === 'invited' || state === 'active') &&
          actForm(page, `/campaigns/${id}/carriers/end`, t('campaign.carrierEnd'), {
            class: 'quiet',
            fields: hidden('host', host),
          })
        }</li>`,
    )}</ul>${
      partners.length > 0
        ? postForm(
            page,
            `/campaigns/${id}/carriers`,
            html`${select(page, form, { name: 'host', label: 'campaign.carrierInvite', choices: partners.map(({ host, name }) => ({ value: host, label: name })) })}${submit(t('campaign.carrierInviteNow'))}`,
          )
        : html`<p class="pad callout">${t('campaign.carrierNone')}</p>`
    }`,
  });
}
