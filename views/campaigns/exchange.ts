import type { OfferView } from '../../src/campaigns/steps/exchange/exchange-views.ts';
import type { Purpose } from '../../src/campaigns/steps/exchange/offer.ts';
import type { StepView } from '../../src/campaigns/view.ts';
import type { Key } from '../../src/platform/i18n.ts';
import {
  errorSummary,
  type Form,
  field,
  hasFaults,
  hidden,
  noForm,
  postForm,
  select,
  submit,
  textArea,
} from '../form.ts';
import { type Content, type Html, html, raw } from '../html.ts';
import { icon } from '../icons.ts';
import { organisationName, ring } from '../link.ts';
import type { Page } from '../page.ts';
import { agreementList } from './agreement.ts';
import { actForm } from './contribution.ts';
import type { CampaignFrame } from './frame.ts';
import { whatWords } from './words.ts';

export interface ExchangeView {
  frame: CampaignFrame;
  step: StepView;
  form: Form;
  /** What one is about to bring: its form is open. */
  bring: Purpose | null;
  offers: OfferView[];
  closed: string | null;
}

/** Offers beside requests, and the way to bring one. */
export function exchangeView(page: Page, view: ExchangeView): Html {
  const { t } = page;
  const of = (kind: Purpose) => view.offers.filter(({ one }) => one.kind === kind);
  return html`${bringing(page, view)}<p class="jump pad"><a href="#offers">${t('exchange.offersCount', { n: of('offer').length })}</a> <a href="#requests">${t('exchange.requestsCount', { n: of('request').length })}</a></p>
<div class="exchange">${column(page, view, 'offer')}${column(page, view, 'request')}</div>`;
}

function column(page: Page, view: ExchangeView, kind: Purpose): Html {
  const { t } = page;
  const shown = view.offers.filter(({ one }) => one.kind === kind);
  const id = kind === 'offer' ? 'offers' : 'requests';
  return html`<section aria-labelledby="${id}"><h3 id="${id}">${t(kind === 'offer' ? 'exchange.offers' : 'exchange.requests')}</h3>${shown.map((one) => card(page, one, view))}${
    shown.length === 0 &&
    html`<div class="sheet none"><p class="voice"><b>${t(kind === 'offer' ? 'exchange.noOffer' : 'exchange.noRequest')}</b></p><p class="meta">${t(kind === 'offer' ? 'exchange.noOfferSentence' : 'exchange.noRequestSentence')}</p></div>`
  }</section>`;
}

/** Two buttons; the form of the one that was pressed. */
function bringing(page: Page, { step, form, bring, closed, frame }: ExchangeView): Content {
  const { t, viewer } = page;
  if (closed) return html`<p class="pad callout">${t.dynamic(closed)}</p>`;
  if (!viewer)
    return html`<p class="pad meta">${t('campaign.signInToTakePart', { handle: `@${frame.campaign.community.name}@${frame.campaign.community.organisation.host}` })}</p>`;
  const button = (kind: Purpose, label: Key) =>
    html`<a class="button ${kind === 'offer' ? 'primary' : 'secondary'}" href="${step.path}?bring=${kind}#bring">${icon(page, kind === 'offer' ? 'handshake' : 'search')}${t(label)}</a>`;
  if (!bring)
    return html`<p class="pad row bringing">${button('offer', 'exchange.offer')}${button('request', 'exchange.request')}</p>`;
  const mine = form.values.purpose ? form : noForm;
  const offers = bring === 'offer';
  const whats = Object.entries(whatWords).map(([value, { label }]) => ({ value, label: t(label) }));
  return html`<section class="sheet bring" id="bring" aria-labelledby="bring-title"><h3 id="bring-title">${t(offers ? 'exchange.offer' : 'exchange.request')}</h3>${postForm(
    page,
    `/campaign-steps/${step.id}/offers`,
    html`${errorSummary(page, mine)}${hidden('purpose', bring)}${field(page, mine, { name: 'title', label: offers ? 'exchange.offerTitle' : 'exchange.requestTitle', hint: t(offers ? 'exchange.offerHint' : 'exchange.requestHint'), maxLength: 200 })}
<div class="pair-fields">${select(page, mine, { name: 'what', label: 'exchange.what', choices: whats })}${field(page, mine, { name: 'amount', label: 'exchange.howMuch', value: '1', exact: true })}</div>
${field(page, mine, { name: 'expiresAt', label: 'exchange.until', hint: t('exchange.untilHint'), type: 'date', optional: true })}
<details${(mine.values.place || mine.values.text || mine.faults.place) && html` open`}><summary>${t('exchange.more')}</summary>${field(page, mine, { name: 'place', label: 'exchange.place', optional: true, maxLength: 120 })}${textArea(page, mine, { name: 'text', label: 'exchange.details', optional: true, rows: 3, maxLength: 5000 })}</details>
<div class="row">${submit(t(offers ? 'exchange.sendOffer' : 'exchange.sendRequest'))}<a class="button plain-button" href="${step.path}">${t('exchange.notNow')}</a></div>`,
  )}</section>`;
}

function card(page: Page, view: OfferView, { form, closed, frame }: ExchangeView): Html {
  const { t, viewer } = page;
  const { one, offer, left, expired, match } = view;
  const amount = t(whatWords[offer.what].amount, { n: left === null || left === 0 ? offer.amount : left });
  const meta = [
    one.state === 'open' && !expired ? t('exchange.openUntil', { day: t.day(offer.expiresAt, page.now) }) : '',
    offer.place,
  ].filter(Boolean);
  const asking = form.values.asking === one.id ? form : noForm;
  const mayAsk = viewer && !one.mine && !closed && !expired && one.state === 'open';
  return html`<article class="sheet contribution" id="c-${one.id}"><p class="row"><span class="tag neutral">${amount}</span>${tagOf(page, view)}</p>
<h4 class="voice"${one.language && html` lang="${one.language}"`}>${one.title}</h4>${one.html && html`<div class="about">${raw(one.html)}</div>`}
<p class="who">${ring(page, one.author, 's')}<span><a href="${one.author.path}">${one.author.displayName}</a><br>${organisationName(one.author)}</span></p>${
    meta.length > 0 && html`<p class="meta">${meta.join(' · ')}</p>`
  }${takenList(page, view)}${agreementList(page, view, form)}${mayAsk && interest(page, view, asking)}${
    match &&
    one.state === 'open' &&
    html`<p class="match">${icon(page, 'repeat-2')}<span>${t(one.kind === 'offer' ? 'exchange.matchRequest' : 'exchange.matchOffer')} <a href="#c-${match.id}">${match.title}</a></span></p>`
  }<div class="row meta after"><a href="${one.path}">${t('campaign.comments', { n: one.comments })}</a>${
    one.mine &&
    frame.campaign.state === 'open' &&
    actForm(page, `/contributions/${one.id}/withdraw`, t('exchange.withdraw'), { class: 'plain-button' })
  }</div></article>`;
}

function tagOf(page: Page, { one, offer, expired }: OfferView): Content {
  const { t } = page;
  if (offer.foundWith.length > 0)
    return html`<span class="tag ok">${icon(page, 'check')}${t('exchange.foundWith', { names: offer.foundWith.join(', ') })}</span>`;
  if (one.state === 'open' && expired)
    return html`<span class="tag warn">${icon(page, 'clock')}${t('exchange.over')}</span>`;
  return null;
}

/** When a piece of equipment is lent already. */
function takenList({ t, now }: Page, { taken }: OfferView): Content {
  if (!taken.length) return null;
  return html`<p class="meta">${t('exchange.taken')} ${taken
    .slice(0, 6)
    .map(({ startsAt, endsAt }) =>
      t('exchange.slot', { day: t.day(startsAt, now), from: t.clock(startsAt), to: t.clock(endsAt) }),
    )
    .join(', ')}</p>`;
}

/** « Ça m'intéresse » opens a short form; somebody of another server is written to. */
function interest(page: Page, { one, offer, left, agreements }: OfferView, form: Form): Content {
  const { t } = page;
  if (one.author.host !== null)
    return html`<p><a class="button secondary small" href="/compose?reply=${one.id}">${t('exchange.interested')}</a></p>`;
  if (offer.what !== 'equipment' && agreements.some(({ state }) => state === 'asked' || state === 'agreed'))
    return null;
  const id = (name: string) => `${name}-${one.id}`;
  const input = (name: string, label: Key, more: Html) =>
    html`<div class="field"><label for="${id(name)}">${t(label)}</label><input id="${id(name)}" name="${name}" value="${form.values[name] ?? ''}"${more}></div>`;
  const most = left ?? 1;
  return html`<details class="ask"${hasFaults(form) && html` open`}><summary class="button secondary small">${t(one.kind === 'offer' ? 'exchange.interested' : 'exchange.canHelp')}</summary>${postForm(
    page,
    `/contributions/${one.id}/interest`,
    html`${errorSummary(page, form)}${
      offer.what === 'equipment'
        ? html`${input('day', 'exchange.slotDay', html` type="date" required`)}<div class="pair-fields">${input('from', 'exchange.slotFrom', html` type="time" required`)}${input('to', 'exchange.slotTo', html` type="time" required`)}</div>`
        : most === 1
          ? hidden('amount', '1')
          : html`<div class="field"><label for="${id('amount')}">${t('exchange.askAmount', { most })}</label><input id="${id('amount')}" name="amount" inputmode="decimal" value="${form.values.amount ?? '1'}" required></div>`
    }<div class="field"><label for="${id('note')}">${t('exchange.note')} <span class="meta">${t('form.optional')}</span></label><textarea id="${id('note')}" name="note" rows="2" maxlength="500">
${form.values.note ?? ''}</textarea></div>${submit(t('exchange.sendAsk'))}`,
  )}</details>`;
}

/** On the campaign's own page: what is open now. */
export const exchangeDigest = (page: Page, { step, offers }: { step: StepView; offers: OfferView[] }): Html =>
  html`<section class="block" aria-labelledby="d-${step.id}"><div class="row spread pad"><h2 id="d-${step.id}">${step.title}</h2><a href="${step.path}">${page.t('exchange.all')}</a></div><div class="sheet contributions">${offers.map(
    ({ one, offer }) =>
      html`<article class="contribution"><p class="row"><span class="tag neutral">${page.t(one.kind === 'offer' ? 'exchange.oneOffer' : 'exchange.oneRequest')}</span><span class="meta">${page.t(whatWords[offer.what].amount, { n: offer.amount })}</span></p><h3 class="voice"><a href="${step.path}#c-${one.id}">${one.title}</a></h3><p class="meta">${one.author.displayName} · ${organisationName(one.author)}</p></article>`,
  )}</div></section>`;
