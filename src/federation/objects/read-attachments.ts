import { isBlurhash } from '../../platform/blurhash.ts';
import type { RemotePost } from '../../posts/receive-post.ts';
import { canonicalId } from '../ids.ts';
import { isObject, type Json, list, text, typesOf, wholeNumber } from '../json.ts';

const mostAttachments = 16;

/** Pictures, films and sounds among the attachments, and links to what is none (a document, the page a Lemmy post is about). */
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
    const kind = kindOf(item, url);
    if (kind)
      media.push({
        url,
        ...(kind !== 'image' && {
          kind,
          duration: milliseconds(item.duration),
          captions: captionsOf(item),
        }),
        description: name,
        width: wholeNumber(item.width) ?? 0,
        height: wholeNumber(item.height) ?? 0,
        ...blurhashIn(item),
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

const blurhashIn = ({ blurhash }: Json) => (typeof blurhash === 'string' && isBlurhash(blurhash) ? { blurhash } : {});

/** By its media type; where it says none, by its own type or the end of its address. Null: a link. */
function kindOf(item: Json, url: string): 'image' | 'video' | 'audio' | null {
  const first = list(item.url)[0];
  const said = item.mediaType ?? (isObject(first) ? first.mediaType : null);
  const types = typesOf(item);
  const { pathname } = new URL(url);
  for (const [kind, type, mediaTypes, ends] of kinds)
    if (typeof said === 'string' && said ? mediaTypes.test(said) : types.includes(type) || ends.test(pathname))
      return kind;
  return null;
}

const kinds = [
  ['image', 'Image', /^image\/(jpeg|png|webp|gif|avif)$/, /\.(jpe?g|png|webp|gif|avif)$/i],
  ['video', 'Video', /^video\/(mp4|webm|ogg|quicktime)\b/, /\.(mp4|webm|mov|ogv)$/i],
  ['audio', 'Audio', /^audio\/(mpeg|mp3|mp4|x-m4a|ogg|webm|wav|x-wav|flac)\b/, /\.(mp3|m4a|ogg|oga|opus|wav|flac)$/i],
] as const;

/** The first captions, as PeerTube writes them: a language, and an address as text or Link. */
function captionsOf(item: Json): { url: string; language: string } | null {
  for (const one of list(item.subtitleLanguage).slice(0, 20).filter(isObject)) {
    const url = addressOf(one);
    const language = /^[a-z]{2,3}\b/.exec(String(one.identifier ?? ''))?.[0];
    if (url && language) return { url, language };
  }
  return null;
}

const longestMs = 24 * 3_600_000;

/** `PT1H2M3.5S` (xsd:duration), or seconds; null when it is neither. */
function milliseconds(value: unknown): number | null {
  const found = /^PT(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:(\d{1,7}(?:\.\d{1,9})?)S)?$/.exec(String(value ?? ''));
  const [hours = 0, minutes = 0, seconds = 0] = (found ?? []).slice(1).map((part) => Number(part ?? 0));
  const total = typeof value === 'number' ? value : found ? (hours * 60 + minutes) * 60 + seconds : 0;
  return total > 0 && total * 1000 <= longestMs ? Math.round(total * 1000) : null;
}
