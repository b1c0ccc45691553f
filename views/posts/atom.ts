import type { MediaView, PostView } from '../../src/posts/view.ts';
import { escapeText, type Html, html, raw, render } from '../html.ts';

export interface AtomFeed {
  title: string;
  /** `https://social.univ.example`. */
  origin: string;
  /** Path of the feed, and of the page it follows. */
  path: string;
  page: string;
  posts: readonly PostView[];
  /** Path of a picture that stands for the feed. */
  logo: string | null;
  /** Unix ms, when there is no post to tell. */
  now: number;
  /** One line for a post without a title of its own. */
  titleOf: (post: PostView) => string;
}

/** RFC 4287. What XML 1.0 has no place for is left out (§2.2): one such sign makes the whole feed unreadable. */
export function atom(feed: AtomFeed): string {
  const { origin, posts } = feed;
  const updated = posts.length ? Math.max(...posts.map((post) => post.editedAt ?? post.createdAt)) : feed.now;
  const document = html`${raw('<?xml version="1.0" encoding="utf-8"?>')}
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${origin}${feed.path}</id>
<title>${feed.title}</title>
<updated>${iso(updated)}</updated>
${
  feed.logo &&
  html`<logo>${origin}${feed.logo}</logo>
`
}<link rel="self" type="application/atom+xml" href="${origin}${feed.path}"/>
<link rel="alternate" type="text/html" href="${origin}${feed.page}"/>
${posts.map((post) => entry(feed, post))}</feed>
`;
  return render(document)
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}

function entry({ origin, titleOf }: AtomFeed, post: PostView): Html {
  const page = post.remoteUrl ?? `${origin}${post.path}`;
  return html`<entry>
<id>${post.remoteUrl ?? `${origin}/ap/posts/${post.id}`}</id>
<title>${titleOf(post)}</title>
<published>${iso(post.createdAt)}</published>
<updated>${iso(post.editedAt ?? post.createdAt)}</updated>
<author><name>${post.author.displayName}</name><uri>${post.author.remoteUrl ?? `${origin}${post.author.path}`}</uri></author>
<link rel="alternate" type="text/html" href="${page}"/>
${post.media.map((file) => html`<link rel="enclosure"${file.film?.mediaType && html` type="${file.film.mediaType}"`} href="${origin}${file.full}"${file.description && html` title="${file.description}"`}/>\n`)}<content type="html"${post.language && html` xml:lang="${post.language}"`}>${render(content(origin, post))}</content>
</entry>
`;
}

/** HTML, escaped once more as the content of an element. What a notice covers is left to the page. */
function content(origin: string, post: PostView): Html {
  if (post.notice) return html`<p>${post.notice}</p><p><a href="${origin}${post.path}">${origin}${post.path}</a></p>`;
  return html`${raw(post.html)}${post.poll && html`<ul>${post.poll.options.map(({ title }) => html`<li>${title}</li>`)}</ul>`}${post.media.map((file) => picture(origin, file))}`;
}

/** A film as its still that leads to the file; a sound as a link. */
function picture(origin: string, { thumbnail, full, film, description }: MediaView): Html {
  const still = thumbnail && `<img src="${escapeText(origin + thumbnail)}" alt="${escapeText(description)}">`;
  if (!film) return raw(`<p>${still ?? ''}</p>`);
  return raw(`<p><a href="${escapeText(origin + full)}">${still || escapeText(description || full)}</a></p>`);
}

const iso = (time: number) => new Date(time).toISOString();
