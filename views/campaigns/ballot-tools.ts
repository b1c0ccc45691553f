import { errorSummary, field, hasFaults, hidden, noForm, postForm, radios, submit, textArea } from '../form.ts';
import { type Content, type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { type BallotView, withdrawClauseForm } from './ballot.ts';

/** For facilitators: the clauses and the rules before anybody votes, the outcome after the end. */
export function ballotTools(page: Page, view: BallotView): Html {
  return html`<section class="tools pad" aria-label="${page.t('ballot.tools')}">${
    view.results
      ? outcomeForm(page, view)
      : view.turnout.turnout === 0 && html`${clauseForm(page, view)}${rulesForm(page, view)}`
  }</section>`;
}

function clauseForm(page: Page, view: BallotView): Html {
  const { t } = page;
  const form = view.form.values.doing === 'clause' ? view.form : noForm;
  return html`<details${(hasFaults(form) || view.clauses.length === 0) && html` open`}><summary>${t('ballot.addClause')}</summary>${postForm(
    page,
    `/campaign-steps/${view.step.id}/clauses`,
    html`${errorSummary(page, form)}${hidden('doing', 'clause')}${field(page, form, { name: 'title', label: 'ballot.clauseTitle', hint: t('ballot.clauseHint'), maxLength: 200 })}${textArea(page, form, { name: 'text', label: 'ballot.clauseText', optional: true, rows: 3, maxLength: 3000 })}${submit(t('ballot.addClauseNow'))}`,
  )}${view.clauses.length > 0 && html`<ul class="plain">${view.clauses.map((one) => html`<li class="row">${one.title} ${withdrawClauseForm(page, one.id)}</li>`)}</ul>`}</details>`;
}

function rulesForm(page: Page, view: BallotView): Html {
  const { t } = page;
  const { settings } = view;
  const form = view.form.values.doing === 'rules' ? view.form : noForm;
  const values = { ...form, values: hasFaults(form) ? form.values : {} };
  return html`<details${hasFaults(form) && html` open`}><summary>${t('ballot.rules')}</summary>${postForm(
    page,
    `/campaign-steps/${view.step.id}/ballot`,
    html`${errorSummary(page, form)}${hidden('doing', 'rules')}${radios(page, values, {
      ...{ name: 'mode', label: 'ballot.mode', value: settings.mode },
      choices: [
        { value: 'clauses', label: t('ballot.mode.clauses') },
        { value: 'single', label: t('ballot.mode.single') },
        { value: 'multiple', label: t('ballot.mode.multiple') },
      ],
    })}${field(page, values, { name: 'most', label: 'ballot.most', hint: t('ballot.mostHint'), type: 'number', value: String(settings.most) })}${radios(
      page,
      values,
      {
        ...{ name: 'secrecy', label: 'ballot.secrecy', value: settings.secret ? 'secret' : 'open' },
        choices: [
          { value: 'secret', label: t('ballot.secret'), hint: t('ballot.secretLine') },
          { value: 'open', label: t('ballot.open'), hint: t('ballot.openLine') },
        ],
      },
    )}${field(page, values, { name: 'quorum', label: 'ballot.quorumLabel', type: 'number', value: String(settings.quorum) })}${radios(
      page,
      values,
      {
        ...{ name: 'electorate', label: 'ballot.electorate', value: settings.electorate },
        choices: [
          { value: 'members', label: t('ballot.electorate.members'), hint: t('ballot.electorate.membersHint') },
          { value: 'named', label: t('ballot.electorate.named') },
        ],
      },
    )}${textArea(page, values, { name: 'named', label: 'ballot.named', hint: t('ballot.namedHint'), value: view.form.values.namedNow ?? '', optional: true, rows: 3 })}${submit(t('form.save'))}`,
  )}</details>`;
}

function outcomeForm(page: Page, view: BallotView): Content {
  const { t } = page;
  const form = view.form.values.doing === 'outcome' ? view.form : noForm;
  const written = view.results?.outcome?.text ?? '';
  return html`<details${(hasFaults(form) || !written) && html` open`}><summary>${t(written ? 'ballot.outcomeAgain' : 'ballot.outcomeWrite')}</summary>${postForm(
    page,
    `/campaign-steps/${view.step.id}/outcome`,
    html`${errorSummary(page, form)}${hidden('doing', 'outcome')}${textArea(page, form, { name: 'outcome', label: 'ballot.outcomeText', hint: t('ballot.outcomeHint'), rows: 4, maxLength: 2000, value: written })}${submit(t('ballot.outcomeNow'))}`,
  )}</details>`;
}
