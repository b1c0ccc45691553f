import type { AccountView } from '../../src/accounts/view.ts';
import type { Tally } from '../../src/campaigns/steps/ballot/tally.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { organisationName, ring } from '../link.ts';
import type { Page } from '../page.ts';
import { type BallotView, clauseText } from './ballot.ts';
import { bars, dataTable, partsBar } from './chart.ts';
import { positionWords } from './words.ts';

export interface BallotResults {
  parts: Tally[];
  sum: Pick<Tally, 'electors' | 'turnout' | 'counts'>;
  quorumMet: boolean;
  /** Clause id → uri, the name under which it is counted. */
  uris: Record<string, string>;
  reasons: { clauseId: string; position: string; reason: string; name: string | null }[];
  outcome: { text: string; author: AccountView | null; at: number } | null;
}

const order = ['for', 'consent', 'abstain', 'against'] as const;

/** After the end: what was decided and by whom it is said, then each clause with its voices and their reasons. */
export function results(page: Page, view: BallotView, over: BallotResults): Html {
  const { t } = page;
  const { outcome } = over;
  return html`${
    outcome
      ? html`<section class="sheet outcome" aria-labelledby="outcome">${outcome.author && ring(page, outcome.author, 's')}<div><h3 id="outcome">${t('ballot.outcome')}</h3><p class="voice">${outcome.text}</p>
<p class="meta">${outcome.author && html`<a href="${outcome.author.path}">${outcome.author.displayName}</a>, ${organisationName(outcome.author)} · `}${t.date(outcome.at)}</p></div></section>`
      : html`<p class="callout">${t('ballot.outcomeMissing')}</p>`
  }${!over.quorumMet && html`<p class="callout">${icon(page, 'triangle-alert')}<span>${t('ballot.quorumMissed', { n: view.settings.quorum })}</span></p>`}
<ol class="sheet clauses">${view.settings.mode === 'clauses' ? view.clauses.map((one, place) => clause(page, one, place, over)) : chosen(view, over)}</ol>${parts(page, over)}`;
}

function clause(page: Page, one: BallotView['clauses'][number], place: number, over: BallotResults): Html {
  const { t } = page;
  const said = over.sum.counts[over.uris[one.id] ?? ''] ?? {};
  const rows = order.map((look) => ({ label: t(positionWords[look]), n: said[look] ?? 0, look }));
  const adopted = over.quorumMet && (said.for ?? 0) + (said.consent ?? 0) > (said.against ?? 0);
  return html`<li class="clause" id="c-${one.id}"><p class="row"><span class="meta">${t('ballot.clauseN', { n: place + 1 })}</span><span class="tag ${adopted ? 'ok' : 'neutral'}">${t(adopted ? 'ballot.adopted' : 'ballot.notAdopted')}</span></p>${clauseText(one)}
${partsBar(`p-${one.id}`, one.title, rows)}${reasons(page, one.id, over)}</li>`;
}

function chosen(view: BallotView, over: BallotResults): Content {
  const rows = view.clauses.map((one) => {
    const n = over.sum.counts[over.uris[one.id] ?? '']?.chosen ?? 0;
    return { label: one.title, n, value: String(n) };
  });
  return html`<li class="clause">${bars(`b-${view.step.id}`, rows)}</li>`;
}

/** Reasons, grouped by what they are for. */
function reasons(page: Page, clauseId: string, over: BallotResults): Content {
  const mine = over.reasons.filter((one) => one.clauseId === clauseId);
  if (!mine.length) return null;
  return html`<details><summary>${page.t('ballot.reasons', { n: mine.length })}</summary><dl class="reasons">${order.flatMap(
    (position) => {
      const said = mine.filter((one) => one.position === position);
      return said.length
        ? [
            html`<dt>${page.t(positionWords[position])}</dt>${said.map(({ reason, name }) => html`<dd class="voice">${reason}${name && html` <span class="meta">${name}</span>`}</dd>`)}`,
          ]
        : [];
    },
  )}</dl></details>`;
}

/** What each organisation counted: the sum is theirs, and can be done again. */
function parts(page: Page, over: BallotResults): Html {
  const { t } = page;
  return html`<div class="pad">${dataTable(
    t('ballot.parts', { n: over.parts.length }),
    [t('ballot.host'), t('ballot.electors'), t('ballot.votes')],
    [
      ...over.parts.map(({ host, electors, turnout }) => [host, electors, turnout] as const),
      ...(over.parts.length > 1 ? [[t('ballot.sum'), over.sum.electors, over.sum.turnout] as const] : []),
    ],
  )}</div>`;
}
