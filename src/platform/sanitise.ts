import sanitizeHtml from 'sanitize-html';

/** Tags that Mastodon keeps in a post; a server that keeps more shows things their authors cannot see elsewhere. */
const postTags = 'p br span a del s pre blockquote code b strong u i em ul ol li ruby rt rp'.split(' ');
const articleTags = [...postTags, 'h2', 'h3', 'h4', 'hr'];
const classes = ['mention', 'hashtag', 'u-url', 'h-card', 'invisible', 'ellipsis'];
/** Tags whose text is no text for people. */
const dropped = 'script style textarea option xmp noscript template title iframe noembed noframes plaintext'.split(' ');
const schemes = new Set(['http:', 'https:', 'mailto:']);
const deepest = 32;
const mostTags = 10_000;
const mostPasses = 4;

export interface SanitiseOptions {
  /** Headings and rules stay, as `h2`–`h4` and `hr`: for the body of an article. */
  article?: boolean;
  /** Address in the source → path on this instance, for mentions and hashtags that have a page here. */
  localLinks?: ReadonlyMap<string, string>;
}

/**
 * Turns HTML from anywhere into HTML that may stand in a page (S75–S77): only the tags above, only absolute links with
 * `rel` and `target`, only classes that we style. Text inside other tags is kept. `sanitise(sanitise(x))` is `sanitise(x)`.
 */
export function sanitise(source: string, options: SanitiseOptions = {}): string {
  if (!source) return '';
  if (tagsIn(source) > mostTags) return withoutMarkup(source);
  let clean = pass(source.replaceAll('\0', ''), options);
  // A dropped tag may leave its neighbours in an order that a parser closes otherwise: go on until nothing moves.
  for (let passes = 0; passes < mostPasses; passes++) {
    const again = pass(clean, options);
    if (again === clean) return clean;
    clean = again;
  }
  return withoutMarkup(clean);
}

function pass(source: string, options: SanitiseOptions): string {
  return sanitizeHtml(source, {
    allowedTags: options.article ? articleTags : postTags,
    allowedAttributes: {
      a: ['href', 'rel', 'target', 'translate'],
      span: ['translate'],
      ol: ['start', 'reversed'],
      li: ['value'],
    },
    allowedClasses: { a: classes, span: classes },
    nonTextTags: dropped,
    nestingLimit: deepest,
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    enforceHtmlBoundary: false,
    transformTags: {
      a: (tagName, attributes) => ({ tagName, attribs: linkAttributes(attributes, options.localLinks) }),
      ...(options.article ? { h1: 'h2', h5: 'h4', h6: 'h4' } : headingsAsParagraphs),
    },
  });
}

/** The parser's work grows with the square of open tags (1 MiB of `<b>` takes 12 s): such a source is no text (S33). */
function tagsIn(source: string): number {
  let count = 0;
  for (let at = source.indexOf('<'); at >= 0 && count <= mostTags; at = source.indexOf('<', at + 1)) count++;
  return count;
}

const withoutMarkup = (source: string) =>
  source
    .replace(/\0|<[^<>]*>/g, '')
    .replace(/&(?!(?:lt|gt|quot|amp);)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

const headingsAsParagraphs = Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => [tag, 'p']));

function linkAttributes(given: Record<string, string>, localLinks?: ReadonlyMap<string, string>) {
  const attributes: Record<string, string> = {};
  const href = (given.href ?? '').trim();
  const local = localLinks?.get(href) ?? (ownPaths(localLinks).has(href) ? href : undefined);
  const isTag = given.rel?.split(/\s+/).includes('tag');
  if (given.class) attributes.class = given.class;
  if (given.translate) attributes.translate = given.translate;
  if (local) return { href: local, ...attributes, ...(isTag && { rel: 'tag' }) };
  // A relative address would point into this instance, whoever wrote it.
  if (!URL.canParse(href) || !schemes.has(new URL(href).protocol)) return attributes;
  return {
    href,
    ...attributes,
    rel: `${isTag ? 'tag ' : ''}nofollow noopener noreferrer`,
    ...(!isTag && { target: '_blank' }),
  };
}

const ownPaths = (localLinks?: ReadonlyMap<string, string>) => new Set(localLinks?.values());

/** The text of HTML for people: blocks and breaks become line ends, the rest of the markup goes. Not HTML: escape it. */
export function plainText(source: string): string {
  if (!source) return '';
  if (tagsIn(source) > mostTags) return decodeEntities(withoutMarkup(source)).trim();
  const text = sanitizeHtml(inLines(source), { allowedTags: [], allowedAttributes: {}, nonTextTags: dropped });
  return tidy(decodeEntities(text));
}

/** {@link plainText} of what {@link sanitise} gave, without parsing it once more: every `<` in it begins a tag. */
export const sanitisedText = (html: string): string => tidy(decodeEntities(inLines(html).replace(/<[^>]*>/g, '')));

const inLines = (html: string) => html.replace(/<br\s*\/?>|<\/(p|li|blockquote|pre|h[1-6])>/gi, '$&\n');
const tidy = (text: string) =>
  text
    .replaceAll('\0', '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };
/** The four that sanitize-html writes. */
const decodeEntities = (text: string) => text.replace(/&(?:lt|gt|quot|amp);/g, (entity) => entities[entity]!);

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
