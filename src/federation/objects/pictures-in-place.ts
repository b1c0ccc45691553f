import { attributesOf } from '../../platform/html-attributes.ts';
import { plainText } from '../../platform/sanitise.ts';
import { placeOf } from '../../posts/image-places.ts';
import { canonicalId } from '../ids.ts';
import type { ReadNote } from './read-note.ts';

const mostPictures = 16;

/** The pictures in the text of an article join its attachments, and leave their place in the text. */
export function picturesInPlace({ content, media }: Pick<ReadNote, 'content' | 'media'>) {
  const pictures = [...media];
  const placed = content.replace(/<img\b(?:[^<>"']|"[^"]*"|'[^']*')*>/gi, (tag) => {
    const attributes = attributesOf(tag);
    const said = (name: string) => plainText(attributes.get(name) ?? '');
    const url = canonicalId(said('src'));
    if (!url) return '';
    let index = pictures.findIndex((picture) => picture.url === url);
    if (index < 0) {
      if (pictures.length >= mostPictures) return '';
      index = pictures.push({ url, description: said('alt'), width: 0, height: 0 }) - 1;
    }
    return placeOf(index);
  });
  return { content: placed, media: pictures };
}
