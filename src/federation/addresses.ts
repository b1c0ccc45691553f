import type { Instance } from '../instance.ts';

type Home = Pick<Instance, 'config'>;

/** Id of the instance actor, readable unsigned: it signs our fetches. */
export const instanceActorUri = ({ config }: Home) => `${config.origin}/ap/actor`;
export const sharedInboxUri = ({ config }: Home) => `${config.origin}/ap/inbox`;
/** What a post for partners is addressed to; `origin` is that of the author's organisation. */
export const partnersUri = (origin: string) => `${origin}/ap/partners`;
export const activityUri = ({ config }: Home, id: string) => `${config.origin}/ap/activities/${id}`;
export const conversationUri = ({ config }: Home, threadId: string) => `${config.origin}/ap/posts/${threadId}/context`;

/** Id of an actor's key. */
export const keyUri = (actor: string, kind: 'rsa' | 'ed25519') =>
  `${actor}#${kind === 'rsa' ? 'main-key' : 'ed25519-key'}`;

/** The id in one of our own addresses (`/ap/accounts/12` → `12`), or null. */
export function ownId({ config }: Home, kind: 'accounts' | 'posts' | 'activities', uri: string): string | null {
  const prefix = `${config.origin}/ap/${kind}/`;
  const id = uri.startsWith(prefix) ? uri.slice(prefix.length) : '';
  return /^\d{1,19}$/.test(id) ? id : null;
}

export const isOwn = ({ config }: Home, uri: string) => uri.startsWith(`${config.origin}/`) || uri === config.origin;
