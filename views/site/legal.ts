import type { LegalKind } from '../../src/accounts/organisation-tables.ts';
import { type Html, html, raw } from '../html.ts';
import { layout, type Page } from '../page.ts';
import { frenchHtml } from '../typography.ts';

export interface LegalView {
  kind: LegalKind;
  /** Sanitised. */
  html: string;
  /** 0: the text that comes with the program. */
  version: number;
  /** Since when it holds, Unix ms. */
  at: number | null;
  /** One that held before was asked for by its number. */
  earlier: boolean;
}

/** A legal page, for everybody. */
export function legalPage(page: Page, { kind, html: text, version, at, earlier }: LegalView): Html {
  const { t, lang } = page;
  const title = t(`legal.${kind}`);
  return layout(page, {
    title,
    scripts: false,
    noIndex: earlier,
    main: html`<div class="pad text"><h1>${title}</h1>${
      at !== null &&
      html`<p class="meta">${t('charter.version', { n: version, when: t.date(at) })} · <a href="/${kind}/${version - 1}">${t('charter.earlier')}</a></p>`
    }${raw(lang === 'fr' ? frenchHtml(text) : text)}</div>`,
  });
}
