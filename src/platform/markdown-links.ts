import type { MarkdownIt } from 'markdown-it';

const shown = 30;

/**
 * markdown-it plug-in: a bare address shows its first 30 characters without the scheme. All of it stays in the markup
 * (`invisible`, `ellipsis`), as Mastodon does, so that it can be copied and read elsewhere.
 */
export function shortenAddresses(parser: MarkdownIt) {
  parser.core.ruler.push('shorten', (state) => {
    for (const block of state.tokens) {
      const tokens = block.children ?? [];
      for (const [index, open] of tokens.entries()) {
        const text = tokens[index + 1];
        if (open.type === 'link_open' && open.markup === 'linkify' && text?.type === 'text') text.type = 'address';
      }
    }
  });

  parser.renderer.rules.address = (tokens, index) => {
    const { escapeHtml } = parser.utils;
    const [, scheme = '', rest = ''] = tokens[index]!.content.match(/^(https?:\/\/(?:www\.)?)?(.*)$/is)!;
    const head = escapeHtml(rest.slice(0, shown));
    const tail = escapeHtml(rest.slice(shown));
    return `<span class="invisible">${scheme}</span><span${tail ? ' class="ellipsis"' : ''}>${head}</span><span class="invisible">${tail}</span>`;
  };
}
