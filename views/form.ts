import type { Key } from '../src/platform/i18n.ts';
import { type Content, type Html, html } from './html.ts';
import { icon } from './icons.ts';
import type { Page } from './page.ts';

/** What came back from a person, and what is wrong in it, field by field. */
export interface Form {
  values: Record<string, string>;
  faults: Record<string, { key: string; args?: Record<string, string | number> }>;
}

export const noForm: Form = { values: {}, faults: {} };
export const hasFaults = (form: Form): boolean => Object.keys(form.faults).length > 0;

export interface FieldOptions {
  name: string;
  label: Key;
  hint?: Content;
  /** Shown when the form has no value of its own. */
  value?: string;
  type?: 'text' | 'email' | 'password' | 'url' | 'search' | 'number' | 'date';
  autocomplete?: string;
  /** Not said otherwise: the field must be filled. */
  optional?: boolean;
  maxLength?: number;
  rows?: number;
  lang?: string;
  /** For handles and addresses: no capitals, no corrections. */
  exact?: boolean;
}

/** A plain POST form with the token. */
export const postForm = (
  page: Page,
  action: string,
  content: Content,
  more: { files?: boolean; class?: string } = {},
): Html =>
  html`<form method="post" action="${action}"
  class="form ${more.class}"${more.files && html` enctype="multipart/form-data"`} novalidate>${token(page)}${content}</form>`;

export const token = ({ csrf }: Page): Html => html`<input type="hidden" name="_csrf" value="${csrf}">`;
export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;

/** Takes the focus and leads to each field (GOV.UK pattern). Nothing when all is well. */
export function errorSummary(page: Page, form: Form): Content {
  const faults = Object.entries(form.faults);
  if (faults.length === 0) return null;
  return html`<div class="faults" role="alert" tabindex="-1" data-focus autofocus>
<h2>${page.t('form.errors', { n: faults.length })}</h2><ul>${faults.map(
    ([name, fault]) => html`<li><a href="#f-${name}">${page.t.dynamic(fault.key, fault.args)}</a></li>`,
  )}</ul></div>`;
}

/** Label, hint, fault, then the control: always in this order, always visible. */
function around(
  page: Page,
  form: Form,
  options: { name: string; label: Key; hint?: Content; optional?: boolean },
  control: Html,
): Html {
  const { t } = page;
  const { name } = options;
  const fault = form.faults[name];
  return html`<div class="field${fault && ' wrong'}"><label for="f-${name}">${t(options.label)}${
    options.optional && html` <span class="meta">${t('form.optional')}</span>`
  }</label>${options.hint && html`<p class="hint" id="h-${name}">${options.hint}</p>`}${
    fault &&
    html`<p class="fault" id="e-${name}">${icon(page, 'triangle-alert')}${t.dynamic(fault.key, fault.args)}</p>`
  }${control}</div>`;
}

/** Attributes that tie a control to its hint and its fault. */
function ties(form: Form, { name, hint, optional }: { name: string; hint?: Content; optional?: boolean }): Html {
  const fault = form.faults[name];
  const described = [hint && `h-${name}`, fault && `e-${name}`].filter(Boolean).join(' ');
  return html` id="f-${name}" name="${name}"${described && html` aria-describedby="${described}"`}${fault && html` aria-invalid="true"`}${!optional && html` required`}`;
}

export function field(page: Page, form: Form, options: FieldOptions): Html {
  const { type = 'text', autocomplete, maxLength, exact, lang } = options;
  // What was typed as a password is never sent back.
  const value = type === 'password' ? '' : (form.values[options.name] ?? options.value ?? '');
  return around(
    page,
    form,
    options,
    html`<input${ties(form, options)} type="${type}"
  value="${value}"${autocomplete && html` autocomplete="${autocomplete}"`}${maxLength && html` maxlength="${maxLength}"`}${
    exact &&
    html` autocapitalize="none"
  autocorrect="off" spellcheck="false"`
  }${lang && html` lang="${lang}"`}>`,
  );
}

export function textArea(page: Page, form: Form, options: FieldOptions): Html {
  const { rows = 4, maxLength, lang } = options;
  // The first line break after the tag is dropped by HTML: one more keeps what was typed.
  return around(
    page,
    form,
    options,
    html`<textarea${ties(form, options)} rows="${rows}"${maxLength && html` maxlength="${maxLength}"`}${lang && html` lang="${lang}"`}>
${form.values[options.name] ?? options.value ?? ''}</textarea>`,
  );
}

export const pictureTypes = 'image/jpeg,image/png,image/webp,image/gif,image/avif';

/** A file to send: the form has to be one of `files`. `more` stands under it. */
export function fileField(
  page: Page,
  form: Form,
  options: { name: string; label: Key; hint?: Content; accept: string; more?: Content },
): Html {
  const control = html`<input${ties(form, { ...options, optional: true })} type="file" accept="${options.accept}">${options.more}`;
  return around(page, form, options, control);
}

export interface Choice {
  value: string;
  label: Content;
  hint?: Content;
}

export function select(page: Page, form: Form, options: FieldOptions & { choices: readonly Choice[] }): Html {
  const chosen = form.values[options.name] ?? options.value ?? '';
  return around(
    page,
    form,
    options,
    html`<select${ties(form, options)}>${options.choices.map(
      ({ value, label }) => html`<option value="${value}"${value === chosen && html` selected`}>${label}</option>`,
    )}</select>`,
  );
}

/** One choice among a few, each with its sentence. */
export function radios(page: Page, form: Form, options: FieldOptions & { choices: readonly Choice[] }): Html {
  const { t } = page;
  const { name, hint } = options;
  const chosen = form.values[name] ?? options.value ?? '';
  const fault = form.faults[name];
  return html`<fieldset class="field${fault && ' wrong'}" id="f-${name}">
<legend>${t(options.label)}</legend>${hint && html`<p class="hint">${hint}</p>`}${
    fault && html`<p class="fault">${icon(page, 'triangle-alert')}${t.dynamic(fault.key, fault.args)}</p>`
  }${options.choices.map(
    ({ value, label, hint: words }) =>
      html`<label class="choice"><input type="radio" name="${name}"
  value="${value}"${value === chosen && html` checked`}><span><b>${label}</b>${words && html`<small>${words}</small>`}</span></label>`,
  )}</fieldset>`;
}

/** One thing to accept or to switch on. `value` is `on` when ticked. */
export function check(
  page: Page,
  form: Form,
  options: { name: string; label: Content; hint?: Content; checked?: boolean },
): Html {
  const { name, label, hint } = options;
  const fault = form.faults[name];
  const answered = Object.keys(form.values).length > 0;
  const checked = answered ? form.values[name] === 'on' : options.checked;
  return html`<div class="field check${fault && ' wrong'}">${
    fault &&
    html`<p class="fault" id="e-${name}">${icon(page, 'triangle-alert')}${page.t.dynamic(fault.key, fault.args)}</p>`
  }<label><input type="checkbox" name="${name}" id="f-${name}"${
    fault &&
    html` aria-invalid="true"
  aria-describedby="e-${name}"`
  }${checked && html` checked`}><span>${label}${hint && html`<small>${hint}</small>`}</span></label>
</div>`;
}

export const submit = (label: string, busy?: string): Html =>
  html`<button class="button primary"${busy && html` data-busy="${busy}"`}>${label}</button>`;

/** Languages that a post or a profile may be said to be in. */
export const contentLanguages: readonly { value: string; label: Key }[] = [
  { value: 'fr', label: 'language.fr' },
  { value: 'en', label: 'language.en' },
  { value: 'de', label: 'language.de' },
  { value: 'es', label: 'language.es' },
  { value: 'it', label: 'language.it' },
  { value: 'pt', label: 'language.pt' },
  { value: 'ar', label: 'language.ar' },
];
