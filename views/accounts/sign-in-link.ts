import { type Form, field, postForm, submit } from '../form.ts';
import { type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';
import { told } from './told.ts';

/** Field: `email`. Without a way to send mail, it says whom to ask. */
export function linkPage(page: Page, form: Form, mails: boolean): Html {
  const { t } = page;
  return layout(page, {
    title: t('link.title'),
    scripts: false,
    plain: true,
    noIndex: true,
    main: html`<div class="pad"><h1>${t('link.title')}</h1><p>${mails ? t('link.sentence') : t('link.noMail')}</p></div>
${
  mails &&
  postForm(
    page,
    '/sign-in/link',
    html`${field(page, form, { name: 'email', label: 'signUp.email', type: 'email', autocomplete: 'email', exact: true, maxLength: 254 })}${submit(t('link.send'))}`,
  )
}<p class="pad"><a href="/sign-in">${t('link.back')}</a></p>`,
  });
}

export const linkSentPage = (page: Page): Html => told(page, page.t('link.sentTitle'), page.t('link.sent'));

export const linkOpenPage = (page: Page, token: string): Html =>
  told(
    page,
    page.t('link.openTitle'),
    page.t('link.openSentence'),
    postForm(page, `/sign-in/link/${encodeURIComponent(token)}`, submit(page.t('signIn.open'))),
  );

export const linkGonePage = (page: Page): Html =>
  told(
    page,
    page.t('confirm.goneTitle'),
    page.t('confirm.gone'),
    html`<a class="button secondary" href="/sign-in/link">${page.t('confirm.again')}</a>`,
  );
