import { isPlain } from './context-policy.ts';
import { canonicalId, documentId, refId, sameOrigin } from './ids.ts';
import type { Json } from './json.ts';

/** The outside of an activity, once it has passed the guard. */
export interface Envelope {
  /** Canonical; on the actor's origin. */
  id: string;
  type: string;
  /** Canonical id of the one who acts. */
  actor: string;
  activity: Json;
}

/**
 * Lets an activity in, or not: plain AS2, one type, one actor, and an id on the actor's own origin (S03, S16, FEP-fe34).
 * Null is a 400. It says nothing yet about who really sent it.
 */
export function readEnvelope(activity: Json): Envelope | null {
  const id = canonicalId(activity.id);
  const actor = documentId(refId(activity.actor));
  if (!id || !actor || typeof activity.type !== 'string' || activity.type.length > 64) return null;
  return sameOrigin(id, actor) && isPlain(activity) ? { id, type: activity.type, actor, activity } : null;
}

/**
 * An object inside an activity that may be read as it stands: it has an id on the actor's origin. Anything else has to
 * be fetched from its own (S06, S66).
 */
export function embedded(value: unknown, actor: string): Json | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const id = documentId((value as Json).id);
  return id && sameOrigin(id, actor) ? (value as Json) : null;
}

/** Canonical id of whoever an object is attributed to, on the object's own origin; else null. */
export function authorOf(object: Json): string | null {
  const id = documentId(object.id);
  const author = documentId(refId(Array.isArray(object.attributedTo) ? object.attributedTo[0] : object.attributedTo));
  return id && author && sameOrigin(id, author) ? author : null;
}
