import { isObject, type Json, list } from './json.ts';

export const activityStreams = 'https://www.w3.org/ns/activitystreams';
const security = 'https://w3id.org/security#';

/** Terms whose meaning decides who did what to what, for whom: no document may give them another one. */
const fixedTerms = new Set(
  `id type actor object target origin result instrument attributedTo to cc bto bcc audience inReplyTo replies likes
  shares items orderedItems first next content name summary url href published updated attachment tag icon image inbox
  outbox followers following endpoints sharedInbox preferredUsername publicKey publicKeyPem owner controller proof
  assertionMethod verificationMethod publicKeyMultibase proofValue signature Accept Add Announce Application Article
  Block Create Delete Event Flag Follow Group Ignore Join Leave Like Move Note Organization Page Person Public Question
  Reject Remove Service TentativeAccept
  Tombstone Undo Update`.split(/\s+/),
);
const prefixes: Record<string, string> = { as: `${activityStreams}#`, sec: security };
const harmlessKeywords = new Set(['@version', '@language', '@vocab', '@protected']);

/**
 * Whether a document says what it seems to say when read as plain AS2 (S15): its context names ActivityStreams, no
 * inline context gives a fixed term another meaning or hides a keyword behind a name, and no `@graph`, `@included`,
 * `@reverse` or other keyword stands in the body. Contexts are never fetched (S43). The document must be within
 * the limits of `parseJson`.
 */
export function isPlain(document: Json): boolean {
  const contexts = list(document['@context']);
  return contexts.length <= 50 && contexts.includes(activityStreams) && plainBody(document);
}

function plainBody(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(plainBody);
  if (!isObject(value)) return true;
  return Object.entries(value).every(([key, member]) => {
    if (key === '@context') return list(member).every(plainContext);
    return !key.startsWith('@') && plainBody(member);
  });
}

function plainContext(context: unknown): boolean {
  if (typeof context === 'string') return true;
  if (!isObject(context)) return false;
  return Object.entries(context).every(([term, definition]) => {
    if (term.startsWith('@')) return harmlessKeywords.has(term);
    const id = isObject(definition) ? definition['@id'] : definition;
    if (isObject(definition) && ('@reverse' in definition || '@context' in definition || '@graph' in definition))
      return false;
    if (term in prefixes) return id === prefixes[term];
    if (term === 'id' || term === 'type') return id === `@${term}`;
    if (typeof id === 'string' && id.startsWith('@')) return false;
    if (!fixedTerms.has(term)) return true;
    return (
      id === undefined ||
      [`as:${term}`, `${activityStreams}#${term}`, `sec:${term}`, `${security}${term}`].includes(id as string)
    );
  });
}
