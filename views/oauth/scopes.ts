import type { Key } from '../../src/platform/i18n.ts';
import type { Page } from '../page.ts';

/** Scopes in words: the broad ones as one sentence, the others by what they touch. */
const words: [scope: RegExp, key: Key][] = [
  [/^(profile|read:accounts)$/, 'apps.scope.profile'],
  [/^read$/, 'apps.scope.read'],
  [/^read:(?!accounts)/, 'apps.scope.readSome'],
  [/^write$/, 'apps.scope.write'],
  [/^write:(statuses|media)$/, 'apps.scope.writePosts'],
  [/^(follow|write:(follows|blocks|mutes))$/, 'apps.scope.follow'],
  [/^write:(?!statuses|media|follows|blocks|mutes)/, 'apps.scope.writeSome'],
  [/^push$/, 'apps.scope.push'],
];

export const scopeWords = ({ t }: Page, scopes: readonly string[]): string[] =>
  words.filter(([pattern]) => scopes.some((scope) => pattern.test(scope))).map(([, key]) => t(key));
