import type { Affiliation } from '../../src/accounts/view.ts';
import type { DrawRecord, DrawView, Quota } from '../../src/campaigns/draw-view.ts';
import { affiliationLabels } from '../accounts/sign-up.ts';
import { errorSummary, type Form, field, postForm, submit } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';
import { type CampaignFrame, campaignLayout } from './frame.ts';

/** Lines of the list, and of the result, that the page shows; the record has them all. */
const mostShown = 300;

/** A draw: the result once there is one, where it comes from, the list, and how anybody makes it again. */
export function drawPage(
  page: Page,
  frame: CampaignFrame,
  view: DrawView,
  names: Map<string, string>,
  form: Form,
): Html {
  const { t } = page;
  const { record, session } = view;
  const title = t('draw.of', { title: record.title });
  return campaignLayout(page, frame, {
    current: view.stepId,
    title: `${title} · ${frame.campaign.community.displayName}`,
    errors: Object.keys(form.faults).length > 0,
    body: html`<section class="step-panel draw" aria-labelledby="draw"><div class="pad"><h2 id="draw">${title}</h2>
<p class="row">${stateOf(page, record)}<span class="meta">${t('draw.figures', { n: record.candidates.length, places: record.places })}</span></p>
${session && html`<p>${t('draw.forSession')} <a href="${session.path}">${session.title}</a></p>`}${mine(page, view)}
<p><a class="with-icon" href="${view.path}">${icon(page, 'rotate-ccw')}${t('visit.refresh')}</a></p></div>
${view.facilitates && hold(page, view, form)}${record.drawn && result(page, view, names)}${sources(page, view, names)}${list(page, view, names)}${again(page, view)}</section>`,
  });
}

const stateOf = (page: Page, { drawnAt, publicAt }: DrawRecord): Html =>
  drawnAt
    ? html`<span class="tag ok">${icon(page, 'check')}${page.t('draw.drawnOn', { at: page.t.moment(Date.parse(drawnAt)) })}</span>`
    : html`<span class="tag neutral">${icon(page, 'clock')}${page.t('draw.listOut')}</span><span class="meta">${page.t('draw.from', { at: page.t.moment(Date.parse(publicAt)) })}</span>`;

/** The viewer's own number, and how they can show that it is theirs. */
function mine({ t }: Page, { mine: own, record }: DrawView): Content {
  if (!own) return null;
  const place = record.drawn?.includes(own.n);
  const rank = (record.reserves?.indexOf(own.n) ?? -1) + 1;
  const stands = record.drawn === null ? '' : place ? t('draw.youAreDrawn') : t('draw.youAreReserve', { n: rank });
  return html`<div class="callout"><div><p><b>${t('draw.yourNumber', { n: own.n })}</b> ${stands}</p>
<details><summary>${t('draw.yourProof')}</summary><p class="meta">${t('draw.yourProofSentence')}</p><p class="code">${own.salt} ${own.uri}</p></details></div></div>`;
}

/** For who looks after it: seeds that others reveal, then the value that was announced. */
function hold(page: Page, { id, awaited, fault, record }: DrawView, form: Form): Content {
  const { t } = page;
  if (record.drawnAt) return null;
  return html`<div class="pad organisers">${errorSummary(page, form)}${awaited.map(({ id: seed, name }) =>
    postForm(
      page,
      `/draws/${id}/seeds`,
      html`<input type="hidden" name="seed" value="${seed}"><div class="field${form.faults[`seed-${seed}`] && ' wrong'}"><label for="f-seed-${seed}">${t('draw.seedOf', { name })}</label>${
        form.faults[`seed-${seed}`] &&
        html`<p class="fault" id="e-seed-${seed}">${icon(page, 'triangle-alert')}${t.dynamic(form.faults[`seed-${seed}`]!.key)}</p>`
      }<input id="f-seed-${seed}" name="value" autocapitalize="none" spellcheck="false" maxlength="128" required${form.faults[`seed-${seed}`] && html` aria-invalid="true" aria-describedby="e-seed-${seed}"`}></div><button class="button secondary">${t('draw.reveal')}</button>`,
    ),
  )}${
    fault
      ? html`<p class="callout">${t.dynamic(fault)}</p>`
      : postForm(
          page,
          `/draws/${id}/hold`,
          html`${field(page, form, { name: 'publicValue', label: 'draw.publicValue', hint: record.publicSource, maxLength: 300, exact: true })}<p class="meta">${t('draw.holdSentence')}</p>${submit(t('draw.hold'))}`,
        )
  }</div>`;
}

function result(page: Page, view: DrawView, names: Map<string, string>): Html {
  const { t } = page;
  const { drawn, reserves } = view.record;
  const lines = new Map(view.record.candidates.map((line) => [line.n, line]));
  const row = (n: number): Html =>
    html`<li><b>${t('draw.number', { n })}</b> ${who(page, view, n)} <span class="meta">${names.get(lines.get(n)!.organisation) ?? lines.get(n)!.organisation}</span></li>`;
  return html`<section class="block" aria-labelledby="result"><h3 class="list-title" id="result">${t('draw.result')}</h3>
<ol class="sheet drawn">${drawn!.slice(0, mostShown).map(row)}</ol>${
    reserves!.length > 0 &&
    html`<details class="pad"><summary>${t('draw.reserves', { n: reserves!.length })}</summary><ol class="plain drawn">${reserves!.slice(0, mostShown).map(row)}</ol></details>`
  }${view.by && view.record.drawnAt && html`<p class="pad meta">${t('draw.heldBy', { name: view.by.displayName, at: t.moment(Date.parse(view.record.drawnAt)) })}</p>`}</section>`;
}

const who = (page: Page, { people, mine: own }: DrawView, n: number): Content => {
  const account = people.get(n);
  return account
    ? html`<a href="${account.path}">${account.displayName}</a>`
    : own?.n === n && html`<span class="tag ok">${page.t('draw.you')}</span>`;
};

/** Rules and sources, as they were published. */
function sources(page: Page, { record }: DrawView, names: Map<string, string>): Html {
  const { t } = page;
  return html`<section class="block" aria-labelledby="sources"><h3 class="list-title" id="sources">${t('draw.sources')}</h3><dl class="facts sheet">
${record.quotas.map((quota) => html`<div><dt>${t('draw.kept')}</dt><dd>${t('draw.keptFor', { n: quota.places, whom: quotaName(page, quota, names) })}</dd></div>`)}
${record.seeds.map(
  ({ name, commitment, seed }) =>
    html`<div><dt>${t('draw.seedOf', { name })}</dt><dd><span class="meta">${t('draw.hash')}</span> <code>${commitment}</code><br>${
      seed ? html`<span class="meta">${t('draw.seed')}</span> <code>${seed}</code>` : t('draw.notRevealed')
    }</dd></div>`,
)}
<div><dt>${t('draw.publicSource')}</dt><dd>${record.publicSource}<br>${
    record.publicValue
      ? html`<b>${record.publicValue}</b>`
      : t('draw.knownFrom', { at: t.moment(Date.parse(record.publicAt)) })
  }</dd></div>
<div><dt>${t('draw.fingerprint')}</dt><dd><code>${record.fingerprint}</code></dd></div></dl></section>`;
}

const quotaName = ({ t }: Page, { by, value }: Quota, names: Map<string, string>): string =>
  by === 'affiliation'
    ? t(affiliationLabels[value as Affiliation] ?? 'affiliation.affiliate')
    : (names.get(value) ?? value);

function list(page: Page, view: DrawView, names: Map<string, string>): Html {
  const { t } = page;
  const { candidates } = view.record;
  return html`<section class="block" aria-labelledby="list"><h3 class="list-title" id="list">${t('draw.list')}</h3><p class="pad meta">${t(view.named ? 'draw.listNamed' : 'draw.listUnnamed')}</p>
<details class="sheet pad"${candidates.length <= 40 && html` open`}><summary>${t('draw.lines', { n: candidates.length })}</summary><ol class="plain candidates">${candidates
    .slice(0, mostShown)
    .map(
      ({ n, organisation, affiliation, token }) =>
        html`<li><b>${t('draw.number', { n })}</b> ${who(page, view, n)} <span class="meta">${names.get(organisation) ?? organisation}${
          affiliation && html` · ${t(affiliationLabels[affiliation as Affiliation] ?? 'affiliation.affiliate')}`
        }</span> <code>${token.slice(0, 12)}…</code></li>`,
    )}</ol>${candidates.length > mostShown && html`<p class="meta">${t('draw.moreLines', { n: candidates.length - mostShown })}</p>`}</details></section>`;
}

/** The record, the script, and its one command. */
function again(page: Page, { id, path, record }: DrawView): Html {
  const { t } = page;
  return html`<section class="block" aria-labelledby="again"><h3 class="list-title" id="again">${t('draw.again')}</h3><div class="sheet pad"><p>${t('draw.againSentence')}</p>
<ul class="plain"><li><a class="with-icon" href="${path}/record.json" download>${icon(page, 'file-text')}${t('draw.record')}</a></li><li><a class="with-icon" href="/draws/check-draw.mjs" download>${icon(page, 'file-text')}${t('draw.script')}</a></li><li><a class="with-icon" href="/ap/draws/${id}">${icon(page, 'shield-check')}${t('draw.signed')}</a></li></ul>
<pre tabindex="0" aria-label="${t('draw.command')}"><code>node check-draw.mjs record.json</code></pre>${record.entropy && html`<p class="meta">${t('draw.entropy')}</p><p class="code">${record.entropy}</p>`}</div></section>`;
}
