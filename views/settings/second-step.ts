import { errorSummary, type Form, field, hasFaults, postForm, submit } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';
import { backToSecurity } from './frame.ts';

export interface SecondStepView {
  /** null: off. */
  since: number | null;
  codesLeft: number;
  /** What waits for its first code. */
  begun: { secret: string; qr: { size: number; path: string } } | null;
}

/** Off, being put in place, or on. Fields: `code`, `present`. */
export function secondStepSettings(page: Page, view: SecondStepView, form: Form): Html {
  const { t } = page;
  return layout(page, {
    title: t('second.title'),
    sheet: 'desk',
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad">${backToSecurity(page)}<h1>${t('second.title')}</h1><p class="lead">${t('second.lead')}</p></div>${
      view.since !== null ? isOn(page, view, form) : view.begun ? begun(page, view.begun, form) : start(page)
    }`,
  });
}

const start = (page: Page): Html =>
  html`<p class="pad">${page.t('second.apps')}</p>${postForm(page, '/settings/second-step/start', submit(page.t('second.start')))}`;

function begun(page: Page, { secret, qr }: NonNullable<SecondStepView['begun']>, form: Form): Html {
  const { t } = page;
  return html`<div class="pad text"><p>${t('second.scan')}</p>
<svg class="qr" width="${5 * qr.size}" height="${5 * qr.size}" role="img" aria-label="${t('second.qr')}"
  shape-rendering="crispEdges"><g transform="scale(5)"><rect width="${qr.size}" height="${qr.size}" fill="#fff"/><path d="${qr.path}"
  fill="#000"/></g></svg>
<p>${t('second.key')} <code class="key" translate="no">${secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></p></div>${postForm(
    page,
    '/settings/second-step',
    html`${errorSummary(page, form)}${field(page, form, { name: 'code', label: 'second.code', autocomplete: 'one-time-code', exact: true, maxLength: 12 })}
${present(page, form)}${submit(t('second.turnOn'))}`,
  )}`;
}

function isOn(page: Page, { since, codesLeft }: SecondStepView, form: Form): Html {
  const { t } = page;
  const summary = errorSummary(page, form);
  const acts: Content = html`<p class="row"><button class="button secondary" formaction="/settings/second-step/codes">${t('second.renew')}</button>
<button class="button danger" formaction="/settings/second-step/delete">${t('second.end')}</button></p>`;
  return html`<p class="pad"><b>${t('second.on', { date: t.date(since!) })}</b><br>${t('second.codesLeft', { n: codesLeft })}</p>${postForm(
    page,
    '/settings/second-step/codes',
    html`${summary}${present(page, form)}${acts}`,
  )}`;
}

const present = (page: Page, form: Form): Html =>
  field(page, form, {
    name: 'present',
    label: 'settings.passwordCurrent',
    type: 'password',
    autocomplete: 'current-password',
  });

/** Shown once, right after they were made. */
export function recoveryCodesPage(page: Page, codes: readonly string[]): Html {
  const { t } = page;
  return layout(page, {
    title: t('second.codesTitle'),
    sheet: 'desk',
    noIndex: true,
    main: html`<div class="pad text">${backToSecurity(page)}<h1>${t('second.codesTitle')}</h1>
<p class="lead">${t('second.codesLead')}</p></div>
<ul class="sheet codes" translate="no">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ul>
<p class="pad more-link"><a class="button primary" href="/settings/second-step">${t('second.codesKept')}</a></p>`,
  });
}
