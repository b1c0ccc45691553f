import MarkdownIt from 'markdown-it';
import { addHandles } from './markdown-handles.ts';
import { shortenAddresses } from './markdown-links.ts';
import { sanitise } from './sanitise.ts';

/** What the names in a text mean; the answers are looked up before (see {@link namesIn}). */
export interface MarkdownOptions {
  /** `ines` or `ines@other.example` → its page and how it is written after @ (null: nobody, stays text). */
  mentions?: (handle: string) => { href: string; label: string } | null;
  /** Name as written, without # → its page. */
  hashtag?: (name: string) => string;
  /** Headings and rules, for articles. */
  headings?: boolean;
}

export interface Rendered {
  /** Safe HTML, in Mastodon's markup for mentions and hashtags. */
  html: string;
  /** Handles that were found to be somebody, each once. */
  mentions: string[];
  /** Names without #, as first written, each once whatever its case. */
  hashtags: string[];
}

const inlineRules = [
  'text',
  'newline',
  'escape',
  'backticks',
  'emphasis',
  'strikethrough',
  'link',
  'autolink',
  'entity',
];
const joinRules = ['balance_pairs', 'fragments_join'];
const blockRules = ['paragraph', 'fence', 'blockquote', 'list'];

/**
 * Renders the Markdown subset of posts: paragraphs, line breaks, emphasis, strong, struck, code, lists, quotes, links,
 * bare addresses, mentions and hashtags. HTML in the source is text.
 */
export function renderMarkdown(source: string, options: MarkdownOptions = {}): Rendered {
  const parser = options.headings ? articles : posts;
  const found: Names = { mentions: new Map(), hashtags: new Map() };
  const html = parser.render(source.replaceAll('\0', ''), { ...options, found }).trim();
  return {
    html: sanitise(html, { article: options.headings === true }),
    mentions: [...found.mentions.values()],
    hashtags: [...found.hashtags.values()],
  };
}

/** Handles and hashtags that a text names (not those in code), to be looked up before it is rendered. */
export function namesIn(source: string): { handles: string[]; hashtags: string[] } {
  const { mentions: handles, hashtags } = renderMarkdown(source, { mentions: (label) => ({ href: 'x:', label }) });
  return { handles, hashtags };
}

/** Lower-cased name → name as first written. */
export interface Names {
  mentions: Map<string, string>;
  hashtags: Map<string, string>;
}

function parserWith(extra: string[]) {
  const parser = new MarkdownIt('zero', { html: false, linkify: true, breaks: true, maxNesting: 20 });
  parser.enable([...inlineRules, ...joinRules, ...blockRules, ...extra, 'linkify']);
  // Only addresses with their scheme: « fin.de » is more often a missing space than a host.
  parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  for (const scheme of ['ftp:', '//', 'mailto:']) parser.linkify.add(scheme, null);
  parser.use(addHandles).use(shortenAddresses);
  return parser;
}

const posts = parserWith([]);
const articles = parserWith(['heading', 'hr']);
