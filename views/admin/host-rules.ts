import type { HostRule, HostRuleWanted } from '../../src/accounts/host-rule.ts';
import { check, errorSummary, type Form, field, hasFaults, postForm, radios, submit, textArea } from '../form.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../page.ts';
import { adminFrame, table } from './table.ts';

/** Servers kept at a distance, a form for another one, and lists in a file. Fields: `host`, `severity`, `rejectMedia`, `rejectReports`, `publicComment`, `obfuscate`; of a list `list` (a file). */
export function hostRulesPage(page: Page, rules: readonly HostRule[], form: Form): Html {
  const { t } = page;
  return adminFrame(
    page,
    t('admin.hostRules'),
    t('hostRule.lead'),
    html`${table(
      page,
      {
        head: [t('hosts.host'), t('hostRule.severity'), t('hostRule.comment'), t('members.acts')],
        rows: rules.map((rule) => ({
          id: `rule-${rule.host}`,
          cells: [
            html`<b>${rule.host}</b>`,
            severity(page, rule),
            rule.publicComment || '–',
            html`<button class="as-link" form="act"
  formaction="/admin/hosts/rules/${rule.host}/delete">${t('hostRule.remove')}<span class="sr"> ${rule.host}</span></button>`,
          ],
        })),
        next: null,
      },
      { title: t('hostRule.none'), sentence: t('hostRule.noneSentence') },
    )}
<section class="block"><h2>${t('hostRule.add')}</h2>${postForm(
      page,
      '/admin/hosts/rules',
      html`${errorSummary(page, form)}
${field(page, form, { name: 'host', label: 'hosts.host', hint: t('hostRule.hostHint'), exact: true, maxLength: 253 })}
${radios(page, form, {
  name: 'severity',
  label: 'hostRule.severity',
  value: 'limit',
  choices: (['none', 'limit', 'block'] as const).map((value) => ({
    value,
    label: t(`hostSeverity.${value}`),
    hint: t(`hostSeverityHint.${value}`),
  })),
})}
${check(page, form, { name: 'rejectMedia', label: t('hostRule.rejectMedia') })}
${check(page, form, { name: 'rejectReports', label: t('hostRule.rejectReports') })}
${textArea(page, form, { name: 'publicComment', label: 'hostRule.comment', hint: t('hostRule.commentHint'), rows: 2, maxLength: 500, optional: true })}
${check(page, form, { name: 'obfuscate', label: t('hostRule.obfuscate') })}
${submit(t('form.save'))}`,
    )}</section>
<section class="block"><h2>${t('hostRule.lists')}</h2><p>${t('hostRule.listsHint')}</p>${postForm(
      page,
      '/admin/hosts/rules/import',
      html`<div class="field"><label for="f-list">${t('hostRule.file')}</label><input id="f-list" name="list" type="file" accept=".csv,text/csv"></div>
<button class="button secondary">${t('hostRule.preview')}</button>`,
      { files: true },
    )}<p><a href="/admin/hosts/rules.csv">${t('hostRule.export')}</a></p></section>`,
    hasFaults(form),
  );
}

function severity({ t }: Page, rule: HostRuleWanted): Html {
  const look = { none: 'neutral', limit: 'warn', block: 'bad' }[rule.severity];
  return html`<span><span class="tag ${look}">${t(`severity.${rule.severity}`)}</span>${rule.rejectMedia && html` <span class="meta">${t('hostRule.noMedia')}</span>`}${rule.rejectReports && html` <span class="meta">${t('hostRule.noReports')}</span>`}</span>`;
}

export interface ImportView {
  /** Not known yet, or said otherwise than here. */
  changes: HostRuleWanted[];
  same: number;
  skipped: number;
  /** Domains of the list that are no host, or ours. */
  refused: string[];
}

/** What a list would change, before anything does. */
export function hostImportPage(page: Page, view: ImportView): Html {
  const { t } = page;
  return adminFrame(
    page,
    t('hostRule.importTitle'),
    t('hostRule.importLead', { n: view.changes.length, same: view.same, skipped: view.skipped + view.refused.length }),
    html`${table(
      page,
      {
        head: [t('hosts.host'), t('hostRule.severity'), t('hostRule.comment')],
        rows: view.changes.slice(0, 200).map((rule) => ({
          id: `rule-${rule.host}`,
          cells: [html`<b>${rule.host}</b>`, severity(page, rule), rule.publicComment || '–'],
        })),
        next: null,
      },
      { title: t('hostRule.nothingNew'), sentence: t('hostRule.nothingNewSentence') },
    )}${view.changes.length > 200 && html`<p class="pad meta">${t('hostRule.more', { n: view.changes.length - 200 })}</p>`}${
      view.refused.length > 0 &&
      html`<p class="pad meta">${t('hostRule.refused', { hosts: view.refused.slice(0, 10).join(', ') })}</p>`
    }${
      view.changes.length > 0 &&
      postForm(
        page,
        '/admin/hosts/rules/import/confirm',
        html`<p class="row"><button class="button primary">${icon(page, 'check')}${t('hostRule.confirm', { n: view.changes.length })}</button><a class="button plain-button"
  href="/admin/hosts/rules">${t('form.cancel')}</a></p>`,
      )
    }`,
  );
}
