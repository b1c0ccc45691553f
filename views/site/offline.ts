import { type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';

/** What a browser shows of this site without a network; the same for everybody, and of nobody. */
export function offlinePage(page: Page): Html {
  const { t } = page;
  return layout(page, {
    title: t('offline.title'),
    noIndex: true,
    plain: true,
    scripts: false,
    main: html`<div class="told"><span class="chain broken" aria-hidden="true"><span></span><span></span></span>
<h1>${t('offline.title')}</h1><p>${t('offline.sentence')}</p><p class="row"><a class="button secondary" href="/">${t('offline.again')}</a></p></div>`,
  });
}
