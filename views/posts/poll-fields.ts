import type { Form } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';

const places = [1, 2, 3, 4];
const days = [1, 3, 7, 14];

/** Up to four answers; a poll is made when two of them are filled. */
export function pollFields(page: Page, form: Form): Html {
  const { t } = page;
  const { values, faults } = form;
  const fault = faults.poll;
  const open = fault || places.some((place) => values[`poll-${place}`]);
  const chosen = values['poll-days'] ?? '3';
  return html`<details class="extra"${open && html` open`}><summary>${icon(page, 'vote')}${t('poll.add')}</summary>
<fieldset class="field${fault && ' wrong'}" id="f-poll"><legend>${t('poll.answers')}</legend>${
    fault && html`<p class="fault">${icon(page, 'triangle-alert')}${t.dynamic(fault.key, fault.args)}</p>`
  }${places.map(
    (place) =>
      html`<p><label for="f-poll-${place}">${t('poll.answer', { n: place })}</label><input id="f-poll-${place}"
  name="poll-${place}" maxlength="100" value="${values[`poll-${place}`] ?? ''}"></p>`,
  )}<p><label for="f-poll-days">${t('poll.length')}</label><select id="f-poll-days" name="poll-days">${days.map(
    (n) => html`<option value="${n}"${String(n) === chosen && html` selected`}>${t('poll.days', { n })}</option>`,
  )}</select></p><p class="check"><label><input type="checkbox"
  name="poll-multiple"${values['poll-multiple'] === 'on' && html` checked`}><span>${t('poll.multiple')}</span></label></p>
</fieldset></details>`;
}
