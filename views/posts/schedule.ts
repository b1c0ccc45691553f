import type { Form } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';

/** Day and time at which a post is to be published, on the clocks of the person's zone. Open when they are set. */
export function scheduleFields(page: Page, form: Form, zone: string): Html {
  const { t } = page;
  const { values, faults } = form;
  const fault = faults.schedule;
  return html`<details class="extra"${(fault || values.day) && html` open`}><summary>${icon(page, 'clock')}${t('schedule.add')}</summary>
<fieldset class="field${fault && ' wrong'}" id="f-schedule"><legend>${t('schedule.legend')}</legend>
<p class="hint">${t('schedule.zone', { zone: zone.replaceAll('_', ' ') })} <a
  href="/settings/languages">${t('schedule.changeZone')}</a></p>${
    fault && html`<p class="fault">${icon(page, 'triangle-alert')}${t.dynamic(fault.key, fault.args)}</p>`
  }<p><label for="f-day">${t('schedule.day')}</label><input id="f-day" name="day" type="date" value="${values.day ?? ''}"></p>
<p><label for="f-time">${t('schedule.time')}</label><input id="f-time" name="time" type="time" value="${values.time ?? ''}"></p>
<p><button class="button secondary" name="action" value="schedule">${t('schedule.do')}</button></p></fieldset></details>`;
}
