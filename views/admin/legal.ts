import type { Imprint } from '../../src/accounts/imprint.ts';
import type { LegalKind } from '../../src/accounts/organisation-tables.ts';
import type { Conformance } from '../../src/accounts/view.ts';
import type { Language } from '../../src/platform/i18n.ts';
import { languageNames } from '../footer.ts';
import { check, errorSummary, type Form, field, hasFaults, postForm, radios, submit, textArea } from '../form.ts';
import { type Html, html, raw } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';
import { adminFrame, table } from './table.ts';

export interface LegalLine {
  kind: LegalKind;
  language: Language;
  version: number;
  at: number | null;
}

/** Who answers for the service, and the texts that say so. Fields: those of `Imprint`, `conformance`. */
export function legalTextsPage(
  page: Page,
  view: { lines: LegalLine[]; imprint: Imprint; defaults: { publisher: string; contact: string } },
  form: Form,
): Html {
  const { t } = page;
  const { imprint, defaults } = view;
  const line = (name: keyof Imprint, more: { label: Parameters<typeof field>[2]['label']; hint?: string }) =>
    field(page, form, { name, ...more, value: imprint[name], optional: true, maxLength: 300 });
  return adminFrame(
    page,
    t('admin.legal'),
    t('legal.lead'),
    html`${table(
      page,
      {
        head: [t('legal.page'), t('legal.state'), t('members.acts')],
        rows: view.lines.map(({ kind, language, version, at }) => ({
          id: `legal-${kind}-${language}`,
          cells: [
            html`<a class="name" href="/admin/legal/${kind}/${language}">${t(`legal.${kind}`)}<span class="sr">,</span> <span class="meta">${languageNames[language]}</span></a>`,
            at === null ? t('legal.proposed') : t('legal.written', { n: version, when: t.date(at) }),
            html`<a href="/${kind}">${t('legal.read')}<span class="sr"> ${t(`legal.${kind}`)}, ${languageNames[language]}</span></a>`,
          ],
        })),
        next: null,
      },
      { title: '', sentence: '' },
    )}
<section class="block"><h2>${t('imprint.title')}</h2><p>${t('imprint.lead')}</p>${postForm(
      page,
      '/admin/legal',
      html`${errorSummary(page, form)}
${line('publisher', { label: 'imprint.publisher', hint: t('imprint.publisherHint', { name: defaults.publisher }) })}
${line('postal', { label: 'imprint.postal' })}
${line('director', { label: 'imprint.director', hint: t('imprint.directorHint') })}
${line('contact', { label: 'imprint.contact', hint: t('imprint.contactHint', { address: defaults.contact }) })}
${line('officer', { label: 'imprint.officer', hint: t('imprint.officerHint') })}
${line('hoster', { label: 'imprint.hoster', hint: t('imprint.hosterHint') })}
${radios(page, form, {
  name: 'conformance',
  label: 'conformance.label',
  hint: t('conformance.labelHint'),
  value: page.organisation.conformance,
  choices: (['none', 'partial', 'full'] satisfies Conformance[]).map((value) => ({
    value,
    label: t(`conformance.${value}`),
    hint: t(`conformance.${value}Hint`),
  })),
})}
${submit(t('form.save'))}`,
    )}</section>`,
    hasFaults(form),
  );
}

/** One text in one language. Fields: `text` (Markdown), `proposed` (`on`: the program's own again). `preview`: its HTML, sanitised. */
export function legalTextPage(
  page: Page,
  view: { kind: LegalKind; language: Language; text: string; names: string[]; preview: string | null },
  form: Form,
): Html {
  const { t } = page;
  const { kind, language, text, names, preview } = view;
  return adminFrame(
    page,
    `${t(`legal.${kind}`)} (${languageNames[language]})`,
    html`<a href="/admin/legal">${t('admin.legal')}</a>`,
    html`${
      preview !== null &&
      html`<section class="block" id="preview" lang="${language}"><h2>${t('legal.previewTitle')}</h2><div class="sheet pad text legal-preview">${raw(preview)}</div></section>`
    }${postForm(
      page,
      `/admin/legal/${kind}/${language}`,
      html`${errorSummary(page, form)}
${textArea(page, form, { name: 'text', label: 'legal.text', hint: t('legal.textHint', { names: names.map((name) => `{${name}}`).join(' ') }), value: text, rows: 24, maxLength: 40_000, lang: language })}
${check(page, form, { name: 'proposed', label: t('legal.proposedAgain'), hint: t('legal.proposedAgainHint') })}
<p class="row">${submit(t('form.save'))}<button class="button secondary" name="preview" value="yes">${icon(page, 'eye')}${t('legal.preview')}</button></p>`,
    )}`,
    hasFaults(form),
  );
}
