import { affiliationLabels } from '../accounts/sign-up.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { bars, bullets, dataTable, growth, stages, units } from './chart.ts';
import type { ReportView } from './report.ts';

type Drawn = (page: Page, view: ReportView) => Html;

/** One link for each question; then what else says whether one listened. */
export const truthChart: Drawn = (page, { figures: { truth, technology }, frame }) => {
  const { t } = page;
  const parts = [
    { label: t('report.truth.withProof'), n: truth.withProof, look: 'full' },
    { label: t('report.truth.withoutProof'), n: truth.answered - truth.withProof, look: 'open' },
    { label: t('report.truth.unanswered'), n: truth.unanswered + truth.refused, look: 'none' },
  ];
  const title = t('report.truth.questions', { n: truth.questions });
  const drawn = units('truth-u', title, parts);
  const rows: [string, string | number][] = [
    ...parts.map(({ label, n }): [string, number] => [label, n]),
    [t('report.truth.median'), truth.medianHours === null ? '–' : durationOf(page, truth.medianHours)],
    [t('report.truth.promise', { n: frame.campaign.answerDays }), t('report.of', { n: truth.kept, all: truth.owed })],
    [t('report.truth.findings'), truth.findings],
    [t('report.truth.corrections'), truth.corrections],
    [t('report.truth.dissents'), truth.dissents],
    [
      t('report.truth.turnout'),
      technology.electors ? t('report.of', { n: technology.voted, all: technology.electors }) : 0,
    ],
  ];
  return html`${truth.questions > 0 && html`<figure><figcaption>${title}</figcaption>${drawn.chart}${drawn.each > 1 && html`<p class="meta">${t('report.each', { n: drawn.each })}</p>`}</figure>`}<dl class="small-figures">${rows
    .slice(3)
    .filter(([, value]) => value !== 0 && value !== '–')
    .map(
      ([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`,
    )}</dl>${dataTable(t('report.table'), [t('report.figure'), t('report.value')], rows)}`;
};

const durationOf = ({ t }: Page, hours: number): string =>
  hours < 48 ? t('report.hours', { n: Math.round(hours) }) : t('report.days', { n: Math.round(hours / 24) });

/** People who did something, by organisation; groups that are too small stand together. */
export const technologyChart: Drawn = (page, { rows, figures: { technology }, frame }) => {
  const { t } = page;
  const carriers = new Map(frame.campaign.carriers.map((one) => [one.host, one]));
  const named = (name: string) =>
    name === 'merged'
      ? t('report.merged')
      : name === 'elsewhere'
        ? t('report.elsewhere')
        : (carriers.get(name)?.name ?? name);
  const organisations = rows.people.organisations.map(({ name, n }) => ({
    ...{ label: named(name), n, value: t.number(n) },
    hue: carriers.get(name)?.hue ?? null,
  }));
  const affiliations = rows.people.affiliations.map(({ name, n }): [string, number] => [
    name === 'merged'
      ? t('report.merged')
      : name in affiliationLabels
        ? t(affiliationLabels[name as keyof typeof affiliationLabels])
        : t('report.unsaid'),
    n,
  ]);
  return html`<figure><figcaption>${t('report.technology.chart')}</figcaption>${bars('tech-b', organisations)}</figure><dl class="small-figures">${
    technology.pictures > 0 &&
    html`<div><dt>${t('report.technology.pictures')}</dt><dd>${t('report.of', { n: technology.described, all: technology.pictures })}</dd></div>`
  }</dl>${dataTable(t('report.table'), [t('report.group'), t('report.people')], [...organisations.map(({ label, n }): [string, number] => [label, n]), ...affiliations])}`;
};

/** What was used against what was planned; the server counted the last two itself. */
export const frugalityChart: Drawn = (page, { rows, figures: { frugality } }) => {
  const { t } = page;
  const { budget } = rows.campaign;
  const line = (label: string, used: number | null, planned: number | null, say: (n: number) => string) =>
    used === null
      ? []
      : [
          {
            label,
            used,
            planned,
            value: say(used),
            against: planned === null ? t('report.notPlanned') : t('report.planned', { value: say(planned) }),
          },
        ];
  const shown = [
    ...line(t('report.frugality.work'), frugality.hours, budget.hours, (n) => t('report.hours', { n })),
    ...line(t('report.frugality.money'), frugality.money, budget.money, (n) => t('report.euros', { n })),
    ...line(t('report.frugality.messages'), frugality.messagesPerPerson, budget.messages, (n) => t.number(n)),
    ...line(t('report.frugality.visit'), frugality.weight, budget.weight, (n) => t.bytes(n * 1000)),
  ];
  const table: [string, string][] = [
    ...shown.map(({ label, value, against }): [string, string] => [label, `${value} ${against}`]),
    [t('report.frugality.visits'), t.number(frugality.visits)],
    [t('report.frugality.bytes'), t.bytes(frugality.bytes)],
    [t('report.frugality.perThing'), frugality.bytesPerThing === null ? '–' : t.bytes(frugality.bytesPerThing)],
    [t('report.frugality.sent'), t.number(frugality.messages)],
  ];
  return html`<figure><figcaption>${t('report.frugality.chart')}</figcaption>${shown.length > 0 ? bullets('frug-b', shown) : html`<p class="meta">${t('report.nothingYet')}</p>`}</figure>${dataTable(t('report.table'), [t('report.figure'), t('report.value')], table)}`;
};

/** From the word to the deed, and how the campaign grew. */
export const innovationCharts: Drawn = (page, { rows, figures: { innovation } }) => {
  const { t } = page;
  const said = (n: number) => ({ n, value: t.number(n) });
  const ideas = [
    { label: t('report.innovation.proposed'), ...said(innovation.ideas) },
    { label: t('report.innovation.studied'), ...said(innovation.studied) },
    { label: t('report.innovation.kept'), ...said(innovation.kept) },
    { label: t('report.innovation.realised'), ...said(innovation.realised) },
  ];
  const all = innovation.growth.at(-1) ?? 0;
  const grew = t('report.innovation.growth', { n: all });
  const opened = rows.campaign.openedAt;
  const last = Math.max(0, ...rows.things.map(({ at }) => at));
  const table: [string, string][] = [
    ...(innovation.ideas ? ideas.map(({ label, value }): [string, string] => [label, value]) : []),
    [
      t('report.innovation.clauses'),
      innovation.clauses ? t('report.of', { n: innovation.adopted, all: innovation.clauses }) : '0',
    ],
    [t('report.innovation.pledges'), t.number(innovation.pledges)],
    [
      t('report.innovation.links'),
      innovation.freshLinks === null ? t('report.fewerThanFive') : t.number(innovation.freshLinks),
    ],
    [t('report.innovation.copies'), t.number(innovation.copies)],
  ];
  return html`${innovation.ideas > 0 && html`<figure><figcaption>${t('report.innovation.chart')}</figcaption>${stages('inno-s', ideas)}</figure>`}${
    innovation.growth.length > 2 &&
    html`<figure><figcaption>${grew}</figcaption>${growth('inno-g', { title: grew, desc: t('report.innovation.growthDesc', { n: all }) }, innovation.growth, null)}${
      opened !== null &&
      html`<p class="meta spread row"><span>${t.day(opened, page.now)}</span><span>${t.day(last, page.now)}</span></p>`
    }</figure>`
  }<dl class="small-figures">${table.slice(innovation.ideas ? 4 : 0).map(([label, value]) => (value === '0' ? null : html`<div><dt>${label}</dt><dd>${value}</dd></div>`))}</dl>${dataTable(t('report.table'), [t('report.figure'), t('report.value')], table)}`;
};
