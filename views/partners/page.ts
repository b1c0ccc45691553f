import type { PartnershipView } from '../../src/partners/view.ts';
import { empty } from '../empty.ts';
import { type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';
import { lastDay, scopeList } from './words.ts';

/** For everybody, in plain words: with whom the organisation shares what, and until when. */
export function partnersPage(page: Page, partners: readonly PartnershipView[]): Html {
  const { t } = page;
  return layout(page, {
    title: t('partners.title'),
    sheet: 'community',
    scripts: false,
    main: html`<div class="pad"><h1>${t('partners.title')}</h1><p class="lead">${t('partners.lead')}</p></div>${
      partners.length === 0
        ? empty(t('partners.none'), t('partners.noneSentence'))
        : html`<ul class="sheet lines roomy">${partners.map((partner) => html`<li>${line(page, partner)}</li>`)}</ul>`
    }
<section class="block"><h2>${t('partners.how')}</h2><div class="pad text"><p>${t('partners.how.agreed')}</p>
<p>${t('partners.how.audience')}</p><p>${t('partners.how.end')}</p></div></section>`,
  });
}

function line(page: Page, { organisation, host, home, state, scopes, until, since }: PartnershipView): Html {
  const { t } = page;
  const dates = [
    t('partners.since', { date: t.date(since) }),
    until !== null && t('partners.until', { date: lastDay(page, until) }),
  ];
  return html`<h2 class="org h${organisation.hue}">${organisation.name}</h2>
<p class="meta">${dates.filter(Boolean).join(', ')} · <a href="${home}">${t('partners.theirPage')}<span class="sr"> ${organisation.name}</span> (${host})</a></p>
${state === 'paused' ? html`<p>${t('partners.paused')}</p>` : scopeList(page, scopes)}`;
}
