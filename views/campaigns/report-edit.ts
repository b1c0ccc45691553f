import type { SentenceName } from '../../src/campaigns/report-rows.ts';
import type { Key } from '../../src/platform/i18n.ts';
import { errorSummary, type Form, field, hasFaults, postForm, submit, textArea } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';
import { type CampaignFrame, campaignLayout } from './frame.ts';

const sentences: readonly { name: SentenceName; label: Key; hint: Key }[] = [
  { name: 'learnt', label: 'report.learnt', hint: 'report.learntHint' },
  { name: 'truth', label: 'report.truth', hint: 'report.truth.asks' },
  { name: 'technology', label: 'report.technology', hint: 'report.technology.asks' },
  { name: 'frugality', label: 'report.frugality', hint: 'report.frugality.asks' },
  { name: 'innovation', label: 'report.innovation', hint: 'report.innovation.asks' },
  { name: 'closing', label: 'report.closing', hint: 'report.closingHint' },
];

/** The figures are computed; the sentences are written here, by people, and publishing waits for each of them. */
export const reportEditPage = (
  page: Page,
  frame: CampaignFrame,
  view: { missing: number; mayPublish: boolean; isPublished: boolean },
  form: Form,
): Html => {
  const { t } = page;
  const { id } = frame.campaign.community;
  return campaignLayout(page, frame, {
    title: t('report.write'),
    errors: hasFaults(form),
    body: html`<h2 class="pad">${t('report.write')}</h2><p class="pad">${t('report.writeSentence')} <a href="${frame.campaign.path}/report">${t('report.see')}</a></p>${
      view.isPublished
        ? html`<p class="callout">${t('report.published')}</p>`
        : html`${postForm(
            page,
            `/campaigns/${id}/report`,
            html`${errorSummary(page, form)}${sentences.map(({ name, label, hint }) =>
              textArea(page, form, {
                name,
                label,
                hint: t(hint),
                rows: 3,
                maxLength: 600,
                optional: name === 'closing',
              }),
            )}<h3>${t('report.spent')}</h3><p class="hint">${t('report.spentHint')}</p>${field(page, form, { name: 'hours', label: 'report.spentHours', type: 'number', optional: true })}${field(page, form, { name: 'money', label: 'report.spentMoney', type: 'number', optional: true })}${submit(t('form.save'))}`,
          )}<section class="pad" aria-labelledby="publish"><h2 id="publish">${t('report.publish')}</h2>${
            view.mayPublish && view.missing === 0
              ? postForm(
                  page,
                  `/campaigns/${id}/report/publish`,
                  html`<p>${t('report.publishSentence')}</p>${submit(t('report.publishNow'))}`,
                )
              : html`<p class="callout">${icon(page, 'triangle-alert')}<span>${view.missing > 0 ? t('report.missing', { n: view.missing }) : t('report.closeFirst')}</span></p>`
          }</section>`
    }`,
  });
};

/** Asked 30 and 180 days after the end: does it live on? */
export const recallForm = (page: Page, campaignId: string, days: number, form: Form): Html => {
  const { t } = page;
  const fault = form.faults.alive;
  return html`<section class="callout recall" aria-labelledby="recall-${days}"><div><h3 id="recall-${days}">${t('recall.ask', { days })}</h3>${postForm(
    page,
    `/campaigns/${campaignId}/recall`,
    html`${errorSummary(page, form)}<input type="hidden" name="days" value="${days}"><fieldset class="field${fault && ' wrong'}" id="f-alive"><legend>${t('recall.question')}</legend><label class="choice"><input type="radio" name="alive" value="yes"><span><b>${t('recall.yes')}</b></span></label><label class="choice"><input type="radio" name="alive" value="no"><span><b>${t('recall.no')}</b></span></label></fieldset>${textArea(page, form, { name: 'words', label: 'recall.words', hint: t('recall.wordsHint'), rows: 3, maxLength: 600 })}${field(page, form, { name: 'copies', label: 'recall.copies', type: 'number', optional: true })}${submit(t('recall.send'))}`,
  )}</div></section>`;
};
