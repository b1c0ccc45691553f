import type { Key } from '../../src/platform/i18n.ts';
import { type Html, html } from '../html.ts';
import { layout, type Page } from '../page.ts';

const shortcuts: readonly [keys: string[], what: Key][] = [
  [['/'], 'shortcuts.search'],
  [['n'], 'shortcuts.write'],
  [['j'], 'shortcuts.next'],
  [['k'], 'shortcuts.previous'],
  [['1', '5'], 'shortcuts.decide'],
  [['r'], 'shortcuts.reply'],
  [['m'], 'shortcuts.thank'],
  [['g', 'a'], 'shortcuts.home'],
  [['g', 'c'], 'shortcuts.ours'],
  [['g', 'n'], 'shortcuts.notifications'],
  [['g', 'p'], 'shortcuts.public'],
  [['g', 'r'], 'shortcuts.settings'],
  [['Ctrl', 'Enter'], 'shortcuts.publish'],
  [['Esc'], 'shortcuts.close'],
  [['?'], 'shortcuts.this'],
];

/** Every key with what it does, and where they are switched off (WCAG 2.1.4). */
export function shortcutsPage(page: Page): Html {
  const { t, viewer } = page;
  return layout(page, {
    title: t('settings.shortcuts'),
    sheet: 'desk',
    noIndex: true,
    main: html`<div class="pad"><h1>${t('settings.shortcuts')}</h1>
<p class="lead">${viewer?.shortcuts === false ? t('shortcuts.off') : t('shortcuts.lead')} <a href="/settings/appearance">${t('shortcuts.change')}</a></p></div>
<table class="sheet"><thead><tr><th scope="col">${t('shortcuts.key')}</th><th scope="col">${t('shortcuts.does')}</th></tr></thead><tbody>${shortcuts.map(
      ([keys, what]) =>
        html`<tr><th scope="row">${keys.map((key, index) => html`${index > 0 && ' '}<kbd>${key}</kbd>`)}</th><td>${t(what)}</td></tr>`,
    )}</tbody></table>`,
  });
}
