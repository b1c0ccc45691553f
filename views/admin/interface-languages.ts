import { languageNames } from '../footer.ts';
import { check, type Form } from '../form.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';

/** Languages in which the instance may be read, at least one. Fields: `lang-fr`, `lang-en` (`on`). */
export function interfaceLanguages(page: Page, form: Form, chosen: readonly string[]): Html {
  const box = (language: keyof typeof languageNames) =>
    check(page, form, { name: `lang-${language}`, label: languageNames[language], checked: chosen.includes(language) });
  return html`<fieldset class="field"><legend>${page.t('setup.languages')}</legend>${box('fr')}${box('en')}</fieldset>`;
}
