import type { AccountView } from '../../src/accounts/view.ts';
import { errorSummary, type Form, field, hasFaults, hidden, postForm } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { person } from '../link.ts';
import type { Page } from '../page.ts';
import { when } from '../posts/gathering.ts';
import { actForm } from './contribution.ts';
import { type DrawFormView, drawForm } from './draw-form.ts';
import { type CampaignFrame, campaignLayout } from './frame.ts';
import type { SessionView } from './visits.ts';

export interface SessionPageView {
  session: SessionView;
  /** The step it stands in. */
  step: { id: string; path: string };
  asked: AccountView[];
  going: (AccountView & { arrivedAt: number | null })[];
  waiting: AccountView[];
  /** null: there is a draw, nobody asks, or everybody has a place. */
  draw: DrawFormView | null;
  form: Form;
}

/** A session for its organisers: who asks, giving places or drawing lots, who has come. */
export function sessionPage(page: Page, frame: CampaignFrame, view: SessionPageView): Html {
  const { t } = page;
  const { session, asked, waiting, form } = view;
  const { post, gathering } = session;
  return campaignLayout(page, frame, {
    current: view.step.id,
    title: t('visit.manageTitle', { title: post.title ?? '' }),
    errors: hasFaults(form) || (view.draw !== null && hasFaults(view.draw.form)),
    body: html`<section class="step-panel" aria-labelledby="session"><div class="pad"><p><a href="${view.step.path}">${t('visit.back')}</a></p><h2 id="session">${post.title}</h2>
<p class="meta">${when(page, gathering)} · ${gathering.place}</p><p class="row"><a href="/gatherings/${post.id}/edit">${t('gathering.change')}</a><a href="/gatherings/${post.id}/cancel">${t('gathering.cancel')}</a></p></div>
${settle(page, view)}${view.going.length > 0 && arrivals(page, view)}${people(page, 'asked', t('visit.askedList'), asked)}${people(page, 'waiting', t('gathering.waiting'), waiting)}</section>`,
  });
}

/** Enough places: everybody has one. Too few: lots are drawn. */
function settle(page: Page, { session, asked, draw }: SessionPageView): Content {
  const { t } = page;
  const { capacity, going } = session.gathering;
  if (session.draw)
    return html`<p class="pad callout"><span>${t('visit.hasDraw')} <a href="${session.draw.path}">${t('draw.of', { title: session.draw.title })}</a></span></p>`;
  if (!asked.length) return html`<p class="pad callout">${t('visit.nobodyAsks')}</p>`;
  if (capacity === null || asked.length + going <= capacity)
    return html`<div class="pad callout"><div><p>${t('visit.enough', { n: asked.length })}</p>${actForm(page, `/visits/${session.post.id}/confirm`, t('visit.confirm', { n: asked.length }), { class: 'primary' })}</div></div>`;
  return (
    draw &&
    html`<section class="block" aria-labelledby="publish"><h3 class="list-title" id="publish">${t('draw.prepare')}</h3><div class="pad">${drawForm(page, draw)}</div></section>`
  );
}

function arrivals(page: Page, { session, going, form }: SessionPageView): Html {
  const { t } = page;
  const path = `/visits/${session.post.id}/arrivals`;
  const came = going.filter(({ arrivedAt }) => arrivedAt !== null).length;
  return html`<section class="block" aria-labelledby="arrivals"><h3 class="list-title" id="arrivals">${t('visit.arrivals')} <span class="meta">${t('visit.cameOf', { n: came, all: going.length })}</span></h3>
${postForm(page, path, html`${errorSummary(page, form)}${field(page, form, { name: 'code', label: 'visit.codeField', hint: t('visit.codeHint'), maxLength: 12, exact: true })}<button class="button secondary">${t('visit.note')}</button>`)}
<ul class="sheet people">${going.map(
    (one) =>
      html`<li>${person(
        page,
        one,
        html`${
          one.arrivedAt === null
            ? actForm(page, path, t('visit.here'), { fields: hidden('account', one.id) })
            : html`<span class="tag ok">${icon(page, 'check')}${t('visit.arrivedAt', { at: t.clock(one.arrivedAt) })}</span>${actForm(page, `${path}/delete`, t('visit.undo'), { class: 'quiet', fields: hidden('account', one.id) })}`
        }`,
      )}</li>`,
  )}</ul></section>`;
}

const people = (page: Page, id: string, title: string, list: AccountView[]): Content =>
  list.length > 0 &&
  html`<section class="block" aria-labelledby="${id}"><h3 class="list-title" id="${id}">${title} <span class="meta">${page.t.number(list.length)}</span></h3><ul class="sheet people">${list.map((one) => html`<li>${person(page, one)}</li>`)}</ul></section>`;
