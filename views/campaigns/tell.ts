import type { PledgeView } from '../../src/campaigns/steps/pledges/pledge-views.ts';
import { errorSummary, type Form, hasFaults, postForm, submit } from '../form.ts';
import { type Html, html } from '../html.ts';
import type { Page } from '../page.ts';
import { outcomeWords } from './words.ts';

/** For who pledged: how it went, in a sentence, with proof where there is some. */
export function tellForm(page: Page, { one, pledge }: PledgeView, form: Form): Html {
  const { t } = page;
  const id = (name: string) => `${name}-${one.id}`;
  const chosen = form.values.outcome ?? '';
  return html`<details${hasFaults(form) && html` open`}><summary>${t(pledge.told ? 'pledge.tellAgain' : 'pledge.tell')}</summary>${postForm(
    page,
    `/contributions/${one.id}/told`,
    html`${errorSummary(page, form)}<fieldset class="field"><legend>${t('pledge.outcome')}</legend>${Object.entries(
      outcomeWords,
    ).map(
      ([value, { label }]) =>
        html`<label class="choice"><input type="radio" name="outcome" value="${value}"${value === chosen && html` checked`} required><span><b>${t(label)}</b></span></label>`,
    )}</fieldset><div class="field"><label for="${id('done')}">${t('pledge.done', { most: pledge.amount })} <span class="meta">${t('pledge.donePartly')}</span></label><input id="${id('done')}" name="done" inputmode="decimal" value="${form.values.done ?? ''}"></div>${
      pledge.initials
        ? html`<p class="meta">${t('pledge.initialsTell')}</p>`
        : html`<div class="field"><label for="${id('text')}">${t('pledge.sentence')}</label><textarea id="${id('text')}" name="text" rows="3" maxlength="2000" required>
${form.values.text ?? ''}</textarea></div><fieldset class="field pair"><legend>${t('pledge.proof')} <span class="meta">${t('form.optional')}</span></legend><label for="${id('proof-0')}">${t('question.proofTitle')}</label><input id="${id('proof-0')}" name="proof-0" maxlength="120" value="${form.values['proof-0'] ?? ''}">
<label for="${id('proofUrl-0')}">${t('question.proofUrl')}</label><input id="${id('proofUrl-0')}" name="proofUrl-0" type="url" value="${form.values['proofUrl-0'] ?? ''}"></fieldset>
<div class="field"><label for="${id('files')}">${t('question.pictures')} <span class="meta">${t('form.optional')}</span></label><input id="${id('files')}" type="file" name="files" multiple accept="image/*"></div>`
    }${submit(t('pledge.sendTold'))}`,
    { files: true },
  )}</details>`;
}

/** For somebody of another organisation who has seen it. */
export function verifyForm(page: Page, { one }: PledgeView): Html {
  const { t } = page;
  return html`<details><summary>${t('pledge.verify')}</summary>${postForm(
    page,
    `/contributions/${one.id}/verify`,
    html`<p class="meta">${t('pledge.verifyHint')}</p><div class="field"><label for="note-${one.id}">${t('finding.note')} <span class="meta">${t('form.optional')}</span></label><textarea id="note-${one.id}" name="note" rows="2" maxlength="500"></textarea></div>${submit(t('pledge.sendVerify'))}`,
  )}</details>`;
}
