import type { SecondStep, SignInMethod } from '../../src/accounts/sign-in-tables.ts';
import { table } from '../admin/table.ts';
import { type Form, field } from '../form.ts';
import { type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';
import { time } from '../time.ts';
import { doors, settingsForm } from './frame.ts';

export interface SecurityView {
  email: string;
  secondStep: boolean;
  passkeys: number;
  /** Open now. */
  sessions: number;
  /** Newest first. */
  signIns: {
    id: number;
    method: SignInMethod;
    second: SecondStep | null;
    device: string;
    network: string;
    at: number;
  }[];
}

/** The ways into the account, and who has used them. */
export function securityPage(page: Page, view: SecurityView): Html {
  const { t } = page;
  return layout(page, {
    title: t('security.title'),
    sheet: 'desk',
    noIndex: true,
    main: html`<div class="pad"><p><a href="/settings">${t('nav.settings')}</a></p><h1>${t('security.title')}</h1></div>
${doors(page, [
  {
    path: '/settings/password',
    label: t('settings.password'),
    hint: t('settings.passwordHint'),
    icon: 'rectangle-ellipsis',
  },
  {
    path: '/settings/second-step',
    label: t('second.title'),
    hint: view.secondStep ? t('second.isActive') : t('second.isNot'),
    icon: 'shield-check',
  },
  {
    path: '/settings/passkeys',
    label: t('passkey.title'),
    hint: view.passkeys ? t('passkey.count', { n: view.passkeys }) : t('passkey.hint'),
    icon: 'monitor-smartphone',
  },
  { path: '/settings/email', label: t('email.title'), hint: view.email, icon: 'at-sign' },
  {
    path: '/settings/sessions',
    label: t('settings.sessions'),
    hint: t('security.sessions', { n: view.sessions }),
    icon: 'monitor-smartphone',
  },
])}
<section class="block"><h2>${t('security.history')}</h2><p class="meta pad">${t('security.historyLead')}</p>${history(page, view)}</section>`,
  });
}

const history = (page: Page, { signIns }: SecurityView): Html => {
  const { t } = page;
  return table(
    page,
    {
      head: [t('security.when'), t('security.device'), t('security.how'), t('security.network')],
      rows: signIns.map(({ id, at, device, method, second, network }) => ({
        id: `sign-in-${id}`,
        cells: [
          time(page, at),
          device,
          second ? t(`how.${second}`, { first: t(`how.${method}`) }) : t(`how.${method}`),
          network,
        ],
      })),
      next: null,
    },
    { title: t('security.none'), sentence: t('security.noneSentence') },
  );
};

/** Fields: `email`, `present`. Without a way to send mail, it says whom to ask. */
export function emailSettings(page: Page, { email, mails }: { email: string; mails: boolean }, form: Form): Html {
  const { t } = page;
  return settingsForm(page, {
    path: '/settings/email',
    back: 'security',
    title: t('email.title'),
    lead: mails ? t('email.lead', { email }) : t('link.noMail'),
    form,
    save: mails ? t('email.send') : null,
    fields:
      mails &&
      html`${field(page, form, { name: 'email', label: 'email.new', type: 'email', autocomplete: 'email', exact: true, maxLength: 254 })}
${field(page, form, { name: 'present', label: 'settings.passwordCurrent', type: 'password', autocomplete: 'current-password' })}`,
  });
}
