import type { PartnershipView } from '../../src/partners/view.ts';
import { errorSummary, type Form, field, hasFaults, hidden, postForm } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';
import { scopeList, stateTag, termsFields } from '../partners/words.ts';
import { time } from '../time.ts';
import { adminFrame, table } from './table.ts';

export interface PartnerRow extends PartnershipView {
  lastSeen: number | null;
  /** Deliveries that wait or were given up. */
  failures: number;
}

/** All partnerships, and the first step of a new one. Field: `host`. */
export function partnersAdminPage(page: Page, rows: readonly PartnerRow[], form: Form): Html {
  const { t } = page;
  return adminFrame(
    page,
    t('partner.admin'),
    t('partner.adminLead'),
    html`<p class="pad"><a href="/partners">${t('partner.publicPage')}</a></p>${table(
      page,
      {
        head: [
          t('partner.organisation'),
          t('partner.state'),
          t('partner.shared'),
          t('partner.lastSeen'),
          t('partner.failures'),
        ],
        rows: rows.map((row) => ({
          id: `partner-${row.host}`,
          cells: [
            html`<a href="/admin/partners/${row.host}"><b class="org h${row.organisation.hue}">${row.organisation.name}</b></a> <span class="meta">${row.host}</span>`,
            stateTag(page, row.state),
            scopeList(page, row.scopes),
            row.lastSeen === null ? '–' : time(page, row.lastSeen),
            t.number(row.failures),
          ],
        })),
        next: null,
      },
      { title: t('partner.adminNone'), sentence: t('partner.adminNoneSentence') },
    )}
<section class="block"><h2>${t('partner.invite')}</h2><form class="form" action="/admin/partners/invite" novalidate>${errorSummary(page, form)}
${field(page, form, { name: 'host', label: 'partner.host', hint: t('partner.hostHint'), exact: true, maxLength: 253 })}
<button class="button primary">${icon(page, 'search')}${t('partner.look')}</button></form></section>`,
    hasFaults(form),
  );
}

export interface CandidateShown {
  host: string;
  /** Their first page. */
  home: string;
  name: string;
  sentence: string;
  software: string;
  members: number | null;
  hue: number | null;
}

/** Who answers at the address, and what to offer. Fields: `host` and those of the terms. */
export function partnerInvitePage(page: Page, candidate: CandidateShown, form: Form, contact: string): Html {
  const { t } = page;
  const about = [
    candidate.host,
    candidate.software,
    candidate.members !== null && t('partner.previewMembers', { n: candidate.members }),
  ];
  return adminFrame(
    page,
    t('partner.invite'),
    null,
    html`<section class="block"><h2>${t('partner.preview')}</h2><ul class="sheet lines"><li><p><b class="org h${candidate.hue ?? 0}">${candidate.name}</b></p>
${candidate.sentence && html`<p class="voice">${candidate.sentence}</p>`}<p class="meta">${about.filter(Boolean).join(' · ')}</p>
<p><a href="${candidate.home}" rel="noreferrer">${t('partner.previewPage')}</a></p></li></ul></section>
${postForm(
  page,
  '/admin/partners',
  html`${errorSummary(page, form)}${hidden('host', candidate.host)}${termsFields(page, form, { scopes: ['people', 'communities'], until: null, contact })}
<p class="row"><button class="button primary">${icon(page, 'handshake')}${t('partner.send')}</button><a class="button plain-button"
  href="/admin/partners">${t('form.cancel')}</a></p>`,
)}`,
    hasFaults(form),
  );
}
