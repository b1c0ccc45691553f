import type { NoticeKind, NoticeLevel } from '../../src/accounts/view.ts';
import { type Form, select } from '../form.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { settingsForm } from './frame.ts';

/** Who may tell one of what: every kind with its level. Fields: each kind by its name. */
export function noticeSettings(page: Page, current: Record<NoticeKind, NoticeLevel>, form: Form): Html {
  const { t } = page;
  const choices = (['all', 'followed', 'nobody'] as const).map((value) => ({ value, label: t(`notices.${value}`) }));
  const kinds = Object.keys(current) as NoticeKind[];
  return settingsForm(page, {
    path: '/settings/notifications',
    title: t('nav.notifications'),
    lead: t('notices.lead'),
    form,
    fields: html`${kinds.map((name) => select(page, form, { name, label: `notices.${name}`, value: current[name], choices }))}`,
  });
}
