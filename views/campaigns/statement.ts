import type { AccountView, OrganisationView } from '../../src/accounts/view.ts';
import type { StatementClause } from '../../src/campaigns/steps/statement/clause.ts';
import type { ContributionView, StepView } from '../../src/campaigns/view.ts';
import { errorSummary, type Form, field, hasFaults, hidden, noForm, postForm, submit } from '../form.ts';
import { type Content, type Html, html, join, raw } from '../html.ts';
import type { Page } from '../page.ts';
import { byline, stateTag } from './contribution.ts';
import type { CampaignFrame } from './frame.ts';

export interface StatementView {
  frame: CampaignFrame;
  step: StepView;
  form: Form;
  /** The latest first. */
  versions: { version: number; clauses: StatementClause[]; note: string; at: number; by: AccountView | null }[];
  sources: ContributionView[];
  signatures: {
    organisation: OrganisationView;
    by: AccountView | null;
    capacity: string;
    version: number;
    at: number;
  }[];
  amendments: { one: ContributionView; clause: string }[];
  dissents: { one: ContributionView; clause: string }[];
  closed: string | null;
}

const doing = (form: Form, name: string): Form => (form.values.doing === name ? form : noForm);

/** The text first, dated and signed; then where it comes from, what was proposed instead, and who does not agree. */
export function statementView(page: Page, view: StatementView): Html {
  const { t } = page;
  const [latest] = view.versions;
  const facilitates = view.frame.campaign.facilitates && view.frame.campaign.community.host === null;
  return html`${
    latest
      ? html`<article class="sheet statement"><p class="meta">${t('statement.version', { n: latest.version, day: t.date(latest.at) })}</p><ol>${latest.clauses.map((one) => clause(page, one, view))}</ol>${signed(page, view)}</article>`
      : html`<p class="pad">${t('statement.none')}</p>`
  }${facilitates && writeForm(page, view)}${log(page, view)}${dissent(page, view)}${versions(page, view)}`;
}

function clause(page: Page, one: StatementClause, view: StatementView): Html {
  const { t, viewer } = page;
  const sources = view.sources.filter(({ id }) => one.sources.includes(id));
  return html`<li id="s-${one.id}"><p class="voice">${one.text}</p>${
    sources.length > 0 &&
    html`<p class="meta from">${t('statement.comesFrom')} ${join(
      sources.map(({ path, title }) => html`<a href="${path}">${title}</a>`),
      ' · ',
    )}</p>`
  }${viewer && !view.closed && html`<div class="ways">${(['amendment', 'dissent'] as const).map((role) => respondForm(page, one, view, role))}</div>`}</li>`;
}

const roleWords = {
  amendment: { open: 'statement.amend', label: 'statement.amendText', send: 'statement.amendNow' },
  dissent: { open: 'statement.dissent', label: 'statement.dissentText', send: 'statement.dissentNow' },
} as const;

function respondForm(
  page: Page,
  one: StatementClause,
  { form, step }: StatementView,
  role: keyof typeof roleWords,
): Html {
  const { t } = page;
  const words = roleWords[role];
  const mine = doing(form, `${role} ${one.id}`);
  const name = `${role}-${one.id}`;
  return html`<details${hasFaults(mine) && html` open`}><summary>${t(words.open)}</summary>${postForm(
    page,
    `/campaign-steps/${step.id}/${role}s`,
    html`${errorSummary(page, mine)}${hidden('clause', one.id)}<div class="field"><label for="f-${name}">${t(words.label)}</label><textarea id="f-${name}" name="${name}" rows="3" maxlength="1200" required>
${mine.values[name] ?? (role === 'amendment' ? one.text : '')}</textarea></div>${
      role === 'amendment' &&
      html`<div class="field"><label for="why-${one.id}">${t('statement.amendReason')}</label><textarea id="why-${one.id}" name="reason" rows="2" maxlength="600">
${mine.values.reason ?? ''}</textarea></div>`
    }${submit(t(words.send))}`,
  )}</details>`;
}

/** Organisations that sign, joined as links, each by whom. */
function signed(page: Page, { signatures, form, step, versions: all }: StatementView): Html {
  const { t, viewer, organisation } = page;
  const mine = doing(form, 'signing');
  const latest = all[0]?.version;
  return html`<footer id="signatures"><h3>${t('statement.signatures')}</h3>${
    signatures.length > 0
      ? html`<ul class="carriers">${signatures.map(({ organisation: { name, monogram, hue } }) => html`<li class="h${hue}"><b aria-hidden="true">${monogram}</b> ${name}</li>`)}</ul><ul class="signers">${signatures.map(
          ({ by, capacity, at, version, organisation: { name } }) =>
            html`<li class="meta">${t('statement.signedBy', { organisation: name })} ${by ? html`<a href="${by.path}">${by.displayName}</a>` : t('statement.someone')}, ${capacity}, ${t.date(at)}${version !== latest && html` · ${t('statement.signedVersion', { n: version })}`}</li>`,
        )}</ul>`
      : html`<p class="meta">${t('statement.noSignature')}</p>`
  }${
    viewer?.powers.includes('administer') &&
    html`<details${hasFaults(mine) && html` open`}><summary>${t('statement.sign', { organisation: organisation.name })}</summary>${postForm(
      page,
      `/campaign-steps/${step.id}/sign`,
      html`${errorSummary(page, mine)}<p>${t('statement.signSentence')}</p>${field(page, mine, { name: 'capacity', label: 'statement.capacity', hint: t('statement.capacityHint'), maxLength: 80 })}${submit(t('statement.signNow'))}`,
    )}</details>`
  }</footer>`;
}

/** What was proposed instead, and what became of it. */
function log(page: Page, view: StatementView): Content {
  const { t } = page;
  const { amendments, frame, form } = view;
  if (!amendments.length) return null;
  return html`<section class="block" aria-labelledby="log"><h3 id="log">${t('statement.log')}</h3><div class="sheet contributions">${amendments.map(
    ({ one, clause: id }) => {
      const judging = doing(form, `judging ${one.id}`);
      return html`<article class="contribution" id="c-${one.id}"><p class="row">${stateTag(page, one.state)}<span class="meta">${place(page, view, id)}</span></p><h4 class="voice">${one.title}</h4>${one.html && html`<div class="voice about">${raw(one.html)}</div>`}${byline(page, one)}${one.reason && html`<p class="meta"><b>${t('idea.because')}</b> ${one.reason}</p>`}${
        frame.campaign.facilitates &&
        one.state === 'open' &&
        html`<details${hasFaults(judging) && html` open`}><summary>${t('idea.judge')}</summary>${postForm(
          page,
          `/contributions/${one.id}/wording`,
          html`${errorSummary(page, judging)}<div class="field"><label for="w-${one.id}">${t('idea.reason')}</label><textarea id="w-${one.id}" name="reason" rows="2" maxlength="500">
${judging.values.reason ?? ''}</textarea></div><p class="row"><button class="button primary" name="verdict" value="kept">${t('statement.take')}</button><button class="button secondary" name="verdict" value="aside">${t('statement.setAside')}</button></p>`,
        )}</details>`
      }</article>`;
    },
  )}</div></section>`;
}

const place = ({ t }: Page, { versions: all }: StatementView, id: string): string => {
  const n = (all[0]?.clauses.findIndex((one) => one.id === id) ?? -1) + 1;
  return n > 0 ? t('ballot.clauseN', { n }) : t('statement.formerClause');
};

/** Who does not agree says so here; nobody takes it away. */
const dissent = (page: Page, view: StatementView): Content =>
  view.dissents.length > 0 &&
  html`<section class="block" aria-labelledby="dissents"><h3 id="dissents">${page.t('statement.dissents')}</h3><div class="sheet contributions">${view.dissents.map(
    ({ one, clause: id }) =>
      html`<article class="contribution" id="c-${one.id}"><p class="meta">${place(page, view, id)}</p><p class="voice">${one.title}</p>${byline(page, one)}</article>`,
  )}</div></section>`;

const versions = (page: Page, { versions: all }: StatementView): Content =>
  all.length > 1 &&
  html`<details class="again"><summary>${page.t('statement.versions', { n: all.length })}</summary><ol class="plain">${all.map(
    ({ version, note, at, by, clauses }) =>
      html`<li><p><b>${page.t('statement.version', { n: version, day: page.t.date(at) })}</b> ${by?.displayName}${note && html` · ${note}`}</p><details><summary>${page.t('statement.readVersion')}</summary><ol class="former">${clauses.map(({ text }) => html`<li class="voice">${text}</li>`)}</ol></details></li>`,
  )}</ol></details>`;

/** Writing a new version: clause by clause, each with the addresses of what it comes from. */
function writeForm(page: Page, view: StatementView): Html {
  const { t } = page;
  const form = doing(view.form, 'writing');
  const before = view.versions[0]?.clauses ?? [];
  const blanks = before.length ? 1 : 3;
  const lines = [...before, ...Array<StatementClause>(blanks).fill({ id: '', text: '', sources: [] })];
  return html`<section class="tools pad"><details${(hasFaults(form) || !before.length) && html` open`}><summary>${t(before.length ? 'statement.writeAgain' : 'statement.write')}</summary>${postForm(
    page,
    `/campaign-steps/${view.step.id}/statement`,
    html`${errorSummary(page, form)}${lines.map(
      ({ id, text, sources }, n) =>
        html`<div class="field${form.faults[`text-${n}`] && ' wrong'}">${hidden(`clause-${n}`, form.values[`clause-${n}`] ?? id)}<label for="f-text-${n}">${t('ballot.clauseN', { n: n + 1 })}</label><textarea id="f-text-${n}" name="text-${n}" rows="3" maxlength="1200">
${form.values[`text-${n}`] ?? text}</textarea><label for="src-${n}" class="meta">${t('statement.sources')}</label><input id="src-${n}" name="sources-${n}" value="${form.values[`sources-${n}`] ?? sources.map((one) => `/posts/${one}`).join(' ')}"></div>`,
    )}${before.length > 0 && field(page, form, { name: 'note', label: 'statement.note', hint: t('statement.noteHint'), maxLength: 300 })}${submit(t('statement.publish'))}`,
  )}</details></section>`;
}
