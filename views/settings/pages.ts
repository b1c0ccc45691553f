import type { Audience, QuotePolicy } from '../../src/posts/view.ts';
import { audienceLooks } from '../audience.ts';
import { languageNames } from '../footer.ts';
import { check, contentLanguages, type Form, field, radios, select } from '../form.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { quotePolicyChoices } from '../posts/quotes.ts';
import { settingsForm } from './frame.ts';

/** Who sees what. Fields: `locked`, `discoverable`, `indexable` (`on`), `audience`. */
export function privacySettings(
  page: Page,
  current: { locked: boolean; discoverable: boolean; indexable: boolean; audience: Audience; quotePolicy: QuotePolicy },
  form: Form,
): Html {
  const { t } = page;
  return settingsForm(page, {
    path: '/settings/privacy',
    title: t('settings.privacy'),
    form,
    fields: html`${radios(page, form, {
      name: 'audience',
      label: 'settings.audience',
      hint: t('settings.audienceHint'),
      value: current.audience,
      choices: (['organisation', 'public', 'unlisted', 'followers'] as const).map((value) => ({
        value,
        label: t(audienceLooks[value].label),
        hint: t(audienceLooks[value].hint),
      })),
    })}
${select(page, form, {
  name: 'quotePolicy',
  label: 'quote.who',
  hint: t('quote.whoHint'),
  value: current.quotePolicy,
  choices: quotePolicyChoices(page),
})}
${check(page, form, { name: 'locked', label: t('settings.locked'), hint: t('settings.lockedHint'), checked: current.locked })}
${check(page, form, { name: 'discoverable', label: t('settings.discoverable'), hint: t('settings.discoverableHint'), checked: current.discoverable })}
${check(page, form, { name: 'indexable', label: t('settings.indexable'), hint: t('settings.indexableHint'), checked: current.indexable })}`,
  });
}

/** Fields: `theme` (`system`, `light`, `dark`), `size` (`normal`, `large`), `hideCounts`, `imagesOnDemand`, `shortcuts` (`on`). */
export function appearanceSettings(page: Page, form: Form): Html {
  const { t, viewer } = page;
  return settingsForm(page, {
    path: '/settings/appearance',
    title: t('settings.appearance'),
    form,
    fields: html`${radios(page, form, {
      name: 'theme',
      label: 'settings.theme',
      value: page.theme ?? 'system',
      choices: [
        { value: 'system', label: t('settings.themeSystem') },
        { value: 'light', label: t('settings.themeLight') },
        { value: 'dark', label: t('settings.themeDark') },
      ],
    })}
${radios(page, form, {
  name: 'size',
  label: 'settings.size',
  value: page.size ?? 'normal',
  choices: [
    { value: 'normal', label: t('settings.sizeNormal') },
    { value: 'large', label: t('settings.sizeLarge') },
  ],
})}
${check(page, form, { name: 'hideCounts', label: t('settings.hideCounts'), hint: t('settings.hideCountsHint'), checked: viewer?.hideCounts })}
${check(page, form, { name: 'imagesOnDemand', label: t('settings.imagesOnDemand'), hint: t('settings.imagesOnDemandHint'), checked: viewer?.imagesOnDemand })}
${check(page, form, { name: 'shortcuts', label: t('settings.shortcuts'), hint: html`<a href="/shortcuts">${t('settings.shortcutsHint')}</a>`, checked: viewer?.shortcuts })}`,
  });
}

/** Fields: `language` of the interface, `postLanguage` that the composer starts with, `read-fr` … (`on`), `timeZone` (an IANA name). */
export function languageSettings(
  page: Page,
  current: { postLanguage: string; timeZone: string; read: readonly string[] },
  form: Form,
): Html {
  const { t, lang, organisation } = page;
  return settingsForm(page, {
    path: '/settings/languages',
    title: t('settings.languages'),
    form,
    fields: html`${select(page, form, { name: 'language', label: 'settings.interface', value: lang, choices: organisation.languages.map((value) => ({ value, label: languageNames[value] })) })}
${select(page, form, { name: 'postLanguage', label: 'settings.postLanguage', value: current.postLanguage, choices: contentLanguages.map(({ value, label }) => ({ value, label: t(label) })) })}
<fieldset class="field"><legend>${t('settings.readLanguages')}</legend><p class="hint">${t('settings.readLanguagesHint')}</p>${contentLanguages.map(
      ({ value, label }) =>
        check(page, form, { name: `read-${value}`, label: t(label), checked: current.read.includes(value) }),
    )}</fieldset>
${field(page, form, { name: 'timeZone', label: 'settings.zone', hint: t('settings.zoneHint'), value: current.timeZone, optional: true, exact: true, maxLength: 60 })}`,
  });
}

/** Fields: `present`, `password`. The other sessions end when it changes. */
export function passwordSettings(page: Page, form: Form, byLink = false): Html {
  const { t } = page;
  return settingsForm(page, {
    path: '/settings/password',
    back: 'security',
    title: t('settings.password'),
    lead: t('settings.passwordLead'),
    form,
    fields: html`${!byLink && field(page, form, { name: 'present', label: 'settings.passwordCurrent', type: 'password', autocomplete: 'current-password' })}
${field(page, form, { name: 'password', label: 'settings.passwordNew', hint: t('signUp.passwordHint'), type: 'password', autocomplete: 'new-password' })}`,
  });
}
