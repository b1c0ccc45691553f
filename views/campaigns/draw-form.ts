import type { Affiliation } from '../../src/accounts/view.ts';
import type { Quota } from '../../src/campaigns/draw-view.ts';
import { affiliationLabels } from '../accounts/sign-up.ts';
import { errorSummary, type Form, field, postForm, submit } from '../form.ts';
import { pair } from '../gatherings/form.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';

/** Whom places can be kept for: organisations of those who stand there, and affiliations. */
export interface DrawFormView {
  action: string;
  form: Form;
  candidates: number;
  organisations: { host: string; name: string }[];
  affiliations: readonly Affiliation[];
  zone: string;
}

const rows = [0, 1];

/**
 * Publishing the list of a draw. Fields: `drawTitle`, `places`, `publicSource`, `publicDay`, `publicTime`, `quota-N`,
 * `quotaPlaces-N`, `carrier-N`, `commitment-N`.
 */
export function drawForm(page: Page, view: DrawFormView): Html {
  const { t } = page;
  const { form, candidates, zone } = view;
  return postForm(
    page,
    view.action,
    html`${errorSummary(page, form)}<p>${t('draw.publishSentence', { n: candidates })}</p>
${field(page, form, { name: 'drawTitle', label: 'draw.title', maxLength: 120 })}
${field(page, form, { name: 'places', label: 'draw.places', type: 'number' })}
${field(page, form, { name: 'publicSource', label: 'draw.publicSource', hint: t('draw.publicSourceHint'), maxLength: 200 })}
${pair(page, form, 'publicDay', 'publicTime', t('draw.publicAt'), t('schedule.zone', { zone: zone.replaceAll('_', ' ') }))}
<details${(form.faults['quota-0'] || form.values['quota-0']) && html` open`}><summary>${t('draw.quotas')}</summary><p class="meta">${t('draw.quotasSentence')}</p>${fault(page, form, 'quota-0')}${rows.map((n) => quotaRow(page, view, n))}</details>
<details${rows.some((n) => form.faults[`commitment-${n}`]) && html` open`}><summary>${t('draw.commitments')}</summary><p class="meta">${t('draw.commitmentsSentence')}</p>${rows.map((n) => commitmentRow(page, form, n))}</details>
${submit(t('draw.publish'))}`,
  );
}

const fault = (page: Page, form: Form, name: string): Content =>
  form.faults[name] &&
  html`<p class="fault" id="e-${name}">${icon(page, 'triangle-alert')}${page.t.dynamic(form.faults[name].key, form.faults[name].args)}</p>`;

function quotaRow({ t }: Page, { form, organisations, affiliations }: DrawFormView, n: number): Html {
  const chosen = form.values[`quota-${n}`] ?? '';
  const option = (by: Quota['by'], value: string, label: string) => {
    const name = `${by} ${value}`;
    return html`<option value="${name}"${name === chosen && html` selected`}>${label}</option>`;
  };
  return html`<div class="row quota"><div class="field"><label for="f-quota-${n}">${t('draw.quotaFor', { n: n + 1 })}</label><select id="f-quota-${n}" name="quota-${n}"><option value="">${t('draw.quotaNone')}</option>${organisations.map(
    ({ host, name }) => option('organisation', host, name),
  )}${affiliations.map((one) => option('affiliation', one, t(affiliationLabels[one])))}</select></div>
<div class="field"><label for="f-quotaPlaces-${n}">${t('draw.quotaPlaces')}</label><input id="f-quotaPlaces-${n}" name="quotaPlaces-${n}" type="number" min="1" value="${form.values[`quotaPlaces-${n}`] ?? ''}"></div></div>`;
}

function commitmentRow(page: Page, form: Form, n: number): Html {
  const { t } = page;
  const id = `commitment-${n}`;
  return html`<div class="field"><label for="f-carrier-${n}">${t('draw.carrier', { n: n + 1 })}</label><input id="f-carrier-${n}" name="carrier-${n}" maxlength="120" value="${form.values[`carrier-${n}`] ?? ''}"></div>
<div class="field${form.faults[id] && ' wrong'}"><label for="f-${id}">${t('draw.commitment')}</label>${fault(page, form, id)}<input id="f-${id}" name="${id}" maxlength="64" autocapitalize="none" spellcheck="false" value="${form.values[id] ?? ''}"${form.faults[id] && html` aria-invalid="true" aria-describedby="e-${id}"`}></div>`;
}
