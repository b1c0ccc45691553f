import type { Ground } from '../../src/moderation/view.ts';
import { told } from '../accounts/told.ts';
import { check, errorSummary, type Form, field, hasFaults, postForm, select, submit, textArea } from '../form.ts';
import { type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';

/** Telling of something unlawful without an account (DSA 16). Fields: `url`, `ground`, `comment`, `name`, `email`, `goodFaith`. */
export function noticePage(page: Page, grounds: readonly Ground[], url: string, form: Form): Html {
  const { t } = page;
  return layout(page, {
    title: t('notice.title'),
    scripts: false,
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad"><h1>${t('notice.title')}</h1><p class="lead">${t('notice.lead')}</p></div>
${postForm(
  page,
  '/report',
  html`${errorSummary(page, form)}
${field(page, form, { name: 'url', label: 'notice.url', hint: t('notice.urlHint'), type: 'url', value: url, exact: true, maxLength: 2000 })}
${select(page, form, { name: 'ground', label: 'notice.ground', value: 'otherLaw', choices: grounds.map((value) => ({ value, label: t(`ground.${value}`) })) })}
${textArea(page, form, { name: 'comment', label: 'notice.comment', hint: t('notice.commentHint'), rows: 6, maxLength: 2000 })}
${field(page, form, { name: 'name', label: 'notice.name', hint: t('notice.nameHint'), autocomplete: 'name', maxLength: 100 })}
${field(page, form, { name: 'email', label: 'notice.email', hint: t('notice.emailHint'), type: 'email', autocomplete: 'email', exact: true, maxLength: 254 })}
${check(page, form, { name: 'goodFaith', label: t('notice.goodFaith') })}
${submit(t('report.send'))}`,
)}`,
  });
}

/** It was received, under this number. */
export const noticeSentPage = (page: Page, n: number, mailed: boolean): Html =>
  told(page, page.t('notice.sent'), page.t(mailed ? 'notice.sentMailed' : 'notice.sentSentence', { n }));
