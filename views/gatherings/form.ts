import type { AccountView } from '../../src/accounts/view.ts';
import { check, errorSummary, type Form, field, hasFaults, hidden, postForm, submit, textArea } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { layout, type Page } from '../page.ts';

export interface GatheringFormView {
  community: Pick<AccountView, 'id' | 'displayName' | 'path'>;
  form: Form;
  /** Zone in which days and times are meant. */
  zone: string;
  /** Of the event that is being changed. */
  editing: { id: string; path: string } | null;
}

/**
 * Fields: `title`, `text`, `day`, `time`, `endDay`, `endTime`, `place`, `address`, `link`, `access`, `capacity`,
 * `waitingList`, `untilDay`, `untilTime`; `community` for a new one.
 */
export function gatheringFormPage(page: Page, { community, form, zone, editing }: GatheringFormView): Html {
  const { t } = page;
  const title = t(editing ? 'gathering.change' : 'gathering.new');
  return layout(page, {
    title,
    sheet: 'community',
    errors: hasFaults(form),
    noIndex: true,
    main: html`<div class="pad"><h1>${title}</h1><p class="meta locked">${icon(page, 'users')}${t('compose.in', { name: community.displayName })}</p></div>
${postForm(
  page,
  editing ? `/gatherings/${editing.id}` : '/gatherings',
  html`${errorSummary(page, form)}${!editing && hidden('community', community.id)}
${gatheringFields(page, form, zone)}
<section aria-labelledby="places"><h2 id="places">${t('gathering.places')}</h2>
${field(page, form, { name: 'capacity', label: 'gathering.capacity', hint: t('gathering.capacityHint'), type: 'number', optional: true })}
${check(page, form, { name: 'waitingList', label: t('gathering.waitingList'), hint: t('gathering.waitingListHint'), checked: true })}
${untilFields(page, form)}</section>
<p class="row">${submit(t(editing ? 'form.save' : 'gathering.publish'), t('compose.busy'))}<a class="button plain-button"
  href="${editing?.path ?? `${community.path}/agenda`}">${t('form.cancel')}</a></p>`,
)}`,
  });
}

/** What, when and where: the same for every event. */
export const gatheringFields = (page: Page, form: Form, zone: string): Html => {
  const { t } = page;
  return html`${field(page, form, { name: 'title', label: 'gathering.title', maxLength: 200 })}
${textArea(page, form, { name: 'text', label: 'gathering.text', rows: 4, maxLength: 5000 })}
${moments(page, form, zone)}
${field(page, form, { name: 'place', label: 'gathering.place', hint: t('gathering.placeHint'), optional: true, maxLength: 120 })}
${field(page, form, { name: 'address', label: 'gathering.address', optional: true, maxLength: 300, autocomplete: 'off' })}
${field(page, form, { name: 'link', label: 'gathering.link', hint: t('gathering.linkHint'), type: 'url', optional: true, maxLength: 500 })}
${textArea(page, form, { name: 'access', label: 'gathering.access', hint: t('gathering.accessHint'), rows: 2, optional: true, maxLength: 500 })}`;
};

/** Until when one may answer. */
export const untilFields = (page: Page, form: Form): Html =>
  pair(page, form, 'untilDay', 'untilTime', page.t('gathering.until'), page.t('gathering.untilHint'));

const moments = (page: Page, form: Form, zone: string): Html => {
  const { t } = page;
  const clocks = t('schedule.zone', { zone: zone.replaceAll('_', ' ') });
  return html`${pair(page, form, 'day', 'time', t('gathering.starts'), clocks)}
${pair(page, form, 'endDay', 'endTime', t('gathering.ends'), t('gathering.endsHint'))}`;
};

/** A day and a time side by side, under one name. */
export function pair(page: Page, form: Form, day: string, time: string, legend: string, hint: string): Html {
  const { t } = page;
  const faults = [day, time].flatMap((name) => (form.faults[name] ? [{ name, ...form.faults[name] }] : []));
  const input = (name: string, type: 'date' | 'time', label: string): Content =>
    html`<p><label for="f-${name}">${label}</label><input id="f-${name}" name="${name}" type="${type}"
  value="${form.values[name] ?? ''}" aria-describedby="h-${day}${form.faults[name] && ` e-${name}`}"${form.faults[name] && html` aria-invalid="true"`}></p>`;
  return html`<fieldset class="field moment${faults.length > 0 && ' wrong'}"><legend>${legend}</legend>
<p class="hint" id="h-${day}">${hint}</p>${faults.map(
    ({ name, key, args }) =>
      html`<p class="fault" id="e-${name}">${icon(page, 'triangle-alert')}${t.dynamic(key, args)}</p>`,
  )}${input(day, 'date', t('schedule.day'))}${input(time, 'time', t('schedule.time'))}</fieldset>`;
}
