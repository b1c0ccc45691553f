import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';

/** How to use an app here, with the address to copy. `host`: as an app asks for it, with its port where it has one. */
export const appAddress = ({ t }: Page, host: string): Html =>
  html`<div class="form"><p>${t('apps.how')}</p><p class="field"><input readonly value="${host}" aria-label="${t('apps.address')}"></p></div>`;
