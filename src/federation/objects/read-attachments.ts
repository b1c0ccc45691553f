import type { RemotePost } from '../../posts/receive-post.ts';
import { canonicalId } from '../ids.ts';
import { isObject, type Json, list, text, typesOf, wholeNumber } from '../json.ts';

const mostAttachments = 16;

/** Pictures among the attachments, and links to what is none (a film, a sound, the page a Lemmy post is about). */
export function readAttachments(value: unknown): {
  media: RemotePost['media'];
  links: { url: string; name: string }[];
} {
  const media: RemotePost['media'] = [];
  const links: { url: string; name: string }[] = [];
  for (const item of list(value).slice(0, mostAttachments).filter(isObject)) {
    const url = addressOf(item);
    if (!url) continue;
    const name = text(item.name, 1500) ?? text(item.summary, 1500) ?? '';
    if (isPicture(item, url))
      media.push({
        url,
        description: name,
        width: wholeNumber(item.width) ?? 0,
        height: wholeNumber(item.height) ?? 0,
      });
    else if (!typesOf(item).includes('PropertyValue')) links.push({ url, name: name.slice(0, 300) });
  }
  return { media, links };
}

/** `url` as text or Link, `href` of a Link, or the first of a list of them. */
function addressOf(item: Json): string | null {
  const first = list(item.url ?? item.href)[0];
  return canonicalId(isObject(first) ? first.href : first);
}

const isPicture = (item: Json, url: string) => {
  const first = list(item.url)[0];
  const type = String(item.mediaType ?? (isObject(first) ? first.mediaType : '') ?? '');
  if (type && type !== 'undefined') return /^image\/(jpeg|png|webp|gif|avif)$/.test(type);
  return typesOf(item).includes('Image') || /\.(jpe?g|png|webp|gif|avif)$/i.test(new URL(url).pathname);
};
