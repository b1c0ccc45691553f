import type { PublicLogView } from '../../src/moderation/view.ts';
import { table } from '../admin/table.ts';
import { type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';

/** What moderation does here, for everybody: figures of the last twelve months, then each act, without a name. */
export function publicLogPage(page: Page, { figures, acts, rules }: PublicLogView): Html {
  const { t } = page;
  const line = (label: string, value: string): Html => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  return layout(page, {
    title: t('publicLog.title'),
    sheet: 'desk',
    scripts: false,
    main: html`<div class="pad"><h1>${t('publicLog.title')}</h1><p class="lead">${t('publicLog.lead')}</p></div>
<section class="block"><h2>${t('publicLog.year')}</h2><dl class="facts sheet">
${line(t('publicLog.reports'), t('publicLog.reportsValue', { members: figures.byMembers, servers: figures.byServers, others: figures.byOthers }))}
${line(t('publicLog.waiting'), t.number(figures.waiting))}
${line(t('publicLog.delay'), figures.medianHours === null ? '–' : t('publicLog.hours', { n: figures.medianHours }))}
${figures.byAct.map(({ act, n }) => line(t(`decided.${act}`), t.number(n)))}
${line(t('publicLog.appeals'), t('publicLog.appealsValue', { n: figures.appeals, upheld: figures.upheld }))}</dl></section>
<section class="block"><h2>${t('publicLog.acts')}</h2>${table(
      page,
      {
        head: [t('decision.when'), t('decision.act'), t('decision.ground'), t('publicLog.where')],
        rows: acts.map((act) => ({
          id: `decision-${act.id}`,
          cells: [
            t.date(act.at),
            html`${t(`decided.${act.act}`)}${act.liftedAt !== null && html` <span class="tag neutral">${t('decision.lifted')}</span>`}`,
            t(`ground.${act.ground}`),
            act.host ?? t('publicLog.here'),
          ],
        })),
        next: null,
      },
      { title: t('publicLog.none'), sentence: t('publicLog.noneSentence') },
    )}<p class="pad more-link"><a href="/moderation-log.csv">${t('publicLog.csv')}</a></p></section>${
      rules.length > 0 &&
      html`<section class="block"><h2>${t('publicLog.hosts')}</h2><ul class="sheet lines">${rules.map(
        (rule) =>
          html`<li><p><b>${rule.host}</b> · ${t(`severity.${rule.severity}`)}</p>${rule.comment && html`<p class="meta">${rule.comment}</p>`}</li>`,
      )}</ul></section>`
    }<p class="pad"><a href="/report">${t('notice.title')}</a></p>`,
  });
}
