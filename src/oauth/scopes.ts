const parts = {
  read: 'accounts blocks bookmarks favourites filters follows lists mutes notifications search statuses'.split(' '),
  write:
    'accounts blocks bookmarks conversations favourites filters follows lists media mutes notifications reports statuses'.split(
      ' ',
    ),
};

/** Every scope there is, as a tree: `read` holds `read:accounts` and its like (Mastodon's OAuth scopes). */
export const everyScope: readonly string[] = [
  'profile',
  'read',
  ...parts.read.map((part) => `read:${part}`),
  'write',
  ...parts.write.map((part) => `write:${part}`),
  'follow',
  'push',
];

/** Scopes of a request, once each and in one order; null when one of them does not exist. */
export function readScopes(text: unknown, fallback = 'read'): string[] | null {
  const asked = (typeof text === 'string' && text.trim() ? text : fallback).trim().split(/[\s+]+/);
  if (asked.some((scope) => !everyScope.includes(scope))) return null;
  return everyScope.filter((scope) => asked.includes(scope));
}

/** `follow` is the old name of reading and writing follows, blocks and mutes. */
const ofFollow = /^(read|write):(follows|blocks|mutes)$/;

/** Whether what was granted holds a scope: itself, its parent, or `follow` for what that stood for. */
export const covers = (granted: readonly string[], scope: string): boolean =>
  granted.includes(scope) ||
  granted.includes(scope.split(':')[0]!) ||
  (granted.includes('follow') && ofFollow.test(scope)) ||
  (scope === 'profile' && covers(granted, 'read:accounts'));

/** Whether a wish stays within what a program said it would ask for. */
export const within = (wished: readonly string[], allowed: readonly string[]): boolean =>
  wished.every((scope) => covers(allowed, scope));
