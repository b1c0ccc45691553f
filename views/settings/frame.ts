import type { Key } from '../../src/platform/i18n.ts';
import { errorSummary, type Form, hasFaults, postForm, submit } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import { type Icon, icon } from '../icons.ts';
import { layout, type Page } from '../page.ts';

export const settingsPages: readonly { path: string; label: Key; hint: Key; icon: Icon }[] = [
  { path: '/settings/profile', label: 'settings.profile', hint: 'settings.profileHint', icon: 'user' },
  { path: '/settings/privacy', label: 'settings.privacy', hint: 'settings.privacyHint', icon: 'lock' },
  { path: '/settings/directory', label: 'directory.settings', hint: 'directory.settingsHint', icon: 'user-check' },
  { path: '/settings/appearance', label: 'settings.appearance', hint: 'settings.appearanceHint', icon: 'palette' },
  { path: '/settings/filters', label: 'settings.filters', hint: 'settings.filtersHint', icon: 'volume-x' },
  { path: '/settings/hidden', label: 'settings.hidden', hint: 'settings.hiddenHint', icon: 'ban' },
  { path: '/settings/notifications', label: 'nav.notifications', hint: 'settings.noticesHint', icon: 'bell' },
  { path: '/settings/languages', label: 'settings.languages', hint: 'settings.languagesHint', icon: 'languages' },
  { path: '/settings/apps', label: 'apps.title', hint: 'apps.hint', icon: 'monitor-smartphone' },
  { path: '/settings/data', label: 'data.title', hint: 'data.hint', icon: 'archive' },
  { path: '/settings/security', label: 'security.title', hint: 'security.hint', icon: 'shield-check' },
];

/** The list of plain pages. */
export function settingsPage(page: Page): Html {
  const { t } = page;
  return layout(page, {
    title: t('nav.settings'),
    noIndex: true,
    main: html`<div class="pad"><h1>${t('nav.settings')}</h1></div>${doors(
      page,
      settingsPages.map(({ path, label, hint, icon: name }) => ({ path, label: t(label), hint: t(hint), icon: name })),
    )}`,
  });
}

/** Links to pages, each with its icon and one sentence; used by settings and administration. */
export const doors = (
  page: Page,
  list: readonly { path: string; label: string; hint: Content; icon: Icon; count?: number }[],
): Html =>
  html`<ul class="sheet doors">${list.map(
    ({ path, label, hint, icon: name, count }) =>
      html`<li>${icon(page, name)}<div><a href="${path}">${label}</a><p class="meta">${hint}</p>
</div>${count ? html`<b class="count">${count}</b>` : null}</li>`,
  )}</ul>`;

/** One form per page, saved with a message. */
export function settingsForm(
  page: Page,
  options: {
    path: string;
    title: string;
    form: Form;
    fields: Content;
    lead?: string;
    files?: boolean;
    /** null: there is nothing to send. */
    save?: string | null;
    before?: Content;
    /** The page stands under « Security ». */
    back?: 'security';
  },
): Html {
  const { t } = page;
  const { path, title, form, fields, lead, files, save, before, back } = options;
  return layout(page, {
    title,
    sheet: 'desk',
    noIndex: true,
    errors: hasFaults(form),
    main: html`<div class="pad">${back ? backToSecurity(page) : html`<p><a href="/settings">${t('nav.settings')}</a></p>`}
<h1>${title}</h1>${lead && html`<p class="lead">${lead}</p>`}</div>${before}${
      save !== null &&
      postForm(page, path, html`${errorSummary(page, form)}${fields}${submit(save ?? t('form.save'))}`, { files })
    }`,
  });
}

export const backToSecurity = ({ t }: Page): Html =>
  html`<p><a href="/settings">${t('nav.settings')}</a> · <a href="/settings/security">${t('security.title')}</a></p>`;
