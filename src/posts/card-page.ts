import { attributesOf } from '../platform/html-attributes.ts';
import { plainText } from '../platform/sanitise.ts';

/** What a page says of itself: plain text, and the address of its picture. */
export interface PageTold {
  title: string;
  description: string;
  picture: string | null;
}

/** Bytes in which a page says it; what follows is its body. */
const headBytes = 262_144;
const longestTag = 4096;
const longest = { title: 200, description: 300 };
/** Signs that turn the direction of what stands beside them (S85). */
const turning = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g;

/**
 * Reads OpenGraph, else the title and the description, of an HTML page fetched from `url`. Nothing of it is ever shown as
 * HTML (S78). Each byte is looked at once, whatever stands there.
 */
export function readPage(body: Buffer, contentType: string, url: string): PageTold {
  const html = decode(body.subarray(0, headBytes), contentType);
  const said = new Map<string, string>();
  for (const tag of tagsOf(html, '<meta')) {
    const attributes = attributesOf(tag);
    const name = (attributes.get('property') ?? attributes.get('name') ?? '').toLowerCase();
    const content = attributes.get('content');
    if (name && content && !said.has(name)) said.set(name, content);
  }
  const first = (...names: string[]) => names.map((name) => said.get(name)?.trim()).find(Boolean) ?? '';
  const start = html.search(/<title[\s>]/i);
  const begun = start < 0 ? '' : html.slice(html.indexOf('>', start) + 1);
  const end = begun.search(/<\/title/i);
  return {
    title: words(first('og:title', 'twitter:title') || begun.slice(0, Math.max(0, end)), longest.title),
    description: words(first('og:description', 'twitter:description', 'description'), longest.description),
    picture: addressOf(first('og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image'), url),
  };
}

/** Character references become what they stand for; tags in them stay letters. */
function words(text: string, most: number): string {
  const plain = plainText(text.slice(0, 4000).replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
  const letters = [...plain.replace(turning, '').replace(/\s+/g, ' ').trim()];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : letters.join('');
}

function addressOf(text: string, base: string): string | null {
  const address = plainText(text);
  if (!address || !URL.canParse(address, base)) return null;
  const { protocol, href } = new URL(address, base);
  return /^https?:$/.test(protocol) && href.length <= 2048 ? href : null;
}

function decode(bytes: Buffer, contentType: string): string {
  const declared = /charset\s*=\s*"?([\w-]+)/i;
  const label =
    declared.exec(contentType)?.[1] ?? declared.exec(bytes.subarray(0, 2048).toString('latin1'))?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
}

/** Tags that begin so, up to their end outside of quotes; one that does not end is left out. */
function* tagsOf(html: string, name: string): Generator<string> {
  const lower = html.toLowerCase();
  for (let at = lower.indexOf(name); at >= 0; ) {
    let quote = '';
    let end = at + name.length;
    for (const most = at + longestTag; end < html.length && end < most; end++) {
      const letter = html[end]!;
      if (quote) quote = letter === quote ? '' : quote;
      else if (letter === '"' || letter === "'") quote = letter;
      else if (letter === '>') break;
    }
    if (html[end] === '>') yield html.slice(at + name.length, end);
    at = lower.indexOf(name, end);
  }
}
