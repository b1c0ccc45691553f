import type { AgreementView, OfferView } from '../../src/campaigns/steps/exchange/exchange-views.ts';
import { errorSummary, type Form, hasFaults, noForm, postForm, submit } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { organisationName } from '../link.ts';
import type { Page } from '../page.ts';
import { actForm } from './contribution.ts';
import { whatWords } from './words.ts';

/** For the two alone: who is interested, what was agreed, who has confirmed it, and thanks. */
export function agreementList(page: Page, view: OfferView, form: Form): Content {
  if (!view.agreements.length) return null;
  return html`<ul class="agreements" aria-label="${page.t('exchange.agreements')}">${view.agreements.map(
    (one) =>
      html`<li id="a-${one.id}">${agreement(page, one, view, form.values.agreeing === one.id ? form : noForm)}</li>`,
  )}</ul>`;
}

function agreement(page: Page, one: AgreementView, { offer }: OfferView, form: Form): Html {
  const { t, now } = page;
  const { id, state, other, note, startsAt, endsAt, answers, confirmed } = one;
  const much =
    startsAt && endsAt
      ? t('exchange.slot', { day: t.day(startsAt, now), from: t.clock(startsAt), to: t.clock(endsAt) })
      : t(whatWords[offer.what].amount, { n: one.amount });
  const who = html`<a href="${other.path}">${other.displayName}</a>, ${organisationName(other)}`;
  const act = (path: string, label: Content, look = 'secondary') =>
    actForm(page, `/agreements/${id}/${path}`, label, { class: look });
  const faults = hasFaults(form) && errorSummary(page, form);
  if (state === 'asked' && answers)
    return html`${faults}<p><b>${t('exchange.isInterested')}</b> ${who} · ${much}</p>${note && html`<p class="voice">${t('campaign.quoted', { words: note })}</p>`}<div class="row">${act('accept', t('exchange.accept'), 'primary')}${act('leave', t('exchange.decline'))}</div>`;
  if (state === 'asked')
    return html`<p><b>${t('exchange.waits')}</b> ${much}</p><div class="row">${act('leave', t('exchange.takeBack'), 'plain-button')}</div>`;
  if (state === 'declined') return html`<p class="meta">${t('exchange.declined')}</p>`;
  if (state === 'agreed') {
    const free = !confirmed.mine && !confirmed.theirs;
    return html`${faults}<p><b>${t('exchange.agreedWith')}</b> ${who} · ${much}</p><p class="meta">${t(
      confirmed.mine
        ? 'exchange.mineConfirmed'
        : confirmed.theirs
          ? 'exchange.theirsConfirmed'
          : 'exchange.confirmHint',
    )}</p><div class="row">${!confirmed.mine && act('receipt', html`${icon(page, 'check')}${t('exchange.confirm')}`, 'primary')}${free && act('leave', t('exchange.cancel'), 'plain-button')}</div>`;
  }
  return html`<p><span class="tag ok">${icon(page, 'check')}${t('exchange.bothConfirmed')}</span> ${who} · ${much}</p>${!one.thanked && thanksForm(page, one, form)}`;
}

function thanksForm(page: Page, { id, other }: AgreementView, form: Form): Html {
  const { t } = page;
  return html`<details${hasFaults(form) && html` open`}><summary>${t('exchange.thank', { name: other.displayName })}</summary>${postForm(
    page,
    `/agreements/${id}/thanks`,
    html`${errorSummary(page, form)}<div class="field"><label for="thanks-${id}">${t('exchange.thanks')}</label><textarea id="thanks-${id}" name="text" rows="2" maxlength="1000" required>
${form.values.text ?? ''}</textarea></div>${submit(t('exchange.sendThanks'))}`,
  )}</details>`;
}
