import type { FilterView } from '../../src/posts/view.ts';
import { type Form, field, radios, select } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';
import { settingsForm } from './frame.ts';

const days = [1, 7, 30];

/** Fields: `phrase`, `action` (`fold`, `hide`), `days` ('' for good). */
export function filterSettings(page: Page, filters: readonly FilterView[], form: Form): Html {
  const { t } = page;
  return settingsForm(page, {
    path: '/settings/filters',
    title: t('settings.filters'),
    lead: t('filter.lead'),
    form,
    save: t('filter.add'),
    fields: html`${field(page, form, { name: 'phrase', label: 'filter.phrase', hint: t('filter.phraseHint'), maxLength: 100 })}
${radios(page, form, {
  name: 'action',
  label: 'filter.action',
  value: 'fold',
  choices: [
    { value: 'fold', label: t('filter.fold'), hint: t('filter.foldHint') },
    { value: 'hide', label: t('filter.hide'), hint: t('filter.hideHint') },
  ],
})}
${select(page, form, {
  name: 'days',
  label: 'filter.for',
  value: '',
  choices: [
    { value: '', label: t('filter.always') },
    ...days.map((n) => ({ value: String(n), label: t('poll.days', { n }) })),
  ],
})}`,
    before: filters.length > 0 && html`<ul class="sheet doors">${filters.map((filter) => line(page, filter))}</ul>`,
  });
}

function line(page: Page, { id, phrase, action, expiresAt }: FilterView): Html {
  const { t } = page;
  return html`<li>${icon(page, 'volume-x')}<div><b>${phrase}</b><p class="meta">${action === 'hide' ? t('filter.hide') : t('filter.fold')}${
    expiresAt !== null && html` · ${t('filter.until', { when: t.moment(expiresAt) })}`
  }</p></div><button class="button secondary small" form="act"
  formaction="/settings/filters/${id}/delete">${t('filter.remove')}<span class="sr"> ${phrase}</span></button></li>`;
}
