const mark = Symbol('html');

/** Markup that is safe to send: only {@link html} and {@link raw} make it. */
export interface Html {
  readonly [mark]: true;
  readonly markup: string;
}

/** What may stand in a template. Nothing at all comes out for `null`, `undefined`, `false` and `true`. */
export type Content = Html | string | number | boolean | null | undefined | readonly Content[];

const special = /[&<>"'`\0]/;
const specials = /[&<>"'`\0]/g;
const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
  '\0': '',
};

/** Text as it may stand in an element or in a quoted attribute. U+0000, which HTML forbids, is dropped. */
export const escapeText = (text: string): string =>
  special.test(text) ? text.replace(specials, (character) => entities[character]!) : text;

/** Trusts `markup` as it is: for the sanitiser's output and for files of our own, never for what a person typed. */
export const raw = (markup: string): Html => ({ [mark]: true, markup });

/**
 * Template tag: every interpolation is escaped, in text and in quoted attributes alike (S89). Attributes must be
 * quoted in the template; a test reads the templates for this.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  let markup = strings[0]!;
  for (let i = 0; i < values.length; i++) markup += text(values[i]) + strings[i + 1]!;
  return raw(markup);
}

export const nothing: Html = raw('');

/** The text of a page or fragment, ready to be sent. */
export const render = (content: Html): string => content.markup;

/** `a` and `b` … with `separator` between those that are not empty. */
export function join(parts: readonly Content[], separator: string): Html {
  return raw(
    parts
      .map(text)
      .filter((part) => part !== '')
      .join(escapeText(separator)),
  );
}

function text(value: Content): string {
  if (typeof value === 'string') return escapeText(value);
  if (value === null || value === undefined || typeof value === 'boolean') return '';
  if (typeof value === 'number') return String(value);
  if (isHtml(value)) return value.markup;
  return value.map(text).join('');
}

function isHtml(value: object): value is Html {
  return mark in value;
}
