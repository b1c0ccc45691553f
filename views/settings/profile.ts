import type { ProfileView } from '../../src/accounts/view.ts';
import { affiliationLabels } from '../accounts/sign-up.ts';
import { check, contentLanguages, type Form, field, fileField, pictureTypes, select, textArea } from '../form.ts';
import { type Html, html } from '../html.ts';
import { ring } from '../link.ts';
import type { Page } from '../page.ts';
import { settingsForm } from './frame.ts';

export const profileFields = 4;

/**
 * Fields: `displayName`, `role`, `affiliation`, `bio` (Markdown), `helpsWith`, `skills` (with commas), `speaks-fr` … (`on`), `field-1-name`, `field-1-value` … 4, `avatar`,
 * `banner` (files), `avatar-remove`, `banner-remove` (`on`). `source` is what the person typed, before it became HTML.
 */
export function profileSettings(
  page: Page,
  profile: ProfileView,
  source: { bio: string; fields: { name: string; value: string }[]; affiliationUntil: number | null },
  form: Form,
): Html {
  const { t } = page;
  return settingsForm(page, {
    path: '/settings/profile',
    title: t('settings.profile'),
    form,
    files: true,
    fields: html`<div class="person-preview sheet">${ring(page, profile, 'l')}<p>${t('welcome.preview')}</p></div>
${field(page, form, { name: 'displayName', label: 'signUp.displayName', value: profile.displayName, autocomplete: 'name', maxLength: 60 })}
${field(page, form, { name: 'role', label: 'settings.role', hint: t('settings.roleHint'), value: profile.role, optional: true, maxLength: 60 })}
${
  source.affiliationUntil !== null && profile.affiliation
    ? html`<div class="field"><b>${t('signUp.affiliation')}</b><p>${t(affiliationLabels[profile.affiliation])}</p><p
  class="hint">${t('affiliation.kept', { date: t.date(source.affiliationUntil) })}</p></div>`
    : select(page, form, {
        name: 'affiliation',
        label: 'signUp.affiliation',
        value: profile.affiliation ?? '',
        choices: Object.entries(affiliationLabels).map(([value, label]) => ({ value, label: t(label) })),
      })
}
${textArea(page, form, { name: 'bio', label: 'settings.bio', hint: t('settings.bioHint'), value: source.bio, optional: true, rows: 4, maxLength: 500 })}
${field(page, form, { name: 'helpsWith', label: 'settings.helpsWith', hint: t('settings.helpsWithHint'), value: profile.helpsWith, optional: true, maxLength: 200 })}
${field(page, form, { name: 'skills', label: 'settings.skills', hint: t('settings.skillsHint'), value: profile.skills.join(', '), optional: true, maxLength: 500 })}
<fieldset class="field"><legend>${t('settings.speaks')}</legend>${contentLanguages.map(({ value, label }) =>
      check(page, form, { name: `speaks-${value}`, label: t(label), checked: profile.languages.includes(value) }),
    )}</fieldset>
${picture(page, form, 'avatar', profile.avatar)}${picture(page, form, 'banner', profile.banner)}
<fieldset class="field pairs"><legend>${t('settings.fields')}</legend>
<p class="hint">${t('settings.fieldsHint')}</p>${Array.from({ length: profileFields }, (_, index) => pair(page, form, index + 1, source.fields[index]))}</fieldset>`,
  });
}

const picture = (page: Page, form: Form, name: 'avatar' | 'banner', path: string | null): Html =>
  fileField(page, form, {
    name,
    label: name === 'avatar' ? 'settings.avatar' : 'settings.banner',
    hint: page.t('settings.pictureHint'),
    accept: pictureTypes,
    more: path && check(page, form, { name: `${name}-remove`, label: page.t('settings.pictureRemove') }),
  });

function pair({ t }: Page, form: Form, n: number, current?: { name: string; value: string }): Html {
  const value = (part: 'name' | 'value') => form.values[`field-${n}-${part}`] ?? current?.[part] ?? '';
  return html`<div class="pair"><input name="field-${n}-name" id="f-field-${n}-name" value="${value('name')}"
  maxlength="60" aria-label="${t('settings.fieldName', { n })}"><input name="field-${n}-value" id="f-field-${n}-value"
  value="${value('value')}" maxlength="200" aria-label="${t('settings.fieldValue', { n })}"></div>`;
}
