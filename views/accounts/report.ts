import type { AccountView } from '../../src/accounts/view.ts';
import type { PostView } from '../../src/posts/view.ts';
import { check, errorSummary, type Form, hasFaults, hidden, postForm, submit, textArea } from '../form.ts';
import { type Html, html } from '../html.ts';
import { person } from '../link.ts';
import { layout, type Page } from '../page.ts';
import { postArticle } from '../posts/article.ts';

/** Fields: `post` (id, may be absent), `comment`, `forward` (`on`: also sent to the other organisation). */
export function reportPage(page: Page, account: AccountView, post: PostView | null, form: Form): Html {
  const { t } = page;
  const title = t('report.title', { name: account.displayName });
  return layout(page, {
    title,
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad"><h1>${title}</h1><p>${t('report.sentence')}</p></div>
<div class="sheet ${post ? 'quiet-post' : 'people'}">${post ? postArticle({ ...page, viewer: null }, post) : person(page, account)}</div>
${postForm(
  page,
  `/accounts/${account.id}/report`,
  html`${errorSummary(page, form)}${post && hidden('post', post.id)}${textArea(page, form, { name: 'comment', label: 'report.comment', hint: t('report.commentHint'), maxLength: 2000 })}
${account.host && check(page, form, { name: 'forward', label: t('report.forward', { organisation: account.organisation.name }), hint: t('report.forwardHint') })}
<p class="row">${submit(t('report.send'))}<a class="button plain-button"
  href="${post?.path ?? account.path}">${t('form.cancel')}</a></p>`,
)}`,
  });
}
