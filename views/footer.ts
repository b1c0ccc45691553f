import { type Html, html, raw } from './html.ts';
import type { Page } from './page.ts';
import { weightToken } from './weight.ts';

export function footer({ t, lang, organisation }: Page): Html {
  const other = organisation.languages.find((language) => language !== lang);
  return html`<footer class="foot"><nav aria-label="${t('foot.label')}">
<a href="/about">${t('foot.about')}</a>
<a href="/charter">${t('foot.charter')}</a>
<a href="/partners">${t('foot.partners')}</a>
<a href="/privacy">${t('foot.privacy')}</a>
<a href="/terms">${t('foot.terms')}</a>
<a href="/contact">${t('foot.contact')}</a>
<a href="/report">${t('foot.report')}</a>
<a href="/accessibility">${t('foot.accessibility', { state: organisation.conformance })}</a>
${other && html`<a href="?lang=${other}" hreflang="${other}" lang="${other}">${languageNames[other]}</a>`}
</nav><p>${raw(t('foot.weight', { n: weightToken }))}</p></footer>`;
}

/** Each language in its own words. */
export const languageNames = { fr: 'Français', en: 'English' };
