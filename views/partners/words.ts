import type { PartnerScope, PartnershipState, Terms } from '../../src/partners/view.ts';
import { check, type Form, field, textArea } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { type Icon, icon } from '../icons.ts';
import type { Page } from '../page.ts';

const stateLooks: Record<PartnershipState, { look: string; icon: Icon }> = {
  asked: { look: 'warn', icon: 'clock' },
  offered: { look: 'neutral', icon: 'clock' },
  active: { look: 'ok', icon: 'check' },
  paused: { look: 'warn', icon: 'clock' },
  ended: { look: 'neutral', icon: 'archive' },
  blocked: { look: 'bad', icon: 'ban' },
};

const everyScope = Object.keys({
  people: true,
  communities: true,
  campaigns: true,
  documents: true,
  opportunities: true,
  chat: true,
} satisfies Record<PartnerScope, true>) as PartnerScope[];

export const stateTag = (page: Page, state: PartnershipState): Html =>
  html`<span class="tag ${stateLooks[state].look}">${icon(page, stateLooks[state].icon)}${page.t(`partner.state.${state}`)}</span>`;

/** A last day ends with its midnight (UTC); its noon is the same day wherever it is read. */
const halfDayMs = 43_200_000;

export const lastDay = ({ t }: Page, until: number): string => t.date(until - halfDayMs);

export const scopeList = (page: Page, scopes: readonly PartnerScope[]): Content =>
  scopes.length === 0
    ? page.t('partner.nothing')
    : html`<ul>${scopes.map((scope) => html`<li>${page.t(`scope.${scope}`)}</li>`)}</ul>`;

/** Fields: `scope-<name>` (`on`), `until` (a day), `contact`. */
export function termsFields(page: Page, form: Form, terms: Pick<Terms, 'scopes' | 'until' | 'contact'>): Html {
  const { t } = page;
  const fault = form.faults.scopes;
  const day = terms.until === null ? '' : new Date(terms.until - halfDayMs).toISOString().slice(0, 10);
  return html`<fieldset class="field${fault && ' wrong'}" id="f-scopes"><legend>${t('partner.terms')}</legend>
<p class="hint">${t('partner.termsHint')}</p>${
    fault && html`<p class="fault">${icon(page, 'triangle-alert')}${t.dynamic(fault.key, fault.args)}</p>`
  }${everyScope.map((scope) =>
    check(page, form, {
      name: `scope-${scope}`,
      label: t(`scope.${scope}`),
      hint: t(`scope.${scope}.hint`),
      checked: terms.scopes.includes(scope),
    }),
  )}</fieldset>
${field(page, form, { name: 'until', label: 'partner.until', hint: t('partner.untilHint'), type: 'date', value: day, optional: true })}
${field(page, form, { name: 'contact', label: 'partner.contact', hint: t('partner.contactHint'), value: terms.contact, optional: true, maxLength: 200 })}`;
}

export const reasonField = (page: Page, form: Form): Html =>
  textArea(page, form, {
    name: 'reason',
    label: 'partner.reason',
    hint: page.t('partner.reasonHint'),
    rows: 2,
    maxLength: 500,
    optional: true,
  });
