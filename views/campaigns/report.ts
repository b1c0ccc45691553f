import type { ReportFigures } from '../../src/campaigns/report-figures.ts';
import type { ReportRows, Sentences } from '../../src/campaigns/report-rows.ts';
import type { Key } from '../../src/platform/i18n.ts';
import { reachLooks } from '../communities/words.ts';
import { type Content, type Html, html } from '../html.ts';
import { type Icon, icon } from '../icons.ts';
import { layout, type Page } from '../page.ts';
import type { CampaignFrame } from './frame.ts';
import { frugalityChart, innovationCharts, technologyChart, truthChart } from './report-charts.ts';
import { sharedWords } from './words.ts';

export interface ReportView {
  frame: CampaignFrame;
  sentences: Sentences;
  publishedAt: number | null;
  rows: ReportRows;
  figures: ReportFigures;
  recalls: { days: number; answeredAt: number | null; alive: boolean | null; words: string }[];
}

/** What was learnt, what was shared, then four keys: each with its question, its sentences, its figures and their table. */
export function reportPage(page: Page, view: ReportView): Html {
  const { t } = page;
  const { frame, sentences, publishedAt } = view;
  const { campaign } = frame;
  const { community } = campaign;
  const look = reachLooks[community.reach];
  return layout(page, {
    title: t('report.pageTitle', { name: community.displayName }),
    sheet: ['campaign', 'report'],
    noIndex: community.reach !== 'public' || publishedAt === null,
    alternate: [{ type: 'application/ld+json', href: `${campaign.path}/report.json` }],
    main: html`<article class="report"><header><div class="row"><span class="chip">${icon(page, look.icon)}<span class="sr">${t('audience.readBy')}</span> ${t(look.label)}</span>${
      publishedAt === null
        ? html`<span class="tag warn">${t('report.provisional')}</span>`
        : html`<span class="meta">${t('report.publishedOn', { day: t.date(publishedAt) })}</span>`
    }</div><h1><a href="${campaign.path}">${community.displayName}</a></h1>
<p class="voice lead">${sentences.learnt || t('report.provisionalSentence')}</p>${
      campaign.facilitates &&
      community.host === null &&
      publishedAt === null &&
      html`<p><a class="button secondary" href="${campaign.path}/report/edit">${icon(page, 'pencil')}${t('report.write')}</a></p>`
    }</header>${shared(page, view)}${cards(page, view)}${keys(page, view)}${lives(page, view)}${closing(page, view)}${ends(page, view)}</article>`,
  });
}

/** In units as they are: nothing is turned into money or points. */
function shared(page: Page, { figures }: ReportView): Html {
  const { t } = page;
  const lines = [
    ...figures.shared.map(({ what, amount }) => ({
      n: amount,
      label: what in sharedWords ? t(sharedWords[what as keyof typeof sharedWords], { n: amount }) : what,
    })),
    { n: figures.truth.withProof, label: t('report.shared.proofs', { n: figures.truth.withProof }) },
    { n: figures.innovation.kept, label: t('report.shared.ideas', { n: figures.innovation.kept }) },
    { n: figures.truth.findings, label: t('report.shared.findings', { n: figures.truth.findings }) },
  ].filter(({ n }) => n > 0);
  const across = figures.shared.reduce((sum, one) => sum + one.across, 0);
  const receipts = figures.shared.reduce((sum, one) => sum + one.receipts, 0);
  return html`<section class="shared" aria-labelledby="shared"><h2 id="shared">${icon(page, 'handshake')}${t('report.shared')}</h2>${
    lines.length > 0
      ? html`<ul>${lines.map(({ n, label }) => html`<li><b>${t.number(n)}</b> ${label}</li>`)}</ul>`
      : html`<p class="meta">${t('report.sharedNone')}</p>`
  }${receipts > 0 && html`<p class="meta">${t('report.sharedAcross', { n: across, all: receipts })}</p>`}</section>`;
}

interface KeyWords {
  id: 'truth' | 'technology' | 'frugality' | 'innovation';
  icon: Icon;
  title: Key;
  asks: Key;
  method: Key;
}

const keyWords: readonly KeyWords[] = [
  { id: 'truth', icon: 'ear', title: 'report.truth', asks: 'report.truth.asks', method: 'report.truth.method' },
  {
    id: 'technology',
    icon: 'globe',
    title: 'report.technology',
    asks: 'report.technology.asks',
    method: 'report.technology.method',
  },
  {
    id: 'frugality',
    icon: 'sprout',
    title: 'report.frugality',
    asks: 'report.frugality.asks',
    method: 'report.frugality.method',
  },
  {
    id: 'innovation',
    icon: 'lightbulb',
    title: 'report.innovation',
    asks: 'report.innovation.asks',
    method: 'report.innovation.method',
  },
];

/** Four links joined, one figure each. */
function cards(page: Page, { figures }: ReportView): Html {
  const { t } = page;
  const { truth, technology, frugality, innovation } = figures;
  const said: Record<KeyWords['id'], [string, string]> = {
    truth: truth.questions
      ? [t('ballot.percent', { n: Math.round((truth.answered / truth.questions) * 100) }), t('report.truth.figure')]
      : [t.number(technology.voted), t('report.truth.voted', { electors: technology.electors })],
    technology: [t.number(technology.people), t('report.technology.figure', { n: technology.carriers })],
    frugality:
      frugality.hours === null
        ? [frugality.weight === null ? '–' : t.bytes(frugality.weight * 1000), t('report.frugality.weight')]
        : [t('report.hours', { n: frugality.hours }), t('report.frugality.hours', { money: frugality.money ?? 0 })],
    innovation: innovation.ideas
      ? [t.number(innovation.kept), t('report.innovation.figure', { n: innovation.realised })]
      : [t.number(innovation.adopted), t('report.innovation.adopted', { n: innovation.clauses })],
  };
  return html`<ul class="keys">${keyWords.map(
    (key) =>
      html`<li><a href="#${key.id}"><span>${icon(page, key.icon)}${t(key.title)}</span><b>${said[key.id][0]}</b><small>${said[key.id][1]}</small></a></li>`,
  )}</ul>`;
}

function keys(page: Page, view: ReportView): Content {
  const { t } = page;
  const charts: Record<KeyWords['id'], Content> = {
    truth: truthChart(page, view),
    technology: technologyChart(page, view),
    frugality: frugalityChart(page, view),
    innovation: innovationCharts(page, view),
  };
  const links: Record<KeyWords['id'], Content> = {
    truth: stepLinks(page, view, 'questions', 'report.truth.read'),
    technology: null,
    frugality: null,
    innovation: stepLinks(page, view, 'ideas', 'report.innovation.read'),
  };
  return keyWords.map(
    ({ id, icon: name, title, asks, method }) =>
      html`<section class="key" aria-labelledby="${id}"><div><h2 id="${id}">${icon(page, name)}${t(title)}</h2><p class="meta">${t(asks)}</p>
<p class="voice">${view.sentences[id]}</p><div class="ways">${links[id]}<details><summary>${t('report.method')}</summary><p>${t(method)}</p></details></div></div><div class="figures">${charts[id]}</div></section>`,
  );
}

const stepLinks = (page: Page, { frame }: ReportView, kind: string, words: Key): Content => {
  const step = frame.campaign.steps.find((one) => one.kind === kind);
  return step && html`<a href="${step.path}">${page.t(words)}</a>`;
};

/** What was said of it 30 and 180 days later. */
function lives(page: Page, { recalls }: ReportView): Content {
  const { t } = page;
  const said = recalls.filter(({ answeredAt }) => answeredAt !== null);
  return (
    said.length > 0 &&
    html`<section class="lives" aria-labelledby="lives"><h2 id="lives">${t('recall.title')}</h2>${said.map(
      ({ days, alive, words, answeredAt }) =>
        html`<p><span class="tag ${alive ? 'ok' : 'neutral'}">${t(alive ? 'recall.alive' : 'recall.ended', { days })}</span> <span class="voice">${words}</span> <span class="meta">${t.date(answeredAt!)}</span></p>`,
    )}</section>`
  );
}

function closing(page: Page, { sentences, frame }: ReportView): Html {
  const carriers = frame.campaign.carriers.filter((one) => one.state === 'opener' || one.state === 'active');
  return html`<section class="sheet closing">${sentences.closing && html`<p class="voice">${page.t('campaign.quoted', { words: sentences.closing })}</p>`}<ul class="carriers" aria-label="${page.t('campaign.carriedBy')}">${carriers.map(
    ({ name, monogram, hue }) => html`<li class="h${hue}"><b aria-hidden="true">${monogram}</b> ${name}</li>`,
  )}</ul></section>`;
}

function ends(page: Page, { frame, publishedAt }: ReportView): Html {
  const { t } = page;
  const { path } = frame.campaign;
  return html`<footer class="ends"><div class="row"><a class="button secondary" href="${path}/report.csv">${icon(page, 'file-text')}${t('report.csv')}</a><a class="button secondary" href="${path}/report.json">${icon(page, 'file-text')}${t('report.json')}</a>${
    publishedAt !== null && html`<a class="button quiet" href="${path}/recipe.json">${t('recipe.download')}</a>`
  }</div><p class="meta">${t('report.howComputed')} ${t('report.prints')}</p></footer>`;
}
