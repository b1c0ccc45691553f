import { hidden, postForm, submit } from '../form.ts';
import { type Html, html, raw } from '../html.ts';
import { layout, type Page } from '../page.ts';

export interface CharterView {
  version: number;
  /** Sanitised. */
  html: string;
  /** Since when it holds, Unix ms. */
  at: number;
}

const words = ({ t }: Page, charter: CharterView): Html =>
  html`<p class="meta">${t('charter.version', { n: charter.version, when: t.date(charter.at) })}${
    charter.version > 1 && html` · <a href="/charter/${charter.version - 1}">${t('charter.earlier')}</a>`
  }</p><div class="voice">${raw(charter.html)}</div>`;

/** One version of the charter, for everybody. */
export function charterPage(page: Page, charter: CharterView): Html {
  const title = page.t('charter.title', { organisation: page.organisation.name });
  return layout(page, {
    title,
    scripts: false,
    main: html`<div class="pad text"><h1>${title}</h1>${words(page, charter)}</div>`,
  });
}

/** The charter has changed since this member accepted it. Fields: `version`, `next`. */
export function acceptCharterPage(page: Page, charter: CharterView, next: string): Html {
  const { t } = page;
  return layout(page, {
    title: t('charter.changed'),
    scripts: false,
    plain: true,
    noIndex: true,
    main: html`<div class="pad text"><h1>${t('charter.changed')}</h1><p class="lead">${t('charter.changedSentence')}</p>
${words(page, charter)}</div>${postForm(
      page,
      '/charter/accept',
      html`${hidden('version', String(charter.version))}${hidden('next', next)}${submit(t('charter.accept'))}
<p class="meta">${t('charter.refuse')} <a href="/settings">${t('nav.settings')}</a></p>`,
    )}`,
  });
}
