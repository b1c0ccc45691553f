import type { QuotePolicy } from '../../posts/view.ts';
import { activityStreams } from '../context-policy.ts';
import { documentId, refId } from '../ids.ts';
import { isObject, type Json, list, typesOf } from '../json.ts';

const publicNames = new Set([`${activityStreams}#Public`, 'as:Public', 'Public']);

/**
 * What a post quotes: `quote` (FEP-044f) with the address of the consent, else what Fedibird, Misskey and others say, or a
 * FEP-e232 link.
 */
export function readQuote(object: Json): { uri: string; proof: string | null } | null {
  const said = [object.quote, object.quoteUri, object.quoteUrl, object._misskey_quote, linkOf(object)];
  const uri = said.map((value) => documentId(refId(value))).find(Boolean);
  return uri ? { uri, proof: documentId(refId(object.quoteAuthorization)) } : null;
}

/** FEP-e232: a Link among the tags, to an ActivityPub document. */
const linkOf = (object: Json): unknown =>
  list(object.tag)
    .slice(0, 500)
    .filter(isObject)
    .find((tag) => typesOf(tag).includes('Link') && /activity\+json|ld\+json/.test(String(tag.mediaType)))?.href;

/** Who may quote it, as it says itself; null when it does not. */
export function readQuotePolicy(object: Json, isFollowers: (reader: string) => boolean): QuotePolicy | 'ask' | null {
  const policy = isObject(object.interactionPolicy) ? object.interactionPolicy.canQuote : null;
  if (!isObject(policy)) return null;
  const [at, asked] = [policy.automaticApproval, policy.manualApproval].map((value) => list(value).map(String));
  if (at!.some((reader) => publicNames.has(reader))) return 'public';
  if (asked!.some((reader) => publicNames.has(reader))) return 'ask';
  return at!.some(isFollowers) ? 'followers' : 'nobody';
}

/** Older servers show the address of what is quoted; where the quote itself shows, that says it twice. */
export const withoutFallback = (html: string): string =>
  html.replace(
    /<(p|span)\s+class="quote-inline">[^<>]{0,200}(?:<a\b[^<>]*>[^<>]*(?:<span[^<>]*>[^<>]*<\/span>[^<>]*){0,5}<\/a>)?[^<>]{0,200}<\/\1>/,
    '',
  );
