import type { DirectoryField, DirectoryLevel } from '../../src/accounts/view.ts';
import type { Key } from '../../src/platform/i18n.ts';
import { noForm, radios, select } from '../form.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { settingsForm } from './frame.ts';

const levels: readonly DirectoryLevel[] = ['nobody', 'organisation', 'partners', 'public'];
const labels: Record<Exclude<DirectoryField, 'name'>, Key> = {
  role: 'settings.role',
  affiliation: 'signUp.affiliation',
  skills: 'settings.skills',
  helpsWith: 'settings.helpsWith',
};

/** Who finds what of a member in the directory. Fields: `name`, `role`, `affiliation`, `skills`, `helpsWith`. */
export function directorySettings(page: Page, chosen: Record<DirectoryField, DirectoryLevel>): Html {
  const { t } = page;
  const choices = (hints: boolean) =>
    levels.map((value) => ({
      value,
      label: t(`directoryLevel.${value}`),
      ...(hints && { hint: t(`directoryLevel.${value}.hint`) }),
    }));
  return settingsForm(page, {
    path: '/settings/directory',
    title: t('directory.settings'),
    lead: t('directory.settingsLead'),
    form: noForm,
    fields: html`${radios(page, noForm, { name: 'name', label: 'directory.listed', value: chosen.name, choices: choices(true) })}
<p class="hint">${t('directory.fieldsHint')}</p>${(['role', 'affiliation', 'skills', 'helpsWith'] as const).map(
      (name) => select(page, noForm, { name, label: labels[name], value: chosen[name], choices: choices(false) }),
    )}`,
  });
}
