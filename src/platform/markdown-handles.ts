import type { MarkdownIt } from 'markdown-it';
import type { MarkdownOptions, Names } from './markdown.ts';

/** A local part, then perhaps a host: `ines`, `ines@other.example`, `a.b@host.example:8443`. */
const handle =
  /@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)(?:@([\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,252}[\p{L}\p{N}])?(?::\d{1,5})?))?/iuy;
/** Letters of any script, at least one that is not a digit: « #1 » is a rank. */
const hashtag = /#((?=[\p{N}_]*[\p{L}\p{M}])[\p{L}\p{M}\p{N}_]{1,100})/uy;
/** After one of these, @ and # belong to an address or a word. */
const inWord = /[\p{L}\p{M}\p{N}_/@#&=?%~.-]$/u;
const longestHandle = 320;

/** markdown-it plug-in: `@handle` and `#name` outside links and code become links, in the markup Mastodon writes. */
export function addHandles(parser: MarkdownIt) {
  parser.inline.ruler.before('emphasis', 'handle', (state, silent) => {
    const sign = state.src[state.pos];
    if ((sign !== '@' && sign !== '#') || state.linkLevel > 0) return false;
    if (inWord.test(state.src.slice(Math.max(0, state.pos - 2), state.pos))) return false;

    const pattern = sign === '@' ? handle : hashtag;
    pattern.lastIndex = 0;
    const match = pattern.exec(state.src.slice(state.pos, state.pos + longestHandle));
    if (!match) return false;
    const environment = state.env as unknown as Environment;
    const link = sign === '@' ? mention(match, environment) : tag(match[1]!, environment);
    if (!link) return false;
    if (!silent) {
      const token = state.push('handle', '', 0);
      token.content = link.label;
      token.meta = { sign, href: link.href };
      link.note();
    }
    state.pos += match[0].length;
    return true;
  });

  parser.renderer.rules.handle = (tokens, index) => {
    const { content } = tokens[index]!;
    const meta = tokens[index]!.meta as { sign: '@' | '#'; href: string };
    const { escapeHtml } = parser.utils;
    const inner = `${meta.sign}<span>${escapeHtml(content)}</span>`;
    const href = escapeHtml(meta.href);
    return meta.sign === '@'
      ? `<span class="h-card" translate="no"><a href="${href}" class="u-url mention">${inner}</a></span>`
      : `<a href="${href}" class="mention hashtag" rel="tag">${inner}</a>`;
  };
}

type Environment = MarkdownOptions & { found: Names };

function mention(match: RegExpExecArray, { mentions, found }: Environment) {
  const name = match[2] ? `${match[1]}@${match[2]}` : match[1]!;
  const person = mentions?.(name);
  return person && { ...person, note: () => once(found.mentions, name) };
}

function tag(name: string, { hashtag: pageOf, found }: Environment) {
  const note = () => once(found.hashtags, name);
  if (pageOf) return { href: pageOf(name), label: name, note };
  // Without a page it stays text, and is still told.
  note();
  return null;
}

function once(names: Map<string, string>, name: string) {
  const key = name.toLowerCase();
  if (!names.has(key)) names.set(key, name);
}
