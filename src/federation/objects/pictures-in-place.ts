import { plainText } from '../../platform/sanitise.ts';
import { placeOf } from '../../posts/image-places.ts';
import { canonicalId } from '../ids.ts';
import type { ReadNote } from './read-note.ts';

const mostPictures = 16;

/** The pictures in the text of an article join its attachments, and leave their place in the text. */
export function picturesInPlace({ content, media }: Pick<ReadNote, 'content' | 'media'>) {
  const pictures = [...media];
  const placed = content.replace(/<img\b(?:[^<>"']|"[^"]*"|'[^']*')*>/gi, (tag) => {
    const url = canonicalId(attribute(tag, 'src'));
    if (!url) return '';
    let index = pictures.findIndex((picture) => picture.url === url);
    if (index < 0) {
      if (pictures.length >= mostPictures) return '';
      index = pictures.push({ url, description: attribute(tag, 'alt'), width: 0, height: 0 }) - 1;
    }
    return placeOf(index);
  });
  return { content: placed, media: pictures };
}

const attribute = (tag: string, name: string): string => {
  const [, double, single] = new RegExp(`\\s${name}\\s?=\\s?(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag) ?? [];
  return plainText(double ?? single ?? '');
};
