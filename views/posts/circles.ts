import type { Audience } from '../../src/posts/view.ts';
import { audienceLooks } from '../audience.ts';
import { hidden } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';

export interface CircleView {
  audience: Audience;
  /** How many people would read, or organisations of partners; null when it has no meaning (public, named people). */
  count: number | null;
}

/** « Qui pourra lire »: the circles from which to choose, or the one that is fixed. */
export function circleFieldset(page: Page, circles: readonly CircleView[], chosen: Audience | undefined): Content {
  const { t, nonce } = page;
  const [only] = circles;
  if (!only) return null;
  if (circles.length === 1)
    return html`${hidden('audience', only.audience)}${fixedCircle(page, only.audience)}${audienceCount(page, only)}`;
  const current = circles.find(({ audience }) => audience === chosen) ?? only;
  return html`<fieldset class="circles" id="f-audience" hx-get="/compose/audience" hx-trigger="change"
  hx-include="[name=audience]:checked" hx-target="#aud-count" hx-swap="outerMorph" hx-nonce="${nonce}">
<legend>${t('compose.audience')}</legend>${circles.map((circle) => option(page, circle, circle === current))}</fieldset>${audienceCount(page, current)}`;
}

/** The circle in words, where there is nothing to choose. */
export function fixedCircle(page: Page, audience: Audience): Html {
  const look = audienceLooks[audience];
  return html`<p class="meta locked">${icon(page, look.icon)}${page.t('compose.sameCircle', { circle: page.t(look.label) })}</p>`;
}

function option(page: Page, { audience, count }: CircleView, checked: boolean): Html {
  const { t } = page;
  const look = audienceLooks[audience];
  const unit = audience === 'partners' ? 'audience.organisations' : 'audience.people';
  const people = count !== null && html`${t(unit, { n: count })}. `;
  return html`<label><input type="radio" name="audience"
  value="${audience}"${checked && html` checked`}>${icon(page, look.icon)}
<span><b>${t(look.label)}</b><small>${people}${t(look.hint)}</small></span>${icon(page, 'check')}</label>`;
}

/** How many people will read; answers `GET /compose/audience?audience=`. */
export function audienceCount(page: Page, { audience, count }: CircleView): Html {
  const { t } = page;
  const words =
    count !== null
      ? t(audience === 'partners' ? 'compose.countPartners' : 'compose.count', { n: count })
      : audience === 'direct'
        ? t('compose.countNamed')
        : t('compose.countAll');
  return html`<p class="meta" id="aud-count" role="status">${words}</p>`;
}
