import { attributesOf } from '../platform/html-attributes.ts';
import { escapeHtml, plainText } from '../platform/sanitise.ts';
import { placeOf } from '../posts/image-places.ts';

/** A picture that an article of the archive names. */
export interface NamedPicture {
  /** As the archive says it: the name of its file stands in every address it had. */
  url: string;
  description: string;
  /** Its place among the pictures that came (0 is the first); null when it did not. */
  index: number | null;
}

/**
 * The words of an article that was brought, with its pictures in their places here: under their old addresses they
 * would be asked of the server that was left. What did not come leaves its description.
 */
export function placedPictures(body: { text: string | null; html: string }, pictures: NamedPicture[]) {
  const byAddress = (address: string) => pictures.find(({ url }) => nameOf(url) && address.includes(nameOf(url)));
  const html = body.html
    .replace(/<p>\[image (\d{1,2})\]<\/p>/g, (_, n) => htmlOf(pictures[Number(n) - 1]))
    .replace(/(?:<p>\s{0,20})?<img\b(?:[^<>"']|"[^"]*"|'[^']*')*>(?:\s{0,20}<\/p>)?/gi, (found) => {
      const tag = found.slice(found.indexOf('<img'));
      const said = (name: string) => plainText(attributesOf(tag).get(name) ?? '');
      return htmlOf(byAddress(said('src')) ?? { url: '', description: said('alt'), index: null });
    });
  const text = body.text
    ?.replace(/^\[image (\d{1,2})\]$/gm, (_, n) => textOf(pictures[Number(n) - 1]))
    .replace(/!\[([^\]\n]{0,1500})\]\((\S{1,2000}?)(?:\s[^)\n]{0,500})?\)/g, (_, description, address) => {
      const known = byAddress(address);
      return known ? `\n\n${textOf(known)}\n\n` : description;
    });
  return { html, text: text ?? null };
}

/** `/media_attachments/files/<32 hex digits>.webp` → the digits. */
const nameOf = (url: string): string => /[0-9a-f]{32}/.exec(url)?.[0] ?? '';

const textOf = (picture: NamedPicture | undefined): string =>
  picture?.index != null ? `[image ${picture.index + 1}]` : (picture?.description ?? '');

const htmlOf = (picture: NamedPicture | undefined): string =>
  picture?.index != null ? placeOf(picture.index) : `<p>${escapeHtml(picture?.description ?? '')}</p>`;
