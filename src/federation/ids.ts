import { isObject } from './json.ts';

/**
 * The one spelling of an ActivityPub id (S10, S16): lower-case host without a final dot, no default port, no `..`.
 * Null for what is no id: not a string, over 2,048 characters, no http(s), credentials, spaces or control characters.
 * Plain http passes here because test benches use it; the guarded client refuses it everywhere else.
 * A fragment is kept: Mastodon names activities `…#follows/1`. {@link documentId} refuses it.
 */
export function canonicalId(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 2048 || /[\u0000-\u0020\u007f\\]/.test(value)) return null;
  if (!/^https?:\/\/[^/]/i.test(value) || !URL.canParse(value)) return null;
  const url = new URL(value);
  if (url.username || url.password) return null;
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.replace(/\.+$/, '');
  if (!url.hostname || url.hostname.endsWith('.')) return null;
  return url.href.length <= 2048 ? url.href : null;
}

/** As {@link canonicalId}, for what is a document of its own: actors, posts, collections. */
export function documentId(value: unknown): string | null {
  const id = canonicalId(value);
  return id === null || id.includes('#') ? null : id;
}

/** Id of a reference: a string, or an embedded object that has one. */
export const refId = (value: unknown): string | null => (isObject(value) ? canonicalId(value.id) : canonicalId(value));

/** The document an id stands in: the id without its fragment. */
export const withoutFragment = (id: string): string => id.split('#')[0]!;

export const originOf = (id: string): string => new URL(id).origin;

/** Host with its port when that is not the default, as people write it after the second @. */
export const hostOf = (id: string): string => new URL(id).host;

/** Same scheme, host and port: the border of trust of FEP-fe34. */
export const sameOrigin = (a: string, b: string): boolean => originOf(a) === originOf(b);

/** A page that may be shown as the source of an object: on the object's own host, else null (S09). */
export function pageOf(value: unknown, id: string): string | null {
  const url = canonicalId(value);
  return url !== null && hostOf(url) === hostOf(id) ? url : null;
}
