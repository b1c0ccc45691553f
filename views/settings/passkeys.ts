import { errorSummary, type Form, field, hasFaults, hidden, submit, token } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import { layout, type Page } from '../page.ts';
import { time } from '../time.ts';
import { backToSecurity } from './frame.ts';

export interface PasskeyView {
  id: string;
  name: string;
  createdAt: number;
  usedAt: number | null;
}

/** Fields: `name`, `present`, `answer` (by the script). */
export function passkeySettings(page: Page, passkeys: readonly PasskeyView[], form: Form): Html {
  const { t } = page;
  return layout(page, {
    title: t('passkey.title'),
    sheet: 'desk',
    script: 'passkey',
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad">${backToSecurity(page)}<h1>${t('passkey.title')}</h1><p class="lead">${t('passkey.lead')}</p></div>${
      passkeys.length > 0 && html`<ul class="sheet doors">${passkeys.map((passkey) => line(page, passkey))}</ul>`
    }<p class="pad" data-no-passkey>${t('passkey.noScript')}</p>
<form method="post" action="/settings/passkeys" class="form" data-ask="/settings/passkeys/ask" novalidate hidden>${token(page)}${hidden('answer', '')}
${errorSummary(page, form)}${field(page, form, { name: 'name', label: 'passkey.name', hint: t('passkey.nameHint'), maxLength: 60 })}
${field(page, form, { name: 'present', label: 'settings.passwordCurrent', type: 'password', autocomplete: 'current-password' })}
${submit(t('passkey.add'))}</form>`,
  });
}

/** Another name for a key. Field: `name`. */
export function passkeyName(page: Page, passkey: PasskeyView, form: Form): Html {
  const { t } = page;
  const title = t('passkey.renameTitle');
  return layout(page, {
    title,
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad"><p><a href="/settings/passkeys">${t('passkey.title')}</a></p><h1>${title}</h1></div>
<form method="post" action="/settings/passkeys/${encodeURIComponent(passkey.id)}" class="form" novalidate>${token(page)}
${errorSummary(page, form)}${field(page, form, { name: 'name', label: 'passkey.name', hint: t('passkey.nameHint'), value: passkey.name, maxLength: 60 })}
${submit(t('form.save'))}</form>`,
  });
}

const line = (page: Page, { id, name, createdAt, usedAt }: PasskeyView): Html => {
  const { t } = page;
  return html`<li>${icon(page, 'shield-check')}<div><b>${name}</b><p class="meta">${t('passkey.since', { date: t.date(createdAt) })}${
    usedAt !== null && html` · ${t('sessions.used')} ${time(page, usedAt)}`
  }</p></div><a class="button plain-button small" href="/settings/passkeys/${encodeURIComponent(id)}">${t('passkey.rename')}<span
  class="sr"> ${name}</span></a><button class="button secondary small" form="act" formaction="/settings/passkeys/${id}/delete">${t('passkey.remove')}<span
  class="sr"> ${name}</span></button></li>`;
};
