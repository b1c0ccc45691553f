import { type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';

const textPage = (page: Page, title: string, body: Html): Html =>
  layout(page, { title, scripts: false, main: html`<div class="pad text"><h1>${title}</h1>${body}</div>` });

/** What is kept and how long; figures come from the settings that the purge obeys. */
export function privacyPage(
  page: Page,
  kept: { eventDays: number; mediaDays: number; deletedDays: number },
  contact: string,
): Html {
  const { t } = page;
  return textPage(
    page,
    t('foot.privacy'),
    html`<p>${t('privacy.who', { organisation: page.organisation.name })}</p>
<h2>${t('privacy.keptTitle')}</h2><ul><li>${t('privacy.account')}</li><li>${t('privacy.posts')}</li>
<li>${t('privacy.session')}</li><li>${t('privacy.log', { n: kept.eventDays })}</li>
<li>${t('privacy.remote', { n: kept.mediaDays })}</li><li>${t('privacy.deleted', { n: kept.deletedDays })}</li></ul>
<h2>${t('privacy.notTitle')}</h2><p>${t('privacy.not')}</p>
<h2>${t('privacy.outTitle')}</h2><p>${t('privacy.out')}</p><p>${t('privacy.direct')}</p>
<h2>${t('privacy.rightsTitle')}</h2><p>${t('privacy.rights', { contact })}</p>`,
  );
}

/** The statement that the law asks for (RGAA 4.1): what was checked, how, and what is not known. */
export function accessibilityPage(page: Page, contact: string): Html {
  const { t } = page;
  return textPage(
    page,
    t('a11y.title'),
    html`<p>${t('a11y.state', { organisation: page.organisation.name })}</p>
<h2>${t('a11y.checkedTitle')}</h2><ul><li>${t('a11y.axe')}</li><li>${t('a11y.contrast')}</li>
<li>${t('a11y.noScript')}</li><li>${t('a11y.reflow')}</li></ul>
<h2>${t('a11y.notTitle')}</h2><p>${t('a11y.not')}</p>
<h2>${t('a11y.contactTitle')}</h2><p>${t('a11y.contact', { contact })}</p>`,
  );
}

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
<h2>${t('about.contactTitle')}</h2><p>${view.contact}</p>
<h2>${t('about.softwareTitle')}</h2><p>${t('about.software', { version: view.version })} <a href="${view.source}">${t('about.source')}</a></p>`,
  );
}
