import type { Key } from '../../src/platform/i18n.ts';
import { type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';

const pages: Record<number, { title: Key; what: Key; next: Key }> = {
  400: { title: 'error.400', what: 'error.400.what', next: 'error.400.next' },
  403: { title: 'error.403', what: 'error.403.what', next: 'error.403.next' },
  404: { title: 'error.404', what: 'error.404.what', next: 'error.404.next' },
  410: { title: 'error.410', what: 'error.410.what', next: 'error.410.next' },
  413: { title: 'error.413', what: 'error.413.what', next: 'error.413.next' },
  422: { title: 'error.422', what: 'error.422.what', next: 'error.422.next' },
  429: { title: 'error.429', what: 'error.429.what', next: 'error.429.next' },
  500: { title: 'error.500', what: 'error.500.what', next: 'error.500.next' },
  503: { title: 'error.503', what: 'error.503.what', next: 'error.503.next' },
};

export interface ErrorView {
  status: number;
  /** The refusal's own sentence, in place of the general one. */
  sentence?: string;
  /** Seconds. */
  retryAfter?: number;
  /** To be quoted to the administrator; also in the log. */
  reference?: string;
}

/** What happened, why, what to do; same header, so that nobody is lost. No script. */
export function errorPage(page: Page, view: ErrorView): Html {
  const { t } = page;
  const words = pages[view.status] ?? pages[view.status >= 500 ? 500 : 400]!;
  return layout(page, {
    title: t(words.title),
    scripts: false,
    noIndex: true,
    main: html`<div class="told"><span class="chain broken" aria-hidden="true"><span></span><span></span></span>
<h1>${t(words.title)}</h1><p>${view.sentence ?? t(words.what)}</p><p>${
      view.retryAfter ? t('error.retry', { n: Math.max(1, Math.ceil(view.retryAfter / 60)) }) : t(words.next)
    }</p><p class="row"><a class="button secondary"
  href="/">${t('error.home')}</a></p>${view.reference && html`<p class="meta">${t('error.reference', { reference: view.reference })}</p>`}</div>`,
  });
}

/** For a page that is only swapped in part: the same sentence, as a toast (`HX-Retarget: #status`). */
export const errorToast = (sentence: string): Html => html`<div class="toast"><p>${sentence}</p></div>`;
