import type { PartnershipView, Terms } from '../../src/partners/view.ts';
import { errorSummary, type Form, hasFaults, noForm, postForm } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';
import { lastDay, reasonField, scopeList, stateTag, termsFields } from '../partners/words.ts';
import { time } from '../time.ts';
import { adminFrame } from './table.ts';

export interface ExchangeView {
  lastSeen: number | null;
  received: number;
  sent: number;
  waiting: number;
  dead: number;
  /** Accounts of theirs that are known here. */
  people: number;
  lastFault: string;
  /** How far their clock is ahead of ours, in milliseconds. */
  skewMs: number | null;
}

export interface PartnerAdminView {
  partner: PartnershipView;
  exchange: ExchangeView;
  form: Form;
  /** Which form came back with faults. */
  act: string;
}

/** One partnership: what each side says, what passes, what may be done. Fields: those of the terms; `reason`. */
export function partnerPage(page: Page, view: PartnerAdminView): Html {
  const { t } = page;
  const { partner } = view;
  return adminFrame(
    page,
    partner.organisation.name,
    html`${stateTag(page, partner.state)} <a href="${partner.home}">${partner.host}</a>`,
    html`<p class="pad"><a href="/admin/partners">${t('partner.admin')}</a></p>${facts(page, partner)}${acts(page, view)}${exchanged(page, view.exchange)}${lastActs(page, view)}`,
    hasFaults(view.form),
  );
}

const fact = (label: string, value: Content): Html => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;

function facts(page: Page, { ours, theirs, scopes, until, reason, endedBy, since, changedAt }: PartnershipView): Html {
  const { t } = page;
  const side = (label: string, terms: Terms | null, paused: string): Content =>
    terms && fact(label, html`${scopeList(page, terms.scopes)}${terms.paused && html`<p class="meta">${paused}</p>`}`);
  return html`<dl class="facts sheet">${side(t('partner.theirs'), theirs, t('partner.pausedByThem'))}${side(t('partner.ours'), ours, t('partner.pausedByUs'))}${
    ours && theirs && fact(t('partner.between'), scopeList(page, scopes))
  }${until !== null && fact(t('partner.until'), lastDay(page, until))}${theirs?.contact && fact(t('partner.theirContact'), theirs.contact)}${
    ours?.contact && fact(t('partner.ourContact'), ours.contact)
  }${endedBy && fact(t('partner.state'), t(`partner.endedBy.${endedBy}`))}${reason && fact(t('partner.reason'), reason)}${fact(t('partner.since'), time(page, since))}${fact(t('partner.changedAt'), time(page, changedAt))}</dl>`;
}

function exchanged(page: Page, view: ExchangeView): Html {
  const { t } = page;
  return html`<section class="block"><h2>${t('partner.exchange')}</h2><dl class="facts sheet">
${fact(t('partner.lastSeen'), view.lastSeen === null ? t('partner.never') : time(page, view.lastSeen))}
${fact(t('partner.received'), t.number(view.received))}${fact(t('partner.sent'), t.number(view.sent))}
${fact(t('partner.waiting'), t.number(view.waiting))}${fact(t('partner.dead'), t.number(view.dead))}
${fact(t('partner.lastFault'), view.lastFault || t('partner.noFault'))}${fact(t('partner.people'), t.number(view.people))}
${view.skewMs !== null && fact(t('partner.skew'), t('partner.skewSeconds', { n: Math.round(Math.abs(view.skewMs) / 1000) }))}</dl></section>`;
}

/** What is said about what is shared. */
function acts(page: Page, { partner, form, act }: PartnerAdminView): Content {
  const { t } = page;
  const { host, state, ours, theirs } = partner;
  const of = (name: string) => (act === name ? form : noForm);
  const at = (name: string) => `/admin/partners/${host}/${name}`;
  if (state === 'asked' && theirs)
    return html`<section class="block"><h2>${t('partner.acceptTitle')}</h2>${postForm(
      page,
      at('accept'),
      html`${errorSummary(page, of('accept'))}${termsFields(page, of('accept'), { ...theirs, contact: '' })}<button class="button primary">${icon(page, 'handshake')}${t('partner.accept')}</button>`,
    )}</section><section class="block"><h2>${t('partner.refuseTitle')}</h2>${postForm(
      page,
      at('refuse'),
      html`${reasonField(page, of('refuse'))}<button class="button secondary">${t('partner.refuse')}</button>`,
    )}</section>`;
  if (!ours) return null;
  const held = ours.paused ? 'resume' : 'pause';
  return html`<section class="block"><h2>${t('partner.change')}</h2>${postForm(
    page,
    at('terms'),
    html`${errorSummary(page, of('terms'))}${termsFields(page, of('terms'), ours)}<button class="button primary">${t('partner.save')}</button>`,
  )}${
    state !== 'offered' &&
    postForm(
      page,
      at(held),
      html`<p class="hint">${t('partner.pauseHint')}</p><button class="button secondary">${t(`partner.${held}`)}</button>`,
    )
  }</section>`;
}

/** What closes it. */
function lastActs(page: Page, { partner, form, act }: PartnerAdminView): Content {
  const { t } = page;
  const { host, state, ours } = partner;
  const of = (name: string) => (act === name ? form : noForm);
  const at = (name: string) => `/admin/partners/${host}/${name}`;
  if (state === 'blocked')
    return html`<section class="block">${postForm(page, at('unblock'), html`<button class="button secondary">${t('partner.unblock')}</button>`)}</section>`;
  const ends =
    ours &&
    html`<section class="block"><h2>${t('partner.endTitle')}</h2>${postForm(
      page,
      at('end'),
      html`<p>${t('partner.endHint')}</p>${reasonField(page, of('end'))}<button class="button danger">${t(state === 'offered' ? 'partner.withdraw' : 'partner.end')}</button>`,
    )}</section>`;
  return html`${ends}<section class="block"><h2>${t('partner.blockTitle')}</h2>${postForm(
    page,
    at('block'),
    html`<p>${t('partner.blockHint')} <a href="/admin/hosts/rules">${t('admin.hostRules')}</a></p>${reasonField(page, of('block'))}<button class="button danger">${t('partner.block')}</button>`,
  )}</section>`;
}
