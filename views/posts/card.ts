import type { PostView } from '../../src/posts/view.ts';
import { type Content, html } from '../html.ts';
import type { Page } from '../page.ts';

/**
 * OpenGraph and oEmbed of a public post of ours, for strangers: those who make cards are not signed in. Of other posts
 * nothing is said. `summary`: the text without markup, or the notice that covers it.
 */
export function postCard(page: Page, post: PostView, summary: string, origin: string): Content {
  if (page.viewer || post.audience !== 'public' || post.author.host !== null) return null;
  const url = `${origin}${post.path}`;
  const [picture] = post.sensitive ? [] : post.media;
  const facts: [string, string][] = [
    ['og:type', 'article'],
    ['og:site_name', page.organisation.name],
    ['og:title', post.title ?? `${post.author.displayName} (${post.author.handle})`],
    ['og:description', summary],
    ['og:url', url],
    ['article:published_time', new Date(post.createdAt).toISOString()],
  ];
  const shown = picture?.film ? picture.thumbnail : picture?.full;
  // A picture that others cut would be half a logo: the square one.
  const logo = page.organisation.logo?.replace(/logo$/, 'avatar400');
  if (!shown && logo) facts.push(['og:image', origin + logo], ['og:image:alt', page.organisation.name]);
  if (picture && shown) facts.push(['og:image', origin + shown], ['og:image:alt', picture.description]);
  return html`${facts.map(([property, content]) => html`<meta property="${property}" content="${content}">\n`)}<link
  rel="alternate" type="application/json+oembed" href="${origin}/oembed?url=${encodeURIComponent(url)}">`;
}
