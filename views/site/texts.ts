import { type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';

const textPage = (page: Page, title: string, body: Html): Html =>
  layout(page, { title, scripts: false, main: html`<div class="pad text"><h1>${title}</h1>${body}</div>` });

/** Who carries this place and with what. */
export function aboutPage(
  page: Page,
  view: { version: string; source: string; contact: string; members: number },
): Html {
  const { t } = page;
  return textPage(
    page,
    t('foot.about'),
    html`<p class="voice">${page.organisation.sentence}</p>
<p>${t('about.what', { organisation: page.organisation.name, n: view.members })}</p>
<h2>${t('about.contactTitle')}</h2><p>${view.contact} · <a href="/contact">${t('legal.contact')}</a></p>
<h2>${t('about.softwareTitle')}</h2><p>${t('about.software', { version: view.version })} <a href="${view.source}">${t('about.source')}</a></p>`,
  );
}
